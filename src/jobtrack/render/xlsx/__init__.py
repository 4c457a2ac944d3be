"""A report as an Excel workbook: numbers as numbers, months as dates, series with their charts."""

from collections.abc import Sequence

from jobtrack.domain.report import Report
from jobtrack.domain.report.by_area import AreaReport
from jobtrack.domain.row import Row
from jobtrack.domain.workbook import FIRST_DATE
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import moment_text
from jobtrack.render.report import by_area, columns
from jobtrack.render.report.columns import COLUMNS, Column
from jobtrack.render.report.remarks import summary_line, unit_lines
from jobtrack.render.xlsx.about import write_about
from jobtrack.render.xlsx.book import Book, workbook_of
from jobtrack.render.xlsx.grid import Spark, write_grid
from jobtrack.render.xlsx.series import Drawn, section_series, write_series
from jobtrack.words import N_

_TARGETS = (
    Column(
        N_("Section"),
        lambda row, medium: row.section.names.text(medium.words.language),
        is_number=False,
    ),
    Column(N_("Target"), columns.name_with_unit, is_number=False),
    *COLUMNS,
)
_AREAS = (
    Column(N_("Area"), columns.area, is_number=False),
    *(column for column in COLUMNS if column.text is not columns.area),
)


def report_bytes(report: Report, medium: Medium) -> bytes:
    """Sheets: all targets, each section's series with their charts, and what it all is about.

    The same bytes for the same report.
    """
    return workbook_of(report.plan, medium, lambda book: _write_report(report, book))


def area_report_bytes(found: AreaReport, medium: Medium) -> bytes:
    """A sheet per target with its areas as they are ranked, and what it all is about."""
    return workbook_of(found.plan, medium, lambda book: _write_area_report(found, book))


def _write_report(report: Report, book: Book) -> None:
    medium = book.medium
    language = medium.words.language
    overview = book.sheet(medium.say(N_("Overview")))
    places: dict[tuple[str, str], Drawn] = {}
    for section, rows in report.by_section():
        found = section_series(report, rows, medium)
        if found:
            name = section.names.text(language)
            places |= write_series(book, name, _moment(report, medium), found)
    write_grid(
        book,
        overview,
        (report.plan.names.text(language), _moment(report, medium)),
        (_TARGETS, [row for _, rows in report.by_section() for row in rows]),
        [summary_line(report, medium), *unit_lines(report, medium)],
        lambda row: _spark(row, places),
    )
    write_about(book, report)


def _spark(row: Row, places: dict[tuple[str, str], Drawn]) -> Spark | None:
    """Where the values of the twelve months up to the row's stand, if they are drawn."""
    drawn = places.get((row.indicator.id, row.area.code))
    if drawn is None or len(row.recent) < 2 or drawn.first < FIRST_DATE:
        return None
    first, last = (one.period.since(drawn.first) for one in (row.recent[0], row.recent[-1]))
    return Spark(drawn.sheet, drawn.top + first, drawn.top + last, drawn.column)


def _write_area_report(found: AreaReport, book: Book) -> None:
    medium = book.medium
    for table in found.tables:
        heading = columns.name_with_unit(table.whole, medium)
        rows: Sequence[Row] = (table.whole, *table.rows)
        sheet = book.sheet(columns.name(table.whole, medium))
        lead = (heading, _moment(found.report, medium))
        write_grid(book, sheet, lead, (_AREAS, rows), list(by_area.remarks(table, medium)))
    write_about(book, found.report)


def _moment(report: Report, medium: Medium) -> str:
    return moment_text(report.as_of, report.known_on, medium)
