"""The figures that a judgement used, each with where it came from."""

from collections.abc import Iterable, Iterator

from jobtrack.domain.assess.grow import base_month_of
from jobtrack.domain.assess.projection import Drift, course_of
from jobtrack.domain.assess.trend import trend_base
from jobtrack.domain.batch import recorded_at_of
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Input
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Figure, Flag
from jobtrack.domain.target import Rule
from jobtrack.words import N_

Role = tuple[str, Month]


def inputs_of(case: Case) -> tuple[Input, ...]:
    """What the judgement used, the value at t first; of one month only the first role."""
    if case.target.rule is Rule.COVER:
        return tuple(_units(case))
    if case.measures.period is None:
        return ()
    roles: dict[Month, str] = {}
    for role, period in _roles(case, case.measures.period):
        roles.setdefault(period, role)
    return (*_of_area(case, case.target.area, roles), *_stated_baseline(case))


def _roles(case: Case, period: Month) -> Iterator[Role]:
    """What each month was used for."""
    yield N_("value"), period
    if case.row.is_growth:
        yield N_("a year before"), period.plus(-12)
    if case.target.rule is Rule.QUOTA:
        yield from _months_summed(case)
        return
    if case.is_held:
        yield from _held_roles(case, period)
    if case.target.rule is Rule.GROW and not case.row.is_growth:
        yield N_("base"), base_month_of(case.target)
    elif case.target.rule is Rule.REACH and case.target.baseline is None and case.baseline is not None:
        yield N_("baseline"), case.baseline.period
    if case.measures.projection is not None:
        course = course_of(case.indicator, case.own)
        if isinstance(course, Drift):
            yield N_("drift from"), course.last.period.plus(-course.months)


def _months_summed(case: Case) -> Iterator[Role]:
    """The other months of a sum of flows, the latest first."""
    if case.indicator.kind is Kind.FLOW:
        for one in reversed(case.own.between(case.target.start, case.through).observations):
            yield N_("month of the sum"), one.period


def _held_roles(case: Case, period: Month) -> Iterator[Role]:
    if case.measures.worst_period is not None:
        yield N_("worst month"), case.measures.worst_period
    base = trend_base(case.judged_indicator, case.judged.between(None, period))
    if base is not None:
        yield N_("trend from"), base.period


def _of_area(case: Case, area: str, roles: dict[Month, str]) -> Iterator[Input]:
    """The current row, or the sum over areas, of each month of ``roles`` that has a value."""
    current, series, place = case.current(area), case.series(area), case.plan.areas[area]
    for period, role in roles.items():
        row, found = current.get(period), series.at(period)
        if found is not None and found.expected is not None:
            figure = Figure(found.value, found.qualifier)
            counts = (found.reported, found.expected)
            yield Input(role, place, period, figure, found.flag, None, None, "", "", *counts)
        elif row is not None and row.figure is not None:
            yield Input(
                role,
                place,
                period,
                row.figure,
                row.flag,
                row.known_from,
                recorded_at_of(row.batch) if row.batch else None,
                row.source,
                row.note,
            )


def _stated_baseline(case: Case) -> Iterable[Input]:
    """The baseline that the target itself states."""
    target = case.target
    if target.rule is not Rule.REACH or target.baseline is None:
        return ()
    period = target.baseline_period or target.start
    figure, area = Figure(target.baseline), case.row.area
    known_from = target.known_from
    role = N_("baseline")
    return (Input(role, area, period, figure, Flag.NORMAL, known_from, None, target.source, ""),)


def _units(case: Case) -> Iterator[Input]:
    """The latest value of each unit that has one: the uncovered first."""
    uncovered = case.measures.uncovered or ()
    for unit in sorted(case.group.members, key=lambda one: one not in uncovered):
        last = case.series(unit).last
        if last is not None:
            role = N_("not covered") if unit in uncovered else N_("covered")
            yield from _of_area(case, unit, {last.period: role})
