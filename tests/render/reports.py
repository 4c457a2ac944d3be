"""Reports of the sample database, and workbooks of them read by another library than wrote them."""

import io
import warnings
from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from jobtrack.domain.month import Month
from jobtrack.domain.report import Report, Scope, build_report, places_needed
from jobtrack.render import Format, renderer_for
from jobtrack.render.medium import Medium
from jobtrack.store import open_store
from jobtrack.words import ENGLISH, words_in

SAMPLE = Path(__file__).parents[2] / "sample.db"
DAY = date(2025, 7, 1)
PLAIN, CHINESE = Medium(ENGLISH), Medium(words_in("zh"))
HOSTILE = "=1+1|<b>*x*</b>\x1b[31m\u202e[link](http://x)"
HEADER_ROW = 4


def report(month: str, database: Path = SAMPLE) -> Report:
    as_of = Month.iso(month)
    with open_store(database) as store:
        plan = store.plan(DAY)
        series = store.series(plan, places_needed(plan, Scope(), as_of), DAY)
    return build_report(plan, series, Scope(), as_of, DAY)


def workbook_bytes(found: Report, medium: Medium = PLAIN) -> bytes:
    content = renderer_for(Format.XLSX)(found, medium)
    assert isinstance(content, bytes)
    return content


def workbook(found: Report, medium: Medium = PLAIN) -> Workbook:
    return loaded(workbook_bytes(found, medium))


def loaded(content: bytes) -> Workbook:
    with warnings.catch_warnings(action="ignore"):  # it knows no data bars and no small lines
        return openpyxl.load_workbook(io.BytesIO(content))


def lines(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def records(sheet: Worksheet) -> list[dict[object, object]]:
    """The rows below the header up to the first empty line, by header."""
    header, *rows = lines(sheet)[HEADER_ROW - 1 :]
    found = []
    for row in rows:
        if not any(cell is not None for cell in row):
            break
        found.append(dict(zip(header, row, strict=True)))
    return found
