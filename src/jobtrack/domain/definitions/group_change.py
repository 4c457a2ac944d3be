"""Groups that are made or change, and their members."""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from jobtrack.domain.area import Group
from jobtrack.domain.definitions.area_change import names_from
from jobtrack.domain.definitions.definition import group_fields, group_of
from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.plan import Plan, called
from jobtrack.domain.text import Names, folded, tidy, visible
from jobtrack.errors.areas import GroupNameTaken, GroupTooSmall, NotAMember


class Standing(StrEnum):
    """How an area belongs to a group."""

    ABSENT = "absent"
    NAMED = "named"
    INFERRED = "inferred"


class GroupSaid(NamedTuple):
    """What is said of a group; None is nothing, a size of 0 takes away what was declared."""

    name: str | None = None
    en: str | None = None
    size: int | None = None
    source: str | None = None
    note: str | None = None


def new_group(id: str) -> Group:
    """A group of which nothing but its id is known yet, which is its name too."""
    return Group(id, Names(id, ""), ())


def group_from(said: GroupSaid, before: Group) -> Group:
    """``before`` with what is ``said`` of it. Errors: BadPlan of what does not fit."""
    names = names_from(said.name, said.en, before.names)
    fields: dict[str, Any] = {
        **group_fields(before),
        "name": {language: text for language, text in names._asdict().items() if text},
    }
    texts = {"source": said.source, "note": said.note}
    fields |= {field: tidy(text) for field, text in texts.items() if text is not None}
    if said.size is not None:
        fields["size"] = said.size or None
    return group_of(Fields(fields, f"group '{visible(before.id)}'"))


def with_group(plan: Plan, group: Group) -> Plan:
    """``plan`` with ``group`` added behind the others, or in the place of the one with its id.

    Errors: GroupNameTaken, GroupTooSmall.
    """
    for name in called(group.id, group):
        for other in plan.groups.values():
            if other.id != group.id and folded(name) in map(folded, called(other.id, other)):
                raise GroupNameTaken(group=group.id, name=name, other=other.id)
    count, size = len(group.members), group.declared_size
    if size is not None and count > size:
        raise GroupTooSmall(group=group.id, count=count, size=size)
    return plan._replace(groups={**plan.groups, group.id: group})


def standing_of(area: str, group: Group) -> Standing:
    """How the area with that code belongs to ``group``."""
    if area not in group.members:
        return Standing.ABSENT
    return Standing.INFERRED if area in group.inferred else Standing.NAMED


def with_members(group: Group, areas: Iterable[str], *, are_inferred: bool) -> Group:
    """``group`` with the ``areas`` of these codes too; one that a source names is inferred no longer.

    Those that are named come first, as a plan file lists them.
    """
    codes = dict.fromkeys(areas)
    named = [one for one in group.members if one not in group.inferred]
    inferred = list(group.inferred)
    if are_inferred:
        inferred += [one for one in codes if one not in group.members]
    else:
        named += [one for one in codes if one not in named]
        inferred = [one for one in inferred if one not in codes]
    return group._replace(members=(*named, *inferred), inferred=tuple(inferred))


def without_members(group: Group, areas: Collection[str]) -> Group:
    """``group`` without the ``areas`` of these codes. Errors: NotAMember."""
    for area in areas:
        if area not in group.members:
            raise NotAMember(area=area, group=group.id)
    return group._replace(
        members=tuple(one for one in group.members if one not in areas),
        inferred=tuple(one for one in group.inferred if one not in areas),
    )
