"""targets: list, set, revise, drop; apply and export a plan file."""

from typing import Annotated

import typer

from jobtrack.commands.options import (
    DatabaseOption,
    KnownOnOption,
    LanguageOption,
    ListFormat,
    ListFormatOption,
    TargetArgument,
)
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.commands.targets.made import target_made
from jobtrack.commands.targets.options import (
    AreaOption,
    BaselineOption,
    BaselinePeriodOption,
    BoundOption,
    CompareOption,
    DirectionOption,
    DueOption,
    GroupOption,
    IndicatorOption,
    JudgeOption,
    MilestoneOption,
    MinCountOption,
    NameEnOption,
    NameZhOption,
    NoteOption,
    PathOption,
    PublishedOption,
    RuleOption,
    SeasonalShareOption,
    SourceOption,
    StartOption,
    ThresholdOption,
    ToleranceOption,
)
from jobtrack.commands.targets.plan_file import apply, export
from jobtrack.domain.definitions.target_definition import target_fields
from jobtrack.domain.month import Month, parse_period
from jobtrack.domain.plan import find_target
from jobtrack.domain.target import TargetVersion, current_versions
from jobtrack.render.definitions.targets import target_dropped_line, target_written_line, targets_text
from jobtrack.render.json import list_text
from jobtrack.render.report.contract import listed
from jobtrack.store import open_store
from jobtrack.words import N_

_NOT_FIELDS = {"context", "target", "db", "lang"}
targets = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@targets.callback()
def list_targets(
    context: typer.Context,
    as_of: Annotated[
        Month | None,
        typer.Option(
            metavar="MONTH", parser=parse_period, help=N_("Only targets that run in that month.")
        ),
    ] = None,
    known_on: KnownOnOption = None,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    context.obj = here = surroundings(context, db)
    if context.invoked_subcommand is not None:
        return
    moment = here.moment(as_of, known_on)
    with open_store(here.path) as store:
        plan = store.plan(moment.cutoff)
    found = [one for one in plan.targets.values() if as_of is None or one.runs_in(as_of)]
    if format is ListFormat.JSON:
        show(list_text(listed("target", target_fields(one)) for one in found), here)
    else:
        show(targets_text(found, plan, here.medium()), here)


@targets.command("set", help=N_("Make a new target."))
@targets.command("revise", help=N_("Change a target; what it said before stays on record."))
def write_target(
    context: typer.Context,
    target: TargetArgument,
    indicator: IndicatorOption = None,
    rule: RuleOption = None,
    bound: BoundOption = None,
    direction: DirectionOption = None,
    start: StartOption = None,
    due: DueOption = None,
    area: AreaOption = None,
    group: GroupOption = None,
    judge: JudgeOption = None,
    tolerance: ToleranceOption = None,
    baseline: BaselineOption = None,
    baseline_period: BaselinePeriodOption = None,
    milestones: MilestoneOption = None,
    path: PathOption = None,
    seasonal_share: SeasonalShareOption = None,
    compare: CompareOption = None,
    on_track_from: ThresholdOption = None,
    behind_from: ThresholdOption = None,
    off_track_from: ThresholdOption = None,
    min_count: MinCountOption = None,
    name_zh: NameZhOption = None,
    name_en: NameEnOption = None,
    published: PublishedOption = None,
    source: SourceOption = None,
    note: NoteOption = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    given = {name: value for name, value in locals().items() if name not in _NOT_FIELDS}
    is_new = context.info_name == "set"
    here = surroundings(context, db)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        before = None if is_new else find_target(plan, target)
        made = target_made(target, before, given, plan, here.today)
        current = current_versions(store.target_versions()).get(made.id)
        if before is None or not made.says_the_same(before):
            store.record(here.origin(f"targets {context.info_name}"), targets=[TargetVersion(made)])
    show(target_written_line(made, before, current, plan, here.medium()), here)


@targets.command("drop", help=N_("Let a target stand no longer; what it said stays on record."))
def drop_target(
    context: typer.Context,
    target: TargetArgument,
    note: NoteOption = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with open_store(here.path, writing=True) as store:
        before = find_target(store.plan(), target)
        dropped = before._replace(known_from=here.today)
        origin = here.origin("targets drop", note=note or "")
        store.record(origin, targets=[TargetVersion(dropped, is_dropped=True)])
    show(target_dropped_line(dropped, TargetVersion(before), here.medium()), here)


targets.command("apply", help=N_("Bring definitions and targets in line with a plan file."))(apply)
targets.command("export", help=N_("Print the plan as a plan file."))(export)
