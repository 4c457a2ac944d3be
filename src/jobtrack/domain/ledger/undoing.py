"""What taking a batch back writes: decided here, carried out by the store."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple

from jobtrack.domain.batch import OPEN_BATCH
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.ledger.log import VersionEffect, effects_in, version_effects_in
from jobtrack.domain.ledger.reversal import (
    Reversal,
    Reversals,
    Stored,
    day_of,
    is_taken_back,
    last_words,
    slot_of,
    standing,
)
from jobtrack.domain.recording import Effect
from jobtrack.domain.snapshot import Flag, Snapshot
from jobtrack.domain.target import TargetVersion


class Overtaken(NamedTuple, Generic[Stored]):
    """A row that is left as it is, as the batch ``by`` has recorded its key and day anew."""

    row: Stored
    by: str


class Undoing(NamedTuple):
    """What is written, and what it does to the current values; what is left, and why.

    ``done`` counts the rows that are taken back already. ``acknowledgements`` need no row of their own:
    the batch that records this, which has the command of ``reversal``, says whether they stand.
    """

    reversal: Reversal
    effects: tuple[Effect, ...]
    version_effects: tuple[VersionEffect, ...]
    overtaken: tuple[Overtaken[Snapshot], ...]
    overtaken_versions: tuple[Overtaken[TargetVersion], ...]
    done: int
    acknowledgements: tuple[Acknowledgement, ...] = ()

    @property
    def snapshots(self) -> list[Snapshot]:
        """The rows to be recorded."""
        return [one.snapshot for one in self.effects]

    @property
    def versions(self) -> list[TargetVersion]:
        """The target versions to be recorded."""
        return [one.version for one in self.version_effects]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not (self.effects or self.version_effects or self.acknowledgements)


class _Parts(NamedTuple, Generic[Stored]):
    """The rows of one month or target: to be written, overtaken, and how many are done."""

    written: list[Stored]
    overtaken: list[Overtaken[Stored]]
    done: int


def undoing_of(
    key: str,
    months: Iterable[Sequence[Snapshot]],
    targets: Iterable[Sequence[TargetVersion]],
    reversals: Reversals,
    acknowledgements: Iterable[Acknowledgement] = (),
) -> Undoing:
    """What taking back the batch ``key`` does.

    ``months`` are all rows of each month that it wrote to, ``targets`` all versions of each target,
    ``acknowledgements`` all that were ever made.
    Source: docs/method.md, undo.
    """
    own = reversals.get(key)
    reversal = Reversal(key, is_redo=False) if own is None else own._replace(is_redo=not own.is_redo)
    after = {**reversals, OPEN_BATCH: reversal}
    effects, overtaken, done = list[Effect](), list[Overtaken[Snapshot]](), 0
    for rows in months:
        parts = _parts(key, rows, after, _figure_of)
        effects += effects_in(OPEN_BATCH, [*rows, *parts.written], after)
        overtaken += parts.overtaken
        done += parts.done
    version_effects, overtaken_versions = list[VersionEffect](), list[Overtaken[TargetVersion]]()
    for versions in targets:
        found = _parts(key, versions, after, _version_of)
        version_effects += version_effects_in(OPEN_BATCH, [*versions, *found.written], after)
        overtaken_versions += found.overtaken
        done += found.done
    let_stand = tuple(one for one in acknowledgements if one.batch.key == reversal.root)
    if is_taken_back(reversal.root, after) == is_taken_back(reversal.root, reversals):
        done, let_stand = done + len(let_stand), ()
    return Undoing(
        reversal,
        tuple(effects),
        tuple(version_effects),
        tuple(overtaken),
        tuple(overtaken_versions),
        done,
        let_stand,
    )


def _parts(
    key: str,
    rows: Sequence[Stored],
    after: Reversals,
    written_as: Callable[[Stored, Stored | None], Stored],
) -> _Parts[Stored]:
    latest, stand = last_words(rows, after), standing(rows, after)
    taken: list[Stored] = []
    overtaken: list[Overtaken[Stored]] = []
    done = 0
    for row in rows:
        if row.batch != key:
            continue
        word = latest.get((slot_of(row), after[OPEN_BATCH].root))
        later = [one.batch for one in stand if one.batch > key and slot_of(one) == slot_of(row)]
        if word != key if key in after else word is not None and not after[word].is_redo:
            done += 1
        elif later:
            overtaken.append(Overtaken(row, max(later)))
        else:
            taken.append(row._replace(batch=OPEN_BATCH))
    stand = standing(list(rows) + taken, after)
    return _Parts([written_as(row, _answer(row, stand)) for row in taken], overtaken, done)


def _answer(row: Stored, stand: Iterable[Stored]) -> Stored | None:
    """The one of ``stand`` that answers for the day of ``row``."""
    known = [one for one in stand if day_of(one) <= day_of(row)]
    return max(known, key=lambda one: (day_of(one), one.batch), default=None)


def _figure_of(row: Snapshot, answer: Snapshot | None) -> Snapshot:
    """``row`` with the figure of ``answer``; a withdrawal where there is none."""
    if answer is None:
        return row._replace(figure=None, flag=Flag.MISSING, source="", note="")
    return answer._replace(known_from=row.known_from, batch=row.batch)


def _version_of(row: TargetVersion, answer: TargetVersion | None) -> TargetVersion:
    """``row`` with what ``answer`` says; dropped where there is none."""
    if answer is None:
        return row._replace(is_dropped=True)
    target = answer.target._replace(known_from=row.target.known_from)
    return answer._replace(target=target, batch=row.batch)
