"""Delimited text: the sign between cells is found, every cell kept, and what is unclear refused."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import complaint, read, saved

from jobtrack.files.incoming.delimited import DELIMITERS, delimiter_of

BULLETIN = """全市就业情况，2021年8月
单位：万人,,
区县,本月数,本年累计
合计,"1,076.9",3
其中：巫山,12,"4,000"
注：数据为初步统计，以年报为准
"""


def sheet(folder: Path, text: str, name: str = "a.csv") -> list[tuple[int, list[str]]]:
    return read(saved(folder, name, text))[name]


@pytest.mark.parametrize("sign", DELIMITERS)
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.tsv", "a.dat", "a", "-"])
def test_cells_are_parted_by_any_of_the_signs(tmp_path: Path, sign: str, name: str) -> None:
    text = "区县 本月 累计\n巫山 1.5 2\n万州 3 4\n".replace(" ", sign)
    assert sheet(tmp_path, text, name) == [
        (1, ["区县", "本月", "累计"]),
        (2, ["巫山", "1.5", "2"]),
        (3, ["万州", "3", "4"]),
    ]


def test_a_bulletin_is_read_with_its_title_and_footnote(tmp_path: Path) -> None:
    assert sheet(tmp_path, BULLETIN) == [
        (1, ["全市就业情况，2021年8月"]),
        (2, ["单位：万人", "", ""]),
        (3, ["区县", "本月数", "本年累计"]),
        (4, ["合计", "1,076.9", "3"]),
        (5, ["其中：巫山", "12", "4,000"]),
        (6, ["注：数据为初步统计，以年报为准"]),
    ]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("period;value\n2021-08;769,000\n2021-09;770,500\n", ";"),
        ("period\tvalue\n2021-08\t769,000\n", "\t"),
        ("period|value\n2021-08|769,000\n", "|"),
        ("月份，人数\n2021-08，769,000\n", "，"),
        ("Employment, by area; 2021\narea;2021;2022\nA;1,5;2,5\nB;3,5;4,5\n", ";"),
        ('a,b\n"x;y;z",1\n"p;q;r",2\n', ","),
        ('a,b\n"x\ty\n\tz",1\n', ","),
        ("a,b,c\n1,2\n3,4,5,6\n说明，一\n说明，二\n", ","),
        ("a,note\n1,x;y\n2,z;w\n", ","),
        ("2021-08;769,000\n", ";"),
        ("value\n76\n77\n", ","),
        ("value", ","),
        ("\n\n", ","),
    ],
)
def test_the_sign_that_parts_most_lines_is_taken(text: str, sign: str) -> None:
    assert delimiter_of(text.splitlines(keepends=True)) == sign


def test_one_column_needs_no_sign(tmp_path: Path) -> None:
    assert sheet(tmp_path, "value\n76.9\n\n77") == [(1, ["value"]), (2, ["76.9"]), (4, ["77"])]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_on_any_system(tmp_path: Path, end: str) -> None:
    text = f"a,b{end}{end}1,2{end}"
    assert sheet(tmp_path, text) == [(1, ["a", "b"]), (3, ["1", "2"])]


def test_a_cell_may_hold_lines_and_quotes_and_blanks(tmp_path: Path) -> None:
    text = 'a,b\n"one\n\ntwo","say ""so"""\n  x ,\n'
    assert sheet(tmp_path, text) == [
        (1, ["a", "b"]),
        (2, ["one\n\ntwo", 'say "so"']),
        (5, ["  x ", ""]),
    ]


def test_signs_within_quotes_part_nothing(tmp_path: Path) -> None:
    text = '"a","b;b"\n"1","2;3"\n'
    assert sheet(tmp_path, text) == [(1, ["a", "b;b"]), (2, ["1", "2;3"])]


cells = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
tables = st.lists(st.lists(cells, min_size=2), min_size=1)


@given(tables, st.sampled_from(["\n", "\r\n"]), st.sampled_from(DELIMITERS))
def test_what_is_written_in_quotes_is_read_back_with_its_lines(
    table: list[list[str]], end: str, sign: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=end, delimiter=sign)
    expected = []
    for row in table:
        lines_before = len(io.StringIO(text.getvalue(), newline="").readlines())
        expected.append((lines_before + 1, row))
        writer.writerow(row)
    with TemporaryDirectory() as folder:
        assert sheet(Path(folder), text.getvalue()) == expected


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n1,"2\n3,4\n', 2),
        ('a,b\n1,"', 2),
        ('"', 1),
        ('a,b\n1,"2\n' + "3,4\n" * 100_000, 2),
        ('a,b\n"1\n' + '","\n' * 1_000_000, 2),
    ],
)
def test_a_quote_that_is_never_closed_is_refused(tmp_path: Path, text: str, line: int) -> None:
    assert complaint(saved(tmp_path, "a.csv", text)) == (
        f"QuoteNotClosed: a.csv:{line} opens a quote that is never closed; close it, or delete it"
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a,b\n"1"x,2\n', 2),
        ('a,b\n"十四五"规划,2\n', 2),
        ('a,b\n"1,2\n"3",4\n', 2),
        ('a,b\n"1" ,2\n', 2),
    ],
)
def test_text_behind_a_closing_quote_is_refused(tmp_path: Path, text: str, line: int) -> None:
    assert complaint(saved(tmp_path, "a.csv", text)) == (
        f"TextAfterQuote: a.csv:{line} goes on after a closing quote; write a quote inside a cell "
        "twice, and close each cell"
    )


def test_a_cell_of_131072_characters_is_the_longest(tmp_path: Path) -> None:
    assert sheet(tmp_path, "a,b\n1," + "x" * 131_072)[1] == (2, ["1", "x" * 131_072])
    assert complaint(saved(tmp_path, "a.csv", "a,b\n1," + "x" * 131_073)) == (
        "CellTooLong: a.csv:2 has a cell of more than 131,072 characters; shorten it"
    )


def test_rows_of_any_length_are_handed_on(tmp_path: Path) -> None:
    assert sheet(tmp_path, "a,b,c\n1\n1,2,3,4\n,,\n") == [
        (1, ["a", "b", "c"]),
        (2, ["1"]),
        (3, ["1", "2", "3", "4"]),
        (4, ["", "", ""]),
    ]
