"""Figures that are to come in, set aside in temporary tables: until they are written nobody waits."""

import sqlite3
from collections.abc import Collection, Iterable
from pathlib import Path

from jobtrack.store import rows
from jobtrack.store.connection import allow_temporary_tables, named_errors, stop_on_interrupt

COLUMNS = (*rows.SNAPSHOT, "batch")
KEY = "indicator, area, period, known_from, batch"  # the order of the table
_NAMES = ", ".join(COLUMNS)
_CHANGED = """
    SELECT count(*) FROM (
      SELECT indicator, area, period, max(known_from || batch) AS latest, value AS new_value
      FROM temp.arriving GROUP BY indicator, area, period) AS fresh
    WHERE new_value IS NOT (
      SELECT value FROM main.snapshot AS own
      WHERE (own.indicator, own.area, own.period) = (fresh.indicator, fresh.area, fresh.period)
      ORDER BY known_from DESC, batch DESC LIMIT 1)
    AND NOT EXISTS (
      SELECT 1 FROM main.snapshot AS own
      WHERE (own.indicator, own.area, own.period) = (fresh.indicator, fresh.area, fresh.period)
        AND known_from || batch > latest)
"""


class Arriving:
    """They go with the connection, which is to the database that they come into."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, writing: bool) -> None:
        self._connection = connection
        self._path = path
        with named_errors(path):
            connection.execute("PRAGMA temp_store = FILE")
            stop_on_interrupt(connection)
            if not writing:
                allow_temporary_tables(connection)
            connection.execute(
                f"CREATE TEMP TABLE arriving ({_NAMES}, PRIMARY KEY ({KEY})) WITHOUT ROWID"
            )

    def known_keys(self) -> set[str]:
        """Those of the batches that the database has."""
        with named_errors(self._path):
            return {key for (key,) in self._connection.execute("SELECT key FROM main.batch")}

    def add(self, figures: Iterable[rows.Values]) -> None:
        """Set ``figures`` aside, which are rows of ``COLUMNS`` in the order of ``KEY``."""
        with named_errors(self._path):
            self._connection.execute("BEGIN")
            self._connection.executemany(rows.insertion("temp.arriving", COLUMNS), figures)
            self._connection.execute("COMMIT")

    def keep(self, batches: Collection[str]) -> None:
        """Let go of the figures of all batches but these: another one has brought them in meanwhile."""
        with named_errors(self._path):
            found = self._connection.execute("SELECT DISTINCT batch FROM temp.arriving").fetchall()
            others = [one for one in found if one[0] not in batches]
            self._connection.executemany("DELETE FROM temp.arriving WHERE batch = ?", others)

    def count(self) -> int:
        """How many there are."""
        return self._number("SELECT count(*) FROM temp.arriving")

    def changed(self) -> int:
        """In how many months the current value becomes another one; before they are written."""
        return self._number(_CHANGED)

    def _number(self, query: str) -> int:
        with named_errors(self._path):
            [(number,)] = self._connection.execute(query)
        return int(number)

    def write(self) -> None:
        """Write them to the database."""
        found = f"SELECT {_NAMES} FROM temp.arriving ORDER BY {KEY}"
        with named_errors(self._path):
            self._connection.execute(f"INSERT INTO main.snapshot ({_NAMES}) {found}")
