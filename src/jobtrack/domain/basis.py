"""What a target is judged from: the values of its areas, and what is asked of them together."""

from collections.abc import Mapping
from typing import NamedTuple

from jobtrack.domain.area import Areas, Group
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.rollup import Reporters, filled
from jobtrack.domain.series import Place, Series
from jobtrack.domain.target import Milestone, Rule, Target
from jobtrack.errors.options import NotForThatArea


def areas_of(plan: Plan, target: Target) -> tuple[str, ...]:
    """The areas whose values judge ``target``: where it is for a group, its members.

    The whole of what does not add up is judged by what the target's area itself reports.
    """
    if target.group is None:
        return (target.area,)
    members = plan.groups[target.group].members
    is_sum = target.rule is Rule.COVER or plan.indicators[target.indicator].adds_up
    return members if is_sum else tuple(dict.fromkeys((target.area, *members)))


def lies_below(plan: Plan, indicator: Indicator, area: str, target: Target) -> bool:
    """Whether a value of ``area`` judges ``target``, or may be part of a sum that does."""
    judging, areas = areas_of(plan, target), Areas.of(plan.areas)
    return area in judging or (indicator.adds_up and any(areas.lies_in(area, one) for one in judging))


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
