"""What .xlsx files may hold beyond what one program writes, part by part."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import MAIN, read, xlsx, xlsx_parts, zipped

from jobtrack.files.incoming.rows import Merged, Span

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" formatCode="0.0"/>'
    '</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="9"/><xf numFmtId="14"/>'
    '<xf numFmtId="57"/><xf numFmtId="165"/><xf numFmtId="x"/></cellXfs>'
)
RECALCULATED = '<calcPr fullCalcOnLoad="1"/>'


def cells(path: Path) -> list[str]:
    """The cells of the only row."""
    [[(number, found)]] = read(path).values()
    assert number == 1
    return found


def cell(folder: Path, written: str, **others: str) -> str:
    [found] = cells(xlsx(folder, f'<row r="1">{written}</row>', **others))
    return found


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<c><v>76.900000000000006</v></c>", "76.9"),
        ("<c><v>7.69E5</v></c>", "769000"),
        ('<c t="n"><v>1</v></c>', "1"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="b"><v>0</v></c>', "FALSE"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="str"><f>A1</f><v> 区 </v></c>', " 区 "),
        ('<c t="d"><v>2021-07-01</v></c>', "2021-07-01"),
        ('<c t="d"><v>2021-07-01T00:00:00Z</v></c>', "2021-07-01"),
        ('<c t="d"><v>2021-07-01T12:30:00</v></c>', "2021-07-01 12:30:00"),
        ('<c t="inlineStr"><is><t>区</t></is></c>', "区"),
        ('<c t="inlineStr"><is><r><t>巫</t></r><r><t>山</t></r><rPh><t>wu</t></rPh></is></c>', "巫山"),
        ('<c t="inlineStr"><is><t>a_x000D_b_x005F_x0041_ _x0000_ _xD800_</t></is></c>',
         "a\rb_x0041_ _x0000_ _xD800_"),
        ('<c t="s"><v>1</v></c>', "巫山"),
        ('<c s="1"><v>0.369</v></c>', "36.9%"),
        ('<c s="2"><v>0.5</v></c>', "50%"),
        ('<c s="3"><v>44378</v></c>', "2021-07-01"),
        ('<c s="4"><v>44378</v></c>', "2021-07-01"),
        ('<c s="5"><v>44378</v></c>', "44378"),
        ('<c s="6"><v>5</v></c>', "5"),
        ('<c s="99"><v>5</v></c>', "5"),
    ],
)  # fmt: skip
def test_a_cell_of_any_kind_is_read(tmp_path: Path, written: str, text: str) -> None:
    texts = "<si><t>x</t></si><si><r><t>巫</t></r><r><t>山</t></r><rPh><t>wu</t></rPh></si>"
    assert cell(tmp_path, written, styles=STYLES, texts=texts) == text


@pytest.mark.parametrize(
    ("written", "book", "text"),
    [
        ("<c><f>1+1</f><v>0</v></c>", "", "0"),
        ("<c><f>1+1</f><v>0</v></c>", RECALCULATED, "#UNCALCULATED!"),
        ("<c><f>1+1</f><v>2</v></c>", RECALCULATED, "2"),
        ("<c><v>0</v></c>", RECALCULATED, "0"),
        ("<c><f>1+1</f></c>", "", "#UNCALCULATED!"),
        ("<c><f>1+1</f><v></v></c>", "", "#UNCALCULATED!"),
        ("<c><f t='shared' si='0'/><v/></c>", "", "#UNCALCULATED!"),
    ],
)
def test_a_formula_that_was_never_calculated_is_no_number(
    tmp_path: Path, written: str, book: str, text: str
) -> None:
    assert cell(tmp_path, written, book=book) == text


def test_a_formula_whose_result_is_an_empty_text_is_blank(tmp_path: Path) -> None:
    row = '<row r="1"><c t="str"><f>""</f><v></v></c><c><v>1</v></c></row>'
    assert cells(xlsx(tmp_path, row)) == ["", "1"]


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    book = '<workbookPr date1904="1"/>'
    assert cell(tmp_path, '<c s="3"><v>42916</v></c>', styles=STYLES, book=book) == "2021-07-01"


def test_places_need_not_be_written(tmp_path: Path) -> None:
    sheet = (
        "<row><c><v>1</v></c><c><v>2</v></c></row><row/>"
        '<row><c r="C3"><v>3</v></c><c><v>4</v></c></row><row r="9"><c r="XFD9"><v>5</v></c></row>'
    )
    [lines] = read(xlsx(tmp_path, sheet)).values()
    assert lines == [(1, ["1", "2"]), (3, ["", "", "3", "4"]), (9, [*[""] * 16_383, "5"])]


def test_a_lone_cell_in_the_last_corner_is_two_lines(tmp_path: Path) -> None:
    first, last = (f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>' for row, cell in LAST_CORNER)
    path = xlsx(tmp_path, first + last)
    assert path.stat().st_size < 2500
    assert read(path) == {"a.xlsx:S": [(1, ["1"]), (1_048_576, [*[""] * 16_383, "1"])]}


LAST_CORNER = ((1, "A1"), (1_048_576, "XFD1048576"))


@pytest.mark.parametrize(
    "change",
    [
        ("xl/worksheets/sheet1.xml", "XL\\Worksheets\\Sheet1.xml"),
        ("xl/styles.xml", "xl/Styles.xml"),
    ],
)
def test_names_of_parts_are_compared_as_programs_write_them(
    tmp_path: Path, change: tuple[str, str]
) -> None:
    parts = xlsx_parts('<row><c s="1"><v>0.5</v></c></row>', styles=STYLES)
    parts[change[1]] = parts.pop(change[0])
    assert cells(zipped(tmp_path / "a.xlsx", parts)) == ["50%"]


def test_formats_and_texts_may_be_left_out(tmp_path: Path) -> None:
    parts = xlsx_parts('<row><c s="1"><v>5</v></c></row>')
    del parts["xl/styles.xml"], parts["xl/texts.xml"]
    assert cells(zipped(tmp_path / "a.xlsx", parts)) == ["5"]


def test_the_strict_kind_and_prefixes_are_read(tmp_path: Path) -> None:
    parts = xlsx_parts("")
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    parts["xl/worksheets/sheet1.xml"] = (
        f'<x:worksheet xmlns:x="{strict}"><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"):
        parts[name] = (
            str(parts[name])
            .replace(MAIN, strict)
            .replace(
                "schemas.openxmlformats.org/officeDocument/2006/relationships",
                "purl.oclc.org/ooxml/officeDocument/relationships",
            )
        )
    assert cells(zipped(tmp_path / "a.xlsx", parts)) == ["7"]


def test_elements_of_other_namespaces_are_left_alone(tmp_path: Path) -> None:
    foreign = '<x:c xmlns:x="urn:x"><x:v>9</x:v></x:c>'
    row = f"<row>{foreign}<c><v>1</v></c></row>"
    assert cells(xlsx(tmp_path, row, behind=foreign)) == ["1"]


@pytest.mark.parametrize("ending", ["xlsm", "XLSX", "xltx", "bin", ""])
def test_a_workbook_is_told_by_its_content(tmp_path: Path, ending: str) -> None:
    name = f"a.{ending}".removesuffix(".")
    path = xlsx(tmp_path, "<row><c><v>1</v></c></row>").rename(tmp_path / name)
    assert read(path) == {f"{name}:S": [(1, ["1"])]}


def test_a_text_that_spans_merged_cells_stands_in_each(tmp_path: Path) -> None:
    sheet = (
        '<row r="2"><c r="B2" t="str"><v>率</v></c><c r="D2"><v>2021</v></c></row>'
        '<row r="3"><c r="A3"><v>5</v></c><c r="B3" t="str"><v>x</v></c><c r="E3"><v>8</v></c></row>'
        '<row r="4"><c r="C4"><v>7</v></c></row><row r="5"><c r="A5"><v>6</v></c></row>'
    )
    behind = '<mergeCells><mergeCell ref="B2:C4"/><mergeCell ref="D2:E3"/></mergeCells>'
    [lines] = read(xlsx(tmp_path, sheet, behind=behind)).values()
    # what lies hidden below merged cells, B3, E3 and C4, is not seen in a spreadsheet either
    assert lines == [(2, ["", "率", "率", "2021"]), (3, ["5", "率", "率"]), (5, ["6"])]


def test_what_is_hidden_below_merged_blank_cells_is_left_out(tmp_path: Path) -> None:
    sheet = '<row r="3"><c r="A3"><v>5</v></c><c r="B3"><v>6</v></c></row>'
    path = xlsx(tmp_path, sheet, behind='<mergeCells><mergeCell ref="B2:B3"/></mergeCells>')
    assert read(path) == {"a.xlsx:S": [(3, ["5"])]}


spans = st.builds(
    lambda top, left, height, width: Span(top, top + height, left, left + width),
    *(st.integers(*bounds) for bounds in ((1, 6), (0, 5), (0, 3), (0, 3))),
)
tables = st.dictionaries(
    st.integers(1, 8), st.dictionaries(st.integers(0, 8), st.text(min_size=1), min_size=1), min_size=1
)


@given(spans, tables)
def test_a_span_shows_its_first_cell_and_nothing_below_it(
    span: Span, table: dict[int, dict[int, str]]
) -> None:
    merged = Merged([span])
    label = table.get(span.top, {}).get(span.left)
    for number, cells in sorted(table.items()):
        covered = range(span.left, span.right + 1) if span.top <= number <= span.bottom else range(0)
        own = {column: text for column, text in cells.items() if column not in covered}
        is_first = number == span.top and label is not None
        shown = dict.fromkeys(covered, label) if label is not None and (own or is_first) else {}
        expected = own | shown
        row = merged.row(number, cells, {})
        assert (row and {column: text for column, text in enumerate(row.cells) if text}) == (
            expected or None
        )
