"""undo: take a batch back, by a new one."""

from typing import Annotated, NamedTuple

import typer

from jobtrack.commands.options import DatabaseOption, DryRunOption, LanguageOption
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.consent import is_confirmed, is_someone_there
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.ledger.log import Logged, find_key, log_of
from jobtrack.domain.ledger.undoing import Undoing, undoing_of
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import visible
from jobtrack.errors.ledger import UndoOvertaken, UndoUnconfirmed
from jobtrack.render.ledger.undoing import end_line, question, undoing_text
from jobtrack.store.ledger import Ledger, open_ledger
from jobtrack.words import N_


class Found(NamedTuple):
    """What is to be undone, and what that does."""

    of: Logged
    plan: Plan
    undoing: Undoing


def undo(
    context: typer.Context,
    batch: Annotated[
        str | None,
        typer.Argument(metavar="BATCH", help=N_("The batch to take back (default: the newest).")),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("Do not ask."))] = False,
    dry_run: DryRunOption = False,
    note: Annotated[str, typer.Option(metavar="TEXT", help=N_("Why it is undone."))] = "",
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    if not (yes or dry_run or is_someone_there()):
        raise UndoUnconfirmed
    medium, shown = here.medium(), None
    if not yes or dry_run:
        with open_ledger(here.path) as store:
            shown = _found(store, batch)
        show(undoing_text(shown.undoing, shown.of, shown.plan, medium, is_done=False), here)
        if (
            dry_run
            or shown.undoing.is_empty
            or not is_confirmed(question(shown.undoing, shown.of, medium), here)
        ):
            show(end_line(shown.undoing, shown.of, medium, is_done=False), here)
            return
    with open_ledger(here.path, writing=True) as store:
        found = _found(store, batch)
        if shown is not None and found.undoing != shown.undoing:
            raise UndoOvertaken
        if not found.undoing.is_empty:
            origin = here.origin(found.undoing.reversal.command, note=visible(note))
            store.record(origin, found.undoing.snapshots, found.undoing.versions)
    if shown is None:
        show(undoing_text(found.undoing, found.of, found.plan, medium, is_done=True), here)
    show(end_line(found.undoing, found.of, medium, is_done=True), here)


def _found(store: Ledger, name: str | None) -> Found:
    """What taking back the batch called ``name`` (None: the newest) does now."""
    key, reversals = find_key(store.keys(), name), store.reversals()
    [of] = log_of([store.batch(key)], {}, reversals)
    months, versions = store.months(key), store.versions(key)
    undoing = undoing_of(key, months, versions, reversals, store.stored_acknowledgements())
    return Found(of, store.plan(), undoing)
