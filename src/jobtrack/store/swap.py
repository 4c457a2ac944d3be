"""Putting one database in the place of another that may be in use, by renaming it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobtrack.errors.database import DatabaseBusy, DatabaseDamaged, DatabaseMissing, NotADatabase
from jobtrack.store.connection import check_file, closed_on_failure, connect, named_errors
from jobtrack.store.draft import make_last
from jobtrack.store.version import APPLICATION_ID, MAGIC

_ID_PLACE = slice(68, 72)  # of the application id in the file's head


def is_jobtrack(path: Path) -> bool:
    """Whether the file at ``path`` is one of jobtrack's, damaged or not, of whatever version.

    Not while it is open: closing it here would end its locks.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_ID_PLACE.stop)
    except OSError:
        return False
    return head.startswith(MAGIC) and head[_ID_PLACE] == APPLICATION_ID.to_bytes(4, "big")


@contextmanager
def holding(path: Path) -> Iterator[bool]:
    """Keep all writers from the database at ``path``; False where none is there that can be opened.

    What a killed writer left is taken back first, and a write-ahead log is closed: neither outlives the
    swap. A writer that waits meanwhile is told by SQLite that its file has moved. Errors: DatabaseBusy,
    DatabaseReadOnly, DatabaseForbidden.
    """
    try:
        connection = _held(path)
    except (DatabaseMissing, DatabaseDamaged, NotADatabase):
        yield False
        return
    try:
        yield True
    finally:
        connection.close()


def _held(path: Path) -> sqlite3.Connection:
    check_file(path)
    before = path.stat()
    with named_errors(path):
        connection = connect(path)
        with closed_on_failure(connection):
            [(mode,)] = connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("BEGIN IMMEDIATE")
            now = path.stat()
            if mode != "delete" or (before.st_dev, before.st_ino) != (now.st_dev, now.st_ino):
                raise DatabaseBusy(path=path)
        return connection


def put_in_place(draft: Path, path: Path, *, is_held: bool, kept: Path | None = None) -> None:
    """Give ``draft`` the name ``path``, whatever is called so, within ``holding(path)``.

    A journal that nobody could take back, because its database is gone or damaged, would be played
    back into the new one: it goes with the old one, to ``kept``, or away. Errors: OSError.
    """
    if not is_held:
        for suffix in ("-journal", "-wal", "-shm"):
            journal = path.with_name(path.name + suffix)
            if journal.exists() and kept is not None:
                journal.replace(kept.with_name(kept.name + suffix))
            journal.unlink(missing_ok=True)
    draft.replace(path)
    make_last(path.parent)
