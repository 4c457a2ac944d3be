"""Excel workbooks of the older kind (.xls): their visible sheets, row by row."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, TextIO

import xlrd
from xlrd.biffh import XLRDError
from xlrd.sheet import Cell, Sheet

from jobtrack.domain.importing.sheet import cell_place
from jobtrack.domain.text import visible
from jobtrack.errors.sheets import CellTooLong, PasswordProtected
from jobtrack.files.incoming.cell import Look, look_of, shown_number
from jobtrack.files.incoming.limits import LONGEST_CELL
from jobtrack.files.incoming.rows import Merged, Row, Span, Title

_VISIBLE = 0


def xls_rows(file: BinaryIO, name: str) -> Iterator[Title | Row]:
    """The title of each visible worksheet, and its rows behind it.

    A sheet is read whole before its first row is given out: it has 65,536 rows at most. Errors:
    PasswordProtected, CellTooLong, and whatever xlrd makes of a broken file.
    """
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        book = _book(file, name, nowhere)
        for index in range(book.nsheets):
            sheet = book.sheet_by_index(index)
            if sheet.visibility == _VISIBLE:
                yield Title(sheet.name)
                yield from _rows(book, sheet, f"{name}:{visible(sheet.name)}")
            book.unload_sheet(index)


def _book(file: BinaryIO, name: str, nowhere: TextIO) -> xlrd.Book:
    try:
        return xlrd.open_workbook(
            file_contents=file.read(),
            logfile=nowhere,  # it prints its warnings otherwise
            formatting_info=True,  # merged cells and percentages
            on_demand=True,
            ragged_rows=True,  # a lone cell in the last corner would make sixteen million of it
        )
    except XLRDError as error:
        if "encrypted" in str(error):
            raise PasswordProtected(path=name) from None
        raise


def _rows(book: xlrd.Book, sheet: Sheet, place: str) -> Iterator[Row]:
    # xlrd counts rows and columns from 0 and leaves out the ends
    spans = (Span(top + 1, end, left, right - 1) for top, end, left, right in sheet.merged_cells)
    merged = Merged(spans)
    looks = [look_of(book.format_map[one.format_key].format_str) for one in book.xf_list]
    for index in range(sheet.nrows):
        labels: dict[int, str] = {}
        others: dict[int, str] = {}
        for column, cell in enumerate(sheet.row(index)):
            text, is_label = _content(cell, looks, is_1904=book.datemode == 1)
            if len(text) > LONGEST_CELL:
                raise CellTooLong(place=cell_place(place, index + 1), limit=f"{LONGEST_CELL:,}")
            if text:
                (labels if is_label else others)[column] = text
        row = merged.row(index + 1, labels, others)
        if row is not None:
            yield row


def _content(cell: Cell, looks: Sequence[Look], *, is_1904: bool) -> tuple[str, bool]:
    """The text of a cell, and whether it is a label: a text or a day."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value), True
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown_number(float(cell.value), Look.DAY, is_1904=is_1904), True
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        is_percent = cell.xf_index is not None and looks[cell.xf_index] is Look.PERCENT
        return shown_number(float(cell.value), Look.PERCENT if is_percent else Look.NUMBER), False
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE", False
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(int(cell.value), "#ERROR!"), False
    return "", False
