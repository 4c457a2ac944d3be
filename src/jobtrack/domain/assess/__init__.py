"""Judging targets: one file per rule, one place that decides the status."""

from collections.abc import Mapping
from datetime import date

from jobtrack.domain.area import Group
from jobtrack.domain.assess.bound import bound_of
from jobtrack.domain.assess.cover import judge_cover
from jobtrack.domain.assess.grow import judge_grow
from jobtrack.domain.assess.hold import judge_hold
from jobtrack.domain.assess.measures import Assessment, Judgement, Mark, Measures, marks_of
from jobtrack.domain.assess.partial import judged_series
from jobtrack.domain.assess.quota import judge_quota
from jobtrack.domain.assess.reach import judge_reach
from jobtrack.domain.assess.status import status_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series, change_at, is_stale
from jobtrack.domain.target import Rule, Target

_JUDGES = {
    Rule.HOLD: judge_hold,
    Rule.REACH: judge_reach,
    Rule.QUOTA: judge_quota,
    Rule.GROW: judge_grow,
}


def assess(
    target: Target,
    indicator: Indicator,
    series: Mapping[str, Series],
    group: Group | None = None,
    *,
    as_of: Month,
    known_on: date,
) -> Assessment:
    """Judge ``target`` at the end of ``as_of`` with what was known on the day ``known_on``.

    ``series`` maps area codes to the indicator's values there, as known on that day: the target's area,
    or for a cover the members of ``group``. Months after as-of are ignored.
    """
    own = judged = series.get(target.area, Series()).between(None, as_of)
    if group is not None:
        judgement = judge_cover(target, indicator, group, series, as_of)
        own = Series()
    else:
        bound = bound_of(target, indicator)
        judged = judged_series(target, indicator, own)
        judgement = _JUDGES[target.rule](target, indicator, judged, bound, as_of)
    measures = judgement.measures
    marks = set(judgement.marks)
    if judgement.last is not None:
        measures = observed(measures, indicator, judged, judgement.last)
        marks |= marks_of(judgement.last) | marks_of_comparison(indicator, measures, judged)
    newest = own.between(None, target.due).last
    if newest is not None:
        measures = with_areas(measures, newest)
        marks |= {Mark.PARTIAL} if newest.is_partial else set()
    period = measures.period
    if period is not None:
        measures = measures._replace(age_months=as_of.since(period))
        if is_stale(indicator, period, min(as_of, target.due), known_on):
            marks.add(Mark.STALE)
    status = status_of(target, measures, judgement.standing, as_of)
    return Assessment(measures, status, in_order(marks))


def observed(measures: Measures, indicator: Indicator, series: Series, last: Observation) -> Measures:
    """``measures`` with the value of t beside them, and how the series changed up to there."""
    change = change_at(indicator, series, last.period)
    return measures._replace(
        period=last.period,
        value=last.value,
        qualifier=last.qualifier,
        flag=last.flag,
        change_month=change.month,
        change_year=change.year,
        change_year_percent=change.year_percent,
    )


def with_areas(measures: Measures, newest: Observation) -> Measures:
    """``measures`` with how many areas the newest value, if it is a sum, was made of."""
    measures = measures._replace(areas_reported=newest.reported, areas_expected=newest.expected)
    if not newest.is_partial:
        return measures
    return measures._replace(partial_period=newest.period, partial_value=newest.value)


def marks_of_comparison(indicator: Indicator, measures: Measures, series: Series) -> set[Mark]:
    """Break, where a change that is shown compares values of two sides of one.

    The month's own amount of a year-to-date January is compared with nothing.
    """
    period = measures.period
    assert period is not None
    is_alone = indicator.kind is Kind.YTD and period.number == 1
    changes = ((1, None if is_alone else measures.change_month), (12, measures.change_year))
    crosses = any(
        change is not None and series.has_break(period.plus(-months), period)
        for months, change in changes
    )
    return {Mark.BREAK} if crosses else set()


def in_order(marks: set[Mark]) -> tuple[Mark, ...]:
    """``marks`` as they are listed in ``Mark``."""
    return tuple(mark for mark in Mark if mark in marks)


__all__ = [
    "Assessment",
    "Judgement",
    "assess",
    "in_order",
    "marks_of",
    "marks_of_comparison",
    "observed",
    "with_areas",
]
