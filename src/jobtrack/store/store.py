"""The figures, targets and definitions of one database, read and recorded as domain values."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from jobtrack.domain.batch import Batch, Origin, batch_of, line
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.ledger.reversal import REDO, UNDO, Reversal, reversal_of, standing
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.rollup import summed_series
from jobtrack.domain.series import Place, Series
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.target import Target, TargetVersion, current_versions
from jobtrack.store import rows
from jobtrack.store.connection import closed_on_failure, named_errors
from jobtrack.store.definitions import definitions_of, write_definitions
from jobtrack.store.series import COLUMNS, SOURCE, series_by_area, wanted

Thing = TypeVar("Thing")
_FAR_FUTURE = "9999-12-31"


class Store:
    """An open database. Everything that is read in one ``with`` block of it is of one moment.

    Errors: those of ``DatabaseUnusable``, and DatabaseBusy after half a minute of waiting.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, writing: bool) -> None:
        self.path = path
        self._connection = connection
        self._begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
        self._reversals: dict[str, Reversal] | None = None  # once read, until the next batch

    def __enter__(self) -> Self:
        with closed_on_failure(self._connection), self._named_errors():
            self._connection.execute(self._begin)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                with self._named_errors():
                    self._connection.execute("COMMIT")
        finally:
            self._connection.close()  # rolls back what is not committed

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        with named_errors(self.path):
            yield

    def _rows(self, columns: Sequence[str], source: str, *values: object) -> list[rows.Values]:
        """All rows of ``SELECT columns FROM source``."""
        with self._named_errors():
            return self._connection.execute(
                f"SELECT {', '.join(columns)} FROM {source}",
                values,
            ).fetchall()

    # reading

    def plan(self, known_on: date | None = None) -> Plan:
        """The definitions, with the targets as they were known on that day (None: now)."""
        plan = definitions_of(self._rows)
        return plan._replace(targets=self._targets(list(plan.indicators), known_on))

    def _targets(self, indicators: list[str], known_on: date | None) -> dict[str, Target]:
        """Those that stood on that day, indicator by indicator, the one due first first."""
        current = current_versions(self.target_versions(known_on)).values()
        standing = [version.target for version in current if not version.is_dropped]
        standing.sort(key=lambda one: (indicators.index(one.indicator), one.due, one.id))
        return {one.id: one for one in standing}

    def target_versions(self, known_on: date | None = None) -> list[TargetVersion]:
        """The versions of every target known on that day (None: now) that stand, ordered by key."""
        return standing(self.stored_versions(known_on), self.reversals())

    def stored_versions(self, known_on: date | None = None) -> list[TargetVersion]:
        """Those that were taken back and what took them back too."""
        found = self._rows(
            (*rows.TARGET, "batch"),
            "target WHERE known_from <= ? ORDER BY id, known_from, batch",
            _FAR_FUTURE if known_on is None else str(known_on),
        )
        return [rows.version_of(tuple(row), batch) for *row, batch in found]

    def snapshots(
        self, indicator: str, area: str, period: Month | None = None, known_on: date | None = None
    ) -> list[Snapshot]:
        """The rows of one series (of one month) known on that day that stand, ordered by key."""
        return standing(self.stored_snapshots(indicator, area, period, known_on), self.reversals())

    def stored_snapshots(
        self, indicator: str, area: str, period: Month | None = None, known_on: date | None = None
    ) -> list[Snapshot]:
        """Those that were taken back and what took them back too."""
        found = self._rows(
            (*rows.SNAPSHOT, "batch"),
            "snapshot WHERE indicator = ? AND area = ? AND period BETWEEN ? AND ? AND known_from <= ?"
            " ORDER BY period, known_from, batch",
            indicator,
            area,
            "" if period is None else str(period),
            _FAR_FUTURE if period is None else str(period),
            _FAR_FUTURE if known_on is None else str(known_on),
        )
        return [rows.snapshot_of(tuple(row), batch) for *row, batch in found]

    def series(
        self, plan: Plan, places: Iterable[Place], known_on: date | None = None
    ) -> dict[Place, Series]:
        """The values of each place as they were known on that day (None: now).

        A month for which the area has none is summed over the areas below it.
        """

        def read(indicator: Indicator, areas: Collection[str]) -> dict[str, Series]:
            found = self._known(indicator.id, areas, known_on)
            return series_by_area(indicator, found, self.reversals())

        return summed_series(plan, places, read)

    def _known(
        self, indicator: str, areas: Collection[str], known_on: date | None
    ) -> list[rows.Values]:
        """The rows of ``COLUMNS`` of these areas, in no order."""
        return self._rows(COLUMNS, SOURCE, *wanted(indicator, areas, known_on))

    def reversals(self) -> dict[str, Reversal]:
        """What each batch that ``undo`` wrote says, by its key."""
        if self._reversals is None:
            source = f"batch WHERE command GLOB '{UNDO} *' OR command GLOB '{REDO} *'"  # as the index
            found = self._rows(("key", "command"), source)
            read = ((key, reversal_of(command)) for key, command in found)
            self._reversals = {key: one for key, one in read if one is not None}
        return self._reversals

    # writing

    def record(
        self,
        origin: Origin,
        snapshots: Iterable[Snapshot] = (),
        targets: Iterable[TargetVersion] = (),
    ) -> Batch:
        """Write one batch with these rows; nothing is there before the ``with`` block ends well."""
        figures = sorted(map(rows.snapshot_values, snapshots))
        versions = sorted(rows.version_values(one) for one in targets)
        lines = [line("snapshot", *row) for row in figures]
        lines += [line("target", *row) for row in versions]
        batch = self.begin_batch(origin, lines)
        self._insert("snapshot", (*rows.SNAPSHOT, "batch"), [(*row, batch.key) for row in figures])
        self._insert("target", (*rows.TARGET, "batch"), [(*row, batch.key) for row in versions])
        return batch

    def begin_batch(self, origin: Origin, lines: Iterable[str]) -> Batch:
        """Write the row of a batch; its rows, which ``lines`` are of in key order, are to follow."""
        [(previous,)] = self._rows(("max(key)",), "batch")
        batch = batch_of(origin, previous, lines)
        self._reversals = None
        self._insert("batch", rows.BATCH, [batch])
        return batch

    def define(self, plan: Plan) -> None:
        """Make the definitions of the database those of ``plan``, its targets aside.

        None is taken away: ``plan`` has those of the database too.
        """
        with self._named_errors():
            write_definitions(self._connection, plan)

    def _insert(self, table: str, columns: Sequence[str], values: Iterable[rows.Values]) -> None:
        with self._named_errors():
            self._connection.executemany(rows.insertion(table, columns), values)
