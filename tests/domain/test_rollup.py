"""Sums over areas: docs/method.md, sums over areas."""

from datetime import date

import pytest
from builders import FLOW, LEVEL, indicator, month, monthly, plan, point, points
from hypothesis import example, given
from hypothesis import strategies as st

from jobtrack.domain.area import Area, Group
from jobtrack.domain.indicator import Kind
from jobtrack.domain.rollup import reporters_below, summed_series
from jobtrack.domain.series import Series
from jobtrack.domain.snapshot import Flag, Qualifier
from jobtrack.domain.text import Names


def area(code, parent=None, first=None, last=None):
    days = (None if day is None else date.fromisoformat(day) for day in (first, last))
    return Area(code, Names("", code), (), parent, *days)


def plan_of(areas, of=LEVEL, groups=()):
    return plan([of], groups=groups)._replace(areas={one.code: one for one in areas})


def summed(areas, reported, of=LEVEL, groups=(), where="city"):
    """The values of ``where``; ``reported`` are the series of areas that report any."""
    found = summed_series(
        plan_of(areas, of, groups),
        [(of.id, where)],
        lambda _, codes: {code: reported[code] for code in codes if code in reported},
    )
    return found[of.id, where]


CITY = [area("city"), area("north", "city"), area("south", "city")]


def added(period, value, reported, expected, **fields):
    return point(period, value, addend=float(value), reported=reported, expected=expected, **fields)


@pytest.mark.parametrize("kind", [Kind.LEVEL, Kind.FLOW, Kind.YTD])
def test_levels_flows_and_year_to_dates_are_added(kind):
    reported = {"north": monthly("2021-01", 10, 11), "south": monthly("2021-01", 5, 6)}
    assert summed(CITY, reported, indicator(kind)) == points(
        added("2021-01", 15, 2, 2), added("2021-02", 17, 2, 2)
    )


def test_a_sum_without_every_area_is_partial_and_says_how_many_there_are():
    reported = {"north": monthly("2021-01", 10, 11), "south": monthly("2021-01", 5)}
    found = summed(CITY, reported)
    assert found == points(added("2021-01", 15, 2, 2), added("2021-02", 11, 1, 2))
    assert [one.is_partial for one in found.observations] == [False, True]


def test_a_value_of_its_own_wins_over_the_sum():
    reported = {
        "city": monthly("2021-02", 20),
        "north": monthly("2021-01", 10, 11),
        "south": monthly("2021-01", 5, 6),
    }
    assert summed(CITY, reported) == points(added("2021-01", 15, 2, 2), point("2021-02", 20))


def test_ratios_add_numerators_and_denominators():
    rate = indicator(Kind.RATIO, unit=Names("%", "%"), decimals=1)
    reported = {
        "north": points(point("2021-01", 50, addend=1.0, denominator=2.0)),
        "south": points(point("2021-01", 10, addend=1.0, denominator=10.0)),
    }
    assert summed(CITY, reported, rate) == points(
        point("2021-01", 16.7, addend=2.0, denominator=12.0, reported=2, expected=2)
    )


def test_percentages_that_are_no_ratios_are_never_added():
    rate = indicator(unit=Names("", "%"))
    reported = {"north": monthly("2021-01", 5), "south": monthly("2021-01", 5)}
    assert summed(CITY, reported, rate) == Series()


def test_an_indicator_may_refuse_to_be_added():
    assert summed(CITY, {"north": monthly("2021-01", 5)}, indicator(roll_up=False)) == Series()


def test_sums_go_down_to_where_values_are():
    areas = [*CITY, area("hill", "north"), area("dale", "north")]
    reported = {
        "south": monthly("2021-01", 5),
        "hill": monthly("2021-01", 1, 1),
        "dale": monthly("2021-01", 2),
    }
    # January: north is 1 + 2; February: north has one of two, and so has the city none of two
    assert summed(areas, reported) == points(added("2021-01", 8, 2, 2), added("2021-02", 1, 0, 2))


def test_areas_count_in_the_months_in_which_they_exist():
    """江北 and 渝北 became 两江新区 on 2025-11-06: sums over three and over two are both complete."""
    areas = [
        area("city"),
        area("jiangbei", "city", last="2025-11-06"),
        area("yubei", "city", last="2025-11-06"),
        area("nanan", "city"),
        area("liangjiang", "city", first="2025-11-06"),
    ]
    reported = {
        "jiangbei": monthly("2025-10", 1),
        "yubei": monthly("2025-10", 2),
        "nanan": monthly("2025-10", 4, 4),
        "liangjiang": monthly("2025-11", 3),
    }
    assert summed(areas, reported) == points(added("2025-10", 7, 3, 3), added("2025-11", 7, 2, 2))


