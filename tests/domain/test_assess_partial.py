"""Sums from which areas are missing: docs/method.md, sums over areas."""

import pytest
from builders import (
    FLOW,
    LEVEL,
    YTD,
    grow,
    hold,
    indicator,
    judged,
    month,
    point,
    points,
    quota,
    reach,
    verdict,
)

from jobtrack.domain.indicator import Kind
from jobtrack.domain.target import Compare, Direction


def partial(period, value):
    return point(period, value, reported=1, expected=2)


FLOOR = hold(100, "2021-01", "2021-12")
CEILING = hold(100, "2021-01", "2021-12", direction=Direction.AT_MOST)


def judged_at(said):
    return str(said.measures.period), said.status


@pytest.mark.parametrize(
    ("target", "value", "found"),
    [
        (FLOOR, 100, ("2021-03", "on track")),  # it can only become more
        (FLOOR, 99, ("2021-02", "on track")),  # open: the latest complete month is judged
        (CEILING, 101, ("2021-03", "breached")),
        (CEILING, 100, ("2021-02", "breached")),
        (reach(100, "2021-01", "2021-12", baseline=0.0), 100, ("2021-03", "achieved")),
        (reach(100, "2021-01", "2021-12", baseline=0.0), 99, ("2021-02", "achieved")),
    ],
)
def test_a_partial_sum_is_judged_only_where_the_bound_decides_already(target, value, found):
    series = points(point("2021-01", 110), point("2021-02", 110), partial("2021-03", value))
    said = judged(target, series, "2021-03")
    assert judged_at(said) == found
    assert "partial" in said.marks
    assert (said.measures.areas_reported, said.measures.areas_expected) == (1, 2)
    assert (said.measures.partial_period, said.measures.partial_value) == (month("2021-03"), value)


def test_without_any_complete_month_there_is_no_data():
    said = judged(FLOOR, points(partial("2021-03", 99)), "2021-03")
    assert verdict(said) == ("no data", "partial")


def test_a_ceiling_to_reach_stays_open_until_due():
    target = reach(100, "2021-01", "2021-03", baseline=200.0, direction=Direction.AT_MOST)
    series = points(point("2021-01", 150), partial("2021-02", 120))
    assert judged_at(judged(target, series, "2021-02")) == ("2021-01", "on track")
    late = points(point("2021-02", 150), partial("2021-03", 120))
    assert judged_at(judged(target, late, "2021-03")) == ("2021-03", "missed")


def test_a_ratio_of_some_areas_says_nothing_of_the_rest():
    series = points(point("2021-02", 90), partial("2021-03", 120))
    said = judged(FLOOR, series, "2021-03", indicator(Kind.RATIO))
    assert judged_at(said) == ("2021-02", "breached")


@pytest.mark.parametrize(
    ("of", "value", "found"),
    [(YTD, 120, "2021-03"), (YTD, 119, "2021-02"), (FLOW, 20, "2021-03"), (FLOW, 19, "2021-02")],
)
def test_a_quota_is_met_by_some_areas_already_or_waits_for_the_rest(of, value, found):
    series = points(point("2021-01", 50), point("2021-02", 50), partial("2021-03", value))
    said = judged(quota(120), series, "2021-03", of)
    assert str(said.measures.period) == found


def test_growth_of_some_areas_over_all_of_them_decides_only_if_it_is_enough():
    target = grow(10, "2021-01", "2021-12", compare=Compare.LAST_YEAR)
    before = [point("2020-02", 100), point("2020-03", 100), point("2021-02", 120)]
    for value, period in ((110, "2021-03"), (109, "2021-02")):
        said = judged(target, points(*before, partial("2021-03", value)), "2021-03")
        assert str(said.measures.period) == period


def test_a_complete_sum_says_of_how_many_areas_it_is():
    whole = point("2021-03", 110, reported=2, expected=2)
    measures = judged(FLOOR, points(whole), "2021-03", LEVEL).measures
    assert (measures.areas_reported, measures.areas_expected, measures.partial_period) == (2, 2, None)
