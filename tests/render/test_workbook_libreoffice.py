"""A report as a workbook, as LibreOffice shows it and saves it again."""

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest
from reports import CHINESE, HEADER_ROW, PLAIN, report, workbook_bytes

from jobtrack.domain.row import Row
from jobtrack.files.incoming import open_sheets
from jobtrack.render.medium import Medium
from jobtrack.render.report import columns
from jobtrack.render.report.columns import COLUMNS
from libreoffice import converted, needs_libreoffice

pytestmark = needs_libreoffice
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76"
ROUNDED = set("万亿")  # of these the workbook has all digits
NOT_TEXT = {columns.bar, columns.sparkline}


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook of each language as LibreOffice saves it in each format, such as ``en.csv``."""
    folder = tmp_path_factory.mktemp("libreoffice")
    made = []
    for name, medium in (("en", PLAIN), ("zh", CHINESE)):
        made.append(folder / f"{name}.xlsx")
        made[-1].write_bytes(workbook_bytes(report("2024-12"), medium))
    return {
        path.name: path
        for ending in (AS_SHOWN, "ods", "pdf", "xlsx")
        for path in converted(made, ending, folder).values()
    }


def rows() -> list[Row]:
    return [row for _, own in report("2024-12").by_section() for row in own]


@pytest.mark.parametrize(("language", "medium"), [("en", PLAIN), ("zh", CHINESE)])
def test_it_shows_what_the_table_of_the_terminal_says(
    saved: dict[str, Path], language: str, medium: Medium
):
    with saved[f"{language}.csv"].open(encoding="utf-8", newline="") as file:
        header, *shown = list(csv.reader(file))[HEADER_ROW - 1 :]
    by_header = {medium.say(one.header): one for one in COLUMNS if one.text not in NOT_TEXT}
    compared = 0
    for row, cells in zip(rows(), shown, strict=False):
        for name, cell in zip(header, cells, strict=True):
            expected = said(by_header[name].text(row, medium), medium) if name in by_header else "万"
            if not ROUNDED & set(expected):
                assert cell == expected
                compared += 1
    assert compared > 200


def said(text: str, medium: Medium) -> str:
    return "" if text == medium.glyphs.unknown else text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_sheet_that_it_saves_again_has_the_same_cells(saved: dict[str, Path], language: str):
    ours = cells(saved[f"{language}.csv"].parents[1] / f"{language}.xlsx")
    assert cells(saved[f"{language}.ods"]) == ours
    assert cells(saved[f"{language}.xlsx"]) == ours


def cells(path: Path) -> list[list[tuple[int, list[str]]]]:
    """The cells of every sheet."""
    with open_sheets(path, path.name, None) as sheets:
        return [[(number, trimmed(line)) for number, line in one.lines if any(line)] for one in sheets]


def trimmed(line: Iterable[str]) -> list[str]:
    """``line`` without blanks at its end; of shares it keeps 14 digits in one format, 15 in another."""
    found = [f"{float(cell[:-1]):.9f}%" if cell.endswith("%") else cell for cell in line]
    while found and not found[-1]:
        found.pop()
    return found


def test_it_keeps_every_chart(saved: dict[str, Path]):
    def charts(path: Path) -> list[str]:
        return sorted(name for name in ZipFile(path).namelist() if name.startswith("xl/charts/chart"))

    ours = charts(saved["en.csv"].parents[1] / "en.xlsx")
    assert charts(saved["en.xlsx"]) == ours
    assert len(ours) == 7


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_sheet_prints_on_one_page_with_its_charts(saved: dict[str, Path], language: str):
    pages = re.findall(rb"/Type\s*/Page\b", saved[f"{language}.pdf"].read_bytes())
    with open_sheets(saved[f"{language}.xlsx"], "report.xlsx", None) as sheets:
        assert len(pages) == len(list(sheets))
