"""The fields of a target as options."""

from datetime import date
from typing import Annotated

import typer

from jobtrack.domain.month import Month, parse_day, parse_period
from jobtrack.domain.target import Compare, Direction, Judge, Path, Rule
from jobtrack.words import N_

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
