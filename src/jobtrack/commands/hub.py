"""hub: make one, let offices in, see how far it and this database are apart."""

import os
from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption, OutputOption
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.hub import hub_here
from jobtrack.commands.surroundings.output import draft_of
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.ledger.log import Counts
from jobtrack.domain.ledger.transfer import HubStatus, OfficeAtHub, amount_of, lacking
from jobtrack.domain.plan import find_area
from jobtrack.errors.hub import HubEmpty
from jobtrack.render.ledger.hub import hub_made_line, office_text, status_text
from jobtrack.store.ledger import open_ledger
from jobtrack.words import N_

hub = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@hub.callback()
def enter(context: typer.Context, db: DatabaseOption = None, lang: LanguageOption = None) -> None:
    context.obj = surroundings(context, db)
    if context.invoked_subcommand is None:
        show_status(context)


@hub.command("init", help=N_("Make the hub in an empty PostgreSQL database, or upgrade it."))
def make_hub(context: typer.Context, db: DatabaseOption = None, lang: LanguageOption = None) -> None:
    here = surroundings(context, db)
    with hub_here() as opened:
        setup = opened.set_up()
    show(hub_made_line(*setup, here.medium()), here)


@hub.command("status", help=N_("Show what the hub holds, and what is to be pushed and pulled."))
def show_status(context: typer.Context, db: DatabaseOption = None, lang: LanguageOption = None) -> None:
    here = surroundings(context, db)
    with open_ledger(here.path) as store:
        keys, counts = store.keys(), store.counts()
    own = {key: counts.get(key, Counts()).figures for key in keys}
    with hub_here() as opened:
        opened.check()
        with opened.of_one_moment():
            held = opened.batches()
            offices = [_in_local_time(one, here) for one in opened.offices()]
    to_push, to_pull = amount_of(lacking(own, held)), amount_of(lacking(held, own))
    found = HubStatus(amount_of(held), to_push, to_pull, tuple(offices))
    show(status_text(found, here.medium()), here)


def _in_local_time(one: OfficeAtHub, here: Surroundings) -> OfficeAtHub:
    last = one.last and one.last.astimezone(here.now.tzinfo)
    return one._replace(last=last)


@hub.command("office", help=N_("Let an office push for areas and what lies below them."))
def set_office(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help=N_("The office: its role at the server."))
    ],
    area: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AREA", help=N_("An area; may be given again. Without any it only reads.")
        ),
    ] = None,
    output: OutputOption = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with hub_here() as opened:
        opened.check()
        plan = opened.plan()
        if plan is None:
            raise HubEmpty
        codes = [find_area(plan, one).code for one in area or ()]
        is_new = opened.set_office(name, codes)
        if output is not None:
            _write_address(opened.address_for(name), output, here)
    show(office_text(name, codes, output, here.medium(), is_new=is_new), here)


def _write_address(address: str, output: Path, here: Surroundings) -> None:
    """Write a connection string, for its owner only. Errors: FileNotWritable, SystemRefuses."""
    with draft_of(output, here.path) as draft:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"{address}\n")
