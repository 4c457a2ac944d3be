"""Putting one database in the place of another that may be in use: written over it, or renamed."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from jobtrack.errors.database import DatabaseBusy, DatabaseDamaged, DatabaseMissing, NotADatabase
from jobtrack.store.connection import check_file, closed_on_failure, connect, head_of, named_errors
from jobtrack.store.draft import draft_beside, give_second_name, make_last
from jobtrack.store.version import APPLICATION_ID, MAGIC

_ID_PLACE = slice(68, 72)  # of the application id in the file's head
_PART = 1 << 20  # bytes read at once


def is_jobtrack(path: Path) -> bool:
    """Whether the file at ``path`` is one of jobtrack's, damaged or not, of whatever version.

    Not while it is open: closing it here would end its locks.
    """
    try:
        head = head_of(path, _ID_PLACE.stop)
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


def write_over(path: Path, source: Path, kept: Path) -> None:
    """Give the database at ``path`` the content of the one at ``source``, in one transaction.

    What it held is copied to the new file ``kept`` while nobody else can read or write. Errors:
    DatabaseBusy, DatabaseReadOnly, DatabaseDamaged, NotADatabase, DiskFull, OSError.
    """
    handle = os.open(path, os.O_RDONLY)  # closed last: closing one ends every lock of this process
    try:
        with (
            named_errors(path),
            closing(connect(path)) as target,
            closing(connect(source)) as content,
        ):
            [(mode,)] = target.execute("PRAGMA journal_mode = DELETE")
            if mode != "delete":
                raise DatabaseBusy(path=path)
            # the lock is taken with the first page and kept up to the last
            content.backup(target, pages=1, progress=_Keeper(handle, path, kept))
    finally:
        os.close(handle)


class _Keeper:
    """Copies the open file ``handle``, once it is locked and not yet changed, to ``kept``."""

    def __init__(self, handle: int, path: Path, kept: Path) -> None:
        self._handle = handle
        self._path = path
        self._kept = kept
        self._is_kept = False

    def __call__(self, status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            raise DatabaseBusy(path=self._path)
        if not self._is_kept:
            self._keep()
            self._is_kept = True

    def _keep(self) -> None:
        with draft_beside(self._kept) as draft:
            with draft.open("wb") as file:
                place = 0
                while part := os.pread(self._handle, _PART, place):
                    place += file.write(part)
            draft.chmod(os.fstat(self._handle).st_mode & 0o777)
            make_last(draft)
            give_second_name(draft, self._kept)
        make_last(self._kept.parent)


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
