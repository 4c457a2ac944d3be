import pytest
from builders import LEVEL, YTD, monthly, point, points

from jobtrack.domain.assess.trend import trend_per_month
from jobtrack.domain.series import Series
from jobtrack.domain.snapshot import Flag

SEASONAL = LEVEL._replace(seasonal=True)


def test_four_months_of_a_falling_level_have_a_trend():
    # Worked number, docs/method.md, trend: 774,000 775,200 772,100 770,500 is −1,166.67 a month.
    series = monthly("2024-03", 774_000, 775_200, 772_100, 770_500)
    assert trend_per_month(LEVEL, series) == pytest.approx(-1_166.67, abs=0.005)


def test_fewer_than_four_points_have_no_trend():
    assert [trend_per_month(LEVEL, monthly("2021-01", *range(n))) for n in range(5)] == [
        None, None, None, None, 1,
    ]  # fmt: skip


def test_the_trend_reaches_back_five_observations():
    assert trend_per_month(LEVEL, monthly("2021-01", 99, 99, 0, 7, 7, 7, 7, 10)) == 2


def test_the_trend_counts_months_and_not_observations():
    assert trend_per_month(LEVEL, monthly("2021-01", 0, None, 5, None, None, 5, None, None, 16)) == 2


def test_the_trend_does_not_cross_a_break():
    after = [point(f"2021-0{n}", 100 + n) for n in (4, 5, 6)]
    broken = points(point("2021-02", 1), point("2021-03", 103, flag=Flag.BREAK), *after)
    assert trend_per_month(LEVEL, broken) == 1
    assert trend_per_month(LEVEL, Series(broken.observations[:-1])) is None


def test_the_latest_of_two_breaks_counts():
    series = points(
        point("2021-01", 0, flag=Flag.BREAK),
        point("2021-02", 50, flag=Flag.BREAK),
        *(point(f"2021-0{n}", 50 + 2 * (n - 2)) for n in (3, 4, 5)),
    )
    assert trend_per_month(LEVEL, series) == 2


def test_a_seasonal_trend_compares_with_the_same_month_last_year():
    series = monthly("2020-06", 100, *[500] * 11, 124)
    assert trend_per_month(SEASONAL, series) == 2


def test_a_seasonal_trend_without_that_month_is_the_plain_one():
    series = monthly("2020-07", *[500] * 8, 100, 110, 120, 130, 140, 150)
    without = Series(tuple(one for one in series.observations if str(one.period) != "2020-08"))
    assert trend_per_month(SEASONAL, without) == 10


def test_a_year_to_date_value_is_compared_within_its_year():
    # It restarts each January: December is of another sum.
    assert trend_per_month(YTD, monthly("2020-11", 110, 120, 10, 20, 30)) is None
    assert trend_per_month(YTD, monthly("2020-11", 110, 120, 10, 20, 30, 40)) == 10


def test_nothing_has_no_trend():
    assert trend_per_month(LEVEL, Series()) is None
