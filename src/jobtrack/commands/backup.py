"""backup: a copy of the database, consistent while others write."""

from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.render.ledger.keeping import backup_line
from jobtrack.store.copying import back_up
from jobtrack.words import N_

MOST_KEPT = 1000


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The copy to make or replace."))],
    keep: Annotated[
        int,
        typer.Option(
            min=0,
            max=MOST_KEPT,
            metavar="N",
            help=N_("Keep so many earlier copies, as FILE.1 and so on."),
        ),
    ] = 0,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    contents = back_up(here.path, file, keep)
    show(backup_line(file, contents, here.medium()), here)