def test_a_group_says_who_reports_and_how_many_are_not_named_yet():
    towns = Group("towns", Names("", "Towns"), ("hill", "dale", "far"), declared_size=4)
    areas = [*CITY, area("hill", "north"), area("dale", "south"), area("far")]
    of = indicator(reporters="towns")
    reported = {
        "hill": monthly("2021-01", 1),
        "dale": monthly("2021-01", 1),
        "north": monthly("2021-01", 9),
    }
    assert summed(areas, reported, of, [towns]) == points(added("2021-01", 2, 2, 2))
    inside = towns._replace(members=("hill", "dale"), declared_size=4)
    assert summed(areas, reported, of, [inside]) == points(added("2021-01", 2, 2, 4))
    below = reporters_below(plan_of(areas, of, [towns]), of, "north")
    assert [one.code for one in below.areas] == ["hill"]


def test_a_sum_carries_what_its_terms_say():
    reported = {
        "north": points(point("2021-01", 1, flag=Flag.PROVISIONAL, qualifier=Qualifier.MORE_THAN)),
        "south": points(point("2021-01", 1, flag=Flag.ESTIMATED, revised=True)),
    }
    assert summed(CITY, reported) == points(
        added("2021-01", 2, 2, 2, flag=Flag.PROVISIONAL, qualifier=Qualifier.MORE_THAN, revised=True)
    )


def test_what_is_not_rounded_is_added_and_rounded_once():
    reported = {
        "north": points(point("2021-01", 0, addend=0.4)),
        "south": points(point("2021-01", 0, addend=0.4)),
    }
    assert summed(CITY, reported) == points(point("2021-01", 1, addend=0.8, reported=2, expected=2))


VALUES = st.dictionaries(
    st.sampled_from(["north", "south", "hill", "dale", "lane"]),
    st.dictionaries(st.integers(0, 5), st.integers(0, 100), max_size=6),
)


@given(VALUES)
def test_a_month_is_the_sum_of_the_areas_that_are_not_summed_already(values):
    areas = [*CITY, area("hill", "north"), area("dale", "north"), area("lane", "dale")]
    start = month("2021-01")
    reported = {
        code: points(*(point(str(start.plus(n)), own[n]) for n in sorted(own)))
        for code, own in values.items()
    }

    def naive(code, n):
        if n in values.get(code, {}):
            return values[code][n], True
        parts = [naive(one.code, n) for one in areas if one.parent == code]
        known = [value for value, _ in parts if value is not None]
        return (sum(known) if known else None), bool(parts) and all(whole for _, whole in parts)

    found = {
        one.period: (one.value, not one.is_partial) for one in summed(areas, reported).observations
    }
    expected = {start.plus(n): naive("city", n) for n in range(6)}
    assert found == {period: each for period, each in expected.items() if each[0] is not None}


@example({"lane": {0: 0}}, {"city", "dale"})  # what is summed twice must be summed before its parent
@given(VALUES, st.sets(st.sampled_from(["city", "north", "south", "hill", "dale", "lane"]), min_size=1))
def test_an_area_has_the_same_values_whatever_else_is_asked_for(values, codes):
    areas = [*CITY, area("hill", "north"), area("dale", "north"), area("lane", "dale")]
    reported = {
        code: points(*(point(f"2021-{n + 1:02d}", own[n]) for n in sorted(own)))
        for code, own in values.items()
    }
    together = summed_series(
        plan_of(areas),
        [(LEVEL.id, code) for code in codes],
        lambda _, wanted: {code: reported[code] for code in wanted if code in reported},
    )
    assert together == {(LEVEL.id, code): summed(areas, reported, where=code) for code in codes}


@given(VALUES, st.randoms())
def test_the_order_of_areas_never_matters(values, random):
    areas = [*CITY, area("hill", "north"), area("dale", "north"), area("lane", "dale")]
    reported = {
        code: points(
            *(point(f"2021-{n + 1:02d}", own[n] / 10, addend=own[n] / 10) for n in sorted(own))
        )
        for code, own in values.items()
    }
    shuffled = random.sample(areas, len(areas))
    assert summed(shuffled, reported, FLOW) == summed(areas, reported, FLOW)
