"""The values of many areas at once, from rows as the database has them."""

import json
from collections.abc import Collection, Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter

from jobtrack.domain.indicator import Indicator
from jobtrack.domain.ledger.reversal import Reversals, standing
from jobtrack.domain.series import Series, series_from, series_of
from jobtrack.store import rows

COLUMNS = (*rows.KNOWN, "batch")
SOURCE = (
    "(SELECT value AS area FROM json_each(?)) CROSS JOIN snapshot USING (area)"
    " WHERE indicator = ? AND known_from <= ?"
)
_FAR_FUTURE = "9999-12-31"
_as_they_count = itemgetter(*map(COLUMNS.index, ("area", "period", "known_from", "batch")))


def wanted(indicator: str, areas: Collection[str], known_on: date | None) -> tuple[str, str, str]:
    """The parameters of ``SOURCE``: rows of these areas known on that day (None: now)."""
    return json.dumps(list(areas)), indicator, _FAR_FUTURE if known_on is None else str(known_on)


def series_by_area(
    indicator: Indicator, found: Iterable[rows.Values], reversals: Reversals
) -> dict[str, Series]:
    """The values of each area that has any of the rows ``found``, which come in any order."""
    in_order = sorted(found, key=_as_they_count)
    return {
        area: series_of_area(indicator, list(own), reversals)
        for area, own in groupby(in_order, itemgetter(0))
    }


def series_of_area(indicator: Indicator, own: list[rows.Values], reversals: Reversals) -> Series:
    """That of one area, of rows of ``COLUMNS`` as they count; what was taken back does not."""
    if reversals and any(row[-1] in reversals for row in own):
        snapshots = (rows.snapshot_of((indicator.id, *row[:-1], "", ""), row[-1]) for row in own)
        return series_of(indicator, standing(snapshots, reversals))
    return series_from(indicator, rows.known_of(own))
