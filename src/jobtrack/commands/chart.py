"""chart: indicators with their targets, drawn as a figure."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.options import (
    AreasOption,
    AsOfOption,
    DatabaseOption,
    KnownOnOption,
    LanguageOption,
)
from jobtrack.commands.surroundings import Moment, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.drawing import Drawing, drawing_of
from jobtrack.domain.history import Subject
from jobtrack.domain.plan import Plan, find_area, find_indicator
from jobtrack.errors.charts import ChartFormatUnsaid, ChartOnTerminal
from jobtrack.render.chart import ChartFormat, chart_renderer
from jobtrack.render.medium import Medium
from jobtrack.store.ledger import Ledger, open_ledger
from jobtrack.store.store import Store
from jobtrack.words import N_


def chart(
    context: typer.Context,
    indicators: Annotated[
        list[str], typer.Argument(metavar="INDICATOR...", help=N_("Ids, names or aliases."))
    ],
    area: AreasOption = None,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help=N_("Write to this file, whose end says the format.")),
    ] = None,
    format: Annotated[
        ChartFormat | None,
        typer.Option(help=N_("What to draw (default: by the name of the file, else svg).")),
    ] = None,
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("The title of the page."))
    ] = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    chosen = format or _format_of(output)
    if output is None and sys.stdout.isatty():
        raise ChartOnTerminal(format=chosen)
    moment = here.moment(as_of, known_on)
    with open_ledger(here.path) as ledger:
        drawings = _drawings(ledger, indicators, area, moment)
    content = chart_renderer(chosen)(drawings, chosen, Medium(here.words), title)
    show(content, here, output)


def _drawings(
    ledger: Ledger, indicators: list[str], areas: list[str] | None, moment: Moment
) -> list[Drawing]:
    """Of each indicator in each area, both in the order named, each once.

    Errors: NoIndicator, NoArea, Ambiguous.
    """
    plan = ledger.plan(moment.cutoff)
    wanted = dict.fromkeys(find_indicator(plan, name) for name in indicators)
    places = dict.fromkeys(find_area(plan, name) for name in areas or [plan.home])
    subjects = [
        Subject(one, place, moment.as_of, moment.known_on) for one in wanted for place in places
    ]
    return drawings_of(ledger, plan, subjects, moment)


def drawings_of(store: Store, plan: Plan, subjects: Sequence[Subject], moment: Moment) -> list[Drawing]:
    """Each of ``subjects`` as it is drawn, in their order."""
    keys = [(one.indicator.id, one.area.code) for one in subjects]
    series = store.series(plan, keys, moment.cutoff)
    rows = [store.snapshots(*key, known_on=moment.cutoff) for key in keys]
    return [
        drawing_of(plan, one, series[key], known)
        for one, key, known in zip(subjects, keys, rows, strict=True)
    ]


def _format_of(output: Path | None) -> ChartFormat:
    """What the name of the file says. Errors: ChartFormatUnsaid."""
    if output is None:
        return ChartFormat.SVG
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in list(ChartFormat):
        raise ChartFormatUnsaid(path=output)
    return ChartFormat(suffix)
