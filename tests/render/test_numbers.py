"""Numbers as each language writes them."""

import pytest

from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Figure, Qualifier
from jobtrack.domain.text import Names
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import day_text, digits_text, full_text, span_text
from jobtrack.words import ENGLISH, words_in

PLAIN, CHINESE = Medium(ENGLISH), Medium(words_in("zh"))
PEOPLE, PERCENT = Names("人", "people"), Names("%", "%")


@pytest.mark.parametrize(
    ("figure", "unit", "english", "chinese"),
    [
        (Figure(769000.0), PEOPLE, "769,000 people", "76.9万人"),
        (Figure(769300.0), PEOPLE, "769,300 people", "76.93万人"),
        (Figure(12411.0), PEOPLE, "12,411 people", "12,411人"),
        (Figure(-52700.0), PEOPLE, "-52,700 people", "-5.27万人"),
        (Figure(9999.0), PEOPLE, "9,999 people", "9,999人"),
        (Figure(123000000.0), PEOPLE, "123,000,000 people", "1.23亿人"),
        (Figure(123450000.0), PEOPLE, "123,450,000 people", "12,345万人"),
        (Figure(810000.0, Qualifier.AT_LEAST), PEOPLE, "≥810,000 people", "81万人以上"),
        (Figure(830000.0, Qualifier.MORE_THAN), PEOPLE, ">830,000 people", "83万余人"),
        (Figure(5000.0, Qualifier.NEARLY), PEOPLE, "<5,000 people", "近5,000人"),
        (Figure(30.0, Qualifier.EXACT, 12.0, 40.0), PERCENT, "30% (12/40)", "30%（12/40）"),
    ],
)
def test_a_figure_has_every_digit_and_its_unit(figure: Figure, unit: Names, english: str, chinese: str):
    assert (full_text(figure, unit, PLAIN), full_text(figure, unit, CHINESE)) == (english, chinese)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [(751100.0, "751,100", "75.11万"), (45044.444, "45,044.44", "4.5044万"), (0.125, "0.13", "0.13")],
)
def test_what_is_reckoned_has_no_digits_that_say_nothing(value: float, english: str, chinese: str):
    assert (digits_text(value, 2, PLAIN), digits_text(value, 2, CHINESE)) == (english, chinese)


def test_spans_and_days_are_written_as_each_language_does():
    months = [Month(2021, 1), Month(2021, 5), Month(2021, 12)]
    assert [span_text(months, one) for one in (PLAIN, CHINESE)] == [
        "2021-01..2021-12",
        "2021年1月至2021年12月",
    ]
    assert [span_text(months[:1], one) for one in (PLAIN, CHINESE)] == ["2021-01", "2021年1月"]
    assert (span_text([], PLAIN), day_text(None, CHINESE)) == ("", "")
