"""A chart in every width, language and encoding: whole, and never wider than the terminal."""

import re
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from jobtrack.domain.drawing import Drawing, drawing_of
from jobtrack.domain.history import Subject
from jobtrack.domain.month import Month
from jobtrack.render.chart.figure import svg_text
from jobtrack.render.chart.text import chart_text
from jobtrack.render.medium import ASCII, GBK, UNICODE, Glyphs, Medium
from jobtrack.store import open_store
from jobtrack.words import ENGLISH, words_in

SAMPLE = Path(__file__).parents[2] / "sample.db"
DAY = date(2025, 7, 1)
CHINESE = words_in("zh")
INDICATORS = ["employed", "urban-new-jobs", "workshop-workers", "employment-bases"]


def drawing(indicator: str, as_of: str = "2024-12") -> Drawing:
    with open_store(SAMPLE) as store:
        plan = store.plan(DAY)
        place = (indicator, plan.home)
        series = store.series(plan, [place], DAY)[place]
        rows = store.snapshots(*place, known_on=DAY)
    subject = Subject(plan.indicators[indicator], plan.areas[plan.home], Month.iso(as_of), DAY)
    return drawing_of(plan, subject, series, rows)


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
@pytest.mark.parametrize("indicator", INDICATORS)
def test_no_line_is_wider_than_the_terminal(indicator: str, words):
    found = drawing(indicator)
    for width in range(20, 200, 9):
        lines = chart_text(found, Medium(words, width=width)).splitlines()
        assert [line for line in lines if cell_len(line) > width] == []


@pytest.mark.parametrize(("glyphs", "encoding"), [(UNICODE, "utf-8"), (GBK, "gbk"), (ASCII, "ascii")])
@pytest.mark.parametrize("indicator", ["employed", "workshop-workers", "employment-bases"])
def test_a_chart_has_only_signs_of_its_encoding(indicator: str, glyphs: Glyphs, encoding: str):
    chart_text(drawing(indicator), Medium(width=60, glyphs=glyphs)).encode(encoding)


def test_colour_adds_nothing_but_its_codes():
    found = drawing("employed")
    plain = chart_text(found, Medium(width=60))
    coloured = chart_text(found, Medium(width=60, has_colour=True))
    uncoloured = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert [line.rstrip() for line in uncoloured.splitlines()] == plain.splitlines()
    assert "\x1b[1;31m×" in coloured


@pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_the_number_at_the_end_is_that_of_the_last_point(words):
    found = drawing("employed", as_of="2022-06")
    number = {"en": "last value: 2022-06 779,000", "zh": "最近数值：2022年6月 77.9万"}
    assert number[words.language] in chart_text(found, Medium(words)).splitlines()


def test_an_svg_for_a_page_begins_with_its_element():
    text = svg_text([drawing("employed")], Medium())
    assert (text[:5], text.rstrip()[-6:]) == ("<svg ", "</svg>")
    assert "<title>Employed, lifted from poverty · Chongqing</title>" in text
    assert text == svg_text([drawing("employed")], Medium())
