"""Changes that are out of keeping with all others of their series."""

from builders import FLOW, LEVEL, YTD, indicator, month, monthly, points
from cases import case, sentences, told

from jobtrack.domain.checks.jumps import jumps
from jobtrack.domain.finding import Notice
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.text import Names

ODD = (0, 1, 3, -1, 2, 0, -2, 1, 2, -1, 3, -3, 1, 0, 2, -2)  # what no series is without


def level(*changes, start=100_000.0):
    values = [start]
    for change in changes:
        values.append(values[-1] + change)
    return values


def usual():
    return [2000.0 + 500 * one for one in ODD]


def test_a_change_beyond_six_spreads_is_a_jump():
    series = monthly("2023-01", *level(*usual(), -25_000.0, *usual()[:3]))
    assert sentences(jumps(case(LEVEL, series))) == [
        "employed, city, 2024-06: 110000 after a change of -25000; usual is 2250, give or take 1112"
    ]


def test_a_series_that_stops_rising_does_not_jump():
    series = monthly("2021-01", *range(0, 100, 4), *[100] * 20)
    assert list(jumps(case(LEVEL, series))) == []


def test_steps_of_a_series_that_mostly_stands_still_are_usual():
    series = monthly("2021-01", *[100 + 10 * (count // 3) for count in range(36)])
    assert list(jumps(case(LEVEL, series))) == []


def test_one_odd_value_is_said_once_and_not_on_the_way_back():
    values = level(*usual(), *usual())
    values[12] *= 10
    assert [name for name, *_ in told(jumps(case(LEVEL, monthly("2023-01", *values))))] == [Notice.JUMP]


def test_a_small_change_of_a_constant_series_is_none():
    series = monthly("2023-01", *[473] * 13, *[480] * 11)
    assert list(jumps(case(LEVEL, series))) == []
    assert len(list(jumps(case(LEVEL, monthly("2023-01", *[473] * 13, *[500] * 11))))) == 1


def test_a_rate_that_hardly_moves_may_move_by_tenths():
    rate = indicator(unit=Names("%", "%"), decimals=1)
    series = monthly("2023-01", *[5.4] * 10, 5.5, 5.4, 5.8, *[5.8] * 8)
    assert list(jumps(case(rate, series))) == []


def test_what_is_between_there_and_back_is_said_if_it_is_odder_still():
    values = level(*usual(), *usual())
    values[12] += 25_000
    values[13] *= 10
    found = told(jumps(case(LEVEL, monthly("2023-01", *values))))
    assert [period for _, period, *_ in found] == ["2024-01", "2024-02", "2024-03"]


def test_of_a_ytd_one_odd_total_is_said_once():
    sums = [50 * count for count in range(1, 13)]
    sums[5] -= 30
    found = told(jumps(case(YTD, monthly("2023-01", *range(50, 650, 50), *sums))))
    assert [period for _, period, *_ in found] == ["2024-06"]


def test_fewer_than_twelve_changes_tell_nothing():
    assert list(jumps(case(LEVEL, monthly("2023-01", *[100] * 11, 900)))) == []
    assert len(list(jumps(case(LEVEL, monthly("2023-01", *[100] * 12, 900))))) == 1


def test_no_change_crosses_a_break_or_a_gap():
    values = monthly("2023-01", *[100] * 13, *[900] * 13)
    broken = [
        one._replace(flag=Flag.BREAK) if one.period == month("2024-02") else one
        for one in values.observations
    ]
    assert list(jumps(case(LEVEL, points(*broken)))) == []
    gap = [one for one in values.observations if one.period != month("2024-02")]
    assert list(jumps(case(LEVEL, points(*gap)))) == []


def test_a_seasonal_change_is_compared_with_those_of_its_month():
    year = [100, 105, 110, 100, 95, 100, 104, 108, 100, 96, 100, 300]
    seasonal = monthly("2021-01", *year * 4)
    assert list(jumps(case(FLOW._replace(seasonal=True), seasonal))) == []
    odd = monthly("2021-01", *year * 3, *year[:5], 240, *year[6:])
    found = told(jumps(case(FLOW._replace(seasonal=True), odd)))
    assert found == [(Notice.JUMP, "2024-06", "240.0", "145.0", "5.0", "1.0")]


def test_of_a_ytd_the_months_own_amounts_are_compared():
    amounts = [50, 52, 51, 49, 50, 48, 52, 51, 50, 49, 50, 51]
    sums = [sum(amounts[: count + 1]) for count in range(12)]
    assert list(jumps(case(YTD, monthly("2023-01", *sums, *sums)))) == []
    odd = [value + (400 if count > 4 else 0) for count, value in enumerate(sums)]
    found = told(jumps(case(YTD, monthly("2023-01", *sums, *odd))))
    assert found == [(Notice.JUMP, "2024-06", "448.0", "398.0", "-1.0", "2.0")]


def test_a_february_that_stands_for_two_months_is_taken_per_month():
    year = [None, 100, *range(150, 650, 50)]
    both = YTD._replace(combined_january=True)
    assert list(jumps(case(both, monthly("2021-01", *year * 3)))) == []
