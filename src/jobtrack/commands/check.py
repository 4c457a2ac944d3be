"""check: whether the database is as it was written."""

from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption, ListFormat, ListFormatOption
from jobtrack.commands.surroundings import show, surroundings
from jobtrack.render.findings import finding_record, findings_text
from jobtrack.render.json import list_text
from jobtrack.store.integrity import check_database
from jobtrack.words import N_

SOMETHING_FOUND = 3


def check(
    context: typer.Context,
    integrity: Annotated[
        bool,
        typer.Option("--integrity", help=N_("Also hold every batch against its digest.")),
    ] = False,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    found = check_database(here.path, here.now, has_digests=integrity)
    if not found:
        return
    if format is ListFormat.JSON:
        show(list_text(map(finding_record, found)), here)
    else:
        show(findings_text(found, here.medium()), here)
    raise typer.Exit(SOMETHING_FOUND)
