"""A plan's published figures: CSV, recognised as any other table is. The format: docs/files.md."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from jobtrack.domain.importing.reading import reading_of
from jobtrack.domain.importing.settling import Conflict, contradiction
from jobtrack.domain.importing.sheet import Draft, Line, Rejection, Sheet
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Snapshot
from jobtrack.errors.files import BadCell, NotCsv, NotUtf8
from jobtrack.errors.importing import NoTable


def read_figures(content: bytes, place: str, plan: Plan, today: date) -> list[Snapshot]:
    """The figures in a file's ``content``, in its order; rows without a value are left out.

    ``place`` names the file in errors. A row without a day of publication is known from ``today``;
    nothing is taken from after it. Errors: NotUtf8, NotCsv, NoTable, those of ``layout_of``, and
    BadCell for the first cell that can't be taken.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(path=place) from None
    reading = reading_of(Sheet(place, _lines(text, place)), plan, today)
    if reading.layout.is_empty:
        raise NoTable(place=place)
    drafts: dict[tuple[str, str, Month, date], Draft] = {}
    for one in reading.found:
        if isinstance(one, Rejection):
            raise BadCell(place=one.place, problem=one.problem)
        if isinstance(one, Draft):
            snapshot = one.snapshot
            key = (snapshot.indicator, snapshot.area, snapshot.period, snapshot.known_from)
            _check_once(drafts.setdefault(key, one), one)
    return [one.snapshot for one in drafts.values()]


def _lines(text: str, place: str) -> Iterator[Line]:
    """The rows of the file that are not empty. Errors: NotCsv."""
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in rows:
            if row:
                yield rows.line_num, row
    except csv.Error as error:
        raise NotCsv(place=f"{place}:{rows.line_num}", detail=error) from None


def _check_once(first: Draft, second: Draft) -> None:
    """Refuse two values for one key in a file; the same value again is the same figure."""
    one, other = first.snapshot, second.snapshot
    if (one.figure, one.flag) != (other.figure, other.flag):
        rejection = contradiction(Conflict(first, second))
        raise BadCell(place=rejection.place, problem=rejection.problem)
