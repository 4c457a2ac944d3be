"""Months as headers and titles say them."""

import pytest

from jobtrack.domain.importing.header.dates import Dated, dated_end, dated_start, dated_title, when
from jobtrack.domain.month import Month
from jobtrack.errors import JobtrackError
from jobtrack.errors.numbers import NotAPeriod

AUGUST = Dated(2021, 8)
STARTS = {
    "2021-08": (AUGUST, ""),
    "2021/8": (AUGUST, ""),
    "202108": (AUGUST, ""),
    "2021m08": (AUGUST, ""),
    "2021-08-31": (AUGUST, ""),
    "aug2021": (AUGUST, ""),
    "2021august": (AUGUST, ""),
    "2021年8月": (AUGUST, ""),
    "2021年8月份": (AUGUST, ""),
    "8月末": (Dated(None, 8), "末"),
    "1-8月累计": (Dated(None, 8, is_span=True), "累计"),
    "2021年1—8月": (Dated(2021, 8, is_span=True), ""),
    "上半年": (Dated(None, 6, is_span=True), ""),
    "jan-aug2021": (Dated(2021, 8, is_span=True), ""),
    "2021": (Dated(2021), ""),
    "2021年任务": (Dated(2021), "任务"),
    "2021.10": None,
    "13月": None,
    "0": None,
    "三月": None,
}


@pytest.mark.parametrize(("word", "result"), STARTS.items())
def test_a_header_may_begin_with_a_month(word: str, result: tuple[Dated, str] | None):
    assert dated_start(word) == result


ENDS = {
    "employedaug2021": ("employed", AUGUST),
    "就业规模2021年8月": ("就业规模", AUGUST),
    "employed2021-08": ("employed", AUGUST),
    "employed": None,
    "a12021": None,
}


@pytest.mark.parametrize(("word", "result"), ENDS.items())
def test_a_header_may_end_with_a_month(word: str, result: tuple[str, Dated] | None):
    assert dated_end(word) == result


TITLES = {
    "2021年8月全市就业情况表": AUGUST,
    "２０２１年８月就业情况": AUGUST,
    "2021 年 8 月 就业": AUGUST,
    "重庆市2021年1—8月就业情况": Dated(2021, 8, is_span=True),
    "2021年上半年": Dated(2021, 6, is_span=True),
    "截至2021年8月31日": AUGUST,
    "填报日期：2021年9月5日": None,
    "2021-09-05": None,
    "Employment, August 2021": AUGUST,
    "January to August 2021": Dated(2021, 8, is_span=True),
    "Data of 2021-08": AUGUST,
    "2021年度": Dated(2021),
    "Monthly data 2021": Dated(2021),
    "Table 4, 20 areas": None,
    "Market 123456": None,
    "单位：万人": None,
}


@pytest.mark.parametrize(("text", "dated"), TITLES.items())
def test_a_title_says_a_month_anywhere(text: str, dated: Dated | None):
    assert dated_title(text) == dated


CELLS = {
    "2021-08-31": Month(2021, 8),
    "2021/8/1": Month(2021, 8),
    "Aug 2021": Month(2021, 8),
    "2021M8": Month(2021, 8),
    "2021年8月": Month(2021, 8),
    "2021": Month(2021, 12),
    "2021年": Month(2021, 12),
    "２０２１": Month(2021, 12),
}


@pytest.mark.parametrize(("text", "month"), CELLS.items())
def test_a_cell_states_a_month(text: str, month: Month):
    assert when(text, is_ytd=False, every=12) == month


@pytest.mark.parametrize(
    "text", ["2021", "8月", "Aug", "Jan-Aug 2021", "2021.10", "", "2021-13", "20213"]
)
def test_what_is_no_month_is_refused(text: str):
    with pytest.raises(JobtrackError):
        when(text, is_ytd=False, every=1)


@pytest.mark.parametrize(
    ("text", "every", "month"),
    [
        ("2021-Q2", 3, Month(2021, 6)),
        ("2021Q4", 3, Month(2021, 12)),
        ("2021-S1", 6, Month(2021, 6)),
        ("2021-h2", 6, Month(2021, 12)),
    ],
)
def test_a_quarter_or_half_year_is_its_last_month_where_that_is_what_is_expected(text, every, month):
    assert when(text, is_ytd=False, every=every) == month
    for other in {None, 1, 3, 6, 12} - {every}:
        with pytest.raises(NotAPeriod):
            when(text, is_ytd=False, every=other)
