"""Workbooks of both families are read alike: merged headers, percentages, days, errors, sheets."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from readings import read

from jobtrack.files.incoming import open_sheets
from libreoffice import converted, needs_libreoffice

TITLE = "巫山县脱贫人口就业情况"
BULLETIN = [
    (1, [TITLE] * 7),
    (2, ["区县", "本月数", "同比", "完成情况", "完成情况", "截至", "备注"]),
    (3, ["区县", "本月数", "同比", "目标", "完成率", "截至", "备注"]),
    (4, ["巫山", "76.9", "0.3", "1500", "36.9%", "2021-08-31", "  两 个  空格\n换行"]),
    (5, ["万州", "#DIV/0!", "#N/A", "2", "33.3333333333333%", "2021-08-31 12:30:00"]),
    (8, ["", "-0.8", "", "769000", "100%"]),
    (9, ["合计", "12", "", "", "5%"]),
]


def by_xlsxwriter(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表一")
        percent, day = (book.add_format({"num_format": code}) for code in ("0.0%", "yyyy-mm-dd"))
        moment = book.add_format({"num_format": 'yyyy"年"m"月"d"日" h:mm'})
        sheet.merge_range("A1:G1", TITLE)
        for column, text in zip("ABCFG", ["区县", "本月数", "同比", "截至", "备注"], strict=True):
            sheet.merge_range(f"{column}2:{column}3", text)
        sheet.merge_range("D2:E2", "完成情况")
        sheet.write_row("D3", ["目标", "完成率"])
        sheet.write_row("A4", ["巫山", 76.9, 0.1 + 0.2, 1500])
        sheet.write("E4", 0.369, percent)
        sheet.write("F4", date(2021, 8, 31), day)
        sheet.write_string("G4", "  两 个  空格\n换行")
        sheet.write_comment("G4", "不是内容")
        sheet.write("A5", "万州")
        sheet.write_formula("B5", "=1/0", None, "#DIV/0!")
        sheet.write_formula("C5", "=NA()", None, "#N/A")
        sheet.write_formula("D5", "=1+1", None, 2)
        sheet.write_formula("E5", "=1/3", percent, 1 / 3)
        sheet.write("F5", datetime(2021, 8, 31, 12, 30), moment)  # noqa: DTZ001 - as cells have it
        sheet.write_row("B8", [-0.8, None, 769000])
        sheet.write("E8", 1, percent)
        sheet.merge_range("B9:D9", 12)
        sheet.write("A9", "合计")
        sheet.write("E9", 0.05, percent)
        sheet.write_blank("J40", None, percent)
        book.add_worksheet("空")
        hidden = book.add_worksheet("隐藏")
        hidden.write("A1", 1)
        hidden.hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=表一!$B$4:$B$8"})
        book.add_chartsheet("图").set_chart(chart)
        last = book.add_worksheet("附表")
        last.write("B3", "说明")
    return path


def by_openpyxl(path: Path) -> Path:
    """The same, but for the results of its formulas, which openpyxl does not write."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表一"
    for text, cells in (
        (TITLE, "A1:G1"), ("区县", "A2:A3"), ("本月数", "B2:B3"), ("同比", "C2:C3"),
        ("完成情况", "D2:E2"), ("截至", "F2:F3"), ("备注", "G2:G3"), (12, "B9:D9"),
    ):  # fmt: skip
        sheet[cells.partition(":")[0]] = text
        sheet.merge_cells(cells)
    sheet["D3"], sheet["E3"] = "目标", "完成率"
    note = "  两 个  空格\n换行"
    rows = {
        4: ["巫山", 76.9, 0.1 + 0.2, 1500, 0.369, date(2021, 8, 31), note],
        5: ["万州", "=1/0", "=NA()", "=1+1", "=1/3", datetime(2021, 8, 31, 12, 30)],  # noqa: DTZ001
        8: [None, -0.8, None, 769000, 1],
    }
    for number, cells in rows.items():
        for column, value in enumerate(cells, 1):
            sheet.cell(number, column, value)
    sheet["A9"], sheet["E9"] = "合计", 0.05
    for number in (4, 5, 8, 9):
        sheet.cell(number, 5).number_format = "0.0%"
    sheet["G4"].comment = Comment("不是内容", "某人")
    book.create_sheet("空")
    book.create_sheet("隐藏")["A1"] = 1
    book["隐藏"].sheet_state = "veryHidden"
    book.create_sheet("附表")["B3"] = "说明"
    book.save(path)
    return path


def sheets(name: str) -> dict[str, list[tuple[int, list[str]]]]:
    return {f"{name}:表一": BULLETIN, f"{name}:附表": [(3, ["", "说明"])]}


def test_a_workbook_in_the_manner_of_excel_is_read(tmp_path: Path) -> None:
    assert read(by_xlsxwriter(tmp_path / "a.xlsx")) == sheets("a.xlsx")


def test_formulas_without_results_say_so(tmp_path: Path) -> None:
    row = (5, ["万州", *["#UNCALCULATED!"] * 4, "2021-08-31 12:30:00"])
    lines = [row if line[0] == 5 else line for line in BULLETIN]
    assert read(by_openpyxl(tmp_path / "a.xlsx"))["a.xlsx:表一"] == lines


@pytest.fixture(scope="module")
def from_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The workbook of each writer as LibreOffice saves it in each format, such as ``openpyxl.ods``."""
    folder = tmp_path_factory.mktemp("libreoffice")
    made = [by_xlsxwriter(folder / "xlsxwriter.xlsx"), by_openpyxl(folder / "openpyxl.xlsx")]
    return {
        path.name: path
        for ending in ("xls", "ods", "xlsx")
        for path in converted(made, ending, folder).values()
    }


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
@pytest.mark.parametrize("writer", ["xlsxwriter", "openpyxl"])
def test_libreoffice_writes_what_is_read_alike(
    from_libreoffice: dict[str, Path], writer: str, ending: str
) -> None:
    name = f"{writer}.{ending}"
    assert read(from_libreoffice[name]) == sheets(name)


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xls", "ods", "xlsx"])
def test_a_csv_that_became_a_workbook_is_read(tmp_path: Path, ending: str) -> None:
    text = "区县,本月数\n" + "".join(f"区{number},{number / 10}\n" for number in range(5000))
    source = tmp_path / "august.csv"
    source.write_text(text, "utf-8-sig")
    [path] = converted([source], ending, tmp_path, "--infilter=CSV:44,34,76").values()
    lines = [(1, ["区县", "本月数"])]
    lines += [(number + 2, [f"区{number}", f"{number / 10:g}"]) for number in range(5000)]
    assert read(path) == {f"august.{ending}:august": lines}


@pytest.mark.parametrize("write", [by_xlsxwriter, by_openpyxl])
def test_the_next_sheet_can_be_asked_for_before_the_end_of_one(
    tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    path = write(tmp_path / "a.xlsx")
    with open_sheets(path, path.name) as found:
        first = [(one.place, next(one.lines)) for one in found]
    assert first == [("a.xlsx:表一", BULLETIN[0]), ("a.xlsx:附表", (3, ["", "说明"]))]
