"""Every file that can't be taken says what it is and what to do, and nothing is read of it."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from readings import MAIN, complaint, ods, read, saved, xlsx, xlsx_parts, zipped

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ONE = "<row><c><v>1</v></c></row>"
BROKEN = "; fetch it again, or open it in a spreadsheet program and save it anew"


def utf_16(*names: str) -> bytes:
    return b"".join(name.encode("utf-16-le") + bytes(64) for name in names)


def is_above_permissions() -> bool:
    """Whether this process may read what nobody may, as root does."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "closed"
        path.touch(mode=0)
        return os.access(path, os.R_OK)


def test_a_missing_file(tmp_path: Path) -> None:
    assert (
        complaint(tmp_path / "a.csv")
        == "FileNotReadable: can't read 'a.csv': No such file or directory; "
        "put that right or name another file"
    )
    below = saved(tmp_path, "b", "x") / "a.csv"
    assert (
        complaint(below)
        == "FileNotReadable: can't read 'a.csv': Not a directory; put that right or name another file"
    )


@pytest.mark.skipif(is_above_permissions(), reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.csv", "a")
    path.chmod(0)
    assert (
        complaint(path)
        == "FileNotReadable: can't read 'a.csv': Permission denied; put that right or name another file"
    )


def test_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.mkdir()
    assert complaint(path) == "IsAFolder: 'a.csv' is a folder; name the files in it"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    os.mkfifo(path)
    assert stat.S_ISFIFO(path.stat().st_mode)
    message = "is a pipe or a device, not a file; write - and pipe the content in"
    assert complaint(path) == f"NotARegularFile: 'a.csv' {message}"
    assert complaint(Path("/dev/zero")) == f"NotARegularFile: 'zero' {message}"


def test_a_name_is_shown_on_one_line(tmp_path: Path) -> None:
    assert complaint(tmp_path / "a\n\x1b[2J.csv") == (
        "FileNotReadable: can't read 'a\\n\\x1b[2J.csv': No such file or directory; "
        "put that right or name another file"
    )


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.jsonl", "a.xls", "a.ods"])
def test_an_excel_workbook_with_another_ending(tmp_path: Path, name: str) -> None:
    path = xlsx(tmp_path, ONE).rename(tmp_path / name)
    ending = path.suffix
    assert complaint(path) == (
        f"WorkbookMisnamed: '{name}' is a .xlsx workbook, but its name ends in {ending}; rename it to "
        ".xlsx"
    )


def test_an_open_document_with_another_ending(tmp_path: Path) -> None:
    path = ods(tmp_path, "").rename(tmp_path / "A.XLSX")
    assert complaint(path) == (
        "WorkbookMisnamed: 'A.XLSX' is a .ods workbook, but its name ends in .xlsx; rename it to .ods"
    )


def test_an_older_workbook_with_another_ending(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.xlsx", COMPOUND + utf_16("Workbook"))
    assert complaint(path) == (
        "WorkbookMisnamed: 'a.xlsx' is a .xls workbook, but its name ends in .xlsx; rename it to .xls"
    )


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.ods", "a.XLSM"])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_text_that_is_called_a_workbook(tmp_path: Path, name: str, encoding: str) -> None:
    path = saved(tmp_path, name, "区县\t人数\n巫山\t5\n".encode(encoding))
    ending = path.suffix.lower()
    assert complaint(path) == (
        f"TextMisnamed: '{name}' is plain text, but its name ends in {ending}; rename it to .csv"
    )


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.csv", "a"])
@pytest.mark.parametrize(
    "text",
    [
        "<html xmlns:x='urn:schemas-microsoft-com:office:excel'>\n<table><tr><td>区县",
        "\ufeff\n <!DOCTYPE html>\n",
        "<TABLE border=1>",
        "<meta charset=gbk>",
        "<?xml version='1.0'?>\n<html>",
        "MIME-Version: 1.0\nX-Document-Type: Workbook\n",
    ],
)
def test_a_web_page(tmp_path: Path, name: str, text: str) -> None:
    assert complaint(saved(tmp_path, name, text)) == (
        f"WebPage: '{name}' is a web page; open it in a spreadsheet program and save it as .xlsx"
    )


@pytest.mark.parametrize("name", ["a.xls", "a.xml", "a.csv"])
def test_an_xml_document(tmp_path: Path, name: str) -> None:
    text = "<?xml version='1.0'?>\n<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>"
    assert complaint(saved(tmp_path, name, text)) == (
        f"XmlDocument: '{name}' is an XML document; open it in a spreadsheet program and save it as "
        ".xlsx"
    )


def test_a_cell_that_begins_with_a_comparison_is_no_markup(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.csv", "<30岁,<total>\n5,6\n")
    assert read(path) == {"a.csv": [(1, ["<30岁", "<total>"]), (2, ["5", "6"])]}


@pytest.mark.parametrize(
    "content", [b"\x1f\x8b\x08\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\x01\x00", b"BZh91AY&SY"]
)
def test_an_archive(tmp_path: Path, content: bytes) -> None:
    assert complaint(saved(tmp_path, "a.csv", content)) == (
        "PackedFiles: 'a.csv' is an archive; unpack it and import the files in it"
    )


def test_a_zip_of_files(tmp_path: Path) -> None:
    for name, parts in (("a.zip", {"august.csv": "a,b\n"}), ("a.xlsx", {})):
        assert complaint(zipped(tmp_path / name, parts)) == (
            f"PackedFiles: '{name}' is an archive; unpack it and import the files in it"
        )


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7\n",
        b"{\\rtf1\\ansi",
        b"\x89PNG\r\n\x1a\n",
        b"SQLite format 3\0",
        COMPOUND + utf_16("WordDocument"),
    ],
)
def test_a_document_of_another_kind(tmp_path: Path, content: bytes) -> None:
    assert complaint(saved(tmp_path, "a.xls", content)) == (
        "NotATable: 'a.xls' is a document of another kind; save its table as .xlsx or .csv"
    )


def word_document() -> dict[str, str | bytes]:
    parts = xlsx_parts("")
    parts["xl/workbook.xml"] = '<w:document xmlns:w="urn:w"/>'
    return parts


@pytest.mark.parametrize(
    "parts", [word_document(), {"mimetype": "application/vnd.oasis.opendocument.text"}]
)
def test_a_text_document(tmp_path: Path, parts: dict[str, str | bytes]) -> None:
    assert complaint(zipped(tmp_path / "a.xlsx", parts)) == (
        "NotATable: 'a.xlsx' is a document of another kind; save its table as .xlsx or .csv"
    )


def test_a_binary_workbook(tmp_path: Path) -> None:
    parts = xlsx_parts("")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("workbook.xml", "workbook.bin")
    assert complaint(zipped(tmp_path / "a.xlsb", parts)) == (
        "BinaryWorkbook: 'a.xlsb' is a binary workbook (.xlsb); save it as .xlsx"
    )


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls"])
def test_a_workbook_that_a_password_protects(tmp_path: Path, name: str) -> None:
    content = COMPOUND + utf_16("Root Entry", "EncryptionInfo", "EncryptedPackage")
    # beyond the first megabyte, and across the edge of what is looked at in one go
    for before in (0, (1 << 20) - len(COMPOUND) - 10):
        path = saved(tmp_path, name, COMPOUND + bytes(before) + content)
        assert complaint(path) == (
            f"PasswordProtected: '{name}' is protected by a password; save it without one"
        )


def encrypted_zip(folder: Path) -> Path:
    path = xlsx(folder, ONE)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    return path


def test_a_zip_that_a_password_protects(tmp_path: Path) -> None:
    assert complaint(encrypted_zip(tmp_path)) == (
        "PasswordProtected: 'a.xlsx' is protected by a password; save it without one"
    )


def cut_short(folder: Path) -> Path:
    path = xlsx(folder, ONE * 1000)
    path.write_bytes(path.read_bytes()[:-100])
    return path


def overwritten(folder: Path) -> Path:
    path = xlsx(folder, ONE * 1000)
    content = path.read_bytes()
    at = content.index(b"sheet1.xml") + 30
    path.write_bytes(content[:at] + b"\xff" * 20 + content[at + 20 :])
    return path


def packed_unusually(folder: Path) -> Path:
    path = folder / "a.xlsx"
    with ZipFile(path, "w", ZIP_BZIP2) as archive:
        for name, content in xlsx_parts(ONE).items():
            archive.writestr(name, content)
    return path


def without_sheet(folder: Path) -> Path:
    parts = xlsx_parts(ONE)
    del parts["xl/worksheets/sheet1.xml"]
    return zipped(folder / "a.xlsx", parts)


def with_entities(folder: Path) -> Path:
    """A few lines of XML that a careless reader makes gigabytes of."""
    entities = '<!ENTITY a0 "lol">'
    entities += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    parts = xlsx_parts("")
    parts["xl/worksheets/sheet1.xml"] = (
        f'<!DOCTYPE x [{entities}]><worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>'
        "&a9;</t></is></c></row></sheetData></worksheet>"
    )
    return zipped(folder / "a.xlsx", parts)


@pytest.mark.parametrize(
    ("make", "detail"),
    [
        (cut_short, "BadZipFile: File is not a zip file"),
        (packed_unusually, "ValueError: _rels/.rels is packed in an unusual way"),
        (without_sheet, "KeyError: 'xl/worksheets/sheet1.xml'"),
        (with_entities, "ValueError: the XML declares a document type"),
        (lambda folder: xlsx(folder, "<row>"), "ExpatError: mismatched tag: line 1, column 95"),
        (lambda folder: xlsx(folder, '<row r="2"/><row r="2"/>'), "ValueError: row 2 behind row 2"),
        (lambda folder: xlsx(folder, '<row r="1048577"/>'), "ValueError: row 1048577 behind row 0"),
        (lambda folder: xlsx(folder, '<row><c r="XFE1"/></row>'), "ValueError: no column XFE"),
        (lambda folder: xlsx(folder, '<row><c r="a1"/></row>'), "ValueError: substring not found"),
        (
            lambda folder: xlsx(folder, '<row><c t="s"><v>7</v></c></row>'),
            "IndexError: list index out of range",
        ),
        (
            lambda folder: xlsx(
                folder, ONE, behind='<mergeCells><mergeCell ref="B2:A1"/></mergeCells>'
            ),
            "ValueError: cells merged beyond the sheet: (2, 1, 1, 0)",
        ),
        (
            lambda folder: xlsx(folder, f'<row a="{"x" * 3_000_000}"/>'),
            "ValueError: a tag without an end",
        ),
        (
            lambda folder: saved(folder, "a.xls", COMPOUND + utf_16("Workbook") + b"\xff" * 5000),
            "CompDocError: Expected \"little-endian\" marker, found b'\\x00\\x00'",
        ),
    ],
)
def test_a_workbook_that_is_damaged(tmp_path: Path, make: Callable[[Path], Path], detail: str) -> None:
    path = make(tmp_path)
    assert complaint(path) == (
        f"WorkbookBroken: '{path.name}' is damaged or cut short ({detail}){BROKEN}"
    )


def test_a_part_that_is_damaged(tmp_path: Path) -> None:
    message = complaint(overwritten(tmp_path))
    assert message.startswith("WorkbookBroken: 'a.xlsx' is damaged or cut short (")
    assert message.endswith(f"){BROKEN}")


def bomb(folder: Path, megabytes: int) -> Path:
    """A small workbook whose sheet unpacks to many blank rows."""
    path = folder / "a.xlsx"
    parts = xlsx_parts("")
    del parts["xl/worksheets/sheet1.xml"]
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for _ in range(megabytes):
                sheet.write(b" " * (1 << 20))
            sheet.write(b"</sheetData></worksheet>")
    return path


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = bomb(tmp_path, 200)
    assert path.stat().st_size < 300_000
    assert complaint(path) == (
        "WorkbookInflated: 'a.xlsx' unpacks to far more than a workbook holds; save the sheet as .csv"
    )


def test_what_unpacks_to_little_is_no_bomb(tmp_path: Path) -> None:
    assert read(bomb(tmp_path, 60)) == {}


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = bomb(tmp_path, 200)
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(content)
    assert complaint(path).startswith("WorkbookBroken: 'a.xlsx' is damaged or cut short (")


@pytest.mark.parametrize("kind", ["str", "inlineStr", "n", "s"])
def test_a_cell_that_unpacks_to_megabytes(tmp_path: Path, kind: str) -> None:
    huge = "x" * 40_000_000
    if kind == "s":
        path = xlsx(tmp_path, '<row><c t="s"><v>0</v></c></row>', texts=f"<si><t>{huge}</t></si>")
        place = "a.xlsx"
    else:
        tag = "t" if kind == "inlineStr" else "v"
        path = xlsx(tmp_path, f'<row><c t="{kind}"><{tag}>{huge}</{tag}></c></row>')
        place = "a.xlsx:S:1"
    assert complaint(path) == (
        f"CellTooLong: {place} has a cell of more than 131,072 characters; shorten it"
    )


def test_a_row_that_unpacks_to_megabytes(tmp_path: Path) -> None:
    cells = '<c t="s"><v>0</v></c>' * 16_384
    path = xlsx(tmp_path, f"<row/><row>{cells}</row>", texts=f"<si><t>{'x' * 100_000}</t></si>")
    assert complaint(path) == (
        "LineTooLong: a.xlsx:S:2 has more than 1,000,000 characters; write each row on a line of its "
        "own"
    )


READ = """
import resource, sys
from pathlib import Path
from jobtrack.errors import JobtrackError
from jobtrack.files.incoming import open_sheets
limit = 400 << 20
resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))
path, count = Path(sys.argv[1]), 0
try:
    with open_sheets(path, path.name) as sheets:
        for sheet in sheets:
            for line in sheet.lines:
                count += 1
except JobtrackError as error:
    print(type(error).__name__)
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def lines_and_megabytes(path: Path) -> list[str]:
    """What a process of its own finds in the file, and the most memory that it held."""
    done = subprocess.run(
        [sys.executable, "-c", READ, path], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.csv", '区县,"1,076.9",2021-08,说明\n'),
        ("a.jsonl", '{"area": "巫山", "value": 76.9, "period": "2021-08"}\n'),
    ],
)
def test_ten_times_the_lines_take_no_more_memory(tmp_path: Path, name: str, line: str) -> None:
    found = []
    for count in (50_000, 500_000):
        lines, megabytes = lines_and_megabytes(saved(tmp_path, name, line * count))
        assert int(lines) == count + (name == "a.jsonl")
        found.append(int(megabytes))
    assert found[1] <= found[0] * 1.2


def test_ten_times_the_rows_of_a_workbook_take_no_more_memory(tmp_path: Path) -> None:
    found = []
    for count in (5_000, 50_000):
        lines, megabytes = lines_and_megabytes(xlsx(tmp_path, "<row><c><v>76.9</v></c></row>" * count))
        assert int(lines) == count
        found.append(int(megabytes))
    assert found[1] <= found[0] * 1.2
