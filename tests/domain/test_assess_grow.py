"""Growth: over last December, over a named month, over the same month of the year before."""

import pytest
from builders import FLOW, LEVEL, indicator, judged, month, monthly, point, points
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.assess.grow import growth_over
from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.assess.status import Status
from jobtrack.domain.indicator import Kind
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.target import Compare, Direction, Rule, Target
from jobtrack.domain.text import Names

RATIO = indicator(Kind.RATIO, decimals=1)
OVER_DECEMBER = Target(
    "t",
    Names("", "T"),
    "employed",
    "city",
    Rule.GROW,
    month("2024-01"),
    month("2024-12"),
    bound=4.0,
    compare=Compare.LAST_DECEMBER,
)
ON_YEAR = OVER_DECEMBER._replace(compare=Compare.LAST_YEAR)
DECEMBER = point("2023-12", 800_000)


def test_growth_over_last_december_is_a_reach_from_there():
    # Worked number, docs/method.md, grow: 4 % over 800,000, 818,000 in June.
    said = judged(OVER_DECEMBER, points(DECEMBER, point("2024-06", 818_000)), "2024-06")
    measures = said.measures
    assert (measures.bound, measures.expected, measures.pace) == (832_000, 816_000, 1.125)
    assert (measures.baseline, measures.baseline_period) == (800_000, month("2023-12"))
    assert measures.growth == pytest.approx(0.0225)
    assert said.status is Status.ON_TRACK


@pytest.mark.parametrize(
    ("value", "status"),
    [(832_000, "achieved"), (811_000, "behind"), (805_000, "off track"), (799_000, "regressing")],
)
def test_growth_over_last_december_is_judged_by_its_pace(value: float, status: str):
    assert judged(OVER_DECEMBER, points(DECEMBER, point("2024-06", value)), "2024-06").status == status


@pytest.mark.parametrize(
    ("value", "status", "gap"), [(106, Status.MISSED, 0.05), (107, Status.ACHIEVED, -0.95)]
)
def test_growth_over_a_base_is_not_met_by_rounding_its_bound(value: float, status: Status, gap: float):
    # 106 is 4.95 % above 101; on the same month last year 4.95 % is not 5 % either.
    for target in (OVER_DECEMBER, ON_YEAR):
        series = points(point("2023-12", 101), point("2024-12", value))
        said = judged(target._replace(bound=5.0), series, "2024-12")
        assert said.status is status
        if target is OVER_DECEMBER:
            assert (said.measures.bound, said.measures.gap) == (106.05, gap)


def test_arithmetic_leaves_nothing_over_in_the_bound_of_a_growth():
    target = OVER_DECEMBER._replace(bound=10.0)
    series = points(point("2023-12", 110), point("2024-12", 121))
    assert judged(target, series, "2024-12").status is Status.ACHIEVED


def test_growth_over_a_named_month_begins_there():
    named = OVER_DECEMBER._replace(compare=None, baseline_period=month("2022-06"), bound=10.0)
    series = points(point("2022-01", 1), point("2022-06", 1000), point("2024-06", 1080))
    measures = judged(named, series, "2024-06").measures
    assert (measures.bound, measures.growth) == (1100, pytest.approx(0.08))
    assert measures.elapsed == pytest.approx(24 / 30)


def test_without_the_value_of_the_base_month_there_is_nothing_to_compare():
    series = points(point("2023-11", 799_000), point("2024-05", 1), point("2024-06", 818_000))
    said = judged(OVER_DECEMBER, series, "2024-06")
    assert (said.status, said.measures.value, said.measures.growth) == (Status.NO_DATA, None, None)


@pytest.mark.parametrize("base", [0, -5])
def test_over_a_base_not_above_zero_only_the_change_is_shown(base: float):
    series = points(point("2023-12", base), point("2024-05", 4), point("2024-06", 9))
    said = judged(OVER_DECEMBER, series, "2024-06")
    measures = said.measures
    assert (said.status, measures.growth, measures.change_month) == (Status.NO_DATA, None, 5)


def test_a_ratio_grows_in_points():
    series = points(point("2023-12", 41.3), point("2024-06", 43.3))
    measures = judged(OVER_DECEMBER, series, "2024-06", of=RATIO).measures
    assert (measures.bound, measures.growth) == (45.3, 0.02)


def test_growth_on_the_year_is_a_hold_at_due_on_the_growth_itself():
    # 779,000 − 766,000 = +13,000 (published +1.3万) is 1.70 %.
    series = points(point("2023-06", 766_000), point("2024-06", 779_000))
    said = judged(ON_YEAR, series, "2024-06")
    measures = said.measures
    assert (measures.value, measures.bound) == (pytest.approx(1.6971279), 4.0)
    assert measures.growth == pytest.approx(0.016971279)
    assert (measures.gap, measures.change_year) == (pytest.approx(2.3028721), 13_000)
    assert said.status is Status.BREACHED


@pytest.mark.parametrize(("now", "status"), [(104, "achieved"), (103.99, "missed"), (110, "achieved")])
def test_growth_on_the_year_is_decided_at_due(now: float, status: str):
    series = points(point("2023-12", 100), point("2024-12", now))
    of = LEVEL._replace(decimals=2)
    assert judged(ON_YEAR, series, "2024-12", of=of).status == status


def test_a_ceiling_on_growth_is_met_below_it():
    ceiling = ON_YEAR._replace(direction=Direction.AT_MOST)
    series = points(point("2023-06", 100), point("2024-06", 103))
    assert judged(ceiling, series, "2024-06").status is Status.ON_TRACK


def test_months_without_a_base_have_no_growth():
    series = monthly("2023-03", 100, None, None, 100, *[None] * 8, 110, 111, 112)
    said = judged(ON_YEAR, series, "2024-05", of=FLOW)
    assert (said.measures.period, said.measures.value) == (month("2024-03"), 10.0)


def test_growth_across_a_break_is_marked():
    series = points(
        point("2023-06", 100), point("2024-01", 100, flag=Flag.BREAK), point("2024-06", 110)
    )
    for target in (ON_YEAR, OVER_DECEMBER._replace(compare=None, baseline_period=month("2023-06"))):
        assert Mark.BREAK in judged(target, series, "2024-06").marks


def test_growth_that_is_held_from_its_base_has_the_trend_of_all_months():
    # At most 4 % over 399.1 is met by the base itself; the trend runs from the fifth value before.
    target = OVER_DECEMBER._replace(
        direction=Direction.AT_MOST, compare=None, baseline_period=month("2024-05")
    )
    series = monthly("2023-12", 311, 259, 286, 373, 300, 399, 347, 338, 385)
    said = judged(target, series, "2024-08")
    assert Mark.MET_AT_BASELINE in said.marks
    assert said.measures.trend_per_month == (385 - 373) / 5
    assert said.measures.worst_period == month("2024-05")


def test_growth_is_not_projected():
    series = monthly("2023-12", 800_000, 803_000, 806_000, 809_000, 812_000)
    said = judged(OVER_DECEMBER, series, "2024-04")
    assert (said.measures.projected, said.measures.projection) == (None, None)


def test_nothing_known_is_no_data():
    for target in (ON_YEAR, OVER_DECEMBER):
        assert judged(target, points(), "2024-06").status is Status.NO_DATA


@given(st.floats(1, 1e9), st.floats(-50, 50))
def test_a_value_that_grew_by_x_percent_grew_by_x_percent(base: float, percent: float):
    grown = growth_over(LEVEL, base, base * (1 + percent / 100))
    assert grown == pytest.approx(percent, abs=1e-6)
