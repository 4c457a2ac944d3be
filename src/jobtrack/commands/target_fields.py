"""The fields of a target as options, and the target that they describe."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import typer

from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.definitions.target_check import check_target
from jobtrack.domain.definitions.target_definition import target_of
from jobtrack.domain.definitions.versions import dated
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month, parse_day, parse_period
from jobtrack.domain.plan import Plan, find_area, find_group, find_indicator
from jobtrack.domain.target import Compare, Direction, Judge, Path, Rule, Target
from jobtrack.domain.text import Names
from jobtrack.domain.typed.figure import parse_figure
from jobtrack.errors.options import NoBound
from jobtrack.errors.plans import PlanFieldMissing
from jobtrack.words import N_

PERCENT = Names("%", "%")
_NUMBERS = ("bound", "tolerance", "baseline", "min_count")

IndicatorOption = Annotated[str | None, typer.Option(metavar="INDICATOR", help=N_("What it is about."))]
RuleOption = Annotated[Rule | None, typer.Option(help=N_("What satisfying it means."))]
BoundOption = Annotated[
    str | None, typer.Option(metavar="NUMBER", help=N_("The number to keep or to meet."))
]
DirectionOption = Annotated[Direction | None, typer.Option(help=N_("Which side is good."))]
StartOption = Annotated[
    Month | None, typer.Option(metavar="MONTH", parser=parse_period, help=N_("Its first month."))
]
DueOption = Annotated[
    Month | None, typer.Option(metavar="MONTH", parser=parse_period, help=N_("Its last month."))
]
AreaOption = Annotated[str | None, typer.Option(metavar="AREA", help=N_("The area it is for."))]
GroupOption = Annotated[
    str | None, typer.Option(metavar="GROUP", help=N_("cover: the units to be covered."))
]
JudgeOption = Annotated[Judge | None, typer.Option(help=N_("hold: when it is judged."))]
ToleranceOption = Annotated[
    str | None, typer.Option(metavar="NUMBER", help=N_("hold: a smaller buffer is at risk."))
]
BaselineOption = Annotated[
    str | None, typer.Option(metavar="NUMBER", help=N_("reach: the value it starts from."))
]
BaselinePeriodOption = Annotated[
    Month | None,
    typer.Option(
        metavar="MONTH", parser=parse_period, help=N_("reach, grow: the month of the baseline.")
    ),
]
MilestoneOption = Annotated[
    list[str] | None,
    typer.Option(
        "--milestone",
        metavar="MONTH=NUMBER",
        help=N_("reach: a point of the path; may be given again."),
    ),
]
PathOption = Annotated[Path | None, typer.Option(help=N_("reach: straight, or in steps."))]
SeasonalShareOption = Annotated[
    bool | None,
    typer.Option(help=N_("quota: expect what past years had done by the same month.")),
]
CompareOption = Annotated[Compare | None, typer.Option(help=N_("grow: what growth is over."))]
ThresholdOption = Annotated[
    float | None,
    typer.Option(metavar="PACE", help=N_("reach, quota, cover, grow: the least pace of that status.")),
]
MinCountOption = Annotated[
    str | None, typer.Option(metavar="NUMBER", help=N_("cover: what each unit must have."))
]
NameZhOption = Annotated[str | None, typer.Option(metavar="NAME", help=N_("Its Chinese name."))]
NameEnOption = Annotated[str | None, typer.Option(metavar="NAME", help=N_("Its English name."))]
PublishedOption = Annotated[
    date | None,
    typer.Option(metavar="DAY", parser=parse_day, help=N_("Known from that day (default: today).")),
]
SourceOption = Annotated[str | None, typer.Option(metavar="TEXT", help=N_("Who set it."))]
NoteOption = Annotated[str | None, typer.Option(metavar="TEXT", help=N_("What else was said."))]


def target_from(before: Mapping[str, Any], given: Mapping[str, Any], plan: Plan, today: date) -> Target:
    """The target with the fields of ``before`` and, over them, the options ``given``; checked.

    Errors: those of ``target_of`` and ``check_target``, and of names and numbers that don't fit.
    """
    options = {name: value for name, value in given.items() if value is not None}
    fields = {**before, **options}
    place = f"target '{fields['id']}'"
    if "indicator" not in fields:
        raise PlanFieldMissing(place=place, field="indicator")
    indicator = find_indicator(plan, fields["indicator"])
    fields["indicator"] = indicator.id
    for name in _NUMBERS:
        if name in options:
            unit = PERCENT if name == "bound" and fields.get("rule") == Rule.GROW else indicator.unit
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
