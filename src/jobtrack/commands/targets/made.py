"""The target that options make, of nothing or of what it said before."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.definitions.target_check import check_target
from jobtrack.domain.definitions.target_definition import target_fields, target_of
from jobtrack.domain.definitions.versions import dated
from jobtrack.domain.indicator import Kind
from jobtrack.domain.plan import Plan, find_area, find_group, find_indicator
from jobtrack.domain.target import Rule, Target
from jobtrack.domain.text import Names
from jobtrack.domain.typed.figure import parse_figure
from jobtrack.errors.options import NoBound, TargetOptionMissing
from jobtrack.errors.plans import NothingToRevise, TargetExists

_PERCENT = Names("%", "%")
_REQUIRED = ("indicator", "rule", "due")
_NUMBERS = ("bound", "tolerance", "baseline", "min_count")


def target_made(
    name: str, before: Target | None, given: Mapping[str, Any], plan: Plan, today: date
) -> Target:
    """The target with the options ``given``. Errors: TargetExists, NothingToRevise, BadTarget."""
    if before is not None:
        if all(value is None for value in given.values()):
            raise NothingToRevise(target=name)
        return _target_from(target_fields(before), given, plan, today)
    if name in plan.targets:
        raise TargetExists(target=name)
    return _target_from({"id": name, "name": name}, given, plan, today)


def _target_from(
    before: Mapping[str, Any], given: Mapping[str, Any], plan: Plan, today: date
) -> Target:
    """The target with the fields of ``before`` and, over them, the options ``given``; checked.

    Errors: those of ``target_of`` and ``check_target``, and of names and numbers that don't fit.
    """
    options = {name: value for name, value in given.items() if value is not None}
    fields = {**before, **options}
    place = f"target '{fields['id']}'"
    for field in _REQUIRED:
        if field not in fields:
            raise TargetOptionMissing(target=fields["id"], option=f"--{field}")
    indicator = find_indicator(plan, fields["indicator"])
    fields["indicator"] = indicator.id
    for name in _NUMBERS:
        if name in options:
            unit = _PERCENT if name == "bound" and fields.get("rule") == Rule.GROW else indicator.unit
            figure = parse_figure(options[name], Kind.LEVEL, unit)
            if figure is None:
                raise NoBound(option=f"--{name.replace('_', '-')}", text=options[name])
            fields[name] = figure.value
    if "area" in options:
        fields["area"] = find_area(plan, options["area"]).code
    if "group" in options:
        fields["group"] = find_group(plan, options["group"]).id
    fields["name"] = _names(fields, options)
    for name in ("name_zh", "name_en", "published"):
        fields.pop(name, None)
    fields["known_from"] = options.get("published", today)
    target = target_of(Fields(fields, place), plan.home)
    check_target(plan, target)
    return dated(target, today)


def _names(fields: Mapping[str, Any], options: Mapping[str, Any]) -> Any:
    """The name, in each language that an option gives or that it had before."""
    before = fields["name"]
    if "name_zh" not in options and "name_en" not in options:
        return before
    names = dict(before) if isinstance(before, Mapping) else {}
    for language in ("zh", "en"):
        if f"name_{language}" in options:
            names[language] = options[f"name_{language}"]
    return names
