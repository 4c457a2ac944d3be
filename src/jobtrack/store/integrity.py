"""Whether a database is as jobtrack wrote it: its pages, its schema, its batches and their digests."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from jobtrack.domain.batch import Batch, digest_of, line
from jobtrack.domain.finding import Finding, Notice, finding
from jobtrack.domain.text import visible
from jobtrack.store import rows
from jobtrack.store.connection import named_errors, open_connection
from jobtrack.store.definitions import definitions_digest
from jobtrack.store.schema import apply_steps

_FIGURE_KEY = "indicator, area, period, known_from"
_VERSION_KEY = "id, known_from"
_ACKNOWLEDGEMENT_KEY = "finding"


def check_database(path: Path, now: datetime, *, has_digests: bool) -> list[Finding]:
    """What is wrong with the database at ``path``, which is of one moment and only read.

    ``has_digests``: every batch's digest is computed anew too, in one scan. ``now`` is aware.
    Errors: DatabaseUnusable, DatabaseMissing.
    """
    with named_errors(path), closing(open_connection(path, writing=False)) as connection:
        connection.execute("BEGIN")
        return findings_of(connection, now, has_digests=has_digests)


def findings_of(
    connection: sqlite3.Connection, now: datetime | None = None, *, has_digests: bool
) -> list[Finding]:
    """What is wrong behind ``connection``; without ``now`` whatever the time is.

    Where the file is damaged, what can't be read any more is left out.
    """
    searches: list[Callable[[sqlite3.Connection], list[Finding]]]
    searches = [_unknown_references, _changed_objects, _without_predecessor]
    if now is not None:
        searches.append(partial(_behind, now=now))
    if has_digests:
        searches += [_changed_definitions, _untrue_batches]
    with _undecoded(connection):
        found = _damages(connection)
        for search in searches:
            try:
                found += search(connection)
            except sqlite3.DatabaseError as error:
                if not (found and _is_damage(error)):
                    raise
        return found


@contextmanager
def _undecoded(connection: sqlite3.Connection) -> Iterator[None]:
    """Within it text that is not UTF-8 any more is read too, as text that no digest was made of."""
    connection.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = str


def _damages(connection: sqlite3.Connection) -> list[Finding]:
    """What SQLite itself finds: pages, order, types and the checks of each table."""
    lines: list[str] = []
    try:
        for (text,) in connection.execute("PRAGMA quick_check"):
            lines += [] if text == "ok" else text.splitlines()
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        lines.append(str(error))
    return [finding(Notice.DAMAGED, detail=visible(text)) for text in lines]


def _shown(key: object) -> str:
    """A key as text, whatever has become of it."""
    return visible(str(key))


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Whether SQLite met a page that can't be what was written."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_CORRUPT


def _unknown_references(connection: sqlite3.Connection) -> list[Finding]:
    counts: dict[tuple[str, str], int] = {}
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        counts[table, parent] = counts.get((table, parent), 0) + 1
    return [
        finding(Notice.UNKNOWN_REFERENCE, table=table, parent=parent, count=count)
        for (table, parent), count in counts.items()
    ]


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], str | None]:
    """How each table, index, trigger and view was made, by kind and name; SQLite's own aside."""
    found = connection.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    return {(kind, name): sql for kind, name, sql in found if not name.startswith("sqlite_")}


@cache
def _objects_expected() -> dict[tuple[str, str], str | None]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        apply_steps(fresh)
        return _objects(fresh)


def _changed_objects(connection: sqlite3.Connection) -> list[Finding]:
    """How the schema differs from the one that is made today."""
    found, expected = _objects(connection), _objects_expected()
    differing = []
    for kind, name in sorted(found.keys() | expected.keys()):
        notice = Notice.ALTERED_OBJECT
        if (kind, name) not in expected:
            notice = Notice.FOREIGN_OBJECT
        elif (kind, name) not in found:
            notice = Notice.MISSING_OBJECT
        elif found[kind, name] == expected[kind, name]:
            continue
        differing.append(finding(notice, kind=kind, name=visible(name)))
    return differing


def _without_predecessor(connection: sqlite3.Connection) -> list[Finding]:
    found = connection.execute(
        "SELECT key, previous FROM batch WHERE previous NOT IN (SELECT key FROM batch) ORDER BY key"
    )
    return [
        finding(Notice.PREDECESSOR_MISSING, batch=_shown(key), previous=_shown(previous))
        for key, previous in found
    ]


def _behind(connection: sqlite3.Connection, now: datetime) -> list[Finding]:
    """Whether the clock is behind a batch: what is recorded now gets a moment later than that one's."""
    moment = f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
    [(latest,)] = connection.execute("SELECT max(recorded_at) FROM batch")
    if latest is None or latest <= moment:
        return []
    return [finding(Notice.CLOCK_BEHIND, now=moment, recorded_at=latest)]


def _changed_definitions(connection: sqlite3.Connection) -> list[Finding]:
    """Whether the definitions are those that were written last."""
    found = connection.execute("SELECT digest FROM plan").fetchall()
    try:
        is_whole = found == [(definitions_digest(connection),)]
    except (ValueError, TypeError, AttributeError):  # types or signs that are never written
        is_whole = False
    return [] if is_whole else [finding(Notice.DEFINITIONS_DIFFER)]


def _untrue_batches(connection: sqlite3.Connection) -> list[Finding]:
    """The batches whose rows don't make their digest or key, in order.

    SQLite sorts the rows by batch, in bounded memory however many batches there are. Rows of a batch
    that is not there are unknown references.
    """
    figures = _Sorted(connection, "snapshot", rows.SNAPSHOT, _FIGURE_KEY)
    versions = _Sorted(connection, "target", rows.TARGET, _VERSION_KEY)
    acknowledged = _Sorted(connection, "acknowledgement", rows.ACKNOWLEDGEMENT, _ACKNOWLEDGEMENT_KEY)
    untrue = []
    for head in connection.execute(f"SELECT {', '.join(rows.BATCH)} FROM batch ORDER BY key"):
        one = Batch(*head)
        tables = (figures, versions, acknowledged)
        lines = (row for table in tables for row in table.lines_of(one.key))
        try:
            is_whole = one.is_made_by(digest_of(one.line(), lines))
        except (ValueError, TypeError, AttributeError):  # types or signs that are never recorded
            is_whole = False
        if not is_whole:
            untrue.append(finding(Notice.DIGEST_DIFFERS, batch=_shown(one.key)))
    return untrue


class _Sorted:
    """The rows of a table, batch by batch in the order of their keys, walked once."""

    def __init__(
        self, connection: sqlite3.Connection, table: str, columns: Sequence[str], key: str
    ) -> None:
        self._table = table
        cursor = connection.execute(
            f"SELECT batch, {', '.join(columns)} FROM {table} ORDER BY batch, {key}"
        )
        self._groups = groupby(cursor, itemgetter(0))
        self._next = next(self._groups, None)

    def lines_of(self, batch: str) -> Iterator[str]:
        """The canonical lines of the rows of ``batch``, which comes after those asked for before."""
        while self._next is not None and not self._is_from(batch):
            self._next = next(self._groups, None)
        if self._next is not None and self._next[0] == batch:
            for _, *row in self._next[1]:
                yield line(self._table, *row)

    def _is_from(self, batch: str) -> bool:
        """Whether the next rows are of ``batch`` or of a later one."""
        assert self._next is not None
        key = self._next[0]
        return isinstance(key, str) and key >= batch
