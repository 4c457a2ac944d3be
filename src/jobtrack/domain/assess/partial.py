"""Sums from which areas are missing: the least that it can be, judged only where that is enough."""

from jobtrack.domain.assess.bound import bound_of, meets
from jobtrack.domain.assess.grow import base_month_of, growth_over
from jobtrack.domain.assess.quota import running_totals
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.target import Compare, Direction, Rule, Target


def judged_series(target: Target, indicator: Indicator, series: Series) -> Series:
    """``series``, up to as-of, without the partial sums that leave it open whether the bound is met.

    Of a cover, whether a unit has enough. A ratio of some areas says nothing of the rest, and is never
    judged. Source: docs/method.md, sums over areas.
    """
    return Series(
        tuple(
            one
            for one in series.observations
            if one.reported == one.expected or _decides(target, indicator, series, one)
        )
    )


def _decides(target: Target, indicator: Indicator, series: Series, one: Observation) -> bool:
    """Whether what is missing, which only adds, can't change on which side of the bound it is."""
    if indicator.kind is Kind.RATIO:
        return False
    if target.rule is Rule.COVER:
        return meets(one.value, target.min_count, Direction.AT_LEAST, one.qualifier)
    bound = bound_of(target, indicator)
    if target.rule is Rule.QUOTA:
        year = series.between(target.start, target.due)
        totals = running_totals(indicator, year).observations
        return any(meets(total.value, bound, target.direction, total.qualifier) for total in totals)
    if target.rule is Rule.GROW:
        return _grown_enough(target, indicator, series, one, bound)
    if target.direction is Direction.AT_LEAST:
        return meets(one.value, bound, target.direction, one.qualifier)
    is_open = target.rule is Rule.REACH and one.period < target.due
    return not is_open and not meets(one.value, bound, target.direction, one.qualifier)


def _grown_enough(
    target: Target, indicator: Indicator, series: Series, one: Observation, bound: float
) -> bool:
    month = one.period.plus(-12) if target.compare is Compare.LAST_YEAR else base_month_of(target)
    base = series.at(month)
    if base is None or base.is_partial or target.direction is not Direction.AT_LEAST:
        return False
    growth = growth_over(indicator, base.value, one.value)
    return growth is not None and growth >= bound
