"""The table in every width, language and encoding: whole, lined up and never cut."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from jobtrack.domain.assess.measures import Mark, Status
from jobtrack.domain.month import Month
from jobtrack.domain.report import Report, Scope, build_report, places_needed
from jobtrack.domain.target import Direction
from jobtrack.domain.text import Names
from jobtrack.render.medium import ASCII, GBK, UNICODE, Medium, glyphs_for
from jobtrack.render.report.columns import COLUMNS, word_of
from jobtrack.render.table import report_text
from jobtrack.store import open_store
from jobtrack.words import ENGLISH, words_in

SAMPLE = Path(__file__).parents[2] / "sample.db"
DAY = date(2025, 7, 1)
CHINESE = words_in("zh")
MONTHS = ["2021-08", "2022-03", "2022-06", "2024-07", "2024-12"]


def report(month: str = "2022-03") -> Report:
    as_of = Month.iso(month)
    with open_store(SAMPLE) as store:
        plan = store.plan(DAY)
        series = store.series(plan, places_needed(plan, Scope(), as_of), DAY)
    return build_report(plan, series, Scope(), as_of, DAY)


REPORT = report()


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("month", MONTHS)
def test_no_line_is_wider_than_the_terminal(month: str, words):
    found = report(month)
    for width in range(20, 260, 7):
        lines = report_text(found, Medium(words, width=width)).splitlines()
        assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize("width", [20, 40, 69, 70, 80, 100, 120, 200, None])
@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_no_name_value_or_status_is_lost_in_any_width(words, width: int | None):
    medium = Medium(words, width=width)
    printed = "".join(report_text(REPORT, medium).split())
    for row in (*REPORT.targets, *REPORT.indicators):
        for column in COLUMNS:
            if column.rank == 0 and column.header != "Gap/buffer":
                text = column.text(row, medium)
                shown = "" if width and width < 70 and text == "–" else "".join(text.split())
                assert shown in printed
    assert "…" not in printed


def test_the_columns_line_up_beside_chinese_names():
    lines = report_text(REPORT, Medium(CHINESE, width=80)).splitlines()
    values = [line for line in lines if "≥" in line]
    ends = {cell_len(line[: line.index("%") + 1]) for line in values}
    assert (len(values), len(ends)) == (6, 1)


@pytest.mark.parametrize("length", range(6, 22))
def test_no_line_of_chinese_begins_with_closing_punctuation(length: int):
    target = REPORT.targets[0].target
    assert target is not None
    names = Names("就" * length + "（人）", "")
    named = REPORT.targets[0]._replace(target=target._replace(names=names))
    text = report_text(REPORT._replace(targets=(named,), indicators=()), Medium(CHINESE, width=100))
    assert [line for line in text.splitlines() if line.strip().startswith("）")] == []
    assert text.count("就") == length + text.count("就业")


def test_a_ceiling_has_words_of_its_own_in_chinese():
    floor = REPORT.targets[0]
    assert floor.target is not None
    ceiling = floor._replace(target=floor.target._replace(direction=Direction.AT_MOST))
    words = (Status.BREACHED, Mark.BREACHED_BEFORE)
    said = [word_of(word, row, Medium(CHINESE)) for row in (floor, ceiling) for word in words]
    assert said == ["低于底线", "曾低于底线", "超出上限", "曾超出上限"]
    assert [word_of(word, ceiling, Medium(ENGLISH)) for word in words] == [
        "breached",
        "breached before",
    ]


def test_colour_never_says_anything_alone():
    plain = report_text(REPORT, Medium(ENGLISH, width=80))
    coloured = report_text(REPORT, Medium(ENGLISH, width=80, has_colour=True))
    assert "\x1b[" in coloured
    assert "\x1b" not in plain
    bare = ""
    for part in coloured.split("\x1b["):
        bare += part.partition("m")[2] if bare or part.startswith(tuple("0123456789")) else part
    assert bare.split() == plain.split()


@pytest.mark.parametrize(
    ("encoding", "glyphs"),
    [("utf-8", UNICODE), ("gbk", GBK), ("gb18030", UNICODE), ("ascii", ASCII), ("latin-1", ASCII)],
)
def test_the_glyphs_are_those_that_the_encoding_has(encoding: str, glyphs):
    assert glyphs_for(encoding) == glyphs


@pytest.mark.parametrize("width", [40, 80, None])
def test_a_chinese_report_can_be_written_in_gbk(width: int | None):
    medium = Medium(CHINESE, width=width, glyphs=glyphs_for("gbk"))
    report_text(REPORT, medium).encode("gbk")


@pytest.mark.parametrize("width", [40, 80, None])
def test_an_english_report_can_be_written_in_ascii(width: int | None):
    report_text(REPORT, Medium(ENGLISH, width=width, glyphs=ASCII)).encode("ascii")


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=30), st.sampled_from([24, 60, 80, 140, None]))
def test_a_name_is_text_whatever_it_holds(name: str, width: int | None):
    target = REPORT.targets[0].target
    assert target is not None
    named = REPORT.targets[0]._replace(target=target._replace(names=Names(name, name)))
    text = report_text(REPORT._replace(targets=(named,), indicators=()), Medium(ENGLISH, width=width))
    assert [line for line in text.splitlines() if not line.isprintable()] == []


@pytest.mark.parametrize("width", [70, 80, 100, 130])
def test_numbers_of_any_size_are_never_cut(width: int):
    row = REPORT.targets[0]
    huge = row._replace(measures=row.measures._replace(value=123_456_789_012_345.0, gap=-9e14))
    medium = Medium(ENGLISH, width=width)
    text = report_text(REPORT._replace(targets=(huge, *REPORT.targets[1:])), medium)
    assert "123,456,789,012,345" in text
    assert [line for line in text.splitlines() if cell_len(line) > width] == []


def test_a_report_of_nothing_is_its_title_and_its_count():
    text = report_text(REPORT._replace(targets=(), indicators=()), Medium(ENGLISH, width=80))
    assert text.splitlines()[-1] == "Targets: 0"
