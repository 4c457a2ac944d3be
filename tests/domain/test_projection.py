from math import sqrt

import pytest
from builders import LEVEL, YTD, month, monthly, point, points
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.assess.projection import Label, Projection, month_reached, projection_of
from jobtrack.domain.series import Series
from jobtrack.domain.snapshot import Flag, Qualifier
from jobtrack.domain.target import Direction

AT_LEAST, AT_MOST = Direction
SEASONAL = LEVEL._replace(seasonal=True)
FOUR = monthly("2021-01", 10, 12, 11, 15)
# Student's t at .9, as scipy.stats.t.ppf gives it
T2, T12 = 1.8856180831641272, 1.356217334023205
VALUES = st.lists(st.integers(-100, 100), min_size=4, max_size=30)
AHEAD = st.integers(1, 60)
BOUNDS = st.integers(-300, 300)
DIRECTIONS = st.sampled_from(Direction)


def ahead(series, months, bound=0.0, direction=AT_LEAST, of=LEVEL):
    return projection_of(of, series, bound, direction, months)


def label(series, months, bound, direction=AT_LEAST, of=LEVEL):
    return ahead(series, months, bound, direction, of).label


def numbers(projection):
    return pytest.approx(projection[:3], rel=1e-12)


def reached(series, bound, direction=AT_LEAST, of=LEVEL):
    found = month_reached(of, series, bound, direction)
    return None if found is None else str(found)


def test_four_months_are_projected_two_months_ahead():
    # Worked number: d = 5/3, Δ − d = 1/3 −8/3 7/3, s² = (114/9)/2 = 19/3; 15 + 5/3·(.9 + .81) = 17.85;
    # error √(19/3·2·(1 + 2/3)) = √(190/9) = 4.5947, times 1.8856 is 8.6638.
    margin = T2 * sqrt(190 / 9)
    assert margin == pytest.approx(8.6638, abs=0.0001)
    assert ahead(FOUR, 2)[:3] == numbers((17.85, 17.85 - margin, 17.85 + margin))


def test_the_label_says_how_likely_the_bound_is_met():
    # Two degrees of freedom: F(x) = ½ + x/(2·√(2 + x²)), x = (17.85 − T)/4.5947: .885, .701, .130.
    expected = [Label.LIKELY, Label.UNCERTAIN, Label.UNLIKELY]
    assert [label(FOUR, 2, bound) for bound in (10, 15, 25)] == expected
    assert [label(FOUR, 2, bound, AT_MOST) for bound in (25, 15, 10)] == expected


def test_exactly_eight_in_ten_is_likely_and_two_in_ten_unlikely():
    edge = 1.0606601717798214 * sqrt(190 / 9)  # t(.8; 2) = 3/√8
    at = [17.85 - edge, 17.85 - edge + 0.001, 17.85 + edge - 0.001, 17.85 + edge]
    expected = [Label.LIKELY, Label.UNCERTAIN, Label.UNCERTAIN, Label.UNLIKELY]
    assert [label(FOUR, 2, bound) for bound in at] == expected


def test_a_gap_counts_as_many_changes_as_it_has_months():
    # Worked number: 10 – – 16 18 17, d = 7/5; 3·(6/3 − 1.4)² + (2 − 1.4)² + (−1 − 1.4)² = 7.2,
    # s² = 3.6; five months ahead 17 + 1.4·3.68559 = 22.159826, error √(3.6·5·(1 + 5/5)) = 6.
    series = monthly("2021-01", 10, None, None, 16, 18, 17)
    assert ahead(series, 5)[:3] == numbers((22.159826, 22.159826 - 6 * T2, 22.159826 + 6 * T2))


def test_the_drift_dies_away():
    # 0 1 2 3: never more than 9 more changes.
    line = monthly("2021-01", 0, 1, 2, 3)
    assert [ahead(line, months).value for months in (1, 2, 600)] == pytest.approx([3.9, 4.71, 12])


def test_fewer_than_four_points_have_no_projection():
    assert [ahead(monthly("2021-01", *range(n)), 1) for n in range(4)] == [None] * 4


def test_a_month_that_is_known_has_no_projection():
    assert [ahead(FOUR, months) for months in (0, -1)] == [None, None]


def test_values_before_a_break_are_of_another_series():
    before = [point("2020-11", 900), point("2020-12", 500)]
    first, *others = FOUR.observations
    broken = points(*before, first._replace(flag=Flag.BREAK), *others)
    assert ahead(broken, 2) == ahead(FOUR, 2)
    assert ahead(points(*before, point("2021-01", 1), *broken.observations[2:5]), 2) is None


