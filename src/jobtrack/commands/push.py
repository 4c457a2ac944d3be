"""push: bring to the hub what it lacks of this database, any number of times."""

from itertools import count
from typing import TYPE_CHECKING, Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.hub import hub_here
from jobtrack.commands.surroundings.progress import progress_of
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.ledger.merging import Clash, Side, merge_of
from jobtrack.domain.ledger.transfer import Amount, Pushed, amount_of, portions
from jobtrack.domain.plan import Plan
from jobtrack.errors.hub import HubDefinitionsChanged, PushDefinitionsDiffer, PushTargetsDiffer
from jobtrack.render.ledger.hub import pushed_text
from jobtrack.render.ledger.merging import clashes_text
from jobtrack.store import open_store
from jobtrack.store.hub.leaving import open_leaving
from jobtrack.store.ledger import open_ledger
from jobtrack.store.merging import open_part
from jobtrack.words import N_

if TYPE_CHECKING:
    from jobtrack.store.hub.hub import Hub

_MOST_BATCHES, _MOST_FIGURES = 1_000, 100_000  # that travel at once
_ATTEMPTS = 10  # to define, while others define


def push(
    context: typer.Context,
    ours: Annotated[
        bool,
        typer.Option("--ours", help=N_("Where definitions differ, those here hold on the hub too.")),
    ] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with hub_here() as hub:
        hub.check()
        for attempt in count(1):
            try:
                before, after = _defined(hub, here, is_decided=ours)
                break
            except HubDefinitionsChanged:
                if attempt == _ATTEMPTS:
                    raise
        amount = _pushed(hub, here)
    show(pushed_text(Pushed(before, after, amount), here.medium()), here)


def _defined(hub: "Hub", here: Surroundings, *, is_decided: bool) -> tuple[Plan | None, Plan]:
    """The definitions of the hub as they were, and as they are, with those that only this file had.

    Errors: PushDefinitionsDiffer, PushTargetsDiffer, DefinitionNotOwn, HubDefinitionsChanged.
    """
    with hub.of_one_moment():
        before = hub.plan()
        after = None if before is None else _union(hub, here, is_decided=is_decided)
    if after is None:
        with open_store(here.path) as store:
            after = store.plan()
    if after != before:
        hub.define(after, before)
    return before, after


def _union(hub: "Hub", here: Surroundings, *, is_decided: bool) -> Plan:
    """All definitions, in the order of the hub; where they differ the hub's, or ours if so decided."""
    with open_part(here.path, hub.mirror(), (), (), writing=False) as pair:
        found, ours, theirs = pair.merge(Side.OURS), pair.ours.plan(), pair.theirs.plan()
    rival_ids = {one.ours.target.id for one in found.rivals}
    rivals = [one for one in found.clashes if one.noun == "target" and one.id in rival_ids]
    others = [one for one in found.clashes if one not in rivals]
    if others and not is_decided:
        _list(others, here)
        raise PushDefinitionsDiffer
    if rivals:
        _list(rivals, here)
        raise PushTargetsDiffer
    return merge_of(theirs, ours, (), (), Side.THEIRS).plan


def _list(clashes: list[Clash], here: Surroundings) -> None:
    show(clashes_text(clashes, here.medium()), here)


def _pushed(hub: "Hub", here: Surroundings) -> Amount:
    """How much the hub lacked, and has now; each portion stays if the next one fails."""
    with open_ledger(here.path) as store:
        missing = set(store.keys()) - hub.batches().keys()
    if not missing:
        return Amount(0, 0)
    with open_leaving(here.path, missing) as leaving:
        figures = leaving.figures()
        amount = amount_of(figures)
        with progress_of(amount.figures, here) as advance:
            hub.push(leaving, list(portions(figures, _MOST_BATCHES, _MOST_FIGURES)), advance)
    return amount
