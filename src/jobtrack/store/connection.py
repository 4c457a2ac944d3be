"""Opening a database with suspicion; sqlite3's errors become ours here, once."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jobtrack.errors import JobtrackError
from jobtrack.errors.database import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFails,
    DatabaseForbidden,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseReplaced,
    DatabaseTooNew,
    DatabaseTooOld,
    DiskFull,
    NotADatabase,
)
from jobtrack.errors.system import refusal_of
from jobtrack.store.version import APPLICATION_ID, MAGIC, SCHEMA_VERSION
from jobtrack.words import N_

SQLITE_VERSION = sqlite3.sqlite_version
_TURN_SECONDS, _TURNS = 1, 30  # of waiting for others
_INSTRUCTIONS_BETWEEN_LOOKS = 200_000  # some milliseconds
_ERRORS = {
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_NOTADB: NotADatabase,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_IOERR: DatabaseFails,
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_READONLY_DBMOVED: DatabaseReplaced,
    sqlite3.SQLITE_PERM: DatabaseForbidden,
    sqlite3.SQLITE_AUTH: DatabaseForbidden,
    sqlite3.SQLITE_CANTOPEN: DatabaseFails,
}
_SETTINGS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "synchronous = EXTRA",
    "fullfsync = ON",  # macOS, where a plain fsync ends in the drive's own memory
)


@contextmanager
def named_errors(path: Path) -> Iterator[None]:
    """Name what sqlite3 met with the file at ``path``; what has no name here stays a bug.

    A long statement that Ctrl-C has stopped (see ``stop_on_interrupt``) ends as Ctrl-C does.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0)
        kind = _ERRORS.get(code) or _ERRORS.get(code & 0xFF)
        if code & 0xFF == sqlite3.SQLITE_CANTOPEN and not os.access(path.parent, os.W_OK):
            kind = DatabaseForbidden  # to write a journal beside it
        if kind is not None:
            raise kind(path=path, detail=error) from error
        if code & 0xFF == sqlite3.SQLITE_INTERRUPT:
            raise KeyboardInterrupt from error
        if str(error).startswith("no such table"):
            raise DatabaseDamaged(path=path, detail=error) from error
        raise


def refused(error: OSError, path: Path) -> JobtrackError:
    """What the operating system refuses about the database at ``path``."""
    if isinstance(error, PermissionError):
        return DatabaseForbidden(path=path)
    return refusal_of(error, path) or DatabaseFails(path=path, detail=error.strerror)


@contextmanager
def closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    """Close ``connection``, and so roll back, unless the block ends well."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


class _Patient(sqlite3.Connection):
    """Waits for others in turns: while SQLite waits, Python notices no signal, between two it does."""

    def execute(self, *statement: Any) -> sqlite3.Cursor:
        for _ in range(_TURNS - 1):
            try:
                return super().execute(*statement)
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
        return super().execute(*statement)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the existing file at ``path``, not yet checked, in autocommit.

    A commit is durable when it returns: rollback journal with ``synchronous = EXTRA``.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=_TURN_SECONDS,
        isolation_level=None,
        factory=_Patient,
    )
    with closed_on_failure(connection):
        set_up(connection)
    return connection


def set_up(connection: sqlite3.Connection) -> None:
    """Let ``connection`` trust nothing that the file says, keep its rules and lose no commit."""
    for setting in _SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def head_of(path: Path, size: int) -> bytes:
    """The first bytes of the file at ``path``, none of what is no file: a pipe would wait for a writer.

    Errors: OSError.
    """
    if not path.is_file():
        path.stat()  # refuses what is not there
        return b""
    with path.open("rb") as file:
        return file.read(size)


def check_file(path: Path) -> None:
    """Check that ``path`` is a file that begins as an SQLite database does."""
    try:
        magic = head_of(path, len(MAGIC))
    except FileNotFoundError:
        raise DatabaseMissing(path=path) from None
    except NotADirectoryError:
        raise NotADatabase(path=path) from None
    except OSError as error:
        raise refused(error, path) from None
    if magic != MAGIC:
        raise NotADatabase(path=path)


def check_identity(connection: sqlite3.Connection, path: Path) -> None:
    """Check that the open database is jobtrack's, of this schema, and whole."""

    def pragma(name: str) -> int:
        return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

    if pragma("application_id") != APPLICATION_ID:
        raise NotADatabase(path=path)
    found = pragma("user_version")
    if found > SCHEMA_VERSION:
        raise DatabaseTooNew(path=path, found=found, known=SCHEMA_VERSION)
    if found < SCHEMA_VERSION:
        raise DatabaseTooOld(path=path, found=found, known=SCHEMA_VERSION)
    in_wal = connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"

    def is_cut() -> bool:
        needed = pragma("page_count") * pragma("page_size")  # before the size: it may be growing
        return path.stat().st_size < needed

    if not in_wal and is_cut() and is_cut():  # once more: it may have been shrinking
        raise DatabaseDamaged(path=path, detail=N_("its end is missing"))


def stop_on_interrupt(connection: sqlite3.Connection) -> None:
    """Let Ctrl-C stop a statement that runs for seconds, which Python alone would let end first."""
    connection.set_progress_handler(_look_up, _INSTRUCTIONS_BETWEEN_LOOKS)


def _look_up() -> int:
    """Give Python the turn in which it notices a signal, and go on."""
    return 0


def allow_temporary_tables(connection: sqlite3.Connection) -> None:
    """Let a connection that can't write have temporary tables, and the database still be read only.

    ``query_only`` would refuse those too. In its place SQLite refuses whatever isn't reading the
    database before it runs.
    """
    connection.execute("PRAGMA query_only = OFF")
    connection.set_authorizer(_reads_the_database_only)


def _reads_the_database_only(
    action: int, _one: object, _two: object, schema: object, _by: object
) -> int:
    is_reading = action == sqlite3.SQLITE_READ or (schema != "main" and action != sqlite3.SQLITE_PRAGMA)
    return sqlite3.SQLITE_OK if is_reading else sqlite3.SQLITE_DENY


def open_connection(path: Path, *, writing: bool) -> sqlite3.Connection:
    """A checked connection; one that is not for writing can't write."""
    check_file(path)
    with named_errors(path):
        connection = connect(path)
        with closed_on_failure(connection):
            check_identity(connection, path)
            if not writing:
                connection.execute("PRAGMA query_only = ON")
        return connection