def test_values_that_never_change_stay_with_certainty():
    flat = monthly("2021-01", 7, 7, 7, 7)
    assert ahead(flat, 5, bound=7) == Projection(7, 7, 7, Label.LIKELY)
    assert ahead(flat, 5, bound=8) == Projection(7, 7, 7, Label.UNLIKELY)
    line = monthly("2021-01", 0, 1, 2, 3)  # 3.9 is recorded as 4
    assert [label(line, 1, bound) for bound in (4, 5)] == [Label.LIKELY, Label.UNLIKELY]


def test_values_as_large_as_can_be_recorded_have_a_projection():
    huge = monthly("2021-01", *(one.value * 1e199 for one in FOUR.observations))
    assert ahead(huge, 2)[:3] == pytest.approx([one * 1e199 for one in ahead(FOUR, 2)[:3]])


def year_and_more():
    """Ten times its number for each month of a year, a year later 2 more, in January 2023 a leap."""
    first = [10 * number for number in range(1, 13)]
    return monthly("2021-01", *first, *(value + 2 for value in first), 27)


def test_a_seasonal_value_is_that_of_last_year_and_half_the_yearly_change():
    # Worked number: twelve yearly changes of 2 and one of 27 − 12 = 15: mean 39/13 = 3, mean square
    # (12·4 + 225)/13 = 21. February 22 + 3/2 = 23.5; error √21.
    margin = T12 * sqrt(21)
    projection = ahead(year_and_more(), 1, bound=10, of=SEASONAL)
    assert projection[:3] == numbers((23.5, 23.5 - margin, 23.5 + margin))
    assert projection.label is Label.LIKELY


def test_a_second_year_ahead_adds_its_half_and_its_doubt():
    # February 22 + 2·3/2 = 25; error √(21·2). January, twelve months ahead, is still the first year.
    margin = T12 * sqrt(42)
    assert ahead(year_and_more(), 13, of=SEASONAL)[:3] == numbers((25, 25 - margin, 25 + margin))
    assert ahead(year_and_more(), 12, of=SEASONAL).value == 28.5


def test_a_seasonal_month_missing_last_year_takes_the_year_before():
    # Without February 2022: eleven changes of 2 and one of 15, mean 37/12; two years after 20.
    values = [one for one in year_and_more().observations if str(one.period) != "2022-02"]
    assert ahead(Series(tuple(values)), 1, of=SEASONAL).value == pytest.approx(20 + 37 / 12)


def test_a_season_is_known_after_24_months():
    series = year_and_more()
    of_24, of_23 = Series(series.observations[1:]), Series(series.observations[2:])
    assert ahead(of_24, 1, of=SEASONAL) != ahead(of_24, 1)
    assert ahead(of_23, 1, of=SEASONAL) == ahead(of_23, 1)


def test_a_season_needs_two_yearly_changes():
    january = [point(f"{2021 + n}-01", value) for n, value in enumerate((1, 3, 9))]
    two = points(january[0], point("2021-03", 70), *january[1:])
    assert ahead(two, 12, of=SEASONAL)[0] == 9 + 4 / 2
    one = points(january[0], point("2021-03", 70), point("2021-04", 70), point("2023-01", 9))
    assert ahead(one, 12, of=SEASONAL) == ahead(one, 12)


def test_eight_quarters_are_24_months():
    quarterly = SEASONAL._replace(every=3)
    values = [5, 1, 8, 2, 7, 3, 10, 4]
    series = points(*(point(str(month("2021-03").plus(3 * n)), v) for n, v in enumerate(values)))
    assert ahead(series, 3, of=quarterly).value == 7 + 2 / 2
    assert ahead(series, 2, of=quarterly) is None


def test_a_year_to_date_value_is_projected_within_its_year():
    # It restarts each January: neither do last year's sums count, nor does this drift go on.
    series = monthly("2020-11", 110, 120, 10, 12, 11, 15)
    assert ahead(series, 2, of=YTD) == ahead(FOUR, 2)
    assert ahead(series, 8, of=YTD) == ahead(FOUR, 8)
    assert ahead(series, 9, of=YTD) is None
    assert ahead(monthly("2020-10", 100, 110, 120, 10, 12, 14), 1, of=YTD) is None


