"""What the hub says, as a jobtrack database of one's own: its definitions, and the batches wanted."""

import sqlite3
from collections.abc import Collection

import psycopg

from jobtrack.store import rows
from jobtrack.store.connection import closed_on_failure
from jobtrack.store.definitions import write_definitions
from jobtrack.store.hub.definitions import plan_there, selected
from jobtrack.store.schema import apply_steps

_HEADS = """
    batch WHERE key = ANY (%s) OR key IN (SELECT batch FROM target)
      OR command LIKE 'undo %%' OR command LIKE 'redo %%'
"""
_VERSION = (*rows.TARGET, "batch")
_ACKNOWLEDGEMENT = (*rows.ACKNOWLEDGEMENT, "batch")


def mirror_of(connection: psycopg.Connection, wanted: Collection[str]) -> sqlite3.Connection:
    """A database in memory of what the hub defines, of one moment, without figures.

    It has the rows of ``batch`` of the ``wanted`` keys, and of others those that target versions and
    reversals need; all target versions; the acknowledgements of the wanted batches.
    """
    mirror = sqlite3.connect(":memory:", isolation_level=None)
    with closed_on_failure(mirror):
        apply_steps(mirror)
        mirror.execute("PRAGMA foreign_keys = OFF")
        plan = plan_there(connection)
        if plan is not None:
            write_definitions(mirror, plan)
        keys = list(wanted)
        for table, columns, source, *values in (
            ("batch", rows.BATCH, _HEADS, keys),
            ("target", _VERSION, "target"),
            ("acknowledgement", _ACKNOWLEDGEMENT, "acknowledgement WHERE batch = ANY (%s)", keys),
        ):
            found = selected(connection, columns, source, *values)
            mirror.executemany(rows.insertion(table, columns), found)
    return mirror
