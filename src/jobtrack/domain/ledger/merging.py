"""What another database brings in, and where it says something else: decided here."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from jobtrack.domain.area import Group
from jobtrack.domain.definitions.definition import area_fields, group_fields, indicator_fields
from jobtrack.domain.definitions.target_definition import target_fields
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import Target, TargetVersion, current_versions

Fields = Mapping[str, Any]
Thing = TypeVar("Thing")
_UNITED = ("members", "inferred")


class Side(StrEnum):
    """Whose word holds where two databases differ."""

    OURS = "ours"
    THEIRS = "theirs"


class Clash(NamedTuple):
    """A field of a definition or target that says one thing here and another there.

    ``noun`` is its table in the plan file, ``id`` the definition's.
    """

    noun: str
    id: str
    field: str
    ours: object
    theirs: object


class Rivals(NamedTuple):
    """A target of which each side's current version is unknown to the other side, and differs.

    Both come to stand on record; ``holder`` is whose is the current one then: known from the later day,
    of one day recorded later.
    """

    ours: TargetVersion
    theirs: TargetVersion
    holder: Side


class Incoming(NamedTuple):
    """How much comes in; ``changed`` is in how many months the current value becomes another one."""

    batches: int
    figures: int
    versions: int
    changed: int


class Merge(NamedTuple):
    """``plan`` is the union of the definitions, with the targets that stand then.

    ``clashes`` are what a person decides, in the order of the plan file, the targets last.
    """

    plan: Plan
    clashes: tuple[Clash, ...]
    rivals: tuple[Rivals, ...]


def merge_of(
    ours: Plan,
    theirs: Plan,
    our_versions: Iterable[TargetVersion],
    their_versions: Iterable[TargetVersion],
    side: Side,
) -> Merge:
    """The union of both sides' definitions and targets; where definitions differ ``side``'s holds.

    Definitions of one side only are taken. Members of groups are united: the result does not depend on
    who merges whom. A member is inferred where every side that has it infers it. What is shown first
    stays first.
    """
    here, there = list(our_versions), list(their_versions)
    rivals = tuple(_rivals(here, there))
    head = ours if side is Side.OURS else theirs
    plan = head._replace(
        sections=_joined(ours.sections, theirs.sections, side),
        indicators=_joined(ours.indicators, theirs.indicators, side),
        areas=_joined(ours.areas, theirs.areas, side),
        groups=_joined_groups(ours.groups, theirs.groups, side),
        targets=_standing([*here, *there]),
    )
    clashes = [*_clashes(ours, theirs), *(clash for one in rivals for clash in _clashes_of(one))]
    return Merge(plan, tuple(clashes), rivals)


def decided_versions(merge: Merge, side: Side | None, today: date) -> list[TargetVersion]:
    """What ``side`` says of each rival target that would not hold by itself, said anew ``today``.

    None where no side is chosen.
    """
    if side is None:
        return []
    overruled = [one for one in merge.rivals if one.holder is not side]
    chosen = [one.ours if side is Side.OURS else one.theirs for one in overruled]
    return [TargetVersion(one.target._replace(known_from=today), one.is_dropped) for one in chosen]


def _clashes(ours: Plan, theirs: Plan) -> Iterator[Clash]:
    yield from _differences("plan", ours.id, _head_fields(ours), _head_fields(theirs))
    for (noun, here), (_, there) in zip(_tables(ours), _tables(theirs), strict=True):
        for id, fields in here.items():
            if id in there:
                yield from _differences(noun, id, fields, there[id])


def _clashes_of(one: Rivals) -> Iterator[Clash]:
    fields = [target_fields(version.target) | {"dropped": version.is_dropped} for version in one[:2]]
    yield from _differences("target", one.ours.target.id, *fields)


def _head_fields(plan: Plan) -> Fields:
    return {
        "id": plan.id,
        "name": plan.names._asdict(),
        "home": plan.home,
        "source": plan.source,
        "figures": plan.figures,
    }


def _tables(plan: Plan) -> list[tuple[str, Mapping[str, Fields]]]:
    """The fields of each definition by id, noun by noun, without those that are united."""
    groups = {id: dict(group_fields(one)) for id, one in plan.groups.items()}
    for fields in groups.values():
        for field in _UNITED:
            del fields[field]
    return [
        ("section", {id: {"name": one.names._asdict()} for id, one in plan.sections.items()}),
        ("indicator", {id: indicator_fields(one) for id, one in plan.indicators.items()}),
        ("area", {id: area_fields(one) for id, one in plan.areas.items()}),
        ("group", groups),
    ]


def _differences(noun: str, id: str, ours: Fields, theirs: Fields) -> Iterator[Clash]:
    for field, value in ours.items():
        if theirs[field] != value:
            yield Clash(noun, id, field, value, theirs[field])


def _joined(ours: Mapping[str, Thing], theirs: Mapping[str, Thing], side: Side) -> dict[str, Thing]:
    """Ours in their order, then those that only the other side has."""
    return {**ours, **theirs, **(ours if side is Side.OURS else {})}


def _joined_groups(
    ours: Mapping[str, Group], theirs: Mapping[str, Group], side: Side
) -> dict[str, Group]:
    joined = _joined(ours, theirs, side)
    for id in ours.keys() & theirs.keys():
        both = (ours[id], theirs[id])
        members = tuple(dict.fromkeys(member for one in both for member in one.members))
        named = {member for one in both for member in one.members if member not in one.inferred}
        inferred = tuple(member for member in members if member not in named)
        joined[id] = joined[id]._replace(members=members, inferred=inferred)
    return joined


def _rivals(ours: list[TargetVersion], theirs: list[TargetVersion]) -> Iterator[Rivals]:
    here, there = current_versions(ours), current_versions(theirs)
    for id, one in here.items():
        other = there.get(id)
        if other is None or one in theirs or other in ours or _is_same(one, other):
            continue
        holder = Side.OURS if current_versions([one, other])[id] is one else Side.THEIRS
        yield Rivals(one, other, holder)


def _is_same(one: TargetVersion, other: TargetVersion) -> bool:
    """Whether both say the same of their target, whenever and by whom it was said."""
    return one.is_dropped == other.is_dropped and one.target.says_the_same(other.target)


def _standing(versions: Iterable[TargetVersion]) -> dict[str, Target]:
    """The targets that stand when all ``versions`` are on record."""
    current = current_versions(versions)
    return {id: one.target for id, one in current.items() if not one.is_dropped}
