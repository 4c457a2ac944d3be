"""The batches of one database, what each of them wrote, and the database as it was recorded earlier."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from jobtrack.domain.batch import Batch, Origin, line
from jobtrack.domain.finding import Finding
from jobtrack.domain.ledger.acknowledgement import (
    Acknowledgement,
    acknowledgement_values,
    standing_ones,
)
from jobtrack.domain.ledger.log import Counts
from jobtrack.domain.month import Month
from jobtrack.domain.series import Place
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.target import TargetVersion
from jobtrack.store import rows
from jobtrack.store.connection import open_connection
from jobtrack.store.store import Store

_MONTHS_A_PAGE = 1000
FigureKey = tuple[str, str, Month]  # indicator id, area code, month

_OWN_MONTHS = """
    (SELECT DISTINCT indicator, area, period FROM snapshot
     WHERE batch = ? AND (indicator, area, period) > (?, ?, ?)
     ORDER BY indicator, area, period LIMIT ?)
    CROSS JOIN snapshot USING (indicator, area, period)
    ORDER BY indicator, area, period, known_from, batch
"""


class Ledger(Store):
    """A store that also reads its batches and every row of theirs."""

    def keys(self) -> list[str]:
        """The keys of all batches, the newest first."""
        return [key for (key,) in self._rows(("key",), "batch ORDER BY key DESC")]

    def batches(self, limit: int | None = None) -> list[Batch]:
        """The newest ``limit`` batches (None: all), the newest first."""
        source = "batch ORDER BY key DESC LIMIT ?"
        return [Batch(*row) for row in self._rows(rows.BATCH, source, -1 if limit is None else limit)]

    def batch(self, key: str) -> Batch:
        """The batch with that key, which exists."""
        [row] = self._rows(rows.BATCH, "batch WHERE key = ?", key)
        return Batch(*row)

    def counts(self) -> dict[str, Counts]:
        """How many rows each batch that has any wrote."""
        columns = ("batch", "count(*)")
        found: list[dict[str, int]] = [
            dict(self._rows(columns, f"{table} GROUP BY batch"))
            for table in ("snapshot", "target", "acknowledgement")
        ]
        keys = set().union(*found)
        return {key: Counts(*(one.get(key, 0) for one in found)) for key in keys}

    def months(self, key: str) -> Iterator[list[Snapshot]]:
        """All rows of each month that the batch wrote to, as ``month_page`` has them."""
        page = self.month_page(key)
        while page:
            yield from page
            page = self.month_page(key, after=figure_key(page[-1][0]))

    def month_page(self, key: str, after: FigureKey | None = None) -> list[list[Snapshot]]:
        """The rows of the first thousand months after that one (None: of all) that the batch wrote to.

        Ordered by key, rows of other batches and those that do not stand included.
        """
        start = ("", "", "") if after is None else (*after[:2], str(after[2]))
        columns = (*rows.SNAPSHOT, "batch")
        found = self._rows(columns, _OWN_MONTHS, key, *start, _MONTHS_A_PAGE)
        snapshots = [rows.snapshot_of(tuple(row), batch) for *row, batch in found]
        return [list(own) for _, own in groupby(snapshots, figure_key)]

    def versions(self, key: str) -> list[list[TargetVersion]]:
        """All versions of each target that the batch wrote to, ordered by key."""
        by_id: dict[str, list[TargetVersion]] = {}
        for one in self.stored_versions():
            by_id.setdefault(one.target.id, []).append(one)
        return [own for own in by_id.values() if any(one.batch == key for one in own)]

    def stored_acknowledgements(self) -> list[Acknowledgement]:
        """Every finding that was let stand, those that were taken back too."""
        own = [f"acknowledgement.{column}" for column in rows.ACKNOWLEDGEMENT]
        others = [f"batch.{column}" for column in rows.BATCH]
        source = "acknowledgement JOIN batch ON batch.key = acknowledgement.batch"
        found = self._rows((*own, *others), source)
        return [Acknowledgement(key, name, text, Batch(*batch)) for key, name, text, *batch in found]

    def acknowledgements(self) -> dict[str, Acknowledgement]:
        """Those that stand, by the key of their finding."""
        return standing_ones(self.stored_acknowledgements(), self.reversals())

    def acknowledge(self, origin: Origin, findings: Iterable[Finding]) -> Batch:
        """Write one batch that lets ``findings``, which are of the data, stand."""
        values = sorted(map(acknowledgement_values, findings))
        batch = self.begin_batch(origin, (line("acknowledgement", *row) for row in values))
        columns = (*rows.ACKNOWLEDGEMENT, "batch")
        self._insert("acknowledgement", columns, [(*row, batch.key) for row in values])
        return batch

    def places_since(self, end: str) -> set[Place]:
        """The series to which a batch wrote whose key is ``end`` or later."""
        return set(self._rows(("DISTINCT indicator", "area"), "snapshot WHERE batch >= ?", end))

    def past(self, end: str) -> Store:
        """The same database with the rows only of batches whose key is before ``end``."""
        return _Past(self._connection, self.path, end)


class _Past(Store):
    """A store as it was recorded earlier; its definitions are those of now."""

    def __init__(self, connection: sqlite3.Connection, path: Path, end: str) -> None:
        super().__init__(connection, path, writing=False)
        self._end = end

    def stored_snapshots(
        self, indicator: str, area: str, period: Month | None = None, known_on: date | None = None
    ) -> list[Snapshot]:
        found = super().stored_snapshots(indicator, area, period, known_on)
        return [row for row in found if row.batch < self._end]

    def _known(
        self, indicator: str, areas: Collection[str], known_on: date | None
    ) -> list[rows.Values]:
        found = super()._known(indicator, areas, known_on)
        return [row for row in found if row[-1] < self._end]

    def stored_versions(self, known_on: date | None = None) -> list[TargetVersion]:
        return [one for one in super().stored_versions(known_on) if one.batch < self._end]


def open_ledger(path: Path, *, writing: bool = False) -> Ledger:
    """The database at ``path`` with its batches. Errors: DatabaseUnusable, DatabaseMissing."""
    return Ledger(open_connection(path, writing=writing), path, writing=writing)


def figure_key(row: Snapshot) -> FigureKey:
    """Which month of which series the row is of."""
    return (row.indicator, row.area, row.period)
