"""Names that a person would take for one another."""

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from jobtrack.domain.area import Area
from jobtrack.domain.finding import Finding, Notice, finding
from jobtrack.domain.plan import Named, Plan, called
from jobtrack.domain.text import folded, visible
from jobtrack.words import N_

# Cyrillic and Greek letters that look like Latin ones, in lower case after capitals were folded
_LOOKS = str.maketrans("авекмнорстухіјѕαβεικνορτυχ", "abekmhopctyxijsabeikvoptux")


class Noun(StrEnum):
    """What is defined."""

    INDICATOR = N_("indicator")
    AREA = N_("area")
    GROUP = N_("group")
    TARGET = N_("target")


class _Called(NamedTuple):
    """A definition by id, with all that it is called; only those of one ``scope`` are compared."""

    id: str
    names: tuple[str, ...]
    scope: Hashable = None


def alike_names(plan: Plan) -> Iterator[Finding]:
    """Pairs of definitions with names that look the same; areas only below one parent, at one time.

    Targets only of one area and due in one month: next year's may have the same name.
    """
    yield from _pairs(Noun.INDICATOR, _all_called(plan.indicators))
    areas = {code: plan.areas[code] for code in plan.areas}
    scopes = {code: one.parent for code, one in areas.items()}
    for found in _pairs(Noun.AREA, _all_called(areas, scopes)):
        if _exist_together(areas[str(found.fields["first_id"])], areas[str(found.fields["second_id"])]):
            yield found
    yield from _pairs(Noun.GROUP, _all_called(plan.groups))
    windows = {id: (one.area, one.due) for id, one in plan.targets.items()}
    yield from _pairs(Noun.TARGET, _all_called(plan.targets, windows))


def _all_called(
    things: Mapping[str, Named], scopes: Mapping[str, Hashable] | None = None
) -> Iterator[_Called]:
    for id, thing in things.items():
        scope = None if scopes is None else scopes[id]
        yield _Called(id, tuple(called(id, thing)), scope)


def _pairs(noun: Noun, things: Iterable[_Called]) -> Iterator[Finding]:
    """A finding for each pair with any name in common, in the order of their ids."""
    by_look: dict[tuple[Hashable, str], dict[str, str]] = {}
    for one in things:
        for name in one.names:
            by_look.setdefault((one.scope, look(name)), {}).setdefault(one.id, name)
    pairs: dict[tuple[str, str], tuple[str, str]] = {}
    for names in by_look.values():
        for first, second in combinations(sorted(names), 2):
            pairs.setdefault((first, second), (names[first], names[second]))
    for (first, second), both in sorted(pairs.items()):
        yield finding(
            Notice.NAMES_ALIKE,
            noun=noun,
            first_id=first,
            second_id=second,
            names=", ".join(dict.fromkeys(map(visible, both))),
        )


def look(name: str) -> str:
    """What ``name`` looks like: folded, without invisible signs and hyphens, in Latin look-alikes."""
    plain = folded(name).replace("-", "").translate(_LOOKS)
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")


def _exist_together(one: Area, other: Area) -> bool:
    """Whether there is a day on which both exist."""
    begins = max(one.valid_from or date.min, other.valid_from or date.min)
    return begins < min(one.valid_to or date.max, other.valid_to or date.max)
