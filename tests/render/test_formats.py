"""Every format says the same, from one contract."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from jobtrack.domain.area import Area
from jobtrack.domain.month import Month
from jobtrack.domain.report import Report, Scope, build_report, places_needed
from jobtrack.domain.text import Names
from jobtrack.render import Format, renderer_for
from jobtrack.render.contract import KEYS, record_of
from jobtrack.render.medium import Medium
from jobtrack.render.numbers import number_text, share_text
from jobtrack.store import open_store
from jobtrack.words import ENGLISH, words_in

SAMPLE = Path(__file__).parents[2] / "sample.db"
DAY = date(2025, 7, 1)
PLAIN, CHINESE = Medium(ENGLISH), Medium(words_in("zh"))
HOSTILE = "=1+1|<b>*x*</b>\x1b[31m\u202e[link](http://x)"


def report(month: str) -> Report:
    as_of = Month.iso(month)
    with open_store(SAMPLE) as store:
        plan = store.plan(DAY)
        series = store.series(plan, places_needed(plan, Scope(), as_of), DAY)
    return build_report(plan, series, Scope(), as_of, DAY)


def text_of(found: Report, format: Format, medium: Medium = PLAIN) -> str:
    return renderer_for(format)(found, medium)


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


def test_hostile_text_is_inert_in_every_format():
    found = report("2022-03")
    row = found.targets[0]
    assert row.target is not None
    evil = row._replace(
        target=row.target._replace(id=HOSTILE, names=Names(HOSTILE, HOSTILE)),
        area=Area(HOSTILE, Names(HOSTILE, HOSTILE)),
    )
    found = found._replace(targets=(evil,), indicators=())
    for format in Format:
        text = text_of(found, format)
        assert "\x1b" not in text
    markdown = text_of(found, Format.MARKDOWN)
    assert "<b>" not in markdown.replace("\\<b>", "")
    rows = [line for line in markdown.splitlines() if line.startswith("| ")]
    assert {line.count(" | ") for line in rows} == {rows[0].count(" | ")}
    cells = next(csv.DictReader(io.StringIO(text_of(found, Format.CSV))))
    assert cells["target"].startswith("'=")


@pytest.mark.parametrize(
    ("value", "decimals", "english", "chinese"),
    [
        (769000.0, 0, "769,000", "76.9万"),
        (759600.0, 0, "759,600", "76.0万"),
        (9986.0, 0, "9,986", "9,986"),
        (-12500.0, 0, "-12,500", "-1.3万"),
        (120_000_000.0, 0, "120,000,000", "1.2亿"),
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
