"""The series behind a section: a table of months, and a chart of each series with its bounds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month, months
from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.series import Series
from jobtrack.domain.target import Rule
from jobtrack.domain.text import visible
from jobtrack.domain.workbook import not_rich, shortened
from jobtrack.render.medium import Medium
from jobtrack.render.report import columns
from jobtrack.render.xlsx.book import Book, month_form
from jobtrack.render.xlsx.cell import amount_form
from jobtrack.render.xlsx.chart import COLUMN_WIDTH, Charted, draw_charts
from jobtrack.render.xlsx.grid import HEADER, HEADER_ROW, height_of, write_lead
from jobtrack.words import N_

_LONGEST_HEADER = 200  # UTF-16 units


class Line(NamedTuple):
    """A column of the table: its header, and a number for some of its months."""

    header: str
    form: str
    values: Mapping[Month, float]


class SectionSeries(NamedTuple):
    """One series with the bounds of its targets."""

    place: tuple[str, str]
    values: Line
    bounds: tuple[Line, ...]


class Drawn(NamedTuple):
    """Where a series stands: its sheet and column, the row of its table's first month, that month."""

    sheet: str
    column: int
    top: int
    first: Month


def section_series(report: Report, rows: Iterable[Row], medium: Medium) -> list[SectionSeries]:
    """The series of ``rows`` that have any value, each once, in the order of the rows."""
    by_place: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if report.series_of(row).observations:
            by_place.setdefault((row.indicator.id, row.area.code), []).append(row)
    return [
        SectionSeries(
            place,
            _values(own[0], report.series_of(own[0]), report.plan.home, medium),
            tuple(bound for row in own if (bound := _bound(row, report.as_of, medium))),
        )
        for place, own in by_place.items()
    ]


def _values(row: Row, series: Series, home: str, medium: Medium) -> Line:
    name = columns.name_with_unit(row._replace(target=None), medium)
    header = name if row.area.code == home else f"{name} · {columns.area(row, medium)}"
    form = amount_form(row, row.indicator.decimals)
    return Line(header, form, {one.period: one.value for one in series.observations})


def _bound(row: Row, as_of: Month, medium: Medium) -> Line | None:
    """The bound of a row in each month of its window, where it is one of the values drawn.

    The units of a cover, growth in percent and the whole year of monthly amounts are not.
    """
    target, bound = row.target, row.measures.bound
    if target is None or bound is None or target.rule is Rule.COVER or row.is_growth:
        return None
    if target.rule is Rule.QUOTA and row.indicator.kind is Kind.FLOW:
        return None
    header = f"{columns.name(row, medium)} · {medium.say(N_('Bound'))}"
    window = months(target.start, min(target.due, as_of))
    return Line(header, amount_form(row, columns.decimals(row, bound)), dict.fromkeys(window, bound))


def write_series(
    book: Book, title: str, moment: str, found: Sequence[SectionSeries]
) -> dict[tuple[str, str], Drawn]:
    """A sheet with the table and its charts; where each series stands in it, by indicator and area.

    The table has every month from the first to the last that has a value; a month without is empty.
    """
    sheet = book.sheet(title)
    write_lead(book, sheet, (title, moment))
    known = [month for one in found for month in one.values.values]
    lines = [line for one in found for line in (one.values, *one.bounds)]
    span = months(min(known), max(known))
    _write_table(book, sheet, span, lines)
    drawn, charted, column = {}, list[Charted](), 1
    for one in found:
        drawn[one.place] = Drawn(sheet.get_name(), column, HEADER_ROW + 1, span[0])
        if len(one.values.values) > 1:
            charted.append(Charted(one.values.header, column, len(one.bounds), one.values.form))
        column += 1 + len(one.bounds)
    draw_charts(book, sheet, (len(span), column), charted)
    return drawn


def _write_table(book: Book, sheet: Worksheet, span: Sequence[Month], lines: Sequence[Line]) -> None:
    headers = list(_unlike([book.medium.say(N_("Period")), *(visible(one.header) for one in lines)]))
    left, right = (book.style(**HEADER, align=side) for side in ("left", "right"))
    styles = [left, *[right] * len(lines)]
    sheet.add_table(
        HEADER_ROW,
        0,
        HEADER_ROW + len(span),
        len(lines),
        {
            "columns": [
                {"header": header, "header_format": style}
                for header, style in zip(headers, styles, strict=True)
            ],
            "style": "Table Style Light 1",
        },
    )
    month_style = book.style(num_format=month_form(book.medium), align="left")
    for number, month in enumerate(span, start=HEADER_ROW + 1):
        book.write(sheet, number, 0, month, month_style)
        for place, line in enumerate(lines, start=1):
            if month in line.values:
                book.write(sheet, number, place, line.values[month], book.style(num_format=line.form))
    sheet.set_column(0, len(lines), COLUMN_WIDTH)
    sheet.set_row(HEADER_ROW, max(height_of(header, COLUMN_WIDTH) for header in headers))
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.repeat_rows(HEADER_ROW)


def _unlike(headers: Iterable[str]) -> Iterator[str]:
    """``headers`` as a table of Excel's asks for them: short enough, no two alike in any case."""
    taken: set[str] = set()
    for header in map(not_rich, headers):
        short = shortened(header, _LONGEST_HEADER)
        name, number = short or "-", 1
        while name.casefold() in taken:
            number += 1
            name = f"{short} {number}"
        taken.add(name.casefold())
        yield name
