from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.month import Month, parse_day, parse_period
from jobtrack.domain.text import is_invisible
from jobtrack.errors import JobtrackError

MONTHS = st.builds(Month, st.integers(1900, 2999), st.integers(1, 12))


def refusal(text: str, *, is_ytd: bool = False) -> str:
    with pytest.raises(JobtrackError) as caught:
        parse_period(text, is_ytd)
    return f"{type(caught.value).__name__}: {caught.value}"


def read_or_refused(parse: Callable[[str], Month | date], text: str) -> Month | date | JobtrackError:
    try:
        return parse(text)
    except JobtrackError as error:
        return error


@pytest.mark.parametrize(
    "text",
    [
        "2021-07",
        "2021-7",
        "2021/7",
        "2021/07",
        "202107",
        "2021年7月",
        "2021年07月",
        "2021年7月份",
        "２０２１年７月",
        "２０２１－０７",
        "２０２１／７",
        " 2021-07 ",
        "2021 年 7 月",
    ],
)
@pytest.mark.parametrize("is_ytd", [False, True])
def test_a_month_is_read_as_people_write_it(text: str, *, is_ytd: bool) -> None:
    assert parse_period(text, is_ytd) == Month(2021, 7)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2021年一季度", 3),
        ("2021年第一季度", 3),
        ("2021年1季度", 3),
        ("2021年上半年", 6),
        ("2021年1-7月", 7),
        ("2021年1—7月", 7),
        ("2021年1–7月", 7),
        ("２０２１年１～７月", 7),
        ("2021年1至7月份", 7),
        ("2021年前三季度", 9),
        ("2021年1-12月", 12),
        ("2021年全年", 12),
        ("2021年", 12),
    ],
)
def test_a_span_from_january_is_its_last_month_and_only_for_ytd(text: str, month: int) -> None:
    assert parse_period(text, is_ytd=True) == Month(2021, month)
    assert refusal(text) == (
        f"PeriodOfYtd: '{text}' runs from January on, which only a ytd value does; write one month"
    )


@pytest.mark.parametrize("text", ["2021.10", "2021.1", "２０２１．１０"])
def test_a_point_could_be_a_spreadsheets_number(text: str) -> None:
    assert refusal(text) == (
        f"PeriodAmbiguous: '{text}' can be read in two ways; write the month as 2021-MM"
    )


def test_a_span_ends_in_a_month_of_its_year() -> None:
    assert refusal("2021年1-13月", is_ytd=True).startswith("NotAPeriod: ")


def test_a_month_before_1900_is_refused() -> None:
    assert parse_period("1900-01") == Month(1900, 1)
    assert refusal("1899-12") == (
        "PeriodTooEarly: '1899-12' is before 1900; write a month from 1900-01 on"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        "2021",
        "21-07",
        "2021-13",
        "2021-00",
        "2021-7-31",
        "20210731",
        "2021年7",
        "7月",
        "2021年13月",
        "2021年二季度",
        "2021年第三季度",
        "2021年下半年",
        "2021年2-7月",
        "2021-0⁷",
        "2021-1²",
        "2021年㋆",
        "٢٠٢١-07",
        "2021-1 2",
        "2 0 2 1 0 7",
        "2021-07\u200b",
    ],
)
@pytest.mark.parametrize("is_ytd", [False, True])
def test_what_names_no_single_month_is_refused(text: str, *, is_ytd: bool) -> None:
    assert refusal(text, is_ytd=is_ytd).startswith("NotAPeriod: ")


def test_a_refused_month_is_shown_with_what_to_write() -> None:
    assert refusal("2021-13\x1b") == (
        r"NotAPeriod: '2021-13\x1b' is not a month; write one such as 2021-07 or 2021年7月"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2021-07-19",
        "2021-7-19",
        "2021/7/19",
        "20210719",
        "2021年7月19日",
        "２０２１年７月１９日",
        " 2021-07-19 ",
        "2021 年 7 月 19 日",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert parse_day(text) == date(2021, 7, 19)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-07",
        "2021-02-29",
        "2021-13-01",
        "2021-07-00",
        "2021-07/19",
        "21-07-19",
        "19.7.2021",
        "1899-12-31",
        "0000-01-01",
        "2021-7-1²",
        "2021-07-19T00:00",
        "2 0210719",
        "2021年7月19",
    ],
)
def test_what_names_no_day_is_refused(text: str) -> None:
    with pytest.raises(JobtrackError) as caught:
        parse_day(text)
    assert str(caught.value) == f"'{text}' is not a day; write one such as 2021-07-19"


@given(month=MONTHS, is_ytd=st.booleans())
def test_what_a_month_prints_is_read_back(month: Month, *, is_ytd: bool) -> None:
    assert parse_period(str(month), is_ytd) == Month.iso(str(month)) == month


@given(st.dates(date(1900, 1, 1)))
def test_what_a_day_prints_is_read_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert Month.of(day).last_day >= day


@given(MONTHS, st.integers(-1200, 1200))
def test_months_since_undoes_months_plus(month: Month, months: int) -> None:
    assert month.plus(months).since(month) == months
    assert month.plus(months).plus(-months) == month


WRITTEN = st.sampled_from("0123456789２０年月日度季上半前全一三-/—～. ²㋆\u200b")


@given(text=st.text(WRITTEN, max_size=12) | st.text(max_size=12), is_ytd=st.booleans())
def test_any_text_gives_a_month_or_a_day_or_one_line_that_refuses_it(
    text: str, *, is_ytd: bool
) -> None:
    for parse in (parse_day, partial(parse_period, is_ytd=is_ytd)):
        read = read_or_refused(parse, text)
        if isinstance(read, JobtrackError):
            assert not any(map(is_invisible, str(read)))
        else:
            assert read.year >= 1900
