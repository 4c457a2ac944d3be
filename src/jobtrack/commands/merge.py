"""merge: bring in the batches of another database, any number of times and in any order."""

from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption
from jobtrack.commands.options.sides import side_of
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.definitions.document import check_plan
from jobtrack.domain.ledger.merging import Merge, Side, decided_versions
from jobtrack.errors.keeping import DefinitionsDiffer
from jobtrack.render.ledger.merging import clashes_text, decided_line, merge_text
from jobtrack.store.copying import check_given
from jobtrack.store.merging import Pair, open_pair
from jobtrack.words import N_


def merge(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.db", help=N_("The database to bring in."))],
    ours: Annotated[
        bool, typer.Option("--ours", help=N_("Where definitions differ, those here hold."))
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help=N_("Where definitions differ, those of FILE.db hold."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Show what would come in, change nothing."))
    ] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    side = side_of(ours=ours, theirs=theirs)
    check_given(file, here.path)
    with open_pair(here.path, file, writing=not dry_run) as pair:
        before = pair.ours.plan()
        found = _decided(pair, side, file, here)
        incoming = pair.count() if dry_run else pair.bring_in(found.plan)
        decided = decided_versions(found, side, here.today)
        if decided and not dry_run:
            origin = here.origin("merge", file=file.name, note=f"--{side}")
            pair.ours.record(origin, targets=decided)
    text = merge_text(file, found, before, incoming, here.medium(), is_done=not dry_run)
    show(decided_line(decided, here.medium()) + text, here)


def _decided(pair: Pair, side: Side | None, file: Path, here: Surroundings) -> Merge:
    """The merge as ``side`` decides it. Errors: DefinitionsDiffer where nobody has, BadPlan."""
    found = pair.merge(side)
    if found.clashes and side is None:
        show(clashes_text(found.clashes, here.medium()), here)
        raise DefinitionsDiffer(path=file)
    check_plan(found.plan, file.name)
    return found
