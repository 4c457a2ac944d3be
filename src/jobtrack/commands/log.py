"""log: the batches, or one of them with its rows."""

import sys
from collections.abc import Iterator
from itertools import chain
from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption, ListFormat, ListFormatOption
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.streams import print_text, show
from jobtrack.domain.ledger.log import (
    VersionEffect,
    effects_in,
    find_key,
    log_of,
    version_effects_in,
)
from jobtrack.domain.recording import Effect
from jobtrack.render.ledger.log import (
    acknowledgement_lines,
    batch_text,
    effect_lines,
    log_text,
    version_lines,
)
from jobtrack.render.ledger.log_data import batch_json, log_json
from jobtrack.store.ledger import Ledger, figure_key, open_ledger
from jobtrack.words import N_

MOST_LISTED = 1_000_000_000


def log(
    context: typer.Context,
    batch: Annotated[
        str | None,
        typer.Argument(metavar="BATCH", help=N_("Show what this batch did (default: list all).")),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", "-n", metavar="N", min=1, max=MOST_LISTED, help=N_("Only the newest N batches.")
        ),
    ] = None,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    if batch is not None:
        for part in _parts_of_batch(batch, format, here):
            print_text(part, sys.stdout)
        return
    with open_ledger(here.path) as store:
        found = log_of(store.batches(limit), store.counts(), store.reversals())
    show(log_json(found) if format is ListFormat.JSON else log_text(found, here.medium()), here)


def _parts_of_batch(name: str, format: ListFormat, here: Surroundings) -> Iterator[str]:
    """The batch and its rows, as text that is printed part by part."""
    with open_ledger(here.path) as store:
        key = find_key(store.keys(), name)
        plan, reversals = store.plan(), store.reversals()
        [one] = log_of([store.batch(key)], store.counts(), reversals)
        versions = _version_effects(store, key)
        acknowledged = [one for one in store.stored_acknowledgements() if one.batch.key == key]
    effects = _effects(key, here)
    medium = here.medium()
    if format is ListFormat.JSON:
        yield from batch_json(one, effects, versions, acknowledged)
        return
    yield batch_text(one, medium)
    yield from chain(effect_lines(effects, plan, medium), version_lines(versions, plan, medium))
    yield from acknowledgement_lines(acknowledged, plan, medium)


def _effects(key: str, here: Surroundings) -> Iterator[Effect]:
    """Those of the batch's figures, read page by page: no lock is held while they are printed."""
    after, is_last = None, False
    while not is_last:
        with open_ledger(here.path) as store:
            page, reversals = store.month_page(key, after), store.reversals()
        for rows in page:
            yield from effects_in(key, rows, reversals)
        is_last = not page
        after = None if is_last else figure_key(page[-1][0])


def _version_effects(store: Ledger, key: str) -> list[VersionEffect]:
    """Those of the batch's target versions."""
    reversals = store.reversals()
    return [
        effect
        for versions in store.versions(key)
        for effect in version_effects_in(key, versions, reversals)
    ]
