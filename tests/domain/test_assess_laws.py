"""Laws of judging that hold for any values."""

import pytest
from builders import (
    FLOW,
    LEVEL,
    YTD,
    cover,
    hold,
    judged,
    judged_cover,
    month,
    monthly,
    point,
    points,
    quota,
    reach,
    towns,
    verdict,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from jobtrack.domain.assess.measures import Status
from jobtrack.domain.series import Series
from jobtrack.domain.target import Direction, Judge, Milestone, Path

VALUES = st.integers(-20, 20)
START, DUE, BEFORE = "2021-01", "2021-08", "2020-12"
FROM_BEST_TO_WORST = (
    {Status.ACHIEVED},
    {Status.ON_TRACK},
    {Status.AT_RISK, Status.BEHIND},
    {Status.OFF_TRACK},
    {Status.REGRESSING, Status.BREACHED},
)
SERIES = st.builds(
    lambda first, second, rest: monthly(START, first, second, *rest),
    VALUES,
    VALUES,
    st.lists(st.none() | VALUES, max_size=8),
)
HOLDS = st.builds(
    lambda bound, direction, judge, tolerance: hold(
        bound, START, DUE, direction=direction, judge=judge, tolerance=tolerance
    ),
    VALUES,
    st.sampled_from(Direction),
    st.sampled_from(Judge),
    st.none() | st.integers(0, 5).map(float),
)
REACHES = st.builds(
    lambda bound, direction, baseline: reach(
        bound, START, DUE, direction=direction, baseline=baseline, baseline_period=month(BEFORE)
    ),
    VALUES,
    st.sampled_from(Direction),
    st.none() | VALUES.map(float),
)


def rank(status):
    return next(index for index, words in enumerate(FROM_BEST_TO_WORST) if status in words)


def known_by(series, as_of):
    return series.between(None, month(as_of))


def with_last(series, value):
    *earlier, last = series.observations
    return Series((*earlier, last._replace(value=float(value))))


def mirrored(target):
    at_most = target.direction is Direction.AT_LEAST
    return target._replace(
        direction=Direction.AT_MOST if at_most else Direction.AT_LEAST,
        bound=0 - target.bound,
        baseline=None if target.baseline is None else 0 - target.baseline,
    )


@given(HOLDS | REACHES, SERIES, st.integers(-1, 9))
def test_reversing_direction_and_signs_leaves_the_verdict_as_it_is(target, series, months):
    as_of = str(month(START).plus(months))
    reversed_series = Series(tuple(one._replace(value=0 - one.value) for one in series.observations))
    here, there = judged(target, series, as_of), judged(mirrored(target), reversed_series, as_of)
    assert verdict(here) == verdict(there)
    assert (here.measures.gap, here.measures.pace) == (there.measures.gap, there.measures.pace)


@given(HOLDS | REACHES, SERIES, st.integers(1, 6), st.integers(1, 30))
def test_a_worse_latest_value_never_gives_a_better_verdict(target, series, months, loss):
    as_of = str(month(START).plus(months))
    series = known_by(series, as_of)
    worse = with_last(series, series.last.value - target.direction.sign * loss)
    before, after = judged(target, series, as_of), judged(target, worse, as_of)
    assert rank(after.status) >= rank(before.status)


@given(
    st.lists(VALUES.map(float), min_size=1, max_size=3),
    st.sampled_from(Path),
    REACHES,
    SERIES,
    st.integers(1, 6),
    st.integers(1, 30),
)
def test_a_worse_latest_value_never_gives_a_better_verdict_on_any_path(
    values, path, target, series, months, loss
):
    milestones = tuple(
        Milestone(month(START).plus(2 * place), value) for place, value in enumerate(values)
    )
    target = target._replace(milestones=milestones, path=path)
    as_of = str(month(START).plus(months))
    series = known_by(series, as_of)
    worse = with_last(series, series.last.value - target.direction.sign * loss)
    before, after = judged(target, series, as_of), judged(target, worse, as_of)
    assert rank(after.status) >= rank(before.status)


@given(st.sampled_from([FLOW, YTD]), st.integers(0, 60), SERIES, st.integers(1, 6), st.integers(1, 30))
def test_a_worse_latest_value_never_gives_a_better_verdict_on_a_quota(
    kind, bound, series, months, loss
):
    as_of = str(month(START).plus(months))
    series = known_by(series, as_of)
    worse = with_last(series, series.last.value - loss)
    before, after = (judged(quota(bound), one, as_of, of=kind) for one in (series, worse))
    assert rank(after.status) >= rank(before.status)


@given(st.lists(st.integers(0, 2), min_size=1, max_size=8), st.integers(0, 6), st.data())
def test_losing_a_unit_never_gives_a_better_verdict_on_a_cover(counts, months, data):
    as_of = str(month(START).plus(months))
    units = [f"u{index}" for index in range(len(counts))]
    series = {unit: points(point(as_of, count)) for unit, count in zip(units, counts, strict=True)}
    lost = {data.draw(st.sampled_from(units)): points(point(as_of, 0))}
    before = judged_cover(cover(START, DUE), towns(*units), series, as_of)
    after = judged_cover(cover(START, DUE), towns(*units), series | lost, as_of)
    assert rank(after.status) >= rank(before.status)
    assert after.measures.covered + len(after.measures.uncovered) == len(units)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.integers(1, 60))
def test_the_expected_path_meets_the_target_at_due(baseline, bound, length):
    baseline, bound = round(baseline, 3), round(bound, 3)
    assume(baseline != bound)
    due = str(month(BEFORE).plus(length))
    target = reach(
        bound,
        BEFORE,
        due,
        direction=Direction.AT_LEAST if bound > baseline else Direction.AT_MOST,
        baseline=baseline,
        baseline_period=month(BEFORE),
    )
    said = judged(target, points(point(due, bound)), due, of=LEVEL._replace(decimals=3))
    assert said.measures.expected == pytest.approx(bound, abs=1e-9)
    assert said.status is Status.ACHIEVED


@given(VALUES, VALUES, st.integers(1, 24))
def test_a_value_on_the_path_is_on_track(baseline, bound, at):
    assume(baseline != bound)
    target = reach(
        bound,
        BEFORE,
        "2022-12",
        direction=Direction.AT_LEAST if bound > baseline else Direction.AT_MOST,
        baseline=float(baseline),
        baseline_period=month(BEFORE),
    )
    period = str(month(BEFORE).plus(at))
    on_path = points(point(period, round(baseline + (bound - baseline) * at / 24, 9)))
    said = judged(target, on_path, period, of=LEVEL._replace(decimals=9))
    assert said.status is (Status.ON_TRACK if at < 24 else Status.ACHIEVED)
    assert said.measures.gap_to_path == pytest.approx(0, abs=1e-8)


@given(HOLDS | REACHES, SERIES, st.integers(0, 9))
def test_the_gap_and_the_buffer_are_one_number_with_two_signs(target, series, months):
    measures = judged(target, series, str(month(START).plus(months))).measures
    assert measures.gap == target.direction.sign * (target.bound - measures.value)
    assert measures.buffer == -measures.gap
