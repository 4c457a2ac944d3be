"""Definitions from plain fields and back: one set of names for TOML, the command line and JSON."""

from collections.abc import Mapping
from typing import Any

from jobtrack.domain.area import Area, Group
from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.typed.word import fixed_word
from jobtrack.errors.plans import PlanFieldWrong
from jobtrack.words import N_

IRREGULAR = "irregular"


def indicator_of(fields: Fields) -> Indicator:
    """An indicator; its section is checked by the plan."""
    every = fields.values.get("every", 1)
    if isinstance(every, str) and fixed_word(every) == IRREGULAR:
        every = IRREGULAR
        fields.text("every")
    elif fields.whole("every", 1, 12) not in {None, 1, 3, 6, 12}:
        raise PlanFieldWrong(
            place=fields.place, field="every", value=every, expected=N_('1, 3, 6, 12 or "irregular"')
        )
    lag = fields.whole("lag", 0, 3660)
    indicator = Indicator(
        id=fields.id("id"),
        names=fields.names("name"),
        aliases=fields.texts("aliases"),
        section=fields.id("section"),
        unit=fields.names("unit"),
        kind=fields.required("kind", fields.word("kind", Kind)),
        decimals=fields.whole("decimals", 0, 9) or 0,
        every=None if every == IRREGULAR else int(every),
        lag=31 if lag is None else lag,
        seasonal=fields.truth("seasonal"),
        combined_january=fields.truth("combined_january"),
        roll_up=fields.truth("roll_up", default=True),
        reporters=fields.text("reporters"),
        parts=fields.texts("parts"),
        of_which=fields.texts("of_which"),
        least=fields.number("least"),
        most=fields.number("most"),
        source=fields.text("source") or "",
        note=fields.text("note") or "",
    )
    fields.close()
    return indicator


def area_of(fields: Fields) -> Area:
    """An area; its parent is checked by the plan."""
    area = Area(
        code=fields.id("code"),
        names=fields.names("name"),
        aliases=fields.texts("aliases"),
        parent=fields.text("parent"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day("valid_to"),
    )
    fields.close()
    return area


def group_of(fields: Fields) -> Group:
    """A group: ``inferred`` ones are members too."""
    named, inferred = fields.texts("members"), fields.texts("inferred")
    group = Group(
        id=fields.id("id"),
        names=fields.names("name"),
        members=tuple(dict.fromkeys(named + inferred)),
        inferred=tuple(one for one in inferred if one not in named),
        declared_size=fields.whole("size", 0, 1_000_000),
        source=fields.text("source") or "",
        note=fields.text("note") or "",
    )
    fields.close()
    return group


def indicator_fields(one: Indicator) -> dict[str, Any]:
    """Every field of ``one``; ``indicator_of`` reads it back from those that ``stated`` leaves."""
    return {
        "id": one.id,
        "name": one.names._asdict(),
        "aliases": list(one.aliases),
        "section": one.section,
        "unit": one.unit._asdict(),
        "kind": str(one.kind),
        "decimals": one.decimals,
        "every": one.every or IRREGULAR,
        "lag": one.lag,
        "seasonal": one.seasonal,
        "combined_january": one.combined_january,
        "roll_up": one.roll_up,
        "reporters": one.reporters,
        "parts": list(one.parts),
        "of_which": list(one.of_which),
        "least": stated_number(one.least),
        "most": stated_number(one.most),
        "source": one.source,
        "note": one.note,
    }


def area_fields(one: Area) -> dict[str, Any]:
    """Every field of ``one``; ``area_of`` reads it back from those that ``stated`` leaves."""
    return {
        "code": one.code,
        "name": one.names._asdict(),
        "aliases": list(one.aliases),
        "parent": one.parent,
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
    }


def group_fields(one: Group) -> dict[str, Any]:
    """Every field of ``one``; ``group_of`` reads it back from those that ``stated`` leaves."""
    return {
        "id": one.id,
        "name": one.names._asdict(),
        "members": [member for member in one.members if member not in one.inferred],
        "inferred": list(one.inferred),
        "size": one.declared_size,
        "source": one.source,
        "note": one.note,
    }


def stated_number(value: float | None) -> float | None:
    """``value``, a whole one without its point."""
    return int(value) if value is not None and value.is_integer() else value


def stated(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The ``fields`` that a plan file has to state: not the empty ones, nor what is so by default.

    A name that is the same in both languages is one text.
    """
    found: dict[str, Any] = {}
    for field, value in fields.items():
        if isinstance(value, Mapping):
            texts = {language: text for language, text in value.items() if text}
            is_same = len(texts) == len(value) and len(set(texts.values())) == 1
            found[field] = next(iter(texts.values())) if is_same else texts
        elif value is not None and value not in _EMPTY and value != _DEFAULTS.get(field):
            found[field] = value
    return found


_EMPTY: tuple[object, ...] = ("", [])
_DEFAULTS: dict[str, object] = {
    "decimals": 0,
    "every": 1,
    "lag": 31,
    "seasonal": False,
    "combined_january": False,
    "roll_up": True,
    "path": "linear",
    "seasonal_share": False,
    "on_track_from": 0.95,
    "behind_from": 0.60,
    "off_track_from": 0,
}
