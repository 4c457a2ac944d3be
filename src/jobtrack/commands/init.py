"""init: make a database from a plan, or upgrade one that an older jobtrack wrote."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.intake.content import BUILT_IN, Content, content_of
from jobtrack.commands.options import DatabaseOption, LanguageOption
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.definitions.document import EMPTY_PLAN
from jobtrack.domain.definitions.versions import versions_of
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Snapshot
from jobtrack.errors.plans import NoBuiltInPlan, NoFigures, PlanAndEmpty
from jobtrack.files.figures_csv import read_figures
from jobtrack.files.plan_toml import read_plan
from jobtrack.render.ledger.keeping import made_line, upgraded_line
from jobtrack.store.creation import create_store
from jobtrack.store.upgrading import upgrade_store
from jobtrack.words import N_

DEFAULT_PLAN = "chongqing-2025"


def init(
    context: typer.Context,
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="PLAN",
            help=N_("A plan file, or the name of a built-in plan (default: chongqing-2025)."),
        ),
    ] = None,
    empty: Annotated[bool, typer.Option("--empty", help=N_("No plan: define all later."))] = False,
    with_data: Annotated[
        bool, typer.Option("--with-data", help=N_("Load the plan's published figures too."))
    ] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    if empty and (plan is not None or with_data):
        raise PlanAndEmpty(plan=plan or "--with-data")
    if plan is None and not empty and not with_data:
        upgrade = upgrade_store(here.path, here.now)
        if upgrade is not None:
            show(upgraded_line(here.path, *upgrade, here.medium()), here)
            return
    chosen, figures, source = EMPTY_PLAN, list[Snapshot](), None
    if not empty:
        chosen, figures, source = _loaded(plan or DEFAULT_PLAN, here.today, with_data=with_data)
    versions = versions_of(chosen.targets.values(), here.today)
    with create_store(here.path) as store:
        store.define(chosen)
        if source is not None:
            origin = here.origin("init", file=source.path.name, sha256=source.sha256)
            store.record(origin, figures, versions)
    show(made_line(here.path, chosen, len(figures), here.medium()), here)


def _loaded(name: str, today: date, *, with_data: bool) -> tuple[Plan, list[Snapshot], Content]:
    """The plan called ``name``, its published figures if they are wanted, and the file read last."""
    source = content_of(plan_path(name))
    plan = read_plan(source.bytes, source.path.name)
    if not with_data:
        return plan, [], source
    if not plan.figures:
        raise NoFigures(plan=plan.id)
    source = content_of(source.path.parent / plan.figures)
    return plan, read_figures(source.bytes, source.path.name, plan, today), source


def plan_path(name: str) -> Path:
    """The plan file called ``name``: that file, or a built-in plan. Errors: NoBuiltInPlan."""
    with suppress(OSError):  # a name that is too long for one, say
        if Path(name).exists():
            return Path(name)
    known = {one.stem: one for one in sorted(BUILT_IN.glob("*.toml"))}
    if name not in known:
        raise NoBuiltInPlan(name=name, known=tuple(known))
    return known[name]
