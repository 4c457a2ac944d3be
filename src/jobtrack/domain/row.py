"""A line of a report: one target judged, or the latest value of an indicator without one."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jobtrack.domain.area import Area, Areas, Group
from jobtrack.domain.assess import (
    assess,
    in_order,
    marks_of,
    marks_of_comparison,
    observed,
    with_areas,
)
from jobtrack.domain.assess.cover import first_covered
from jobtrack.domain.assess.measures import Mark, Measures, Status
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.rollup import Reporters, filled
from jobtrack.domain.series import Observation, Place, Series, is_stale
from jobtrack.domain.target import Compare, Milestone, Rule, Target
from jobtrack.errors.options import NotForThatArea

RECENT_MONTHS = 12


class Row(NamedTuple):
    """One line of a report: a target judged, or (target and status None) an indicator without one.

    ``recent`` are the values of the last twelve months up to t, those that are known. Where the target
    applies to each member of a group, the row is of all of them together and ``members`` has theirs.
    """

    section: Section
    indicator: Indicator
    area: Area
    target: Target | None
    measures: Measures
    status: Status | None
    marks: tuple[Mark, ...]
    recent: tuple[Observation, ...]
    members: tuple["Row", ...] = ()

    @property
    def is_growth(self) -> bool:
        """Whether value, bound and gap are a growth in percent (of a ratio in points)."""
        return self.target is not None and self.target.compare is Compare.LAST_YEAR


def areas_of(plan: Plan, target: Target) -> tuple[str, ...]:
    """The areas whose values judge ``target``: where it is for a group, its members.

    The whole of what does not add up is judged by what the target's area itself reports.
    """
    if target.group is None:
        return (target.area,)
    members = plan.groups[target.group].members
    is_sum = target.rule is Rule.COVER or plan.indicators[target.indicator].adds_up
    return members if is_sum else tuple(dict.fromkeys((target.area, *members)))


def row_of_target(
    plan: Plan, target: Target, series: Mapping[Place, Series], as_of: Month, known_on: date
) -> Row:
    """``target`` judged, with what stands beside it."""
    basis = basis_of(plan, target, series, as_of)
    row = _judged(plan, target, basis, as_of, known_on)
    if basis.group is None or target.rule is Rule.COVER:
        return row
    members = (
        row_of_member(plan, target, area, series, as_of, known_on) for area in basis.group.members
    )
    return row._replace(members=tuple(members))


class Basis(NamedTuple):
    """What a target is judged from: its values by area, and its group as it is then.

    ``target`` is what is asked of all of them together.
    """

    target: Target
    by_area: Mapping[str, Series]
    group: Group | None = None


def basis_of(plan: Plan, target: Target, series: Mapping[Place, Series], as_of: Month) -> Basis:
    """What ``target`` is judged from; where it applies to each of a group, all members together.

    What adds up is then asked for as often as there are members by now, and of each month the sum of
    those that there were counts, whatever the area itself reports.
    """
    by_area = {area: series.get((target.indicator, area), Series()) for area in areas_of(plan, target)}
    if target.group is None:
        return Basis(target, by_area)
    whole = plan.groups[target.group]
    group = whole.at(plan.areas, min(as_of, target.due))
    indicator = plan.indicators[target.indicator]
    if target.rule is Rule.COVER or not indicator.adds_up:
        return Basis(target, by_area, group)
    reporters = Reporters(tuple(plan.areas[code] for code in whole.members), whole.unnamed)
    by_area[target.area] = filled(indicator, Series(), reporters, by_area)
    return Basis(whole_of(target, indicator, group.size), by_area, group)


def row_of_member(
    plan: Plan, target: Target, area: str, series: Mapping[Place, Series], as_of: Month, known_on: date
) -> Row:
    """``target``, which is for a group, judged for one member of it.

    Of a cover it is whether that unit has enough, and since when it had.
    """
    by_area = {area: series.get((target.indicator, area), Series())}
    alone = target._replace(area=area)
    if target.rule is not Rule.COVER:
        judged = target_of_member(plan, target, area)
        return _judged(plan, alone, Basis(judged, by_area), as_of, known_on)
    group = plan.groups[target.group or ""]._replace(members=(area,), inferred=(), declared_size=None)
    row = _judged(plan, alone, Basis(alone, by_area, group), as_of, known_on)
    known = by_area[area].between(None, min(as_of, target.due))
    last = None if row.measures.period is None else known.at(row.measures.period)
    measures = row.measures._replace(first_covered=first_covered(target, known))
    if last is not None:
        measures = observed(measures, row.indicator, known, last)._replace(bound=target.min_count)
    return row._replace(measures=measures, recent=_recent(known, measures))


def target_of_member(plan: Plan, target: Target, area: str) -> Target:
    """``target``, which applies to each of a group, for its member ``area``. Errors: NotForThatArea."""
    members = () if target.group is None else plan.groups[target.group].members
    if target.rule is Rule.COVER or area not in members:
        raise NotForThatArea(target=target.id, area=area)
    return target._replace(area=area, group=None)


def whole_of(target: Target, indicator: Indicator, count: int) -> Target:
    """``target``, which applies to each of ``count`` members, for all of them together.

    What adds up is asked for as often as there are members; a share or a growth is the same for all.
    """
    if target.rule is Rule.GROW or indicator.kind is Kind.RATIO or not indicator.adds_up:
        return target

    def times(value: float | None) -> float | None:
        return None if value is None else value * count

    return target._replace(
        bound=times(target.bound),
        baseline=times(target.baseline),
        tolerance=times(target.tolerance),
        milestones=tuple(Milestone(one.month, one.value * count) for one in target.milestones),
    )


def _judged(plan: Plan, target: Target, basis: Basis, as_of: Month, known_on: date) -> Row:
    """The row of ``target``, judged from ``basis``."""
    indicator = plan.indicators[target.indicator]
    group = basis.group if target.rule is Rule.COVER else None
    assessment = assess(basis.target, indicator, basis.by_area, group, as_of=as_of, known_on=known_on)
    recent = () if group else _recent(basis.by_area[target.area], assessment.measures)
    return Row(
        plan.sections[indicator.section],
        indicator,
        plan.areas[target.area],
        target,
        assessment.measures,
        assessment.status,
        assessment.marks,
        recent,
    )


def row_of_indicator(
    plan: Plan, indicator: Indicator, area: str, series: Series, as_of: Month, known_on: date
) -> Row:
    """The latest value of an indicator that no target judges.

    Of a sum from which areas are missing only where no month is complete.
    """
    measures, marks = Measures(), set[Mark]()
    known = series.between(None, as_of)
    complete = known.complete()
    used = known if complete.last is None else complete
    if used.last is not None and known.last is not None:
        period = used.last.period
        measures = observed(measures, indicator, used, used.last)
        measures = with_areas(measures, known.last)._replace(age_months=as_of.since(period))
        marks = marks_of(used.last) | marks_of_comparison(indicator, measures, used)
        if is_stale(indicator, period, as_of, known_on):
            marks.add(Mark.STALE)
        if known.last.is_partial:
            marks.add(Mark.PARTIAL)
    return Row(
        plan.sections[indicator.section],
        indicator,
        plan.areas[area],
        None,
        measures,
        None,
        in_order(marks),
        _recent(used, measures),
    )


def _recent(series: Series, measures: Measures) -> tuple[Observation, ...]:
    """The values of the twelve months up to t, without sums of which areas are missing."""
    if measures.period is None:
        return ()
    first = measures.period.plus(1 - RECENT_MONTHS)
    return series.between(first, measures.period).complete().observations


def lies_below(plan: Plan, indicator: Indicator, area: str, target: Target) -> bool:
    """Whether a value of ``area`` judges ``target``, or may be part of a sum that does."""
    judging, areas = areas_of(plan, target), Areas.of(plan.areas)
    return area in judging or (indicator.adds_up and any(areas.lies_in(area, one) for one in judging))
