"""What every area reported of one indicator, read without holding anyone up."""

import sqlite3
from contextlib import closing
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from jobtrack.domain.indicator import Indicator
from jobtrack.domain.series import Series
from jobtrack.store import rows
from jobtrack.store.connection import open_connection
from jobtrack.store.paging import Moment, Selection, pages_of
from jobtrack.store.series import series_of_area

_COLUMNS = ("indicator", *rows.KNOWN)


def reported(
    path: Path, indicator: Indicator, selection: Selection, moment: Moment
) -> dict[str, Series]:
    """The current values of each area that has any row of ``moment`` selected, by code, in its order.

    Errors: those of ``Store``.
    """
    with closing(open_connection(path, writing=False)) as connection:
        return series_reported(connection, path, indicator, selection, moment)


def series_reported(
    connection: sqlite3.Connection,
    path: Path,
    indicator: Indicator,
    selection: Selection,
    moment: Moment,
) -> dict[str, Series]:
    """The same behind ``connection``, which is open."""
    pages = pages_of(connection, path, _COLUMNS, indicator.id, selection)
    known = (row[1:] for row in chain.from_iterable(pages) if row[-1] in moment.batches)
    return {
        area: series_of_area(indicator, list(own), moment.reversals)
        for area, own in groupby(known, itemgetter(0))
    }
