"""A plan: what is measured, where, and which targets it must meet."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from jobtrack.domain.area import Area, Group
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.target import Target
from jobtrack.domain.text import Names, folded, nearest, visible
from jobtrack.errors import JobtrackError
from jobtrack.errors.names import Ambiguous, NoArea, NoGroup, NoIndicator, NoTarget


class Section(NamedTuple):
    """A system of the plan, under which its indicators are shown."""

    id: str
    names: Names


class Plan(NamedTuple):
    """Everything that is defined, by id, in the order in which it is shown.

    Definitions refer to one another by id, and every reference resolves. ``home`` is the default area;
    ``figures`` names the file of published figures beside the plan's, or is blank.
    """

    id: str
    names: Names
    home: str
    source: str
    figures: str
    sections: Mapping[str, Section]
    indicators: Mapping[str, Indicator]
    areas: Mapping[str, Area]
    groups: Mapping[str, Group]
    targets: Mapping[str, Target]


Named = TypeVar("Named", Indicator, Area, Group, Target)


def find_indicator(plan: Plan, name: str) -> Indicator:
    """The indicator with that id, name or alias. Errors: NoIndicator, Ambiguous."""
    return _find(name, plan.indicators, NoIndicator)


def find_area(plan: Plan, name: str) -> Area:
    """The area with that code, name or alias. Errors: NoArea, Ambiguous."""
    return _find(name, plan.areas, NoArea)


def find_group(plan: Plan, name: str) -> Group:
    """The group with that id or name. Errors: NoGroup, Ambiguous."""
    return _find(name, plan.groups, NoGroup)


def find_target(plan: Plan, name: str) -> Target:
    """The target with that id or name. Errors: NoTarget, Ambiguous."""
    return _find(name, plan.targets, NoTarget)


def indicators_named(plan: Plan, names: Iterable[str] | None) -> tuple[str, ...]:
    """Those named, or all, in the order of the plan. Errors: NoIndicator, Ambiguous."""
    wanted = {find_indicator(plan, name).id for name in names or plan.indicators}
    return tuple(id for id in plan.indicators if id in wanted)


def areas_named(plan: Plan, names: Iterable[str] | None) -> tuple[str, ...] | None:
    """Those named, or None for all. Errors: NoArea, Ambiguous."""
    return tuple(sorted({find_area(plan, name).code for name in names})) if names else None


def _find(name: str, things: Mapping[str, Named], missing: type[JobtrackError]) -> Named:
    """The thing called ``name``, compared by id first, then folded by every name."""
    if name in things:
        return things[name]
    wanted = folded(name)
    found = [id for id, thing in things.items() if wanted in map(folded, called(id, thing))]
    if len(found) == 1:
        return things[found[0]]
    if found:
        raise Ambiguous(name=visible(name), choices=tuple(found))
    raise missing(
        name=visible(name),
        near=nearest(name, (word for id, thing in things.items() for word in called(id, thing))),
    )


def called(id: str, thing: Named) -> Iterable[str]:
    """Everything that ``thing`` may be called by."""
    aliases: tuple[str, ...] = thing.aliases if isinstance(thing, Indicator | Area) else ()
    return (name for name in (id, *thing.names, *aliases) if name)
