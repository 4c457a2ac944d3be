"""The scales that a drawing stands on."""

from itertools import pairwise

import pytest
from builders import month
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.drawing.axis import Axis, axis_over, month_ticks
from jobtrack.domain.month import Month

VALUES = st.integers(-(10**12), 10**12).map(lambda number: number / 100)
MONTHS = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


@pytest.mark.parametrize(
    ("values", "decimals", "ticks"),
    [
        ([751_100, 830_000], 0, (740_000, 760_000, 780_000, 800_000, 820_000, 840_000)),
        ([0, 63, 120, 126], 0, (0, 50, 100, 150)),
        ([5.2, 5.8], 1, (5.2, 5.4, 5.6, 5.8)),
        ([-3, 4], 0, (-4, -2, 0, 2, 4)),
        ([7, 8], 0, (7, 8)),
        ([7], 0, (6, 7, 8)),
        ([100], 0, (94, 96, 98, 100, 102, 104, 106)),
        ([-104], 0, (-110, -105, -100, -95)),
        ([0.3], 1, (0.2, 0.3, 0.4)),
        ([0, 0], 0, (0, 1)),
        ([], 0, (0, 1)),
    ],
)
def test_an_axis_has_round_values(values: list[float], decimals: int, ticks: tuple[float, ...]):
    assert axis_over(values, decimals) == Axis(ticks)


@given(st.lists(VALUES, min_size=1), st.integers(0, 2))
def test_an_axis_holds_all_values_between_few_ticks_at_equal_distances(
    values: list[float], decimals: int
):
    axis = axis_over(values, decimals)
    steps = [high - low for low, high in pairwise(axis.ticks)]
    assert axis.low <= min(values) + steps[0] * 1e-8
    assert axis.high >= max(values) - steps[0] * 1e-8
    assert 1 <= len(steps) <= 6
    assert steps == pytest.approx([steps[0]] * len(steps))


def test_a_share_says_how_far_up_a_value_stands():
    axis = Axis((10.0, 20.0, 30.0))
    assert [axis.share(value) for value in (10, 15, 30, 40)] == [0, 0.25, 1, 1.5]


@pytest.mark.parametrize(
    ("first", "last", "most", "named"),
    [
        ("2021-01", "2021-04", 7, ["2021-01", "2021-02", "2021-03", "2021-04"]),
        ("2021-02", "2022-01", 5, ["2021-04", "2021-07", "2021-10", "2022-01"]),
        ("2021-03", "2025-12", 5, ["2022-01", "2023-01", "2024-01", "2025-01"]),
        ("2021-03", "2025-12", 2, ["2022-01", "2024-01"]),
        ("2021-02", "2021-06", 1, ["2021-04"]),
        ("2021-02", "2021-02", 3, ["2021-02"]),
    ],
)
def test_months_are_named_by_the_calendar(first: str, last: str, most: int, named: list[str]):
    assert list(map(str, month_ticks(month(first), month(last), most))) == named


@given(MONTHS, st.integers(0, 1200), st.integers(1, 12))
def test_no_more_months_are_named_than_have_room(first: Month, length: int, most: int):
    named = month_ticks(first, first.plus(length), most)
    assert 1 <= len(named) <= most
    assert all(first <= one <= first.plus(length) for one in named)
