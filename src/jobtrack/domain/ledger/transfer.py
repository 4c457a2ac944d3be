"""What goes from one place of batches to another, and in which portions."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from jobtrack.domain.ledger.merging import Incoming
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import TargetVersion


class Amount(NamedTuple):
    """So many batches with so many figures."""

    batches: int
    figures: int


class OfficeAtHub(NamedTuple):
    """An office, its areas by code (none: it only reads), what it pushed and when at last (aware)."""

    name: str
    areas: tuple[str, ...]
    pushed: Amount
    last: datetime | None


class HubStatus(NamedTuple):
    """What the hub holds, what is only here, what is only there, and its offices by name."""

    held: Amount
    to_push: Amount
    to_pull: Amount
    offices: tuple[OfficeAtHub, ...]


class Pulled(NamedTuple):
    """What has come in, portion by portion; the plan as it was and as it is; targets said anew."""

    before: Plan
    after: Plan
    incoming: tuple[Incoming, ...]
    decided: tuple[TargetVersion, ...]


class Pushed(NamedTuple):
    """What has gone to the hub, and its plan as it was (None: nothing was defined) and as it is."""

    before: Plan | None
    after: Plan
    amount: Amount


class Portion(NamedTuple):
    """Batches that travel together, by key, and how many figures they have."""

    keys: tuple[str, ...]
    figures: int


def lacking(there: Mapping[str, int], here: Collection[str]) -> dict[str, int]:
    """The batches that are only there, in the order of their keys, each with its number of figures.

    A batch has a higher key than the one before it in its file, so whatever number of the first are
    taken, none of them lacks its predecessor.
    """
    return {key: there[key] for key in sorted(there.keys() - set(here))}


def amount_of(batches: Mapping[str, int]) -> Amount:
    """How much that is."""
    return Amount(len(batches), sum(batches.values()))


def portions(batches: Mapping[str, int], most_batches: int, most_figures: int) -> Iterator[Portion]:
    """``batches`` in their order, no more of either at once; a larger batch is a portion of its own."""
    keys: list[str] = []
    figures = 0
    for key, count in batches.items():
        if keys and (len(keys) == most_batches or figures + count > most_figures):
            yield Portion(tuple(keys), figures)
            keys, figures = [], 0
        keys.append(key)
        figures += count
    if keys:
        yield Portion(tuple(keys), figures)
