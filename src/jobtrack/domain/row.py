"""A line of a report: one target judged, or the latest value of an indicator without one."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from jobtrack.domain.area import Area
from jobtrack.domain.assess import assess
from jobtrack.domain.assess.cover import first_covered
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Status
from jobtrack.domain.assess.value import observed, with_age, with_value
from jobtrack.domain.basis import Basis, basis_of, target_of_member
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.series import Observation, Place, Series
from jobtrack.domain.target import Compare, Rule, Target

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
    known = series.between(None, as_of)
    complete = known.complete()
    used = known if complete.last is None else complete
    found = with_value(Judgement(Measures(), last=used.last), indicator, used, known.last)
    found = with_age(found, indicator, as_of, as_of, known_on)
    return Row(
        plan.sections[indicator.section],
        indicator,
        plan.areas[area],
        None,
        found.measures,
        None,
        found.marks,
        _recent(used, found.measures),
    )


def _recent(series: Series, measures: Measures) -> tuple[Observation, ...]:
    """The values of the twelve months up to t, without sums of which areas are missing."""
    if measures.period is None:
        return ()
    first = measures.period.plus(1 - RECENT_MONTHS)
    return series.between(first, measures.period).complete().observations
