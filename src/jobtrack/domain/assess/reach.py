"""A bound that is met at due, on a straight path from a baseline."""

from jobtrack.domain.assess.bound import attainment_of, gap_between, meets
from jobtrack.domain.assess.hold import judge_hold
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing
from jobtrack.domain.assess.pace import EARLY_SHARE, pace_of
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.target import Judge, Target


def baseline_of(target: Target, series: Series) -> Observation | None:
    """(t0, v0): the target's own, else the last value at or before start, else the first after it."""
    if target.baseline is not None:
        return Observation(target.baseline_period or target.start, target.baseline)
    before = series.between(None, target.start).last
    if before is not None or not series.observations:
        return before
    return series.observations[0]


def path_value(start: Observation, due: Month, bound: float, at: Month) -> float:
    """P: where the straight path from ``start`` to ``bound`` at ``due`` stands at ``at``."""
    share = at.since(start.period) / due.since(start.period)
    return start.value + (bound - start.value) * share


def judge_reach(
    target: Target, indicator: Indicator, series: Series, bound: float, as_of: Month
) -> Judgement:
    """Judge the latest value up to as-of (up to due when that has passed) against the path.

    A bound equal to the baseline, or met by it already, is a hold judged at due.
    Source: docs/method.md, reach.
    """
    used = series.between(None, min(as_of, target.due))
    last, start = used.last, baseline_of(target, used)
    if last is None or start is None:
        return Judgement(Measures(bound=bound))
    known = Measures(bound=bound, baseline=start.value, baseline_period=start.period)
    if meets(start.value, bound, target.direction, start.qualifier):
        held = judge_hold(
            target._replace(judge=Judge.AT_DUE, start=min(target.start, start.period)),
            indicator,
            series,
            bound,
            as_of,
        )
        return held._replace(
            measures=held.measures._replace(baseline=start.value, baseline_period=start.period),
            marks=(*held.marks, Mark.MET_AT_BASELINE),
        )
    met = meets(last.value, bound, target.direction, last.qualifier)
    months_left = target.due.since(last.period)
    months_gone = last.period.since(start.period)
    elapsed = months_gone / target.due.since(start.period)
    expected = path_value(start, target.due, bound, last.period)
    is_early = months_gone <= 0 or elapsed < EARLY_SHARE
    measures = known._replace(
        attainment=attainment_of(target, last.value, bound),
        progress=(last.value - start.value) / (bound - start.value),
        elapsed=elapsed,
        expected=expected,
        gap=gap_between(target, last.value, bound, indicator.decimals),
        gap_to_path=target.direction.sign * (expected - last.value),
        pace=None if is_early else pace_of(last.value, start.value, expected),
        required_per_month=(bound - last.value) / months_left if months_left else None,
        observed_per_month=(last.value - start.value) / months_gone if months_gone > 0 else None,
        months_left=months_left,
    )
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
    over = months_left == 0 or as_of > target.due
    standing = Standing(met, over, met if months_left == 0 else None)
    return Judgement(measures, standing, last, tuple(marks))
