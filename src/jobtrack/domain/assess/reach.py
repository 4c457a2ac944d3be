"""A bound that is met at due, on a path from a baseline, over milestones where there are any."""

from jobtrack.domain.assess.bound import attainment_of, gap_between, meets
from jobtrack.domain.assess.hold import judge_hold
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing
from jobtrack.domain.assess.path import EARLY_SHARE, Point, pace_of, path_at
from jobtrack.domain.assess.projection import month_reached, projection_of
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.target import Judge, Path, Target


def baseline_of(target: Target, indicator: Indicator, series: Series) -> Observation | None:
    """(t0, v0): the target's own, else the last value at or before its month, else the first after it.

    Its month is ``baseline_period``, by default start.
    """
    if target.baseline is not None:
        value = rounded(target.baseline, indicator.decimals)
        return Observation(target.baseline_period or target.start, value)
    before = series.between(None, target.baseline_period or target.start).last
    if before is not None or not series.observations:
        return before
    return series.observations[0]


def path_points(target: Target, start: Observation, bound: float) -> list[Point]:
    """The path from ``start`` over the target's milestones to ``bound``, in months after ``start``."""
    points = [
        (start.period, start.value),
        *(point for point in target.milestones if point.month > start.period),
        (target.due, bound),
    ]
    return [(month.since(start.period), value) for month, value in points]


def path_value(target: Target, start: Observation, bound: float, at: Month) -> float:
    """P: where the path from ``start`` over the target's milestones to ``bound`` stands at ``at``."""
    points = path_points(target, start, bound)
    return path_at(points, at.since(start.period), in_steps=target.path is Path.STEP)


def _elapsed(start: Month, due: Month, at: Month) -> float:
    """E: months from ``start`` to ``at`` over months to ``due``; all is over where there are none."""
    months = due.since(start)
    return at.since(start) / months if months else 1.0


def judge_reach(
    target: Target, indicator: Indicator, series: Series, bound: float, as_of: Month
) -> Judgement:
    """Judge the latest value up to as-of (up to due when that has passed) against the path.

    A bound equal to the baseline, or met by it already, is a hold judged at due.
    Source: docs/method.md, reach.
    """
    used = series.between(None, min(as_of, target.due))
    last, start = used.last, baseline_of(target, indicator, used)
    if last is None or start is None:
        return Judgement(Measures(bound=bound))
    if start.value == bound or meets(start.value, bound, target.direction, start.qualifier):
        return _judge_held(target, indicator, series, start, bound, as_of)
    measures = _measures(target, indicator, last, start, bound)
    measures = _with_projection(measures, target, indicator, used, bound)
    met = meets(last.value, bound, target.direction, last.qualifier)
    was_met = any(
        meets(one.value, bound, target.direction, one.qualifier)
        for one in used.observations
        if one.period > start.period
    )
    marks = [Mark.EARLY] if measures.pace is None else []
    if was_met and not met:
        marks.append(Mark.LOST)
    if used.has_break(start.period, last.period):
        marks.append(Mark.BREAK)
    is_due_in = last.period == target.due
    standing = Standing(met, is_due_in or as_of > target.due, met if is_due_in else None)
    return Judgement(measures, standing, last, tuple(marks))


def _judge_held(
    target: Target,
    indicator: Indicator,
    series: Series,
    start: Observation,
    bound: float,
    as_of: Month,
) -> Judgement:
    """A bound that the baseline meets already: judged as a hold at due, from start on."""
    held = target._replace(judge=Judge.AT_DUE)
    judgement = judge_hold(held, indicator, series, bound, as_of)
    measures = judgement.measures._replace(baseline=start.value, baseline_period=start.period)
    return judgement._replace(measures=measures, marks=(*judgement.marks, Mark.MET_AT_BASELINE))


def _with_projection(
    measures: Measures, target: Target, indicator: Indicator, used: Series, bound: float
) -> Measures:
    """``measures`` with where the values lead to; it is never judged on."""
    ahead = projection_of(indicator, used, bound, target.direction, measures.months_left or 0)
    if ahead is None:
        return measures
    return measures._replace(
        projected=ahead.value,
        projected_low=ahead.low,
        projected_high=ahead.high,
        projected_period=month_reached(indicator, used, bound, target.direction),
        projection=str(ahead.label),
    )


def _measures(
    target: Target, indicator: Indicator, last: Observation, start: Observation, bound: float
) -> Measures:
    """How far v has come from the baseline, against where the path stands at t."""
    months_left, months_gone = target.due.since(last.period), last.period.since(start.period)
    elapsed = _elapsed(start.period, target.due, last.period)
    expected = path_value(target, start, bound, last.period)
    is_early = months_gone <= 0 or elapsed < EARLY_SHARE
    come, sign = last.value - start.value, target.direction.sign
    return Measures(
        bound=bound,
        baseline=start.value,
        baseline_period=start.period,
        attainment=attainment_of(target, last.value, bound),
        progress=come / (bound - start.value),
        elapsed=elapsed,
        expected=expected,
        gap=gap_between(target, last.value, bound, indicator.decimals),
        gap_to_path=sign * (expected - last.value),
        pace=None if is_early else pace_of(last.value, start.value, expected, sign),
        required_per_month=(bound - last.value) / months_left if months_left else None,
        observed_per_month=come / months_gone if months_gone > 0 else None,
        months_left=months_left,
    )
