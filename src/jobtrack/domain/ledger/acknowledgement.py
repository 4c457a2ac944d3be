"""Findings that somebody has looked at and lets stand."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jobtrack.domain.batch import Batch
from jobtrack.domain.finding import Finding
from jobtrack.domain.ledger.reversal import Reversals, is_taken_back
from jobtrack.domain.text import visible
from jobtrack.errors.checking import FindingAmbiguous, NoFinding


class Acknowledgement(NamedTuple):
    """A finding that ``batch`` let stand: who, when and, in its note, why.

    ``finding`` is its key; ``name`` and ``text`` are what it was called and what it said then.
    """

    finding: str
    name: str
    text: str
    batch: Batch


def acknowledgement_values(one: Finding) -> tuple[str, str, str]:
    """What is stored of a finding that is let stand; the batch comes last in its table."""
    return (one.key, str(one.notice), one.text)


def standing_ones(
    stored: Iterable[Acknowledgement], reversals: Reversals
) -> dict[str, Acknowledgement]:
    """The latest acknowledgement of each finding by its key, of those that were not taken back."""
    in_order = sorted(stored, key=lambda one: one.batch.key)
    return {one.finding: one for one in in_order if not is_taken_back(one.batch.key, reversals)}


def find_finding(found: Sequence[Finding], name: str) -> Finding:
    """The one of ``found`` whose key begins with ``name``. Errors: NoFinding, FindingAmbiguous."""
    matching = {one.key: one for one in found if name and one.key.startswith(name.lower())}
    if not matching:
        raise NoFinding(key=visible(name))
    if len(matching) > 1:
        raise FindingAmbiguous(key=visible(name), choices=tuple(_told_apart(matching)))
    return next(iter(matching.values()))


def _told_apart(keys: Iterable[str]) -> list[str]:
    """The short keys, or where those are the same the whole ones."""
    whole = list(keys)
    short = [key[:8] for key in whole]
    return short if len(set(short)) == len(short) else whole
