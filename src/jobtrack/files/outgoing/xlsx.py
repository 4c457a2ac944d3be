"""Snapshots as an Excel workbook: numbers as numbers, months and days as dates, text as text."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple
from unicodedata import east_asian_width

from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.text import visible
from jobtrack.domain.workbook import (
    CREATED,
    FIRST_DATE,
    LONGEST_TEXT,
    TEXT_STAYS_TEXT,
    length_of,
    not_rich,
)
from jobtrack.errors.exporting import TextTooLong
from jobtrack.files.outgoing.contract import Export

SHEET_ROWS = 1_048_576  # as many as Excel has, the header included
Row = tuple[object, ...]
_TITLE = "snapshots"
_MEASURED_ROWS = 1_000
_NARROWEST, _WIDEST = 9, 60  # characters
_OPTIONS = {**TEXT_STAYS_TEXT, "constant_memory": True, "use_zip64": True}


class _Styles(NamedTuple):
    header: Format
    month: Format
    day: Format


def write(export: Export, sink: BinaryIO, sheet_rows: int = SHEET_ROWS) -> None:
    """A sheet of ``sheet_rows`` at most with the names of the columns on top, and as many as it takes.

    Errors: TextTooLong.
    """
    rows = export._replace(snapshots=map(_checked, export.snapshots)).rows()
    with _workbook(sink) as book:
        styles = _Styles(
            book.add_format({"bold": True}),
            book.add_format({"num_format": "yyyy-mm"}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        for number, page in enumerate(_pages(rows, sheet_rows - 1), start=1):
            title = _TITLE if number == 1 else f"{_TITLE} {number}"
            _fill(book.add_worksheet(title), export.columns, page, styles)


@contextmanager
def _workbook(sink: BinaryIO) -> Iterator[Workbook]:
    """A workbook, put together when the block has ended well; else what it has drafted is gone."""
    with tempfile.TemporaryDirectory(prefix="jobtrack-") as folder:
        whole = Path(
            folder, "whole.xlsx"
        )  # zipfile, given a sink that fails, fails again when collected
        book = Workbook(whole, {**_OPTIONS, "tmpdir": folder})
        book.set_properties({"created": CREATED})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error  # the operating system's own
        finally:
            for sheet in book.worksheets():
                sheet.row_data_fh.close()
        with whole.open("rb") as content:
            shutil.copyfileobj(content, sink)


def _pages(rows: Iterator[Row], most: int) -> Iterator[Iterable[Row]]:
    """The rows of each sheet, walked before the next; one sheet where there are none."""
    yield islice(rows, most)
    for first in rows:
        yield chain([first], islice(rows, most - 1))


def _fill(sheet: Worksheet, columns: tuple[str, ...], rows: Iterable[Row], styles: _Styles) -> None:
    sheet.freeze_panes(1, 0)
    for place, name in enumerate(columns):
        sheet.write_string(0, place, name, styles.header)
    widths = list(map(len, columns))
    for number, row in enumerate(rows, start=1):
        if number <= _MEASURED_ROWS:
            widths = [max(width, _width(cell)) for width, cell in zip(widths, row, strict=True)]
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell, styles)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 1, _NARROWEST), _WIDEST))
    area = chr(ord("A") + columns.index("area"))
    sheet.ignore_errors({"number_stored_as_text": f"{area}:{area}"})  # codes are digits often


def _write_cell(sheet: Worksheet, row: int, place: int, cell: object, styles: _Styles) -> None:
    """One cell by its type; none where it is blank."""
    match cell:
        case None:
            return
        case Month() if cell < FIRST_DATE:
            sheet.write_string(row, place, str(cell))
        case Month():
            sheet.write_datetime(row, place, date(cell.year, cell.number, 1), styles.month)
        case date() if Month.of(cell) < FIRST_DATE:
            sheet.write_string(row, place, str(cell))
        case date():
            sheet.write_datetime(row, place, cell, styles.day)
        case float():
            sheet.write_number(row, place, cell)
        case _:
            sheet.write_string(row, place, not_rich(visible(str(cell))))


def _checked(snapshot: Snapshot) -> Snapshot:
    """``snapshot`` with its texts visible and such as a cell can hold. Errors: TextTooLong."""
    source, note = visible(snapshot.source), visible(snapshot.note)
    for column, text in (("source", source), ("note", note)):
        length = length_of(text)
        if length > LONGEST_TEXT:
            raise TextTooLong(
                indicator=snapshot.indicator,
                period=snapshot.period,
                area=snapshot.area,
                column=column,
                length=length,
                most=LONGEST_TEXT,
            )
    return snapshot._replace(source=source, note=note)


def _width(cell: object) -> int:
    """How many characters wide ``cell`` is shown; a Chinese one counts for two."""
    if cell is None:
        return 0
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in str(cell))
