"""An export as a workbook, read by another library than wrote it."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from exports import EMPLOYED, PLAN, RATE, WITHDRAWN, snapshot, written
from openpyxl.worksheet.worksheet import Worksheet

from jobtrack.domain.snapshot import Figure, Snapshot
from jobtrack.errors.exporting import TextTooLong
from jobtrack.files.outgoing import ExportFormat, xlsx
from jobtrack.files.outgoing.contract import COLUMNS, REVISION_COLUMNS, Export


def sheets(content: bytes) -> list[Worksheet]:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets


def values(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_numbers_are_numbers_months_and_days_are_dates_and_codes_are_text():
    (sheet,) = sheets(written(ExportFormat.XLSX, EMPLOYED, RATE))
    assert values(sheet) == [
        COLUMNS,
        (
            "employed",
            "town",
            datetime(2025, 1, 1),  # noqa: DTZ001 - workbooks know no zone
            1230,
            "exact",
            "A",
            None,
            None,
            datetime(2025, 2, 12),  # noqa: DTZ001
            "镇统计公报",
            "Printed beside it: +2.0%",
        ),
        (
            "rate",
            "500101",
            datetime(2024, 12, 1),  # noqa: DTZ001
            8.2,
            "about",
            "P",
            41,
            500,
            datetime(2025, 2, 12),  # noqa: DTZ001
            None,
            None,
        ),
    ]
    assert [sheet.cell(2, 3).number_format, sheet.cell(2, 9).number_format] == ["yyyy-mm", "yyyy-mm-dd"]


def test_revisions_have_their_batch_and_its_moment_as_text():
    (sheet,) = sheets(written(ExportFormat.XLSX, WITHDRAWN, has_revisions=True))
    header, row = values(sheet)
    assert header == REVISION_COLUMNS
    assert (row[3], row[5], row[-2:]) == (
        None,
        "M",
        ("2025-08-01T08:30:00.000001Z", "2025-08-01T08:30:00.000001Z-5e6f7a8b"),
    )


@pytest.mark.parametrize(
    "text",
    ["=1+1", "https://example.org/a", "-0.8", "0012", "<r>a & b</r>", "a < b", "'quoted'", " spaced"],
)
def test_a_text_stays_the_text_that_it_is(text: str):
    (sheet,) = sheets(written(ExportFormat.XLSX, EMPLOYED._replace(note=text)))
    cell = sheet.cell(2, 11)
    assert (cell.data_type, cell.hyperlink) == ("s", None) or cell.data_type == "inlineStr"
    assert str(cell.value).rstrip() == text


def test_a_hidden_sign_is_shown():
    (sheet,) = sheets(written(ExportFormat.XLSX, EMPLOYED._replace(note="a\x1bb\u202ec")))
    assert sheet.cell(2, 11).value == "a\\x1bb\\u202ec"


@pytest.mark.parametrize("digits", ["0.1", "123456789012345", "-0.8", "0.0000001"])
def test_a_number_keeps_its_digits(digits: str):
    figure = Figure(float(digits))
    (sheet,) = sheets(written(ExportFormat.XLSX, snapshot("employed", "2025-01", figure)))
    assert sheet.cell(2, 4).value == float(digits)


def test_what_is_before_the_day_that_programs_disagree_about_is_text():
    early = snapshot("employed", "1900-02", Figure(1.0), known_from=date(1900, 2, 28))
    (sheet,) = sheets(written(ExportFormat.XLSX, early))
    assert (sheet.cell(2, 3).value, sheet.cell(2, 9).value) == ("1900-02", "1900-02-28")


def test_the_header_stays_in_sight_and_columns_are_wide_enough_for_chinese():
    (sheet,) = sheets(
        written(ExportFormat.XLSX, EMPLOYED._replace(source="重庆市人力资源和社会保障局"))
    )
    assert sheet.freeze_panes == "A2"
    assert sheet.cell(1, 1).font.b
    widths = {name: sheet.column_dimensions[name].width for name in "AJ"}
    assert widths["J"] >= 2 * 13
    assert 8 < widths["A"] < 20


def test_a_sheet_that_is_full_is_followed_by_another():
    months = [snapshot("employed", f"2024-{month:02d}", Figure(float(month))) for month in range(1, 8)]
    sink = io.BytesIO()
    xlsx.write(Export(PLAN, months), sink, sheet_rows=4)
    found = sheets(sink.getvalue())
    assert [sheet.title for sheet in found] == ["snapshots", "snapshots 2", "snapshots 3"]
    assert [[row[3] for row in values(sheet)] for sheet in found] == [
        ["value", 1, 2, 3],
        ["value", 4, 5, 6],
        ["value", 7],
    ]


def test_an_export_that_just_fills_its_sheet_has_one():
    sink = io.BytesIO()
    xlsx.write(Export(PLAN, [EMPLOYED, RATE]), sink, sheet_rows=3)
    assert len(sheets(sink.getvalue())) == 1


def test_an_export_of_nothing_is_a_sheet_with_its_header():
    (sheet,) = sheets(written(ExportFormat.XLSX))
    assert values(sheet) == [COLUMNS]


def test_the_same_figures_give_the_same_bytes():
    first, second = (written(ExportFormat.XLSX, EMPLOYED, RATE) for _ in range(2))
    assert first == second
    assert zipfile.ZipFile(io.BytesIO(first)).testzip() is None


def test_a_text_longer_than_a_cell_is_refused():
    with pytest.raises(TextTooLong) as found:
        written(ExportFormat.XLSX, EMPLOYED._replace(note="注" * 32_768))
    assert str(found.value) == (
        "employed 2025-01 town: note has 32768 characters, a cell of a workbook holds 32767; "
        "export it with --format csv"
    )
    (sheet,) = sheets(written(ExportFormat.XLSX, EMPLOYED._replace(note="注" * 32_767)))
    assert sheet.cell(2, 11).value == "注" * 32_767


def test_an_interrupted_workbook_leaves_no_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def interrupted() -> Iterator[Snapshot]:
        yield EMPLOYED
        assert list(tmp_path.iterdir()) != []
        raise KeyboardInterrupt

    sink = io.BytesIO()
    with pytest.raises(KeyboardInterrupt):
        xlsx.write(Export(PLAN, interrupted()), sink)
    assert (list(tmp_path.iterdir()), sink.getvalue()) == ([], b"")
