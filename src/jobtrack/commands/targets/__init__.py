"""targets: list, set, revise, drop; apply and export a plan file."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import typer

from jobtrack.commands.options import (
    DatabaseOption,
    KnownOnOption,
    LanguageOption,
    ListFormat,
    ListFormatOption,
)
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.streams import show
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
    target_from,
)
from jobtrack.commands.targets.plan_file import apply, export
from jobtrack.domain.definitions.target_definition import target_fields
from jobtrack.domain.month import Month, parse_period
from jobtrack.domain.plan import Plan, find_target
from jobtrack.domain.target import Target, TargetVersion, current_versions
from jobtrack.domain.text import visible
from jobtrack.errors.plans import NothingToRevise, TargetExists
from jobtrack.render.definitions.targets import target_written_line, targets_text
from jobtrack.render.json import list_text
from jobtrack.render.report.contract import listed
from jobtrack.store import open_store
from jobtrack.words import N_

targets = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
IdArgument = Annotated[str, typer.Argument(metavar="TARGET", help=N_("Id or name of the target."))]


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
    target: IdArgument,
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
        made = _made(target, before, given, plan, here.today)
        current = current_versions(store.target_versions()).get(made.id)
        if before is None or not made.says_the_same(before):
            store.record(here.origin(f"targets {context.info_name}"), targets=[TargetVersion(made)])
    show(target_written_line(made, before, current, plan, here.medium()), here)


_NOT_FIELDS = {"context", "target", "db", "lang"}


def _made(
    name: str, before: Target | None, given: Mapping[str, Any], plan: Plan, today: date
) -> Target:
    """The target with the options ``given``. Errors: TargetExists, NothingToRevise, BadTarget."""
    if before is not None:
        if all(value is None for value in given.values()):
            raise NothingToRevise(target=name)
        return target_from(target_fields(before), given, plan, today)
    if name in plan.targets:
        raise TargetExists(target=name)
    return target_from({"id": name, "name": name}, given, plan, today)


@targets.command("drop", help=N_("Let a target stand no longer; what it said stays on record."))
def drop_target(
    context: typer.Context,
    target: IdArgument,
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
    line = here.words.gettext(N_("dropped: {target}"))
    show(f"{visible(line.format(target=before.id))}\n", here)


targets.command("apply", help=N_("Bring definitions and targets in line with a plan file."))(apply)
targets.command("export", help=N_("Print the plan as a plan file."))(export)
