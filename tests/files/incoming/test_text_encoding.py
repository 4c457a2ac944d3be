"""Text is read in the encoding that it is written in, told by a mark or tried strictly."""

import codecs
import string
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import complaint, read, saved

TEXT = "月份,就业人数\n2021年8月,76.9万\n"
LINES = [(1, ["月份", "就业人数"]), (2, ["2021年8月", "76.9万"])]


def sheet(path: Path, encoding: str | None = None) -> list[tuple[int, list[str]]]:
    return read(path, encoding)[path.name]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-32"])
def test_an_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    assert sheet(saved(tmp_path, "a.csv", TEXT.encode(encoding))) == LINES


def test_utf_16_is_told_by_its_mark_in_either_order(tmp_path: Path) -> None:
    for mark, encoding in (
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        assert sheet(saved(tmp_path, "a.csv", mark + TEXT.encode(encoding))) == LINES


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le", "utf-16-be", "UTF-8", "cp936", "shift_jis"])
def test_an_encoding_that_is_asked_for_is_taken(tmp_path: Path, encoding: str) -> None:
    text = "月,人\n8,7\n"
    path = saved(tmp_path, "a.csv", text.encode(encoding))
    assert sheet(path, encoding) == [(1, ["月", "人"]), (2, ["8", "7"])]


@pytest.mark.parametrize("asked", [None, "utf-8", "utf_8", "utf-8-sig"])
def test_a_mark_is_no_part_of_the_first_cell(tmp_path: Path, asked: str | None) -> None:
    assert sheet(saved(tmp_path, "a.csv", TEXT.encode("utf-8-sig")), asked) == LINES


def test_the_mark_of_gb18030_is_no_part_of_the_first_cell(tmp_path: Path) -> None:
    assert sheet(saved(tmp_path, "a.csv", ("\ufeff" + TEXT).encode("gb18030"))) == LINES


@given(st.text(st.characters(codec="gb18030", exclude_characters="\0\ufeff"), min_size=1))
def test_what_is_not_utf_8_is_read_as_the_gb18030_that_it_is(text: str) -> None:
    content = text.encode("gb18030")
    try:
        expected = content.decode()
    except UnicodeDecodeError:
        expected = text
    with TemporaryDirectory() as folder:
        path = saved(Path(folder), "a.jsonl", b'{"a": "' + content + b'"}')
        if set(expected) & {'"', "\\"} or any(sign < " " for sign in expected):
            return  # it would have to be escaped
        assert read(path) == {"a.jsonl": [(1, ["a"]), (1, [expected])]}


def test_a_character_at_the_edge_of_what_is_read_at_once_stays_whole(tmp_path: Path) -> None:
    for encoding in ("utf-8", "gb18030"):
        for before in range(65_530, 65_540):
            cells = ["x" * before, "区"]
            path = saved(tmp_path, "a.csv", ",".join(cells).encode(encoding))
            assert sheet(path) == [(1, cells)]


def test_what_is_neither_is_asked_for(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.csv", TEXT.encode() + b"\xff\xff")
    assert complaint(path) == (
        "EncodingUnclear: 'a.csv' is neither UTF-8 nor GB18030; say what it is, such as --encoding big5"
    )


@pytest.mark.parametrize(
    ("content", "encoding", "shown"),
    [
        (TEXT.encode("gbk"), "utf-8", "utf-8"),
        (TEXT.encode() + b"\xff", "gb18030", "gb18030"),
        (TEXT.encode(), "ascii", "ascii"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le") + b"x", None, "utf-16"),
        (codecs.BOM_UTF8 + TEXT.encode("gbk"), None, "utf-8"),
        (TEXT.encode("utf-16"), "utf-32", "utf-32"),
    ],
)
def test_an_encoding_that_does_not_fit_is_refused(
    tmp_path: Path, content: bytes, encoding: str | None, shown: str
) -> None:
    assert complaint(saved(tmp_path, "a.csv", content), encoding) == (
        f"EncodingWrong: 'a.csv' is not {shown} throughout; give another --encoding, or save it again"
    )


@pytest.mark.parametrize("name", ["klingon", "hex", "rot13", "zlib", "idna\0", "a\nb"])
def test_an_unknown_encoding_is_refused(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path, "a.csv", TEXT)
    shown = name.replace("\0", "\\x00").replace("\n", "\\n")
    assert complaint(path, name) == (
        f"EncodingUnknown: no encoding '{shown}'; write one such as utf-8, gb18030, big5 or utf-16"
    )


@pytest.mark.parametrize(
    ("content", "encoding", "line"),
    [
        (b"a,b\n1,2\0\n", None, 2),
        (b"a,b\r\n1,2\r\n3,\0\r\n", None, 3),
        (b"a\rb\rc\0", None, 3),
        (TEXT.encode("utf-16-le"), None, 1),
        (TEXT.encode("utf-16-be"), None, 1),
        (b"\x7fELF\x02\x01\x01" + bytes(9) + bytes(range(256)), None, 1),
        ("a\nb\0".encode("utf-16-le"), "utf-16-le", 2),
        (b"x\n" * 70_000 + b"\0", None, 70_001),
        (b"a\n\0", "utf-8", 2),
    ],
)
def test_a_nul_is_refused_with_its_line(
    tmp_path: Path, content: bytes, encoding: str | None, line: int
) -> None:
    assert complaint(saved(tmp_path, "a.csv", content), encoding) == (
        f"NulByte: a.csv:{line} holds a NUL, which text never does; if it is UTF-16 write "
        "--encoding utf-16-le, else export it again"
    )


def test_a_line_of_a_million_characters_is_the_longest(tmp_path: Path) -> None:
    row = ",".join(["x" * 99_999] * 10)  # 999,999 characters
    path = saved(tmp_path, "a.csv", f"a\n{row}x\n")
    assert [(number, len(cells)) for number, cells in sheet(path)] == [(1, 1), (2, 10)]
    assert complaint(saved(tmp_path, "a.csv", f"a\n{row}xx\n")) == (
        "LineTooLong: a.csv:2 has more than 1,000,000 characters; write each row on a line of its own"
    )


def test_only_the_beginning_of_a_line_of_a_gigabyte_is_read(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.csv", "a\n" + "x" * 2_000_000)
    with path.open("r+b") as file:
        file.truncate(1 << 30)
    assert complaint(path).startswith("LineTooLong: a.csv:2 has more than 1,000,000 characters;")


@pytest.mark.parametrize("content", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    for name in ("a.csv", "a.xlsx", "a.jsonl"):
        assert complaint(saved(tmp_path, name, content)) == (
            f"FileEmpty: '{name}' is empty; export it again from where it comes"
        )


def test_a_file_of_blank_lines_has_no_lines(tmp_path: Path) -> None:
    assert sheet(saved(tmp_path, "a.csv", "\n\r\n\n")) == []


def test_ascii_needs_no_encoding(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.csv", string.ascii_letters)
    assert sheet(path) == sheet(path, "ascii") == sheet(path, "gb18030")
