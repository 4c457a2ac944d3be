"""pull: bring in the batches of the hub that are missing here, any number of times."""

from typing import TYPE_CHECKING, Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption
from jobtrack.commands.options.sides import side_of
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.hub import hub_here
from jobtrack.commands.surroundings.progress import progress_of
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.definitions.document import check_plan
from jobtrack.domain.ledger.merging import Side, decided_versions
from jobtrack.domain.ledger.transfer import Portion, Pulled, amount_of, lacking, portions
from jobtrack.domain.plan import Plan
from jobtrack.errors.hub import HubDefinitionsDiffer, HubEmpty
from jobtrack.render.ledger.hub import pulled_text
from jobtrack.render.ledger.merging import clashes_text
from jobtrack.store.creation import create_store
from jobtrack.store.ledger import open_ledger
from jobtrack.store.merging import Pair, open_part
from jobtrack.words import N_

if TYPE_CHECKING:
    from jobtrack.store.hub.hub import Hub

_MOST_BATCHES, _MOST_FIGURES = 20_000, 1_000_000  # that come in at once, and hold others up


def pull(
    context: typer.Context,
    ours: Annotated[
        bool, typer.Option("--ours", help=N_("Where definitions differ, those here hold."))
    ] = False,
    theirs: Annotated[
        bool, typer.Option("--theirs", help=N_("Where definitions differ, those of the hub hold."))
    ] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    side = side_of(ours=ours, theirs=theirs)
    with hub_here() as hub:
        hub.check()
        with hub.of_one_moment():
            plan = hub.plan()
            if plan is None:
                raise HubEmpty
            is_new = _made_if_missing(plan, here)
            pulled = _pulled(hub, side, here)
    show(pulled_text(pulled, here.path if is_new else None, here.medium()), here)


def _made_if_missing(plan: Plan, here: Surroundings) -> bool:
    """Make a database with the definitions of the hub where there is none; whether it was made."""
    if here.path.exists():
        return False
    with create_store(here.path) as store:
        store.define(plan)
    return True


def _pulled(hub: "Hub", side: Side | None, here: Surroundings) -> Pulled:
    """All that is missing here, portion by portion: what has come in stays if the next one fails."""
    with open_ledger(here.path) as store:
        before, own = store.plan(), store.keys()
    missing = lacking(hub.batches(), own)
    parts = list(portions(missing, _MOST_BATCHES, _MOST_FIGURES)) or [Portion((), 0)]
    pulled = Pulled(before, before, (), ())
    with progress_of(amount_of(missing).figures, here) as advance:
        for one in parts:
            mirror, figures = hub.mirror(one.keys), hub.figures(one.keys, advance)
            with open_part(here.path, mirror, figures, set(one.keys), writing=True) as pair:
                pulled = _with_portion(pulled, pair, side, here)
    return pulled


def _with_portion(pulled: Pulled, pair: Pair, side: Side | None, here: Surroundings) -> Pulled:
    """``pulled`` and what comes in now. Errors: HubDefinitionsDiffer where nobody has decided."""
    found = pair.merge(side)
    if found.clashes and side is None:
        show(clashes_text(found.clashes, here.medium()), here)
        raise HubDefinitionsDiffer
    check_plan(found.plan, "hub")
    incoming = pair.bring_in(found.plan)
    decided = decided_versions(found, side, here.today)
    if decided:
        pair.ours.record(here.origin("pull", note=f"--{side}"), targets=decided)
    return Pulled(pulled.before, found.plan, (*pulled.incoming, incoming), (*pulled.decided, *decided))
