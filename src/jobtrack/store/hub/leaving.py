"""The rows of a database that are to be pushed, set aside so that pushing keeps nobody waiting."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from jobtrack.domain.ledger.transfer import Portion
from jobtrack.store import rows
from jobtrack.store.connection import (
    allow_temporary_tables,
    closed_on_failure,
    named_errors,
    open_connection,
    stop_on_interrupt,
)

KEYS = {
    "batch": ("key",),
    "snapshot": ("batch", "indicator", "area", "period", "known_from"),
    "target": ("batch", "id", "known_from"),
    "acknowledgement": ("batch", "finding"),
}
COLUMNS = {
    "batch": rows.BATCH,
    "snapshot": ("batch", *rows.SNAPSHOT),
    "target": ("batch", *rows.TARGET),
    "acknowledgement": ("batch", *rows.ACKNOWLEDGEMENT),
}


class Leaving:
    """Batches with all their rows, portion by portion; the database itself is not read any more."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def figures(self) -> dict[str, int]:
        """How many figures each batch has, by key, in the order of the keys."""
        counted = "(SELECT batch, count(*) AS figures FROM temp.leaving_snapshot GROUP BY batch)"
        with named_errors(self._path):
            found = self._connection.execute(
                "SELECT key, coalesce(figures, 0) FROM temp.leaving_batch"
                f" LEFT JOIN {counted} ON batch = key ORDER BY key"
            )
            return dict(found.fetchall())

    def rows(self, table: str, portion: Portion) -> Iterator[rows.Values]:
        """Those of a portion of what was set aside, in the order of batch and key."""
        columns, key = ", ".join(COLUMNS[table]), KEYS[table]
        with named_errors(self._path):
            yield from self._connection.execute(
                f"SELECT {columns} FROM temp.leaving_{table} WHERE {key[0]} BETWEEN ? AND ?"
                f" ORDER BY {', '.join(key)}",
                (portion.keys[0], portion.keys[-1]),
            )


@contextmanager
def open_leaving(path: Path, keys: Collection[str]) -> Iterator[Leaving]:
    """The batches of these keys with their rows, as the database at ``path`` has them at one moment.

    They wait in temporary tables, which go with the block. Errors: those of ``Store``.
    """
    with _reading(path) as connection:
        connection.execute("CREATE TEMP TABLE wanted (key TEXT PRIMARY KEY) WITHOUT ROWID")
        connection.executemany("INSERT INTO temp.wanted VALUES (?)", ((key,) for key in keys))
        for table, columns in COLUMNS.items():
            names, key = ", ".join(columns), ", ".join(KEYS[table])
            connection.execute(
                f"CREATE TEMP TABLE leaving_{table} ({names}, PRIMARY KEY ({key})) WITHOUT ROWID"
            )
            connection.execute(
                f"INSERT INTO temp.leaving_{table} SELECT {names} FROM main.{table}"
                f" WHERE {KEYS[table][0]} IN (SELECT key FROM temp.wanted) ORDER BY {key}"
            )
        connection.execute("COMMIT")
        yield Leaving(connection, path)


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction that reads the database at ``path``, and may have temporary tables."""
    connection = open_connection(path, writing=False)
    with closed_on_failure(connection), named_errors(path):
        connection.execute("PRAGMA temp_store = FILE")
        stop_on_interrupt(connection)
        allow_temporary_tables(connection)
        connection.execute("BEGIN")
        yield connection
    connection.close()
