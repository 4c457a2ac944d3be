"""The figures of batches as they come from the hub, each batch held against its digest on the way."""

from collections.abc import Callable, Collection, Iterator

import psycopg

from jobtrack.domain.batch import Batch, Digest, line
from jobtrack.errors.hub import PulledBatchBroken
from jobtrack.store import rows
from jobtrack.store.arriving import COLUMNS, KEY
from jobtrack.store.hub.connection import named_errors
from jobtrack.store.hub.definitions import selected

Advance = Callable[[int], None]
AT_ONCE = 2000  # rows between two words of progress
_TYPES = ["float8" if name in {"value", "numerator", "denominator"} else "text" for name in COLUMNS]
_WANTED = f"unnest(%s::text[]) AS wanted JOIN snapshot ON snapshot.batch = wanted ORDER BY {KEY}"
_OTHERS = {
    "target": (rows.TARGET, "id, known_from"),
    "acknowledgement": (rows.ACKNOWLEDGEMENT, "finding"),
}


def figures(
    connection: psycopg.Connection, wanted: Collection[str], advance: Advance
) -> Iterator[rows.Values]:
    """Those of the ``wanted`` batches, in the order of the local key.

    ``advance`` is told how many more have come. Errors: PulledBatchBroken, when all have come, for the
    first batch whose rows do not make its digest; and those of the hub's ``named_errors``.
    """
    keys = sorted(wanted)
    with named_errors():
        found = selected(connection, rows.BATCH, "batch WHERE key = ANY (%s)", keys)
        batches = {row[0]: Batch(*row) for row in found}
        digests = {key: Digest(one.line()) for key, one in batches.items()}
        for row in _copied(connection, keys, advance):
            digests[row[-1]].add(line("snapshot", *row[:-1]))
            yield row
        for table, (columns, order) in _OTHERS.items():
            source = f"{table} WHERE batch = ANY (%s) ORDER BY {order}"
            for row in selected(connection, (*columns, "batch"), source, keys):
                digests[row[-1]].add(line(table, *row[:-1]))
    for key in keys:
        if key not in batches or not batches[key].is_made_by(digests[key].text()):
            raise PulledBatchBroken(batch=key)


def _copied(connection: psycopg.Connection, keys: list[str], advance: Advance) -> Iterator[rows.Values]:
    query = f"COPY (SELECT {', '.join(COLUMNS)} FROM {_WANTED}) TO STDOUT".encode()
    with connection.cursor() as cursor, cursor.copy(query, (keys,)) as copy:
        copy.set_types(_TYPES)
        count = 0
        for row in copy.rows():
            yield row
            count += 1
            if count % AT_ONCE == 0:
                advance(AT_ONCE)
        advance(count % AT_ONCE)
