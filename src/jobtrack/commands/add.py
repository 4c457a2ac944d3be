"""add: record one snapshot, or the same one for several areas."""

from datetime import date
from typing import Annotated, NamedTuple

import typer

from jobtrack.commands.options import (
    AreasOption,
    DatabaseOption,
    IndicatorArgument,
    LanguageOption,
    PublishedOption,
)
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.basis import areas_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month, parse_period
from jobtrack.domain.plan import Plan, find_area, find_indicator
from jobtrack.domain.recording import Effect, Outcome, effect_of, withdraws_nothing
from jobtrack.domain.report import targets_touched
from jobtrack.domain.row import Row, row_of_target
from jobtrack.domain.snapshot import Flag, Snapshot, flag_for
from jobtrack.domain.text import visible
from jobtrack.domain.typed.figure import parse_figure
from jobtrack.errors.figures import (
    NothingToWithdraw,
    NoValue,
    PeriodInFuture,
    PublishedInFuture,
    WithdrawalWithValue,
    WouldRevise,
)
from jobtrack.render.medium.numbers import full_text
from jobtrack.render.report.line import effect_line, target_line
from jobtrack.store import open_store
from jobtrack.store.store import Store
from jobtrack.words import N_


class Request(NamedTuple):
    """What was typed, besides the indicator."""

    value: str
    period: str | None
    areas: list[str]
    published: date | None
    flag: str
    source: str
    note: str


def add(
    context: typer.Context,
    indicator: IndicatorArgument,
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help=N_("Such as 769,000, 76.9万, 98% or 12/40."))
    ],
    period: Annotated[
        str | None,
        typer.Argument(metavar="PERIOD", help=N_("The month (default: the last complete one).")),
    ] = None,
    area: AreasOption = None,
    source: Annotated[str, typer.Option(metavar="TEXT", help=N_("Who published the figure."))] = "",
    published: PublishedOption = None,
    note: Annotated[str, typer.Option(metavar="TEXT", help=N_("What else was said."))] = "",
    flag: Annotated[
        str, typer.Option(metavar="A|P|E|B|M", help=N_("Normal, provisional, estimated, break, none."))
    ] = "",
    no_revise: Annotated[
        bool, typer.Option("--no-revise", help=N_("Refuse if the month has another value."))
    ] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    request = Request(value, period, area or [], published, flag, source, note)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        effects = _effects(request, find_indicator(plan, indicator), plan, store, here.today)
        if no_revise:
            _refuse_revisions(effects, plan, here)
        changes = [one.snapshot for one in effects if one.outcome is not Outcome.UNCHANGED]
        if changes:
            store.record(here.origin("add", note=visible(note)), changes)
        rows = _touched_rows(effects, plan, store, here.today)
    medium = here.medium()
    lines = [effect_line(one, plan, medium) for one in effects]
    lines += [f"  {target_line(row, medium)}" for row in rows]
    show("".join(f"{line}\n" for line in lines), here)


def _effects(
    request: Request, indicator: Indicator, plan: Plan, store: Store, today: date
) -> list[Effect]:
    """What the request does in each of its areas."""
    draft = _draft(request, indicator, today)
    effects = []
    for code in dict.fromkeys(find_area(plan, name).code for name in request.areas or [plan.home]):
        recorded = store.snapshots(indicator.id, code, draft.period)
        effect = effect_of(
            draft._replace(area=code),
            recorded,
            is_day_stated=request.published is not None,
            is_flag_stated=bool(request.flag.strip()),
        )
        if withdraws_nothing(draft, recorded):
            raise NothingToWithdraw(indicator=indicator.id, period=draft.period, area=code)
        effects.append(effect)
    return effects


def _draft(request: Request, indicator: Indicator, today: date) -> Snapshot:
    """The snapshot that was typed, its area still open."""
    current = Month.of(today)
    period = current.plus(-1)
    if request.period is not None:
        period = parse_period(request.period, indicator.kind is Kind.YTD)
    if period > current:
        raise PeriodInFuture(period=period, current=current)
    known_from = request.published or today
    if known_from > today:
        raise PublishedInFuture(day=known_from, today=today)
    figure = parse_figure(request.value, indicator.kind, indicator.unit)
    flag = flag_for(request.flag, period, current)
    if figure is None and flag is not Flag.MISSING:
        raise NoValue(text=visible(request.value))
    if figure is not None and flag is Flag.MISSING:
        raise WithdrawalWithValue(text=visible(request.value))
    source, note = visible(request.source), visible(request.note)
    return Snapshot(indicator.id, "", period, known_from, "", figure, flag, source, note)


def _refuse_revisions(effects: list[Effect], plan: Plan, here: Surroundings) -> None:
    for effect in effects:
        old, new = effect.before and effect.before.figure, effect.snapshot.figure
        if old is not None and new is not None and old.value != new.value:
            unit = plan.indicators[effect.snapshot.indicator].unit
            raise WouldRevise(
                indicator=effect.snapshot.indicator,
                period=effect.snapshot.period,
                area=effect.snapshot.area,
                old=full_text(old, unit, here.medium()),
                new=full_text(new, unit, here.medium()),
            )


def _touched_rows(effects: list[Effect], plan: Plan, store: Store, today: date) -> list[Row]:
    """The targets that the figures bear on, as the report of today shows them."""
    figures = [(one.snapshot.indicator, one.snapshot.area, one.snapshot.period) for one in effects]
    targets = targets_touched(plan, figures)
    places = {(target.indicator, area) for target in targets for area in areas_of(plan, target)}
    series = store.series(plan, places)
    as_of = Month.of(today)
    return [row_of_target(plan, target, series, as_of, today) for target in targets]
