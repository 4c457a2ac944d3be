"""What .ods files may hold beyond what one program writes, part by part."""

from pathlib import Path

import pytest
from readings import ODS_TYPE, complaint, ods, read, zipped

CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def table(rows: str, name: str = "表", fields: str = "") -> str:
    return f'<table:table table:name="{name}" {fields}>{rows}</table:table>'


def row(*cells: str, repeated: int = 1) -> str:
    return (
        f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'
    )


def cell(kind: str, value: str = "", text: str = "", fields: str = "") -> str:
    names = {"date": "date-value", "boolean": "boolean-value", "string": "string-value"}
    stated = f'office:{names.get(kind, "value")}="{value}"' if value else ""
    paragraphs = f"<text:p>{text}</text:p>" if text else ""
    fields = f'office:value-type="{kind}" {stated} {fields}'
    return f"<table:table-cell {fields}>{paragraphs}</table:table-cell>"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (cell("float", "76.9", "77"), "76.9"),
        (cell("float", "0.30000000000000004", "0"), "0.3"),
        (cell("currency", "1200", "¥1,200.00"), "1200"),
        (cell("percentage", "0.369", "37%"), "36.9%"),
        (cell("date", "2021-07-01", "2021年7月"), "2021-07-01"),
        (cell("date", "2021-07-01T12:30:00", "x"), "2021-07-01 12:30:00"),
        (cell("time", "", "8:30:00"), "8:30:00"),
        (cell("boolean", "true", "TRUE"), "TRUE"),
        (cell("float", "1", "TRUE", 'table:formula="of:=TRUE()"'), "TRUE"),
        (cell("string", "", "区<text:s text:c='2'/>县<text:tab/>x<text:line-break/>y"), "区  县\tx\ny"),
        (cell("string", "", "<text:span>巫</text:span><text:a>山</text:a>"), "巫山"),
        (cell("string", "", "一</text:p><text:p/><text:p>二"), "一\n\n二"),
        (cell("string", "巫山"), "巫山"),
        (cell("string", "", "#DIV/0!", f'xmlns:c="{CALC}" c:value-type="error"'), "#DIV/0!"),
        (cell("float", "0", "#DIV/0!", 'table:formula="of:=1/0"'), "#DIV/0!"),
        (cell("string", "", "Err:502", 'table:formula="of:=1/0"'), "Err:502"),
        ('<table:table-cell table:formula="of:=1+1"/>', "#UNCALCULATED!"),
        ("<table:table-cell><text:p>x</text:p></table:table-cell>", "x"),
        ("<table:table-cell><office:annotation><text:p>不是</text:p></office:annotation>"
         "<text:p>是</text:p></table:table-cell>", "是"),
    ],
)  # fmt: skip
def test_a_cell_of_any_kind_is_read(tmp_path: Path, written: str, text: str) -> None:
    assert read(ods(tmp_path, table(row(written)))) == {"a.ods:表": [(1, [text])]}


def test_cells_and_rows_may_be_repeated(tmp_path: Path) -> None:
    blank = "<table:table-cell table:number-columns-repeated='3'/>"
    twice = cell("float", "5", fields="table:number-columns-repeated='2'")
    rows = row(twice, blank) + row(blank, repeated=5) + row(blank, twice, repeated=2)
    assert read(ods(tmp_path, table(rows))) == {
        "a.ods:表": [(1, ["5", "5"]), (7, ["", "", "", "5", "5"]), (8, ["", "", "", "5", "5"])]
    }


def test_a_text_that_spans_merged_cells_stands_in_each(tmp_path: Path) -> None:
    head = cell("string", "", "率", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    covered = "<table:covered-table-cell><text:p>unseen</text:p></table:covered-table-cell>"
    number = cell("float", "5", fields='table:number-columns-spanned="2"')
    rows = row(head, covered, cell("float", "1")) + row(covered, covered, cell("float", "2"))
    rows += row(number, covered, cell("float", "3"))
    assert read(ods(tmp_path, table(rows))) == {
        "a.ods:表": [(1, ["率", "率", "1"]), (2, ["率", "率", "2"]), (3, ["5", "", "3"])]
    }


def test_hidden_and_empty_sheets_are_passed_over(tmp_path: Path) -> None:
    one = row(cell("float", "1"))
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("ta1", "true"), ("ta2", "false"))
    )
    tables = (
        table(one, "隐", 'table:style-name="ta2"')
        + table("", "空")
        + table(one, "现", 'table:style-name="ta1"')
        + table(row("<table:table-cell/>"), "白")
    )
    assert read(ods(tmp_path, tables, styles)) == {"a.ods:现": [(1, ["1"])]}


def test_rows_in_groups_and_headers_are_rows(tmp_path: Path) -> None:
    one = row(cell("float", "1"))
    rows = f"<table:table-header-rows>{one}</table:table-header-rows><table:table-row-group>{one}"
    assert read(ods(tmp_path, table(f"{rows}</table:table-row-group>"))) == {
        "a.ods:表": [(1, ["1"]), (2, ["1"])]
    }


@pytest.mark.parametrize(
    ("rows", "detail"),
    [
        (row(cell("float", "1", fields="table:number-columns-repeated='16385'")),
         "ValueError: more than 16384 columns"),
        (row(cell("float", "1"), repeated=1_048_577), "ValueError: more than 1048576 rows"),
        (row(cell("float", "x")), "ValueError: could not convert string to float: 'x'"),
        (row(cell("float")), "KeyError: 'urn:oasis:names:tc:opendocument:xmlns:office:1.0 value'"),
    ],
)  # fmt: skip
def test_what_no_sheet_can_hold_is_refused(tmp_path: Path, rows: str, detail: str) -> None:
    assert complaint(ods(tmp_path, table(rows))) == (
        f"WorkbookBroken: 'a.ods' is damaged or cut short ({detail}); fetch it again, or open it in a "
        "spreadsheet program and save it anew"
    )


def test_a_sheet_protected_by_a_password_is_refused(tmp_path: Path) -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    parts = {"mimetype": ODS_TYPE, "content.xml": b"\x8f\x00", "META-INF/manifest.xml": manifest}
    assert complaint(zipped(tmp_path / "a.ods", parts)) == (
        "PasswordProtected: 'a.ods' is protected by a password; save it without one"
    )
