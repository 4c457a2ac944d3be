"""What the hub says, as a jobtrack database of one's own: its definitions, and the batches wanted."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import psycopg

from jobtrack.domain.plan import Plan
from jobtrack.store import rows
from jobtrack.store.connection import connect, named_errors
from jobtrack.store.definitions import definitions_of, write_definitions
from jobtrack.store.schema import apply_steps

_SNAPSHOT = (*rows.SNAPSHOT, "batch")
_SNAPSHOT_TYPES = [
    "float8" if name in {"value", "numerator", "denominator"} else "text" for name in _SNAPSHOT
]
_HEADS = """
    batch WHERE key = ANY (%s) OR key IN (SELECT batch FROM target)
      OR command LIKE 'undo %%' OR command LIKE 'redo %%'
"""
_WANTED = """
    unnest(%s::text[]) AS wanted JOIN snapshot ON snapshot.batch = wanted
    ORDER BY indicator, area, period, known_from, batch
"""
Advance = Callable[[int], None]
AT_ONCE = 2000  # rows between two words of progress


def plan_there(connection: psycopg.Connection) -> Plan | None:
    """The definitions of the hub, without targets; None where nothing is defined yet."""
    if not selected(connection, ("id",), "plan"):
        return None
    return definitions_of(lambda columns, source: selected(connection, columns, source))


def selected(
    connection: psycopg.Connection, columns: Sequence[str], source: str, *values: object
) -> list[rows.Values]:
    """All rows of ``SELECT columns FROM source``."""
    query = f"SELECT {', '.join(columns)} FROM {source}".encode()
    return connection.execute(query, values or None).fetchall()


def write_mirror(
    connection: psycopg.Connection, path: Path, wanted: Collection[str], advance: Advance
) -> None:
    """Write to the new file ``path`` a database of what the hub defines, of one moment.

    The batches of ``wanted`` keys are in it whole. Of others it has the rows of ``batch`` that target
    versions and reversals need, and all target versions. ``advance`` is told how many more figures
    have come. Errors: DiskFull, those of the hub's ``named_errors``.
    """
    path.touch(mode=0o600)
    with named_errors(path), closing(connect(path)) as mirror:
        for setting in ("foreign_keys = OFF", "synchronous = OFF", "journal_mode = MEMORY"):
            mirror.execute(f"PRAGMA {setting}")
        apply_steps(mirror)
        mirror.execute("BEGIN")
        plan = plan_there(connection)
        if plan is not None:
            write_definitions(mirror, plan)
        keys = list(wanted)
        _insert(mirror, "batch", rows.BATCH, selected(connection, rows.BATCH, _HEADS, keys))
        versions = (*rows.TARGET, "batch")
        _insert(mirror, "target", versions, selected(connection, versions, "target"))
        findings = (*rows.ACKNOWLEDGEMENT, "batch")
        source = "acknowledgement WHERE batch = ANY (%s)"
        _insert(mirror, "acknowledgement", findings, selected(connection, findings, source, keys))
        if keys:
            _insert(mirror, "snapshot", _SNAPSHOT, _figures(connection, keys, advance))
        mirror.execute("COMMIT")


def _insert(
    mirror: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    values: Iterator[rows.Values] | list[rows.Values],
) -> None:
    mirror.executemany(rows.insertion(table, columns), values)


def _figures(
    connection: psycopg.Connection, keys: list[str], advance: Advance
) -> Iterator[rows.Values]:
    """The figures of these batches in the order of the local key."""
    query = f"COPY (SELECT {', '.join(_SNAPSHOT)} FROM {_WANTED}) TO STDOUT".encode()
    with connection.cursor() as cursor, cursor.copy(query, (keys,)) as copy:
        copy.set_types(_SNAPSHOT_TYPES)
        count = 0
        for row in copy.rows():
            yield row
            count += 1
            if count % AT_ONCE == 0:
                advance(AT_ONCE)
        advance(count % AT_ONCE)
