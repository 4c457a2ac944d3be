"""A sheet of rows under columns: the table of a report, and below it what is said of it."""

import textwrap
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from rich.cells import cell_len
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from jobtrack.domain.assess.measures import Colour
from jobtrack.domain.row import Row
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.report import columns
from jobtrack.render.report.columns import Column, says_nothing
from jobtrack.render.xlsx.book import Book
from jobtrack.render.xlsx.cell import cell_of
from jobtrack.words import ENGLISH

HEADER_ROW = 3
HEADER = {"bold": True, "bg_color": "#DDE5EE", "bottom": 1, "text_wrap": True}
_TITLE = {"bold": True, "font_size": 14}
_LINE = {"bottom": 4, "bottom_color": "#BFBFBF"}
_FILLS = {  # of background and text, dark enough on it to be read in print
    Colour.RED: ("#FFC7CE", "#9C0006"),
    Colour.AMBER: ("#FFEB9C", "#7F4F00"),
    Colour.GREEN: ("#C6EFCE", "#006100"),
    Colour.GREY: ("#E4E4E4", "#404040"),
}
_BAR = {
    "type": "data_bar",
    "data_bar_2010": True,
    "bar_solid": True,
    "bar_color": "#9DC3E6",
    "min_type": "num",
    "min_value": 0,
    "max_type": "num",
    "max_value": 1,
}
_TITLE_HEIGHT, _LINE_HEIGHT, _HIGHEST = 22, 15, 409  # points, of which a row has no more
_NARROWEST, _WIDEST = 9, 44  # characters
_BUTTON = 3  # characters that the button of a filter covers
_LOST_WHERE_WORDS_FOLD = 3  # characters


class Spark(NamedTuple):
    """Where the values of a small line stand: a sheet, the first and last row, the column."""

    sheet: str
    first: int
    last: int
    column: int


Lead = tuple[str, str]  # the title, and what it is as of
Content = tuple[Sequence[Column], Sequence[Row]]


def write_grid(
    book: Book,
    sheet: Worksheet,
    lead: Lead,
    content: Content,
    remarks: Sequence[str],
    spark_of: Callable[[Row], Spark | None] = lambda _: None,
) -> None:
    """The table below its title, its header in sight and on every page, then the remarks.

    Columns that may be left out and say nothing are.
    """
    wanted, rows = content
    sparks = [spark_of(row) for row in rows]
    shown = [one for one in wanted if _is_shown(one, rows, book.medium, has_sparks=any(sparks))]
    write_lead(book, sheet, lead)
    widths = [_width(column, rows, book.medium) for column in shown]
    for place, (column, width) in enumerate(zip(shown, widths, strict=True)):
        header = book.style(**HEADER, **_side(column))
        book.write(sheet, HEADER_ROW, place, book.medium.say(column.header), header)
        sheet.set_column(place, place, width)
    folding = [(one, width) for one, width in zip(shown, widths, strict=True) if not one.is_number]
    for number, (row, spark) in enumerate(zip(rows, sparks, strict=True), start=HEADER_ROW + 1):
        sheet.set_row(
            number, max(height_of(one.text(row, book.medium), width) for one, width in folding)
        )
        for place, column in enumerate(shown):
            _write_cell(book, sheet, (number, place), column, row)
            if column.text is columns.sparkline and spark is not None:
                _draw(sheet, (number, place), spark)
    last = HEADER_ROW + len(rows)
    done = next((n for n, one in enumerate(shown) if one.text is columns.attained), None)
    if done is not None and rows:
        sheet.conditional_format(HEADER_ROW + 1, done, last, done, _BAR)
    names = list(takewhile(lambda one: one.rank == 0 and not one.is_number, shown))
    sheet.freeze_panes(HEADER_ROW + 1, len(names))
    sheet.repeat_rows(HEADER_ROW)
    sheet.autofilter(HEADER_ROW, 0, last, len(shown) - 1)
    _write_remarks(book, sheet, last + 2, remarks, int(sum(widths)))


def _is_shown(column: Column, rows: Sequence[Row], medium: Medium, *, has_sparks: bool) -> bool:
    """The bar is drawn into the attained share."""
    if column.text is columns.bar:
        return False
    if column.text is columns.sparkline:
        return has_sparks
    return column.rank == 0 or not says_nothing(column, rows, medium)


def _write_cell(book: Book, sheet: Worksheet, place: tuple[int, int], column: Column, row: Row) -> None:
    style: dict[str, object] = {**_LINE, **_side(column)}
    if column.text is columns.sparkline:
        book.write(sheet, *place, None, book.style(**style))
        return
    cell = cell_of(column, row, book.medium)
    style |= {"num_format": cell.form} if cell.form else {"text_wrap": True}
    if column.text is columns.status and row.status is not None:
        background, text = _FILLS[row.status.colour]
        style |= {"bg_color": background, "font_color": text}
    book.write(sheet, *place, cell.value, book.style(**style))


def _side(column: Column) -> dict[str, object]:
    """Numbers to the right, off the bar beside; texts to the left, off numbers; a status between."""
    if column.text is columns.attained:
        return {"align": "right", "left": 5, "left_color": "#FFFFFF"}
    if column.is_number:
        return {"align": "right"}
    return {"align": "center"} if column.text is columns.status else {"align": "left", "indent": 1}


def _draw(sheet: Worksheet, place: tuple[int, int], spark: Spark) -> None:
    name = spark.sheet.replace("'", "''")
    cells = xl_range_abs(spark.first, spark.column, spark.last, spark.column)
    options = {"range": f"'{name}'!{cells}", "empty_cells": "connect", "series_color": "#1F4E79"}
    sheet.add_sparkline(*place, options)


def _width(column: Column, rows: Sequence[Row], medium: Medium) -> int:
    """In characters, of which a Chinese one takes two; numbers have all their digits."""
    header = cell_len(visible(medium.say(column.header))) + _BUTTON
    texts = [column.text(row, one) for row in rows for one in (medium, Medium(ENGLISH))]
    words = texts if column.is_number else texts[::2]
    longest = max((cell_len(visible(text)) for text in words), default=0)
    return min(max(header, longest + 2, _NARROWEST), _WIDEST)


def height_of(text: str, width: int) -> int:
    """In points, of a cell in which ``text`` folds: programs leave it to whoever writes the file."""
    length = cell_len(visible(text))
    lines = 1 if length < width else 1 + length // (width - _LOST_WHERE_WORDS_FOLD)
    return min(_LINE_HEIGHT * lines, _HIGHEST)


def write_lead(book: Book, sheet: Worksheet, lead: Lead) -> None:
    title, moment = lead
    sheet.set_row(0, _TITLE_HEIGHT)
    book.write(sheet, 0, 0, title, book.style(**_TITLE))
    book.write(sheet, 1, 0, moment, book.style())


def _write_remarks(book: Book, sheet: Worksheet, row: int, remarks: Sequence[str], width: int) -> None:
    """A line each, more where it is wider than the table: a page cuts what runs out of it."""
    characters = width // 2 if book.medium.is_chinese else width
    lines = [line for one in remarks for line in textwrap.wrap(visible(one), characters)]
    for number, line in enumerate(lines, start=row):
        book.write(sheet, number, 0, line, book.style())
