"""Bringing a database that an older jobtrack wrote to the schema of this one, after a backup."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Migrations

from jobtrack.domain.finding import Notice, finding
from jobtrack.errors import Phrase
from jobtrack.errors.database import DatabaseDamaged, DatabaseTooNew
from jobtrack.errors.keeping import NotWhole
from jobtrack.store.connection import connect, named_errors
from jobtrack.store.copying import moment_name, writing_to
from jobtrack.store.draft import draft_beside, give_second_name, make_last, real
from jobtrack.store.schema import STEPS, apply_steps
from jobtrack.store.swap import is_jobtrack
from jobtrack.store.version import SCHEMA_VERSION
from jobtrack.words import N_


class Upgrade(NamedTuple):
    """From which version of the schema to which, and where the database is kept as it was before."""

    found: int
    known: int
    kept: Path


def upgrade_store(
    path: Path, now: datetime, steps: Migrations = STEPS, known: int = SCHEMA_VERSION
) -> Upgrade | None:
    """Apply those of ``steps`` that the database at ``path`` lacks; None where it lacks none.

    None also where no database of jobtrack's is. ``steps`` lead to version ``known``. All of them are
    applied or none, and nobody else writes meanwhile; the backup is made first, beside ``path``.
    Errors: DatabaseTooNew, DatabaseDamaged, NotWhole, FileNotWritable, DatabaseBusy.
    """
    if not is_jobtrack(path):
        return None
    with named_errors(path), closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")  # a step may make a table anew
        connection.execute("BEGIN")
        found = _version(connection)  # reads, so that nobody else can commit from here on
        if found > known:
            raise DatabaseTooNew(path=path, found=found, known=known)
        if found == known:
            return None
        kept = real(path).with_name(f"{real(path).name}.version-{found}-{moment_name(now)}")
        _keep_copy(connection, path, kept)
        apply_steps(connection, steps)
        if _version(connection) != known or connection.execute("PRAGMA foreign_key_check").fetchone():
            detail = Phrase(
                N_("no upgrade leads from version {found} to {known}"), found=found, known=known
            )
            raise DatabaseDamaged(path=path, detail=detail)
        connection.execute("COMMIT")
    return Upgrade(found, known, kept)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _keep_copy(connection: sqlite3.Connection, path: Path, kept: Path) -> None:
    """Write what ``connection`` reads of ``path`` to the new file ``kept``, whole and checked."""
    with writing_to(kept), draft_beside(kept) as draft:
        with named_errors(kept), closing(sqlite3.connect(draft, isolation_level=None)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            [problem] = copy.execute("PRAGMA quick_check(1)").fetchone()
        if problem != "ok":
            raise NotWhole(path=path, problem=finding(Notice.DAMAGED, detail=problem))
        make_last(draft)
        give_second_name(draft, kept)
        make_last(kept.parent)
