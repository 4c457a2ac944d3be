"""Definitions from plain fields and back: one set of names for TOML, the command line and JSON."""

from collections.abc import Mapping
from typing import Any

from jobtrack.domain.area import Area, Group
from jobtrack.domain.fields import Fields
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.target import Direction, Judge, Rule, Target
from jobtrack.errors.plans import FieldOfOtherRule, PlanFieldWrong, StartMissing

IRREGULAR = "irregular"
_FIELDS_OF_RULE = {
    "judge": (Rule.HOLD,),
    "tolerance": (Rule.HOLD,),
    "baseline": (Rule.REACH,),
    "baseline_period": (Rule.REACH,),
    "min_count": (Rule.COVER,),
}


def indicator_of(fields: Fields) -> Indicator:
    """An indicator; its section is checked by the plan."""
    every = fields.values.get("every", 1)
    if every == IRREGULAR:
        fields.text("every")
    elif fields.whole("every", 1, 12) not in {None, 1, 3, 6, 12}:
        raise PlanFieldWrong(
            place=fields.place, field="every", value=every, expected='1, 3, 6, 12 or "irregular"'
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


def target_of(fields: Fields, home: str) -> Target:
    """A target, its defaults filled in; whether it fits its indicator is checked by the plan.

    Errors: FieldOfOtherRule, StartMissing, and those of ``Fields``.
    """
    id, rule = fields.id("id"), fields.required("rule", fields.word("rule", Rule))
    for field, rules in _FIELDS_OF_RULE.items():
        if fields.values.get(field) is not None and rule not in rules:
            raise FieldOfOtherRule(target=id, field=field, rules=" / ".join(rules), rule=rule)
    due = fields.required("due", fields.month("due"))
    baseline_period = fields.month("baseline_period")
    start = fields.month("start") or (Month(due.year, 1) if rule is Rule.QUOTA else baseline_period)
    if start is None:
        raise StartMissing(target=id, rule=rule)
    min_count = fields.number("min_count")
    target = Target(
        id=id,
        names=fields.names("name"),
        indicator=fields.id("indicator"),
        area=fields.text("area") or home,
        rule=rule,
        start=start,
        due=due,
        bound=fields.number("bound"),
        direction=fields.word("direction", Direction) or Direction.AT_LEAST,
        group=fields.text("group"),
        judge=fields.word("judge", Judge) or Judge.EVERY_MONTH,
        min_count=1.0 if min_count is None else min_count,
        baseline=fields.number("baseline"),
        baseline_period=baseline_period,
        tolerance=fields.number("tolerance"),
        source=fields.text("source") or "",
        note=fields.text("note") or "",
        known_from=fields.day("known_from"),
    )
    fields.close()
    return target


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


def target_fields(one: Target) -> dict[str, Any]:
    """Every field of ``one``; ``target_of`` reads it back from those that ``stated`` leaves."""
    is_cover, is_hold = one.rule is Rule.COVER, one.rule is Rule.HOLD
    return {
        "id": one.id,
        "name": one.names._asdict(),
        "indicator": one.indicator,
        "area": one.area,
        "group": one.group,
        "rule": str(one.rule),
        "direction": None if is_cover else str(one.direction),
        "bound": _number(one.bound),
        "judge": str(one.judge) if is_hold else None,
        "tolerance": _number(one.tolerance),
        "baseline": _number(one.baseline),
        "baseline_period": None if one.baseline_period is None else str(one.baseline_period),
        "min_count": _number(one.min_count) if is_cover else None,
        "start": str(one.start),
        "due": str(one.due),
        "known_from": one.known_from,
        "source": one.source,
        "note": one.note,
    }


def _number(value: float | None) -> float | None:
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
}
