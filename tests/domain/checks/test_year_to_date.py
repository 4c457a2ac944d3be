"""Amounts taken for totals, and totals taken for amounts."""

from builders import FLOW, LEVEL, YTD, monthly, point, points
from cases import case, sentences

from jobtrack.domain.checks.year_to_date import falls_within_a_year, flows_that_only_rise
from jobtrack.domain.snapshot import Flag, Qualifier

RISING = tuple(range(100, 1300, 100))


def test_a_flow_that_only_rises_each_year_looks_like_a_total():
    found = list(flows_that_only_rise(case(FLOW, monthly("2023-01", *RISING, *RISING))))
    assert sentences(found) == [
        "employed, city, 2023-01..2024-12: rises all through each year and starts low again: "
        "is it a ytd?"
    ]
    longer = list(flows_that_only_rise(case(FLOW, monthly("2022-01", *RISING * 3))))
    assert longer[0].key == found[0].key


def test_a_flow_that_falls_once_or_grows_on_is_one():
    once = (*RISING[:6], 550, *RISING[7:])
    assert list(flows_that_only_rise(case(FLOW, monthly("2023-01", *RISING, *once)))) == []
    assert list(flows_that_only_rise(case(FLOW, monthly("2023-01", *range(100, 2500, 100))))) == []
    assert list(flows_that_only_rise(case(FLOW, monthly("2023-01", *[100] * 24)))) == []


def test_one_year_is_not_enough_and_levels_may_do_as_they_like():
    assert list(flows_that_only_rise(case(FLOW, monthly("2023-01", *RISING, 100)))) == []
    assert list(flows_that_only_rise(case(LEVEL, monthly("2023-01", *RISING, *RISING)))) == []


def test_a_total_below_the_one_before_is_found_and_a_new_year_is_not():
    series = monthly("2023-11", 900, 1000, 80, 170, 150, 240)
    assert sentences(falls_within_a_year(case(YTD, series))) == [
        "employed, city, 2024-03: 150 is below the 170 of 2024-02 in the same year"
    ]


def test_it_is_another_finding_when_the_value_changes():
    def key(value):
        [found] = falls_within_a_year(case(YTD, monthly("2024-01", 100, value)))
        return found.key

    assert key(90) != key(80)


def test_what_was_rounded_may_have_been_as_much_as_before():
    about = points(point("2024-03", 4321), point("2024-04", 4300, qualifier=Qualifier.ABOUT))
    nearly = points(point("2024-03", 5000, qualifier=Qualifier.NEARLY), point("2024-04", 4500))
    assert list(falls_within_a_year(case(YTD, about))) == []
    assert list(falls_within_a_year(case(YTD, nearly))) == []


def test_a_break_is_no_fall():
    series = points(point("2024-03", 100), point("2024-04", 90, flag=Flag.BREAK))
    assert list(falls_within_a_year(case(YTD, series))) == []
    assert list(falls_within_a_year(case(FLOW, monthly("2024-01", 100, 90)))) == []
