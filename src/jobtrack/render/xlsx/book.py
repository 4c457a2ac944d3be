"""A workbook under way: its sheets, the styles of its cells, and what may stand in one."""

import io
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import visible
from jobtrack.domain.workbook import (
    CREATED,
    FIRST_DATE,
    LONGEST_TEXT,
    TEXT_STAYS_TEXT,
    not_rich,
    shortened,
)
from jobtrack.render.medium import Medium

MONTH = "yyyy-mm"  # as data has it, and short enough for an axis
_CHINESE_MONTH = 'yyyy"年"m"月"'
_A4, _MARGIN = 9, 0.4  # inches
_LONGEST_TITLE = 31
_RESERVED = {"history"}
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


class Book(NamedTuple):
    """``styles`` are those that it has so far, by what they say."""

    workbook: Workbook
    medium: Medium
    styles: dict[tuple[tuple[str, object], ...], Format]

    def style(self, **properties: object) -> Format:
        """The style with these properties of XlsxWriter's."""
        key = tuple(sorted(properties.items()))
        if key not in self.styles:
            self.styles[key] = self.workbook.add_format({"valign": "vcenter", **properties})
        return self.styles[key]

    def sheet(self, title: str) -> Worksheet:
        """A new sheet of nearly that title, which prints on A4 across, as wide as a page."""
        taken = {one.get_name().casefold() for one in self.workbook.worksheets()} | _RESERVED
        sheet = self.workbook.add_worksheet(sheet_title(title, taken))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=2 * _MARGIN)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        sheet.set_footer("&L&A&R&P / &N")
        return sheet

    def write(
        self, sheet: Worksheet, row: int, column: int, value: float | Month | str | None, style: Format
    ) -> None:
        """One cell by its type; of None only its style."""
        match value:
            case None | "":
                sheet.write_blank(row, column, None, style)
            case Month() if value >= FIRST_DATE:
                sheet.write_datetime(row, column, date(value.year, value.number, 1), style)
            case str() | Month():
                text = not_rich(shortened(visible(str(value)), LONGEST_TEXT - 1))
                sheet.write_string(row, column, text, style)
            case _:
                sheet.write_number(row, column, value, style)


def month_form(medium: Medium) -> str:
    """2021-08, or 2021年8月, as a number format of Excel's."""
    return _CHINESE_MONTH if medium.is_chinese else MONTH


def workbook_of(plan: Plan, medium: Medium, write: Callable[[Book], None]) -> bytes:
    """The workbook that ``write`` fills."""
    sink = io.BytesIO()
    workbook = Workbook(sink, {**TEXT_STAYS_TEXT, "in_memory": True})
    title = visible(plan.names.text(medium.words.language))
    workbook.set_properties({"title": title, "created": CREATED})
    write(Book(workbook, Medium(medium.words), {}))  # a workbook can carry every sign
    workbook.close()
    return sink.getvalue()


def sheet_title(title: str, taken: set[str]) -> str:
    """``title`` as Excel takes it: short, without some signs, unlike those ``taken``, in any case.

    An emoji counts as two signs there.
    """
    shown = visible(title).translate(_NOT_IN_TITLES).strip("' ") or "-"
    number, name = 1, shortened(shown, _LONGEST_TITLE).rstrip("' ")
    while name.casefold() in taken:
        number += 1
        ending = f" {number}"
        name = shortened(shown, _LONGEST_TITLE - len(ending)) + ending
    return name
