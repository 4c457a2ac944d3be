"""Two databases side by side: the other one is only read, and what it brings in is written here."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from jobtrack.domain.finding import Finding
from jobtrack.domain.ledger.merging import Incoming
from jobtrack.domain.plan import Plan
from jobtrack.errors.hub import HubBatchDiffers, PulledBatchBroken
from jobtrack.errors.keeping import BatchDiffers, NotWhole
from jobtrack.store import rows
from jobtrack.store.connection import named_errors, open_connection
from jobtrack.store.integrity import findings_of, untrue_batches
from jobtrack.store.store import Store

_MONTH = slice(3)  # indicator, area and period
_COLUMNS = (*rows.SNAPSHOT, "batch")
_VALUE = _COLUMNS.index("value")
_DAY = _COLUMNS.index("known_from")
_BATCH = _COLUMNS.index("batch")


class Pair:
    """Both databases, each of one moment, and the connections behind them."""

    def __init__(
        self,
        ours: Store,
        theirs: Store,
        here: sqlite3.Connection,
        there: sqlite3.Connection,
        only: Collection[str] | None = None,
    ) -> None:
        self.ours = ours
        self.theirs = theirs
        self._here = here
        self._there = there
        self._only = only

    def bring_in(self, plan: Plan) -> Incoming:
        """Write the batches that are missing here, and ``plan``, which both databases' rows refer to.

        Rows come in as they are, keys and digests included: a set union. Nothing is there before the
        block of ``open_pair`` ends well. Errors: BatchDiffers.
        """
        batches, figures = self._batches(), _Figures(self._here)
        self.ours.define(plan)
        self._insert("batch", rows.BATCH, batches)
        new = {batch[0] for batch in batches}
        self._insert("snapshot", _COLUMNS, figures.new(self._there, new))
        versions = self._rows_of("target", rows.TARGET, new)
        self._insert("target", (*rows.TARGET, "batch"), versions)
        acknowledged = self._rows_of("acknowledgement", rows.ACKNOWLEDGEMENT, new)
        self._insert("acknowledgement", (*rows.ACKNOWLEDGEMENT, "batch"), acknowledged)
        self._let_go()
        return Incoming(len(batches), figures.count, len(versions), figures.changed)

    def _let_go(self) -> None:
        """End reading the other one: who merges the other way round at the same time waits for that."""
        for statement in ("COMMIT", "BEGIN"):
            self._there.execute(statement)

    def count(self) -> Incoming:
        """What ``bring_in`` would bring in; nothing is written. Errors: BatchDiffers."""
        batches, figures = self._batches(), _Figures(self._here)
        new = {batch[0] for batch in batches}
        for _ in figures.new(self._there, new):
            pass
        versions = self._rows_of("target", rows.TARGET, new)
        return Incoming(len(batches), figures.count, len(versions), figures.changed)

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

    def _rows_of(self, table: str, columns: Sequence[str], new: Collection[str]) -> list[rows.Values]:
        """The rows of ``table`` of the batches that are ``new``."""
        with named_errors(self.theirs.path):
            found = self._there.execute(_select((*columns, "batch"), table, f"{columns[0]}, batch"))
            return [row for row in found if row[-1] in new]

    def _insert(self, table: str, columns: Sequence[str], values: Iterable[rows.Values]) -> None:
        marks = ", ".join("?" * len(columns))
        with named_errors(self.ours.path):
            self._here.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", values
            )


class _Figures:
    """The figures that come in, counted while they are walked, month by month in key order."""

    def __init__(self, here: sqlite3.Connection) -> None:
        self.count = 0
        self.changed = 0
        self._here = here

    def new(self, there: sqlite3.Connection, new: Collection[str]) -> Iterator[rows.Values]:
        """The rows of ``new`` batches; none is held longer than its month."""
        key = "indicator, area, period, known_from, batch"
        found = there.execute(_select(_COLUMNS, "snapshot", key))
        for month, group in groupby(found, lambda row: row[_MONTH]):
            fresh = [row for row in group if row[_BATCH] in new]
            if fresh:
                self.count += len(fresh)
                self.changed += self._is_changed(month, fresh)
                yield from fresh

    def _is_changed(self, month: rows.Values, fresh: list[rows.Values]) -> bool:
        """Whether the current value of ``month`` becomes another one with ``fresh``, in key order."""
        before = self._here.execute(
            "SELECT known_from, batch, value FROM snapshot"
            " WHERE (indicator, area, period) = (?, ?, ?) ORDER BY known_from DESC, batch DESC LIMIT 1",
            month,
        ).fetchone()
        last = fresh[-1]
        if before is None:
            return last[_VALUE] is not None
        day, batch, value = before
        return (last[_DAY], last[_BATCH]) > (day, batch) and bool(last[_VALUE] != value)


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
        here = open_connection(own, writing=writing)
        with Store(here, own, writing=writing) as ours:
            yield Pair(ours, theirs, here, there)


@contextmanager
def open_part(own: Path, mirror: Path, only: Collection[str], *, writing: bool) -> Iterator[Pair]:
    """The database at ``own`` and a ``mirror`` of the hub, of which ``only`` these batches come in.

    They are whole there, and held against their digests first. Errors: DatabaseUnusable,
    DatabaseMissing, PulledBatchBroken.
    """
    there = open_connection(mirror, writing=False)
    with Store(there, mirror, writing=False) as theirs:
        with named_errors(mirror):
            for key in untrue_batches(there) if only else ():
                if key in only:
                    raise PulledBatchBroken(batch=key)
        here = open_connection(own, writing=writing)
        with Store(here, own, writing=writing) as ours:
            yield Pair(ours, theirs, here, there, only)


def _select(columns: Sequence[str], table: str, key: str) -> str:
    return f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key}"
