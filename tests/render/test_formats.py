"""Every format says the same, from one contract."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reports import CHINESE, HOSTILE, PLAIN, report
from rich.cells import cell_len

from jobtrack.domain.area import Area
from jobtrack.domain.report import Report
from jobtrack.domain.text import Names, visible
from jobtrack.render import BINARY, Format, renderer_for
from jobtrack.render.markdown import escaped
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import number_text, share_text
from jobtrack.render.report.contract import KEYS, record_of
from jobtrack.words import ENGLISH

TEXTS = [format for format in Format if format not in BINARY]


def text_of(found: Report, format: Format, medium: Medium = PLAIN) -> str:
    text = renderer_for(format)(found, medium)
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("month", ["2021-08", "2022-03", "2024-07", "2024-12"])
def test_json_lines_and_csv_hold_the_rows_of_the_json(month: str):
    found = report(month)
    whole = json.loads(text_of(found, Format.JSON))
    rows = whole["targets"] + whole["indicators"]
    assert [json.loads(line) for line in text_of(found, Format.JSONL).splitlines()] == rows
    lines = list(csv.DictReader(io.StringIO(text_of(found, Format.CSV))))
    assert lines == [{key: as_cell(value) for key, value in row.items()} for row in rows]
    assert all(tuple(row) == KEYS for row in rows)


def as_cell(value: object) -> str:
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value)


def test_data_is_the_same_in_both_languages():
    found = report("2022-03")
    for format in (Format.JSON, Format.JSONL, Format.CSV):
        assert text_of(found, format, CHINESE) == text_of(found, format)


def test_the_summary_counts_every_target_once():
    whole = json.loads(text_of(report("2024-12"), Format.JSON))
    assert sum(whole["summary"].values()) == len(whole["targets"])


def test_numbers_are_plain_and_unrounded():
    floor = record_of(report("2021-08").targets[0])
    assert (floor["value"], floor["bound"], floor["buffer"]) == (769000, 760000, 9000)
    assert floor["attainment"] == 769000 / 760000
    assert isinstance(floor["value"], int)


def test_hostile_text_is_inert_in_every_text():
    found = report("2022-03")
    row = found.targets[0]
    assert row.target is not None
    evil = row._replace(
        target=row.target._replace(id=HOSTILE, names=Names(HOSTILE, HOSTILE)),
        area=Area(HOSTILE, Names(HOSTILE, HOSTILE)),
    )
    found = found._replace(targets=(evil,), indicators=())
    for format in TEXTS:
        text = text_of(found, format)
        assert "\x1b" not in text
    markdown = text_of(found, Format.MARKDOWN)
    assert "<b>" not in markdown.replace("\\<b>", "")
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    assert {line.count(" | ") for line in rows} == {rows[0].count(" | ")}
    cells = next(csv.DictReader(io.StringIO(text_of(found, Format.CSV))))
    assert cells["target"].startswith("'=")


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        ("- 1. a", "\\- 1. a"),
        ("2021. Plan", "2021\\. Plan"),
        ("> quoted", "\\> quoted"),
        ("more than >5 and <6 & ~7", "more than >5 and <6 & ~7"),
        ("~struck~ a_b [c](d) `e`", "\\~struck~ a\\_b \\[c\\](d) \\`e\\`"),
        ("US$5 to US$9, C #", "US\\$5 to US$9, C \\#"),
        ("<b> &amp; a|b \\", "\\<b> \\&amp; a|b \\\\"),
    ],
)
def test_markdown_escapes_what_would_mean_something_and_nothing_else(text: str, inert: str):
    assert escaped(text) == inert


@given(
    st.text(st.sampled_from("ab1 #*_-+=.)(>!<&;[]|`~$\\/：中\t\u202e")),
    st.sampled_from(["", "# ", "- "]),
)
def test_markdown_reads_as_the_text_that_it_was_made_of(text: str, block: str):
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    read = [one.children or [] for one in parser.parse(block + escaped(text)) if one.type == "inline"]
    assert ["".join(part.content for part in parts) for parts in read if parts] == [
        line for line in [visible(text).strip()] if line
    ]


def test_a_markdown_table_lines_up_as_it_is_and_leaves_out_what_says_nothing():
    for medium in (PLAIN, CHINESE):
        tables = text_of(report("2024-12"), Format.MARKDOWN, medium).split("\n\n## ")[1:]
        for table in tables:
            lines = [line for line in table.splitlines() if line.startswith("|")]
            assert len({cell_len(line) for line in lines}) == 1
    table = text_of(report("2024-12"), Format.MARKDOWN).partition("## Skills\n\n")[2]
    assert " ".join(table.splitlines()[0].split()) == "| Indicator | Period | Value | Marks |"


@pytest.mark.parametrize(
    ("value", "decimals", "english", "chinese"),
    [
        (769000.0, 0, "769,000", "76.9万"),
        (759600.0, 0, "759,600", "76.0万"),
        (9986.0, 0, "9,986", "9,986"),
        (-12500.0, 0, "-12,500", "-1.25万"),
        (120_000_000.0, 0, "120,000,000", "1.20亿"),
        (0.125, 2, "0.13", "0.13"),
        (2.5, 0, "3", "3"),
        (-0.0, 0, "0", "0"),
        (None, 0, "–", "–"),
    ],
)
def test_a_number_is_written_as_each_language_does(
    value: float | None, decimals: int, english: str, chinese: str
):
    assert number_text(value, decimals, Medium(ENGLISH)) == english
    assert number_text(value, decimals, CHINESE) == chinese


@pytest.mark.parametrize(
    ("share", "is_met", "text"),
    [
        (0.99999, False, "99.9%"),
        (0.99999, True, "100.0%"),
        (1.0, False, "99.9%"),
        (1.0, True, "100.0%"),
        (0.32433, False, "32.4%"),
        (-0.5, False, "-50.0%"),
        (1.2, False, "120.0%"),
        (None, False, "–"),
    ],
)
def test_what_is_not_met_is_never_printed_as_a_hundred_percent(
    share: float | None, *, is_met: bool, text: str
):
    assert share_text(share, Medium(ENGLISH), is_met=is_met) == text
