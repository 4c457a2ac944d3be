"""history: the series of one indicator, or everything that was ever said of it."""

from typing import Annotated

import typer

from jobtrack.commands.options import (
    DatabaseOption,
    IndicatorArgument,
    KnownOnOption,
    LanguageOption,
    MonthsUpToOption,
    RevisionsOption,
)
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.drawing import drawing_of
from jobtrack.domain.history import Subject, history_of
from jobtrack.domain.history.revisions import revisions_of
from jobtrack.domain.plan import find_area, find_indicator
from jobtrack.errors.options import OptionsExclusive
from jobtrack.render.chart.text import chart_text
from jobtrack.render.series.history import HistoryFormat, history_text
from jobtrack.render.series.revisions import revisions_text
from jobtrack.store.ledger import open_ledger
from jobtrack.words import N_


def history(
    context: typer.Context,
    indicator: IndicatorArgument,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=N_("The area (default: the plan's)."))
    ] = None,
    as_of: MonthsUpToOption = None,
    known_on: KnownOnOption = None,
    revisions: RevisionsOption = False,
    chart: Annotated[
        bool, typer.Option("--chart", help=N_("Draw the series with its targets, in the terminal."))
    ] = False,
    format: Annotated[HistoryFormat, typer.Option(help=N_("What to print."))] = HistoryFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    if chart and (revisions or format is not HistoryFormat.TABLE):
        other = "--revisions" if revisions else f"--format {format}"
        raise OptionsExclusive(one="--chart", other=other)
    here = surroundings(context, db)
    moment = here.moment(as_of, known_on)
    with open_ledger(here.path) as store:
        plan = store.plan(moment.cutoff)
        one, place = find_indicator(plan, indicator), find_area(plan, area or plan.home)
        rows = store.snapshots(one.id, place.code, known_on=moment.cutoff)
        where = (one.id, place.code)
        series = store.series(plan, [where], moment.cutoff)[where]
        stored = store.stored_snapshots(one.id, place.code, known_on=moment.cutoff) if revisions else []
        batches = {batch.key: batch for batch in store.batches()} if revisions else {}
        reversals = store.reversals()
    subject = Subject(one, place, moment.as_of, moment.known_on)
    if chart:
        show(chart_text(drawing_of(plan, subject, series, rows), here.medium()), here)
    elif revisions:
        found = revisions_of(subject, stored, batches, reversals)
        show(revisions_text(subject, found, format, here.medium()), here)
    else:
        show(
            history_text(subject, history_of(plan, subject, series, rows), format, here.medium()), here
        )
