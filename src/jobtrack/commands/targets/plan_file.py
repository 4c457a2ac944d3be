"""targets apply and targets export: the plan as a file."""

from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.intake.content import content_of
from jobtrack.commands.options import (
    DatabaseOption,
    LanguageOption,
    OutputOption,
)
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.definitions.difference import difference_of
from jobtrack.domain.definitions.document import check_plan
from jobtrack.files.plan_toml import read_plan, write_plan
from jobtrack.render.definitions.difference import difference_text
from jobtrack.store import open_store
from jobtrack.words import N_


def apply(
    context: typer.Context,
    plan: Annotated[Path, typer.Argument(metavar="PLAN.toml", help=N_("The plan file."))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Show the difference, change nothing."))
    ] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    content = content_of(plan)
    wanted = read_plan(content.bytes, plan.name)
    with open_store(here.path, writing=not dry_run) as store:
        present = store.plan()
        difference = difference_of(wanted, present, store.target_versions(), here.today)
        check_plan(difference.merged, plan.name)
        if not dry_run and not difference.is_empty:
            store.define(difference.merged)
            if difference.versions:
                origin = here.origin("targets apply", file=plan.name, sha256=content.sha256)
                store.record(origin, targets=difference.versions)
    show(difference_text(difference, here.medium(), is_applied=not dry_run), here)


def export(
    context: typer.Context,
    output: OutputOption = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with open_store(here.path) as store:
        text = write_plan(store.plan())
    show(text, here, output)
