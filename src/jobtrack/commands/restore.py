"""restore: put a backup in the place of the database."""

from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.consent import has_consent
from jobtrack.commands.surroundings.streams import show
from jobtrack.render.ledger.keeping import left_line, restore_text, restored_line
from jobtrack.store.copying import contents_of, copy_to_restore, restored
from jobtrack.words import N_

QUESTION = N_("Put it in the place of the database?")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The backup to put back."))],
    yes: Annotated[bool, typer.Option("--yes", help=N_("Don't ask."))] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with copy_to_restore(file, here.path) as copy:
        if here.path.exists():
            before = contents_of(here.path)
            show(restore_text(file, copy.contents, here.path, before, here.medium()), here)
            if not has_consent(QUESTION, here, is_given=yes):
                show(left_line(here.medium()), here)
                return
        kept = restored(copy, here.path, here.now)
    show(restored_line(file, here.path, kept, here.medium()), here)
