"""A whole plan from a plan file's tables and back, every reference and target checked."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from jobtrack.domain.area import Area, Group
from jobtrack.domain.definitions.definition import (
    area_fields,
    area_of,
    group_fields,
    group_of,
    indicator_fields,
    indicator_of,
    stated,
)
from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.definitions.indicator_check import check_indicator
from jobtrack.domain.definitions.target_check import check_target
from jobtrack.domain.definitions.target_definition import target_fields, target_of
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.target import Target
from jobtrack.domain.text import Names, nearest, visible
from jobtrack.errors.areas import AreaNeverValid
from jobtrack.errors.plans import AreaWithinItself, PlanNameTaken, PlanReferenceUnknown

EMPTY_PLAN = Plan(
    id="plan",
    names=Names("计划", "Plan"),
    home="all",
    source="",
    figures="",
    sections={},
    indicators={},
    areas={"all": Area("all", Names("全部", "All"))},
    groups={},
    targets={},
)

Thing = TypeVar("Thing", Section, Indicator, Area, Group, Target)


def plan_of(document: Mapping[str, object], place: str) -> Plan:
    """The plan that ``document`` describes; ``place`` names it in errors.

    Errors: BadPlan and BadTarget, the first that is met from top to bottom.
    """
    tables = Fields(document, place)
    head = Fields(tables.table("plan"), f"{place}: plan")
    home = head.id("home")
    plan = Plan(
        id=head.id("id"),
        names=head.names("name"),
        home=home,
        source=head.text("source") or "",
        figures=head.text("figures") or "",
        sections=_things(tables, "section", "id", _section_of),
        indicators=_things(tables, "indicator", "id", indicator_of),
        areas=_things(tables, "area", "code", area_of),
        groups=_things(tables, "group", "id", group_of),
        targets=_things(tables, "target", "id", lambda fields: target_of(fields, home)),
    )
    head.close()
    tables.close()
    check_plan(plan, place)
    return plan


def _section_of(fields: Fields) -> Section:
    section = Section(fields.id("id"), fields.names("name"))
    fields.close()
    return section


def _things(
    tables: Fields, noun: str, key: str, thing_of: Callable[[Fields], Thing]
) -> Mapping[str, Thing]:
    """The definitions of one noun by id, in the order of the document."""
    things: dict[str, Thing] = {}
    for number, table in enumerate(tables.tables(noun), start=1):
        name = table.get(key) if isinstance(table, Mapping) else None
        label = f"'{visible(name)}'" if isinstance(name, str) else f"number {number}"
        fields = Fields(table, f"{tables.place}: {noun} {label}")
        thing = thing_of(fields)
        if name in things:
            raise PlanNameTaken(place=fields.place, name=name)
        things[str(name)] = thing
    return things


def check_plan(plan: Plan, place: str) -> None:
    """Check that every reference resolves and every target fits. Errors: BadPlan, BadTarget."""
    _check_reference(f"{place}: plan", "home", plan.home, plan.areas)
    for one in plan.indicators.values():
        where = f"{place}: indicator '{one.id}'"
        _check_reference(where, "section", one.section, plan.sections)
        _check_reference(where, "reporters", one.reporters, plan.groups)
        for field, ids in (("parts", one.parts), ("of_which", one.of_which)):
            for id in ids:
                _check_reference(where, field, id, plan.indicators)
    for one in plan.indicators.values():
        check_indicator(plan, one, f"{place}: indicator '{one.id}'")
    for area in plan.areas.values():
        where = f"{place}: area '{area.code}'"
        _check_reference(where, "parent", area.parent, plan.areas)
        _check_validity(where, area)
    _check_parents(plan, place)
    for group in plan.groups.values():
        for member in group.members:
            _check_reference(f"{place}: group '{group.id}'", "members", member, plan.areas)
    for target in plan.targets.values():
        where = f"{place}: target '{target.id}'"
        _check_reference(where, "indicator", target.indicator, plan.indicators)
        _check_reference(where, "area", target.area, plan.areas)
        _check_reference(where, "group", target.group, plan.groups)
        check_target(plan, target)


def _check_validity(place: str, area: Area) -> None:
    first, last = area.valid_from, area.valid_to
    if first is not None and last is not None and last <= first:
        raise AreaNeverValid(place=place, valid_from=first, valid_to=last)


def _check_parents(plan: Plan, place: str) -> None:
    """Check that no area lies within itself."""
    for area in plan.areas.values():
        above, parent = {area.code}, area.parent
        while parent is not None:
            if parent in above:
                raise AreaWithinItself(place=f"{place}: area '{area.code}'")
            above.add(parent)
            parent = plan.areas[parent].parent


def _check_reference(place: str, field: str, name: str | None, known: Iterable[str]) -> None:
    if name is not None and name not in known:
        raise PlanReferenceUnknown(
            place=place, field=field, name=visible(name), near=nearest(name, known)
        )


def document_of(plan: Plan) -> dict[str, Any]:
    """What ``plan_of`` reads back as ``plan``, in the order of a plan file."""
    head = {
        "id": plan.id,
        "name": plan.names._asdict(),
        "home": plan.home,
        "source": plan.source,
        "figures": plan.figures,
    }
    sections = ({"id": one.id, "name": one.names._asdict()} for one in plan.sections.values())
    return {
        "plan": stated(head),
        "section": [stated(fields) for fields in sections],
        "indicator": [stated(indicator_fields(one)) for one in plan.indicators.values()],
        "area": [stated(area_fields(one)) for one in plan.areas.values()],
        "group": [stated(group_fields(one)) for one in plan.groups.values()],
        "target": [stated(target_fields(one)) for one in plan.targets.values()],
    }
