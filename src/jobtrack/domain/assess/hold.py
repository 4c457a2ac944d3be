"""A bound that is kept from start to due, every month or judged at due."""

from jobtrack.domain.assess.bound import attainment_of, gap_between, meets
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing
from jobtrack.domain.assess.trend import trend_per_month
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
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

    def is_kept(one: Observation) -> bool:
        return meets(one.value, bound, target.direction, one.qualifier)

    def gap(one: Observation) -> float:
        return gap_between(target, one.value, bound, indicator.decimals)

    breaches = [one for one in window.observations if not is_kept(one)]
    missing = missing_months(indicator, window, target.start, last.period)
    worst = max(window.observations, key=lambda one: (gap(one), -one.period.since(target.start)))
    months_left = target.due.since(last.period)
    trend = trend_per_month(indicator, series.between(None, last.period))
    towards_bound = 0.0 if trend is None else -target.direction.sign * trend
    kept = is_kept(last)
    projected_gap = gap(last) + towards_bound * months_left
    measures = Measures(
        bound=bound,
        attainment=attainment_of(target, last.value, bound),
        gap=gap(last),
        months_left=months_left,
        worst_period=worst.period,
        worst_buffer=0 - gap(worst),
        months_in_breach=len(breaches),
        months_to_breach=-gap(last) / towards_bound if kept and towards_bound > 0 else None,
        trend_per_month=trend,
    )
    outcome: bool | None = kept if months_left == 0 else None
    if target.judge is Judge.EVERY_MONTH:
        outcome = False if breaches else None if missing else outcome
    over = months_left == 0 or as_of > target.due
    in_danger = kept and (
        projected_gap > 0 or (target.tolerance is not None and -gap(last) < target.tolerance)
    )
    marks = [Mark.UNVERIFIED] if missing else []
    if kept and breaches:
        marks.append(Mark.BREACHED_BEFORE)
    standing = Standing(kept, over, outcome, is_held=True, in_danger=in_danger)
    return Judgement(measures, standing, last, tuple(marks))
