"""Areas that are added or change: what is said of one, and the plan as it is then."""

from collections.abc import Iterable
from typing import NamedTuple

from jobtrack.domain.area import Area
from jobtrack.domain.definitions.definition import area_of
from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.month import half_width
from jobtrack.domain.plan import Plan, called, find_area
from jobtrack.domain.text import Names, folded, tidy, visible
from jobtrack.errors.areas import AreaNameTaken


class AreaSaid(NamedTuple):
    """What is said of an area, as people write it: None is nothing, a blank takes away what was there.

    ``aliases`` come to those that it has. ``within`` is any name of the area that it lies in.
    """

    name: str | None = None
    en: str | None = None
    within: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: str | None = None
    valid_to: str | None = None


def new_area(code: str) -> Area:
    """An area of which nothing but its ``code``, as people write it, is known yet."""
    return Area(half_width(code).strip(), Names("", ""))


def area_from(said: AreaSaid, before: Area, plan: Plan) -> Area:
    """``before`` with what is ``said`` of it; a name that it loses stays as an alias.

    Errors: NoArea and Ambiguous of ``within``; BadPlan of what does not fit.
    """
    names = names_from(said.name, said.en, before.names)
    parent = before.parent
    if said.within is not None:
        parent = find_area(plan, said.within).code if said.within.strip() else None
    fields = {
        "code": before.code,
        "name": {language: text for language, text in names._asdict().items() if text},
        "aliases": _aliases(said, before, names),
        "parent": parent,
        "valid_from": _day(said.valid_from, before.valid_from),
        "valid_to": _day(said.valid_to, before.valid_to),
    }
    stated = {field: value for field, value in fields.items() if value}
    return area_of(Fields(stated, f"area '{visible(before.code)}'"))


def names_from(zh: str | None, en: str | None, before: Names) -> Names:
    """``before`` with the names that are said; None leaves one as it was."""
    return Names(before.zh if zh is None else tidy(zh), before.en if en is None else tidy(en))


def _day(said: str | None, before: object) -> object:
    return before if said is None else said.strip()


def _aliases(said: AreaSaid, before: Area, names: Names) -> list[str]:
    """Those that it had, but for its ``names`` now; then the names that it loses, then those said."""
    found = [one for one in before.aliases if names == before.names or one not in names]
    known = {folded(one) for one in (before.code, *names, *found)}
    for one in (*before.names, *map(tidy, said.aliases)):
        if folded(one) not in known | {""}:
            found.append(one)
            known.add(folded(one))
    return found


class Register:
    """The areas of a plan while some are added and changed, and which of them each name belongs to."""

    def __init__(self, plan: Plan) -> None:
        self.areas = dict(plan.areas)
        self._plan = plan
        self._codes: dict[str, list[str]] = {}  # by name, folded
        for area in self.areas.values():
            self._note(area)

    @property
    def plan(self) -> Plan:
        """The plan with the areas as they are now."""
        return self._plan._replace(areas=self.areas)

    def codes(self, name: str) -> list[str]:
        """The areas that are called so, by code, name or alias."""
        return self._codes.get(folded(name), [])

    def put(self, area: Area) -> None:
        """Add ``area`` behind the others, or in the place of the one with its code.

        Two areas may have the same name where they lie in different ones. Errors: AreaNameTaken.
        """
        before = self.areas.get(area.code)
        if before is None or _lookup(before) != _lookup(area):
            self._check_names(area)
        self.areas[area.code] = area
        self._note(area)

    def shared(self, areas: Iterable[str]) -> dict[str, list[str]]:
        """The names of these ``areas`` that others have too, with the codes of all that have them."""
        named = ((name, self.codes(name)) for code in areas for name in called(code, self.areas[code]))
        return {name: codes for name, codes in named if len(codes) > 1}

    def _check_names(self, area: Area) -> None:
        for name in called(area.code, area):
            for other in self.codes(name):
                if other == area.code:
                    continue
                is_code = folded(name) in {folded(area.code), folded(other)}
                if is_code or self.areas[other].parent == area.parent:
                    raise AreaNameTaken(area=area.code, name=name, other=other)

    def _note(self, area: Area) -> None:
        for name in map(folded, called(area.code, area)):
            codes = self._codes.setdefault(name, [])
            if area.code not in codes:
                codes.append(area.code)


def _lookup(area: Area) -> tuple[Iterable[str], str | None]:
    """By what an area is found, and among which others."""
    return list(called(area.code, area)), area.parent
