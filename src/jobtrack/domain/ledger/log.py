"""The batches of a database and what each of them did."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jobtrack.domain.batch import Batch
from jobtrack.domain.ledger.reversal import Reversals, standing
from jobtrack.domain.recording import Effect, outcome_of
from jobtrack.domain.snapshot import Snapshot, in_order_known
from jobtrack.domain.target import TargetVersion, current_versions
from jobtrack.domain.text import visible
from jobtrack.errors.ledger import BatchAmbiguous, NoBatch, NothingRecorded


class Counts(NamedTuple):
    """How many rows a batch wrote: figures, target versions, findings that it lets stand."""

    figures: int = 0
    targets: int = 0
    findings: int = 0


class Logged(NamedTuple):
    """A batch with its counts; ``undone_by`` is the key of the one that took it back, if any did.

    Rows that had been recorded again by then still stand.
    """

    batch: Batch
    counts: Counts
    undone_by: str | None


class VersionEffect(NamedTuple):
    """``version`` was written; ``before`` is the one that counted until then, dropped or not."""

    version: TargetVersion
    before: TargetVersion | None


def short_key(key: str) -> str:
    """The 8 digits of the digest, by which people name a batch."""
    return key.rpartition("-")[2]


def find_key(keys: Sequence[str], name: str | None) -> str:
    """The key that is ``name`` or whose 8 digits begin so; None stands for the newest.

    ``keys`` come newest first. Errors: NoBatch, BatchAmbiguous, NothingRecorded.
    """
    if not keys:
        raise NothingRecorded
    if name is None or name in keys:
        return keys[0] if name is None else name
    found = [key for key in keys if name and short_key(key).startswith(name.lower())]
    if not found:
        raise NoBatch(name=visible(name))
    if len(found) > 1:
        choices = list(dict.fromkeys(map(short_key, found)))
        raise BatchAmbiguous(name=visible(name), choices=tuple(choices if choices[1:] else found))
    return found[0]


def log_of(
    batches: Iterable[Batch], counts: Mapping[str, Counts], reversals: Reversals
) -> tuple[Logged, ...]:
    """``batches`` in their order, each with what it wrote and what took it back."""
    by_root: dict[str, list[str]] = {}
    for key in sorted(reversals):
        by_root.setdefault(reversals[key].root, []).append(key)
    return tuple(
        Logged(one, counts.get(one.key, Counts()), _undone_by(one.key, by_root, reversals))
        for one in batches
    )


def _undone_by(key: str, by_root: Mapping[str, Sequence[str]], reversals: Reversals) -> str | None:
    """The reversal with the last word on ``key``, where that is that it does not count."""
    own = reversals.get(key)
    words = by_root.get(key if own is None else own.root, ())
    if not words or words[-1] == key:
        return None
    was_redone = own is not None and not own.is_redo  # a later undo of the same root agrees with it
    return words[-1] if reversals[words[-1]].is_redo is was_redone else None


def effects_in(key: str, rows: Iterable[Snapshot], reversals: Reversals) -> list[Effect]:
    """What the rows of the batch ``key`` did when it was recorded, in the order of their day.

    ``rows`` are all that one month has, in any order.
    """
    in_order = in_order_known(rows)
    count = standing([row for row in in_order if row.batch < key], reversals)
    effects = []
    for row in in_order:
        if row.batch == key:
            before = count[-1] if count else None
            effects.append(Effect(row, outcome_of(row, before), before))
            count = in_order_known([*count, row])
    return effects


def version_effects_in(
    key: str, versions: Iterable[TargetVersion], reversals: Reversals
) -> list[VersionEffect]:
    """What the versions of the batch ``key`` did; ``versions`` are all that one target has."""
    in_order = sorted(versions, key=lambda one: (one.target.known_from, one.batch))
    count = standing([one for one in in_order if one.batch < key], reversals)
    effects = []
    for one in in_order:
        if one.batch == key:
            effects.append(VersionEffect(one, current_versions(count).get(one.target.id)))
            count = [*count, one]
    return effects
