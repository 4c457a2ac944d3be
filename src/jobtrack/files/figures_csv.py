"""A plan's published figures: CSV, recognised as any other table is. The format: docs/files.md."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from jobtrack.domain.importing.reading import reading_of
from jobtrack.domain.importing.sheet import Draft, Line, Rejection, Sheet, cell_place
from jobtrack.domain.month import Month
from jobtrack.domain.number import plain
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Figure, Snapshot
from jobtrack.errors.files import BadCell, FigureTwice, NotCsv, NotUtf8
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
    figures: dict[tuple[str, str, Month, date], Snapshot] = {}
    for one in reading.found:
        if isinstance(one, Rejection):
            raise BadCell(place=one.place, problem=one.problem)
        if isinstance(one, Draft):
            _check_once(figures.setdefault(_key(one.snapshot), one.snapshot), one)
    return list(figures.values())


def _lines(text: str, place: str) -> Iterator[Line]:
    """The rows of the file that are not empty. Errors: NotCsv."""
    rows = csv.reader(io.StringIO(text, newline=""))
    try:
        for row in rows:
            if row:
                yield rows.line_num, row
    except csv.Error as error:
        raise NotCsv(place=f"{place}:{rows.line_num}", detail=error) from None


def _key(one: Snapshot) -> tuple[str, str, Month, date]:
    return (one.indicator, one.area, one.period, one.known_from)


def _check_once(first: Snapshot, draft: Draft) -> None:
    """Refuse two values for one key in a file; the same value again is the same figure."""
    one = draft.snapshot
    if (first.figure, first.flag) != (one.figure, one.flag):
        problem = FigureTwice(
            indicator=one.indicator,
            period=one.period,
            area=one.area,
            first=_text(first.figure),
            second=_text(one.figure),
        )
        raise BadCell(place=cell_place(draft.place, draft.line, draft.column), problem=problem)


def _text(figure: Figure | None) -> str:
    return "-" if figure is None else plain(figure.value)