def test_the_month_in_which_the_bound_is_reached():
    # 3 + .9 = 3.9, then 4.71, 5.439 and 6.0951; 4.71 is recorded as 4.7.
    line = monthly("2021-01", 0, 1, 2, 3)
    tenths = LEVEL._replace(decimals=1)
    found = [reached(line, bound, of=tenths) for bound in (3.9, 4.7, 4.8, 6)]
    assert found == ["2021-05", "2021-06", "2021-07", "2021-08"]
    assert reached(line, -6, AT_MOST) is None
    assert reached(monthly("2021-01", 0, -1, -2, -3), -6, AT_MOST) == "2021-08"


def test_what_lies_beyond_the_drift_is_never_reached():
    line = monthly("2021-01", 0, 1, 2, 3)
    assert reached(line, 13) is None
    assert reached(line, 12) == "2023-08"  # the 28th month: 9·.9^28 = .47 is missing, 9·.9^27 = .52


def test_a_bound_that_is_met_is_reached_already():
    assert reached(FOUR, 15) == "2021-04"
    nearly = points(*FOUR.observations[:3], point("2021-04", 15, qualifier=Qualifier.NEARLY))
    assert reached(nearly, 15) == "2021-05"


def test_nothing_projected_is_never_reached():
    assert reached(Series(), 1) is None
    assert reached(monthly("2021-01", 1, 2, 3), 1) is None
    assert reached(monthly("2021-06", 1, 2, 3, 4), 6, of=YTD) == "2021-11"
    assert reached(monthly("2021-06", 1, 2, 3, 4), 8, of=YTD) is None


def test_a_season_may_reach_the_bound_before_the_year_is_over():
    # 2022-12 stands at 122, and 1.5 more in a year; 28.5 in January is not on the way.
    assert reached(year_and_more(), 120, of=SEASONAL) == "2023-12"


@given(st.integers(-50, 50), st.integers(-9, 9), st.integers(4, 20), AHEAD, BOUNDS, DIRECTIONS)
def test_a_straight_line_is_certain(start, step, length, months, bound, direction):
    series = monthly("2021-01", *((start + step * n) / 10 for n in range(length)))
    projection = projection_of(LEVEL._replace(decimals=9), series, bound / 10, direction, months)
    assert projection.low == projection.value == projection.high
    assert projection.label is not Label.UNCERTAIN


@given(st.sets(st.integers(0, 30), min_size=4), st.integers(-9, 9), AHEAD)
def test_gaps_in_a_straight_line_change_nothing(known, step, months):
    whole = [step * n for n in range(max(known) + 1)]
    gapped = [value if n in known else None for n, value in enumerate(whole)]
    expected = ahead(monthly("2021-01", *whole), months)
    assert ahead(monthly("2021-01", *gapped), months)[:3] == numbers(expected)


@given(VALUES, st.integers(0, 5), st.integers(0, 5), st.integers(-9, 9), AHEAD)
def test_more_spread_never_narrows_the_interval(noise, one, other, step, months):
    widths = []
    for scale in sorted((one, other)):
        around = [step * n + scale * value for n, value in enumerate(noise)]
        projection = ahead(monthly("2021-01", *around), months)
        widths.append(projection.high - projection.low)
    assert widths[0] <= widths[1] + 1e-9


@given(VALUES, AHEAD, BOUNDS, DIRECTIONS, st.booleans())
def test_reversing_direction_and_signs_leaves_the_label(values, months, bound, direction, seasonal):
    of = LEVEL._replace(seasonal=seasonal)
    other = AT_MOST if direction is AT_LEAST else AT_LEAST
    series = monthly("2021-01", *values)
    reversed_series = monthly("2021-01", *(-value for value in values))
    projection = ahead(series, months, bound, direction, of)
    mirrored = ahead(reversed_series, months, -bound, other, of)
    assert mirrored.label is projection.label
    assert (-mirrored.value, -mirrored.high, -mirrored.low) == numbers(projection)
    assert reached(series, bound, direction, of) == reached(reversed_series, -bound, other, of)


@given(VALUES, AHEAD, BOUNDS, BOUNDS, st.booleans())
def test_a_harder_bound_is_never_likelier(values, months, one, other, seasonal):
    order = [Label.LIKELY, Label.UNCERTAIN, Label.UNLIKELY]
    of, series = LEVEL._replace(seasonal=seasonal), monthly("2021-01", *values)
    easy, hard = (label(series, months, bound, of=of) for bound in sorted((one, other)))
    assert order.index(easy) <= order.index(hard)


@given(VALUES, AHEAD)
def test_the_interval_holds_the_value_and_widens_with_the_months(values, months):
    near, far = (ahead(monthly("2021-01", *values), count) for count in (months, months + 1))
    assert near.low <= near.value <= near.high
    assert near.high - near.low <= far.high - far.low + 1e-9
