"""A bound that is kept from start to due, every month or judged at due."""

from jobtrack.domain.assess.bound import attainment_of, gap_between, meets
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing
from jobtrack.domain.assess.trend import trend_per_month
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.number import is_at_least
from jobtrack.domain.series import Observation, Series, missing_months
from jobtrack.domain.target import Judge, Target


def judge_hold(
    target: Target, indicator: Indicator, series: Series, bound: float, as_of: Month
) -> Judgement:
    """Judge ``bound`` over the periods from start to due; earlier ones serve the trend only.

    Source: docs/method.md, hold.
    """
    window = series.between(target.start, min(as_of, target.due))
    last = window.last
    if last is None:
        return Judgement(Measures(bound=bound))
    breaches = [one for one in window.observations if not _is_kept(target, one, bound)]
    missing = missing_months(indicator, window, target.start, last.period)
    trend = trend_per_month(indicator, series.between(None, last.period))
    measures = _measures(target, indicator, window.observations, bound, trend)
    kept = _is_kept(target, last, bound)
    is_due_in = last.period == target.due
    outcome: bool | None = kept if is_due_in else None
    if target.judge is Judge.EVERY_MONTH:
        outcome = False if breaches else None if missing else outcome
    standing = Standing(
        kept,
        over=is_due_in or as_of > target.due,
        outcome=outcome,
        is_held=True,
        in_danger=kept and (trend_crosses(target, measures) or is_below_tolerance(target, measures)),
    )
    marks = [Mark.UNVERIFIED] if missing else []
    if kept and breaches:
        marks.append(Mark.BREACHED_BEFORE)
    return Judgement(measures._replace(months_in_breach=len(breaches)), standing, last, tuple(marks))


def _is_kept(target: Target, one: Observation, bound: float) -> bool:
    return meets(one.value, bound, target.direction, one.qualifier)


def _measures(
    target: Target,
    indicator: Indicator,
    window: tuple[Observation, ...],
    bound: float,
    trend: float | None,
) -> Measures:
    """Gap now and at worst, and in how many months the trend would carry the value across."""
    last, sign = window[-1], target.direction.sign
    worst = min(window, key=lambda one: sign * one.value)  # the earliest of equals
    gap, worst_gap = (
        gap_between(target, one.value, bound, indicator.decimals) for one in (last, worst)
    )
    towards_bound = 0.0 if trend is None else -sign * trend
    is_approaching = _is_kept(target, last, bound) and towards_bound > 0
    return Measures(
        bound=bound,
        attainment=attainment_of(target, last.value, bound),
        gap=gap,
        months_left=target.due.since(last.period),
        worst_period=worst.period,
        worst_buffer=0 - worst_gap,
        months_to_breach=-gap / towards_bound if is_approaching else None,
        trend_per_month=trend,
    )


def trend_crosses(target: Target, measures: Measures) -> bool:
    """Whether the trend eats up the buffer before due."""
    loss = -target.direction.sign * (measures.trend_per_month or 0.0) * (measures.months_left or 0)
    return not is_at_least(measures.buffer or 0.0, loss)


def is_below_tolerance(target: Target, measures: Measures) -> bool:
    """Whether the buffer is smaller than the target's own tolerance."""
    return target.tolerance is not None and (measures.buffer or 0.0) < target.tolerance
