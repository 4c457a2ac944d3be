"""Targets from plain fields and back, as ``definition`` does for what they are about."""

from typing import Any

from jobtrack.domain.definitions.definition import stated_number
from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month, parse_period
from jobtrack.domain.number import plain
from jobtrack.domain.target import Compare, Direction, Judge, Milestone, Path, Rule, Target
from jobtrack.domain.text import Names, excerpt
from jobtrack.domain.typed.figure import parse_figure
from jobtrack.errors import JobtrackError
from jobtrack.errors.plans import FieldOfOtherRule, NotAMilestone, StartMissing

_ABSENT: tuple[object, ...] = (None, [])
_PACED = (Rule.REACH, Rule.QUOTA, Rule.COVER, Rule.GROW)
_OF_A_YEAR = (Rule.QUOTA, Rule.GROW)
_FIELDS_OF_RULE = {
    "judge": (Rule.HOLD,),
    "tolerance": (Rule.HOLD,),
    "baseline": (Rule.REACH,),
    "baseline_period": (Rule.REACH, Rule.GROW),
    "compare": (Rule.GROW,),
    "milestones": (Rule.REACH,),
    "path": (Rule.REACH,),
    "seasonal_share": (Rule.QUOTA,),
    "min_count": (Rule.COVER,),
    "on_track_from": _PACED,
    "behind_from": _PACED,
    "off_track_from": _PACED,
}


def target_of(fields: Fields, home: str) -> Target:
    """A target, its defaults filled in; whether it fits its indicator is checked by the plan.

    Errors: FieldOfOtherRule, StartMissing, and those of ``Fields``.
    """
    id, rule = fields.id("id"), fields.required("rule", fields.word("rule", Rule))
    _check_fields(fields, id, rule)
    due = fields.required("due", fields.month("due"))
    baseline_period = fields.month("baseline_period")
    target = Target(
        id=id,
        names=fields.names("name"),
        indicator=fields.id("indicator"),
        area=fields.text("area") or home,
        rule=rule,
        start=_start(fields, id, rule, due),
        due=due,
        bound=fields.number("bound"),
        direction=fields.word("direction", Direction) or Direction.AT_LEAST,
        group=fields.text("group"),
        judge=fields.word("judge", Judge) or Judge.EVERY_MONTH,
        min_count=_or_default(fields, "min_count"),
        baseline=fields.number("baseline"),
        baseline_period=baseline_period,
        tolerance=fields.number("tolerance"),
        milestones=tuple(milestone_of(text, id) for text in fields.texts("milestones")),
        path=fields.word("path", Path) or Path.LINEAR,
        seasonal_share=fields.truth("seasonal_share"),
        compare=fields.word("compare", Compare),
        on_track_from=_or_default(fields, "on_track_from"),
        behind_from=_or_default(fields, "behind_from"),
        off_track_from=_or_default(fields, "off_track_from"),
        source=fields.text("source") or "",
        note=fields.text("note") or "",
        known_from=fields.day("known_from"),
    )
    fields.close()
    return target


def _check_fields(fields: Fields, id: str, rule: Rule) -> None:
    """Refuse a field that belongs to other rules."""
    for field, rules in _FIELDS_OF_RULE.items():
        if fields.values.get(field) not in _ABSENT and rule not in rules:
            raise FieldOfOtherRule(target=id, field=field, rules=tuple(rules), rule=rule)


def _start(fields: Fields, id: str, rule: Rule, due: Month) -> Month:
    """The first month, by default that of the baseline or of the year. Errors: StartMissing."""
    january = Month(due.year, 1) if rule in _OF_A_YEAR else None
    start = fields.month("start") or fields.month("baseline_period") or january
    if start is None:
        raise StartMissing(target=id, rule=rule)
    return start


def _or_default(fields: Fields, field: str) -> float:
    """A number, by default that of every target."""
    value = fields.number(field)
    return float(Target._field_defaults[field]) if value is None else value


def milestone_of(text: str, target: str) -> Milestone:
    """The milestone written ``MONTH=NUMBER``. Errors: NotAMilestone."""
    month, _, number = text.partition("=")
    try:
        figure = parse_figure(number, Kind.LEVEL, Names("", ""))
        if figure is not None:
            return Milestone(parse_period(month), figure.value)
    except JobtrackError:
        pass
    raise NotAMilestone(target=target, text=excerpt(text))


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
        "bound": stated_number(one.bound),
        "judge": str(one.judge) if is_hold else None,
        "tolerance": stated_number(one.tolerance),
        "baseline": stated_number(one.baseline),
        "baseline_period": None if one.baseline_period is None else str(one.baseline_period),
        "milestones": [f"{point.month}={plain(point.value)}" for point in one.milestones],
        "path": str(one.path) if one.rule is Rule.REACH else None,
        "seasonal_share": one.seasonal_share if one.rule is Rule.QUOTA else None,
        "compare": None if one.compare is None else str(one.compare),
        "on_track_from": None if is_hold else stated_number(one.on_track_from),
        "behind_from": None if is_hold else stated_number(one.behind_from),
        "off_track_from": None if is_hold else stated_number(one.off_track_from),
        "min_count": stated_number(one.min_count) if is_cover else None,
        "start": str(one.start),
        "due": str(one.due),
        "known_from": one.known_from,
        "source": one.source,
        "note": one.note,
    }
