"""check: what is wrong with the file or odd in its data, and which of it is known and may stand."""

from typing import Annotated

import typer

from jobtrack.commands.check.noticed import IN_DATA, IN_FILE, Question, noticed, notices_named
from jobtrack.commands.options import (
    AsOfOption,
    DatabaseOption,
    IndicatorsOption,
    KnownOnOption,
    LanguageOption,
    ListFormat,
    ListFormatOption,
)
from jobtrack.commands.surroundings import NOTICED, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.ledger.acknowledgement import find_finding
from jobtrack.domain.text import visible
from jobtrack.errors.checking import NoteMissing
from jobtrack.render.findings.data import finding_records
from jobtrack.render.findings.text import acknowledged_text, findings_text
from jobtrack.render.json import list_text
from jobtrack.store.ledger import open_ledger
from jobtrack.words import N_

check = typer.Typer(invoke_without_command=True, rich_markup_mode=None)


@check.callback()
def list_findings(
    context: typer.Context,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="FINDING", help=N_("Only this kind of finding; may be given again.")),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="FINDING", help=N_("Not this kind of finding; may be given again.")),
    ] = None,
    indicator: IndicatorsOption = None,
    area: Annotated[
        str | None, typer.Option(metavar="AREA", help=N_("Only this area (default: all)."))
    ] = None,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    has_all: Annotated[
        bool, typer.Option("--all", help=N_("Also what was acknowledged: by whom, when and why."))
    ] = False,
    integrity: Annotated[
        bool, typer.Option("--integrity", help=N_("Only the file, every batch against its digest."))
    ] = False,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    context.obj = here = surroundings(context, db)
    if context.invoked_subcommand is not None:
        return
    notices = notices_named(only, ignore) & (IN_FILE if integrity else IN_FILE | IN_DATA)
    question = Question(notices, here.moment(as_of, known_on), indicator, area)
    found = noticed(question, here, has_digests=integrity)
    shown = found if has_all else found.without_acknowledged()
    if format is ListFormat.JSON and (shown.in_file or shown.in_data):
        show(list_text(finding_records(shown)), here)
    else:
        show(findings_text(shown, len(found.in_data) - len(shown.in_data), here.medium()), here)
    if not found.is_silent:
        raise typer.Exit(NOTICED)


@check.command("acknowledge", help=N_("Let findings stand: from now on check is silent about them."))
def acknowledge(
    context: typer.Context,
    keys: Annotated[
        list[str], typer.Argument(metavar="KEY...", help=N_("The first digits of each finding's key."))
    ],
    note: Annotated[str, typer.Option(metavar="TEXT", help=N_("Why it may stand."))],
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    if not note.strip():
        raise NoteMissing
    found = noticed(Question(IN_DATA, here.moment(as_of, known_on)), here)
    chosen = {one.key: one for one in (find_finding(found.in_data, key) for key in keys)}
    with open_ledger(here.path, writing=True) as store:
        standing = store.acknowledgements()
        new = [one for key, one in chosen.items() if key not in standing]
        if new:
            store.acknowledge(here.origin("check acknowledge", note=visible(note)), new)
    show(acknowledged_text(list(chosen.values()), standing, here.medium()), here)
