"""Two databases side by side: the other one is only read, and what it brings in is written here."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from jobtrack.domain.finding import Finding
from jobtrack.domain.ledger.merging import Incoming, Merge, Side, merge_of
from jobtrack.domain.plan import Plan
from jobtrack.errors.hub import HubBatchDiffers
from jobtrack.errors.keeping import BatchDiffers, NotWhole
from jobtrack.store import rows
from jobtrack.store.arriving import COLUMNS, KEY, Arriving
from jobtrack.store.connection import closed_on_failure, named_errors, open_connection
from jobtrack.store.integrity import findings_of
from jobtrack.store.store import Store

_HUB = Path("hub")  # in the place of a file's name


class Pair:
    """Both databases, each of one moment, and the connections behind them."""

    def __init__(
        self,
        ours: Store,
        theirs: Store,
        here: sqlite3.Connection,
        there: sqlite3.Connection,
        arriving: Arriving,
        only: Collection[str] | None = None,
    ) -> None:
        self.ours = ours
        self.theirs = theirs
        self._here = here
        self._there = there
        self._arriving = arriving
        self._only = only

    def merge(self, side: Side | None) -> Merge:
        """The union of both; where they differ that side's word holds, ours where none is chosen."""
        return merge_of(
            self.ours.plan(),
            self.theirs.plan(),
            self.ours.target_versions(),
            self.theirs.target_versions(),
            side or Side.OURS,
        )

    def bring_in(self, plan: Plan) -> Incoming:
        """Write the batches that are missing here, and ``plan``, which both databases' rows refer to.

        Rows come in as they are, keys and digests included: a set union. Nothing is there before the
        block of ``open_pair`` ends well. Errors: BatchDiffers.
        """
        batches = self._batches()
        incoming = self._incoming(batches)
        if plan != self.ours.plan():
            self.ours.define(plan)
        self._insert("batch", rows.BATCH, batches)
        self._arriving.write()
        for table, columns in (("target", rows.TARGET), ("acknowledgement", rows.ACKNOWLEDGEMENT)):
            self._insert(table, (*columns, "batch"), self._rows_of(table, columns, batches))
        self._let_go()
        return incoming

    def _let_go(self) -> None:
        """End reading the other one: who merges the other way round at the same time waits for that."""
        for statement in ("COMMIT", "BEGIN"):
            self._there.execute(statement)

    def count(self) -> Incoming:
        """What ``bring_in`` would bring in; nothing is written. Errors: BatchDiffers."""
        return self._incoming(self._batches())

    def _incoming(self, batches: list[rows.Values]) -> Incoming:
        """How much comes in with ``batches``, while none of it is written."""
        self._arriving.keep({key for key, *_ in batches})
        versions = self._rows_of("target", rows.TARGET, batches)
        figures = self._arriving
        return Incoming(len(batches), figures.count(), len(versions), figures.changed())

    def _batches(self) -> list[rows.Values]:
        """The batches that only the other one has, in the order of their keys."""
        with named_errors(self.ours.path):
            here = dict(self._here.execute("SELECT key, digest FROM batch"))
        missing = []
        with named_errors(self.theirs.path):
            for key, *others in self._there.execute(_select(rows.BATCH, "batch", "key")):
                if key not in here:
                    if self._only is None or key in self._only:
                        missing.append((key, *others))
                elif here[key] != others[rows.BATCH.index("digest") - 1]:
                    if self._only is not None:
                        raise HubBatchDiffers(batch=key)
                    raise BatchDiffers(batch=key, path=self.theirs.path)
        return missing

    def _rows_of(
        self, table: str, columns: Sequence[str], batches: list[rows.Values]
    ) -> list[rows.Values]:
        """The rows of ``table`` of these batches."""
        keys = {key for key, *_ in batches}
        with named_errors(self.theirs.path):
            found = self._there.execute(_select((*columns, "batch"), table, f"{columns[0]}, batch"))
            return [row for row in found if row[-1] in keys]

    def _insert(self, table: str, columns: Sequence[str], values: Iterable[rows.Values]) -> None:
        with named_errors(self.ours.path):
            self._here.executemany(rows.insertion(table, columns), values)


@contextmanager
def open_pair(own: Path, other: Path, *, writing: bool) -> Iterator[Pair]:
    """The database at ``own`` and the one at ``other``, which is held against its digests first.

    Whoever wants to write to ``other`` waits until all is brought in. Errors: DatabaseUnusable,
    DatabaseMissing, NotWhole.
    """
    there = open_connection(other, writing=False)
    with Store(there, other, writing=False) as theirs:
        with named_errors(other):
            noticed: list[Finding] = findings_of(there, has_digests=True)
        if noticed:
            raise NotWhole(path=other, problem=noticed[0])
        with _beside(own, theirs, there, _figures(there, other), writing=writing) as pair:
            yield pair


@contextmanager
def open_part(
    own: Path,
    mirror: sqlite3.Connection,
    figures: Iterable[rows.Values],
    only: Collection[str],
    *,
    writing: bool,
) -> Iterator[Pair]:
    """The database at ``own`` and a ``mirror`` of the hub, of which ``only`` these batches come in.

    ``figures`` are theirs, in the order of the key. Errors: DatabaseUnusable, DatabaseMissing.
    """
    with (
        Store(mirror, _HUB, writing=False) as theirs,
        _beside(own, theirs, mirror, figures, only, writing=writing) as pair,
    ):
        yield pair


@contextmanager
def _beside(
    own: Path,
    theirs: Store,
    there: sqlite3.Connection,
    figures: Iterable[rows.Values],
    only: Collection[str] | None = None,
    *,
    writing: bool,
) -> Iterator[Pair]:
    """The pair, once the figures that are missing at ``own`` are set aside there."""
    here = open_connection(own, writing=writing)
    with closed_on_failure(here):
        arriving = Arriving(here, own, writing=writing)
        known = arriving.known_keys()
        arriving.add(row for row in figures if row[-1] not in known)
    with Store(here, own, writing=writing) as ours:
        yield Pair(ours, theirs, here, there, arriving, only)


def _figures(there: sqlite3.Connection, other: Path) -> Iterator[rows.Values]:
    with named_errors(other):
        yield from there.execute(_select(COLUMNS, "snapshot", KEY))


def _select(columns: Sequence[str], table: str, key: str) -> str:
    return f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key}"
