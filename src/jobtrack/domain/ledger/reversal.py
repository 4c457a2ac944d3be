"""Which rows stand: a batch that was taken back counts as if it had never been."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.target import TargetVersion

UNDO, REDO = "undo", "redo"
Stored = TypeVar("Stored", Snapshot, TargetVersion)
Slot = tuple[object, ...]


class Reversal(NamedTuple):
    """What a batch written by ``undo`` says of the rows of the batch ``root``: whether they stand.

    Taking back an undo lets them stand again. ``root`` is the key of a batch that is no reversal.
    """

    root: str
    is_redo: bool

    @property
    def command(self) -> str:
        """The command of the batch that says so; ``reversal_of`` reads it back."""
        return f"{REDO if self.is_redo else UNDO} {self.root}"


Reversals = Mapping[str, Reversal]  # by the key of the batch that says so


def reversal_of(command: str) -> Reversal | None:
    """What a batch with this command says of another one; None where it takes nothing back."""
    word, _, root = command.partition(" ")
    return Reversal(root, word == REDO) if root and word in {UNDO, REDO} else None


def is_taken_back(root: str, reversals: Reversals) -> bool:
    """Whether the last word on the batch ``root``, which is no reversal, is that it does not count."""
    words = [key for key, one in reversals.items() if one.root == root]
    return bool(words) and not reversals[max(words)].is_redo


def day_of(row: Snapshot | TargetVersion) -> date:
    """The day from which a stored row was known."""
    day = row.known_from if isinstance(row, Snapshot) else row.target.known_from
    assert day is not None, "a stored version has a day"
    return day


def slot_of(row: Snapshot | TargetVersion) -> Slot:
    """What rows have in common of which only one can count: their key but for the batch."""
    if isinstance(row, Snapshot):
        return (row.indicator, row.area, row.period, row.known_from)
    return (row.target.id, row.target.known_from)


def standing(rows: Iterable[Stored], reversals: Reversals) -> list[Stored]:
    """The ``rows`` that count, in their order: neither taken back nor what a reversal wrote.

    The reversal with the highest key has the last word on a row. What it wrote itself is for those who
    read the tables, where the row known from the latest day counts. Source: docs/method.md, undo.
    """
    found = list(rows)
    if not any(row.batch in reversals for row in found):
        return found
    latest = last_words(found, reversals)
    kept = []
    for row in found:
        word = latest.get((slot_of(row), row.batch))
        if row.batch not in reversals and (word is None or reversals[word].is_redo):
            kept.append(row)
    return kept


def last_words(rows: Iterable[Stored], reversals: Reversals) -> dict[tuple[Slot, str], str]:
    """The key of the latest reversal of each row that one of ``rows`` speaks of, by slot and root."""
    latest: dict[tuple[Slot, str], str] = {}
    for row in rows:
        if row.batch in reversals:
            place = slot_of(row), reversals[row.batch].root
            latest[place] = max(latest.get(place, ""), row.batch)
    return latest
