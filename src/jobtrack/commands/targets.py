"""targets: list, set, revise, drop; apply and export a plan file."""

from typing import Annotated

import typer

from jobtrack.commands.options import (
    DatabaseOption,
    KnownOnOption,
    LanguageOption,
    ListFormat,
    ListFormatOption,
)
from jobtrack.commands.surroundings import show, surroundings
from jobtrack.commands.target_fields import (
    AreaOption,
    BaselineOption,
    BaselinePeriodOption,
    BoundOption,
    DirectionOption,
    DueOption,
    GroupOption,
    IndicatorOption,
    JudgeOption,
    MinCountOption,
    NameEnOption,
    NameZhOption,
    NoteOption,
    PublishedOption,
    RuleOption,
    SourceOption,
    StartOption,
    ToleranceOption,
    target_from,
)
from jobtrack.commands.targets_file import apply, export
from jobtrack.domain.definition import target_fields
from jobtrack.domain.plan import find_target
from jobtrack.domain.target import TargetVersion
from jobtrack.errors.plans import NothingToRevise, TargetExists
from jobtrack.render.contract import listed
from jobtrack.render.definitions import bound_text, targets_text
from jobtrack.render.json import list_text
from jobtrack.store import open_store
from jobtrack.words import N_

targets = typer.Typer(invoke_without_command=True, rich_markup_mode=None)
IdArgument = Annotated[str, typer.Argument(metavar="TARGET", help=N_("Id or name of the target."))]


@targets.callback()
def list_targets(
    context: typer.Context,
    known_on: KnownOnOption = None,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    context.obj = here = surroundings(context, db)
    if context.invoked_subcommand is not None:
        return
    moment = here.moment(None, known_on)
    with open_store(here.path) as store:
        plan = store.plan(moment.cutoff)
    found = plan.targets.values()
    if format is ListFormat.JSON:
        show(list_text(listed("target", target_fields(one)) for one in found), here)
    else:
        show(targets_text(found, plan, here.medium()), here)


@targets.command("set", help=N_("Make a new target."))
def set_target(
    context: typer.Context,
    target: IdArgument,
    indicator: IndicatorOption,
    rule: RuleOption,
    due: DueOption,
    bound: BoundOption = None,
    direction: DirectionOption = None,
    start: StartOption = None,
    area: AreaOption = None,
    group: GroupOption = None,
    judge: JudgeOption = None,
    tolerance: ToleranceOption = None,
    baseline: BaselineOption = None,
    baseline_period: BaselinePeriodOption = None,
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
    here = surroundings(context, db)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        if target in plan.targets:
            raise TargetExists(target=target)
        made = target_from({"id": target, "name": target}, given, plan, here.today)
        store.record(here.origin("targets set"), targets=[TargetVersion(made)])
    line = here.words.gettext(N_("set: {target} {bound}"))
    show(f"{line.format(target=made.id, bound=bound_text(made, plan, here.medium()))}\n", here)


@targets.command("revise", help=N_("Change a target; what it said before stays on record."))
def revise_target(
    context: typer.Context,
    target: IdArgument,
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
    here = surroundings(context, db)
    if not any(value is not None for value in given.values()):
        raise NothingToRevise(target=target)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        before = find_target(plan, target)
        made = target_from(target_fields(before), given, plan, here.today)
        if not made.says_the_same(before):
            store.record(here.origin("targets revise"), targets=[TargetVersion(made)])
    medium = here.medium()
    line = here.words.gettext(N_("revised: {target} {before} -> {now}"))
    if made.says_the_same(before):
        line = here.words.gettext(N_("unchanged: {target} {now}"))
    old, new = (bound_text(one, plan, medium) for one in (before, made))
    show(f"{line.format(target=made.id, before=old, now=new)}\n", here)


_NOT_FIELDS = {"context", "target", "db", "lang"}


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
    show(f"{line.format(target=before.id)}\n", here)


targets.command("apply", help=N_("Bring definitions and targets in line with a plan file."))(apply)
targets.command("export", help=N_("Print the plan as a plan file."))(export)
