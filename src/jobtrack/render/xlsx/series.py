"""The series behind a section: a table of months, and a chart of each series with its bounds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.series import Series, months
from jobtrack.domain.target import Rule
from jobtrack.domain.text import visible
from jobtrack.domain.workbook import not_rich
from jobtrack.render import columns
from jobtrack.render.medium import Medium
from jobtrack.render.xlsx.book import MONTH, Book
from jobtrack.render.xlsx.cell import amount_form
from jobtrack.render.xlsx.grid import HEADER, HEADER_ROW, height_of, write_lead
from jobtrack.words import N_

_CHART_WIDTH, _CHART_HEIGHT, _CHART_ROWS = 640, 300, 16  # pixels, and rows of the sheet
_WIDTH = 14  # characters
_LINES = (  # values, then bounds: apart for the colour-blind too, and in print
    ("#1F4E79", "solid"),
    ("#C55A11", "dash"),
    ("#404040", "round_dot"),
    ("#7F6000", "long_dash_dot"),
)


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
    drawn, column, top = {}, 1, HEADER_ROW
    for one in found:
        drawn[one.place] = Drawn(sheet.get_name(), column, HEADER_ROW + 1, span[0])
        if len(one.values.values) > 1:
            _draw(book, sheet, (top, len(lines) + 2), (column, len(span)), one)
            top += _CHART_ROWS
        column += 1 + len(one.bounds)
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
    for number, month in enumerate(span, start=HEADER_ROW + 1):
        book.write(sheet, number, 0, month, book.style(num_format=MONTH, align="left"))
        for place, line in enumerate(lines, start=1):
            if month in line.values:
                book.write(sheet, number, place, line.values[month], book.style(num_format=line.form))
    sheet.set_column(0, len(lines), _WIDTH)
    sheet.set_row(HEADER_ROW, max(height_of(header, _WIDTH) for header in headers))
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.repeat_rows(HEADER_ROW)


def _unlike(headers: Iterable[str]) -> Iterator[str]:
    """``headers`` as a table of Excel's asks for them: short enough, no two alike in any case."""
    taken: set[str] = set()
    for header in map(not_rich, headers):
        name, number = header[:200] or "-", 1
        while name.casefold() in taken:
            number += 1
            name = f"{header[:200]} {number}"
        taken.add(name.casefold())
        yield name


def _draw(
    book: Book, sheet: Worksheet, place: tuple[int, int], drawn: tuple[int, int], one: SectionSeries
) -> None:
    """A chart at ``place`` of the columns from the first ``drawn`` on, so many months of them."""
    first, count = drawn
    name, top, last = sheet.get_name(), HEADER_ROW + 1, HEADER_ROW + count
    chart = book.workbook.add_chart({"type": "line"})
    for number, column in enumerate(range(first, first + 1 + len(one.bounds))):
        colour, dash = _LINES[min(number, len(_LINES) - 1)]
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {
                "name": [name, HEADER_ROW, column],
                "categories": [name, top, 0, last, 0],
                "values": [name, top, column, last, column],
                "line": {"color": colour, "width": 1.75, "dash_type": dash},
                "marker": {"type": "none"} if number else marker,
            }
        )
    chart.set_title({"name": [name, HEADER_ROW, first], "name_font": {"size": 11}})
    chart.set_x_axis({"date_axis": True, "num_format": MONTH, "num_font": {"rotation": -45}})
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_y_axis({"num_format": one.values.form, "major_gridlines": grid})
    chart.set_legend({"position": "bottom"} if one.bounds else {"none": True})
    chart.show_blanks_as("span")
    chart.set_size({"width": _CHART_WIDTH, "height": _CHART_HEIGHT})
    sheet.insert_chart(*place, chart, {"description": sheet.get_name()})
