"""The digest of all definitions, which have no batch that could vouch for them."""

import sqlite3

from jobtrack.domain.batch import digest_of, line
from jobtrack.store import rows

_TABLES = {
    "plan": rows.PLAN,
    "section": rows.SECTION,
    "indicator": rows.INDICATOR,
    "area": rows.AREA,
    "area_group": rows.GROUP,
    "area_group_member": rows.MEMBER,
}


def definitions_digest(connection: sqlite3.Connection) -> str:
    """The sha256, in hexadecimal, of a line for each row, table by table, ordered by all columns.

    Source: docs/files.md, batches and digests.
    """
    lines = (
        line(table, *row)
        for table, columns in _TABLES.items()
        for row in connection.execute(
            f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(columns)}"
        )
    )
    return digest_of("definitions", lines)
