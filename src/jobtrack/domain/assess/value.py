"""The value of t as it is shown, judged or not: its changes, its age, its areas and its marks."""

from datetime import date

from jobtrack.domain.assess.measures import Judgement, Mark, Measures, marks_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series, change_at, is_stale


def with_value(
    found: Judgement, indicator: Indicator, series: Series, newest: Observation | None
) -> Judgement:
    """``found`` with what ``series`` says beside the value of t, and of which areas ``newest`` is."""
    measures, marks = found.measures, set(found.marks)
    if found.last is not None:
        measures = observed(measures, indicator, series, found.last)
        marks |= marks_of(found.last) | _marks_of_comparison(indicator, measures, series)
    if newest is not None:
        measures = with_areas(measures, newest)
        marks |= {Mark.PARTIAL} if newest.is_partial else set()
    return found._replace(measures=measures, marks=in_order(marks))


def with_age(
    found: Judgement, indicator: Indicator, through: Month, as_of: Month, known_on: date
) -> Judgement:
    """``found`` with the age of its value; stale, if a later one up to ``through`` should be known."""
    period = found.measures.period
    if period is None:
        return found
    marks = {*found.marks} | ({Mark.STALE} if is_stale(indicator, period, through, known_on) else set())
    measures = found.measures._replace(age_months=as_of.since(period))
    return found._replace(measures=measures, marks=in_order(marks))


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


def _marks_of_comparison(indicator: Indicator, measures: Measures, series: Series) -> set[Mark]:
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
