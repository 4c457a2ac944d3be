"""What applying a plan to a database changes: decided here, carried out by the store."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from jobtrack.domain.definitions.versions import dated
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import Target, TargetVersion, current_versions

Thing = TypeVar("Thing")
NOUNS = ("sections", "indicators", "areas", "groups")


class Definitions(NamedTuple):
    """Ids of one noun (one of ``NOUNS``) that the plan adds and that it defines otherwise."""

    noun: str
    new: tuple[str, ...]
    changed: tuple[str, ...]


class Difference(NamedTuple):
    """``merged`` is the plan as it will stand: the file's definitions, then those only here.

    ``before`` has what a revised target said. ``kept`` are targets that the file does not have.
    """

    merged: Plan
    definitions: tuple[Definitions, ...]
    new: tuple[Target, ...]
    revised: tuple[Target, ...]
    unchanged: tuple[Target, ...]
    kept: tuple[Target, ...]
    before: Mapping[str, Target]
    is_headed_anew: bool

    @property
    def versions(self) -> list[TargetVersion]:
        """The target versions to be recorded."""
        return [TargetVersion(target) for target in self.new + self.revised]

    @property
    def is_empty(self) -> bool:
        """Whether applying it would change nothing."""
        return not (self.versions or self.definitions or self.is_headed_anew)


def difference_of(plan: Plan, here: Plan, versions: Iterable[TargetVersion], today: date) -> Difference:
    """What ``plan`` changes in a database that holds ``here`` and, of targets, ``versions``.

    A target that states the day from which it was known is unchanged if that day holds the same
    already; one without is, if its current version says the same, and else known from ``today``.
    """
    recorded = list(versions)
    current = current_versions(recorded)
    new, revised, unchanged = [], [], []
    for target in plan.targets.values():
        version = dated(target, today)
        if _is_recorded(target, recorded, current.get(target.id)):
            unchanged.append(version)
        elif target.id in here.targets:
            revised.append(version)
        else:
            new.append(version)
    merged = plan._replace(
        sections=_joined(plan.sections, here.sections),
        indicators=_joined(plan.indicators, here.indicators),
        areas=_joined(plan.areas, here.areas),
        groups=_joined(plan.groups, here.groups),
        targets={**here.targets, **{one.id: one for one in (*new, *revised)}},
    )
    return Difference(
        merged,
        definitions_between(plan, here),
        tuple(new),
        tuple(revised),
        tuple(unchanged),
        tuple(one for one in here.targets.values() if one.id not in plan.targets),
        here.targets,
        _head(plan) != _head(here),
    )


def _is_recorded(
    target: Target, recorded: Iterable[TargetVersion], current: TargetVersion | None
) -> bool:
    """Whether the database says the same already: current, or on the day that ``target`` states."""
    if target.known_from is None:
        return current is not None and not current.is_dropped and current.target.says_the_same(target)
    of_day = [one for one in recorded if one.target.known_from == target.known_from]
    latest = current_versions(of_day).get(target.id)
    return latest is not None and not latest.is_dropped and latest.target.says_the_same(target)


def _joined(file: Mapping[str, Thing], here: Mapping[str, Thing]) -> Mapping[str, Thing]:
    """The definitions of the file, then those that only the database has."""
    return {**file, **{id: thing for id, thing in here.items() if id not in file}}


def definitions_between(plan: Plan, here: Plan) -> tuple[Definitions, ...]:
    """What ``plan`` adds to the definitions of ``here`` and defines otherwise, noun by noun."""
    pairs = (_definitions(noun, getattr(plan, noun), getattr(here, noun)) for noun in NOUNS)
    return tuple(one for one in pairs if one.new or one.changed)


def _definitions(noun: str, file: Mapping[str, Thing], here: Mapping[str, Thing]) -> Definitions:
    return Definitions(
        noun,
        tuple(id for id in file if id not in here),
        tuple(id for id, thing in file.items() if id in here and here[id] != thing),
    )


def _head(plan: Plan) -> tuple[object, ...]:
    return (plan.id, plan.names, plan.home, plan.source, plan.figures)
