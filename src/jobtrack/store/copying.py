"""Copies of a database: taken in one step, checked, and only then given a name."""

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from jobtrack.domain.finding import Notice
from jobtrack.domain.ledger.contents import Contents
from jobtrack.errors.database import (
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseUnusable,
    NotADatabase,
)
from jobtrack.errors.files import FileNotReadable
from jobtrack.errors.keeping import CopyIsFolder, CopyNotReplaced, NotTheirs, NotWhole, SameDatabase
from jobtrack.errors.system import unwritten
from jobtrack.store.connection import named_errors, open_connection
from jobtrack.store.draft import draft_beside, give_second_name, make_last, real
from jobtrack.store.integrity import findings_of
from jobtrack.store.swap import holding, is_jobtrack, put_in_place, write_over

BROKEN = frozenset({Notice.DAMAGED})
UNTRUE = BROKEN | {Notice.UNKNOWN_REFERENCE, Notice.DIGEST_DIFFERS}


class Copy(NamedTuple):
    """A copy that is whole, still under a name that goes with the block it was made in."""

    draft: Path
    contents: Contents


def contents_of(path: Path) -> Contents | None:
    """What the database at ``path`` holds; None where it can't be read or is not there.

    Errors: DatabaseBusy, SystemRefuses.
    """
    try:
        with named_errors(path), closing(open_connection(path, writing=False)) as connection:
            return _contents(connection)
    except (DatabaseUnusable, DatabaseMissing):
        return None


def _contents(connection: sqlite3.Connection) -> Contents:
    [(batches, last, figures)] = connection.execute(
        "SELECT count(*), max(recorded_at), (SELECT count(*) FROM snapshot) FROM batch"
    )
    return Contents(batches, figures, None if last is None else datetime.fromisoformat(last))


@contextmanager
def checked_copy(source: Path, path: Path, refused: Collection[Notice]) -> Iterator[Copy]:
    """A copy of the database at ``source`` as of one moment, in the folder of ``path``.

    It is for its owner only. Others may write to ``source`` meanwhile. A copy in which one of
    ``refused`` is noticed is not taken.
    Errors: DatabaseUnusable, DatabaseMissing, NotWhole, FileNotWritable.
    """
    with writing_to(path), draft_beside(real(path)) as draft:
        with named_errors(source), closing(open_connection(source, writing=False)) as original:
            original.execute("BEGIN")
            original.execute("SELECT 1 FROM batch").fetchone()  # waits here, as backup() would for ever
            with named_errors(path), closing(sqlite3.connect(draft, isolation_level=None)) as copy:
                original.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
        with named_errors(source), closing(open_connection(draft, writing=False)) as copy:
            noticed = findings_of(copy, has_digests=Notice.DIGEST_DIFFERS in refused)
            problem = next((one for one in noticed if one.notice in refused), None)
            if problem is not None:
                raise NotWhole(path=source, problem=problem)
            contents = _contents(copy)
        make_last(draft)
        yield Copy(draft, contents)


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Name what the file system refuses about ``path``."""
    try:
        yield
    except OSError as error:
        raise unwritten(error, path) from error


def back_up(source: Path, target: Path, keep: int) -> Contents:
    """Copy the database at ``source`` to ``target``; ``keep`` earlier copies stay, the newest as .1.

    Nothing but a jobtrack database is replaced. A copy is lost at no moment: the one that is too many
    goes last. Errors: DatabaseUnusable, DatabaseMissing, NotWhole, SameDatabase, CopyIsFolder,
    CopyNotReplaced, FileNotWritable, DatabaseBusy where ``target`` is being written to.
    """
    with writing_to(target):
        _check_target(source, target)
    place = real(target)
    earlier = [place.with_name(f"{place.name}.{number}") for number in range(1, keep + 2)]
    for path in earlier if keep else ():
        check_replaceable(path)
    with checked_copy(source, target, BROKEN) as copy, holding(place) as is_held:
        if keep and place.exists():
            _keep(place, earlier)
        put_in_place(copy.draft, place, is_held=is_held)
        if keep:
            earlier[-1].unlink(missing_ok=True)
        return copy.contents


def _check_target(source: Path, target: Path) -> None:
    if target.is_dir():
        raise CopyIsFolder(path=target)
    check_other(target, source)
    check_replaceable(target)


def check_other(path: Path, own: Path) -> None:
    """Check that ``path`` is not ``own`` under whatever name. Errors: SameDatabase."""
    if path.exists() and own.exists() and path.samefile(own):
        raise SameDatabase(path=path)


def check_given(path: Path, own: Path) -> None:
    """Check that ``path`` is another database of jobtrack's than ``own``, whole or not.

    Errors: SameDatabase, FileNotReadable, NotTheirs.
    """
    try:
        check_other(path, own)
        path.stat()
    except OSError as error:
        raise FileNotReadable(path=path, detail=error.strerror) from error
    if not is_jobtrack(path):
        raise NotTheirs(path=path)


def check_replaceable(path: Path) -> None:
    """Check that ``path`` is free or a jobtrack database. Errors: CopyNotReplaced."""
    if path.exists() and not is_jobtrack(path):
        raise CopyNotReplaced(path=path)


def _keep(target: Path, earlier: list[Path]) -> None:
    """Move the ``earlier`` copies on by one, up to the first free name, and ``target`` to the first.

    Where a run was ended after that, the first one is ``target`` already.
    """
    if earlier[0].exists() and earlier[0].samefile(target):
        return
    free = next((place for place, one in enumerate(earlier) if not one.exists()), len(earlier) - 1)
    for place in range(free, 0, -1):
        earlier[place - 1].replace(earlier[place])
    give_second_name(target, earlier[0])


@contextmanager
def copy_to_restore(source: Path, path: Path) -> Iterator[Copy]:
    """A copy of ``source`` whose every digest is true, beside ``path``; its folder is made if missing.

    Errors: those of ``checked_copy`` and ``check_given``, CopyNotReplaced.
    """
    check_given(source, path)
    with writing_to(path):
        check_replaceable(path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with checked_copy(source, path, UNTRUE) as copy:
        yield copy


def restored(copy: Copy, path: Path, now: datetime) -> Path | None:
    """Let ``path`` hold what ``copy`` holds; where the database before is kept, None if there was none.

    A database that others may have open is written over in one transaction: whoever opened the old
    file and met the journal of a new one under the same name would play it back into the wrong file.
    Only what can't be opened is renamed. Errors: CopyNotReplaced, FileNotWritable, DatabaseBusy,
    DatabaseReadOnly, DiskFull.
    """
    path = real(path)
    kept = path.with_name(f"{path.name}.replaced-{moment_name(now)}")
    with writing_to(path):
        check_replaceable(path)
        if not path.exists():
            put_in_place(copy.draft, path, is_held=False, kept=kept)
            return None
        try:
            write_over(path, copy.draft, kept)
        except (DatabaseDamaged, NotADatabase):
            copy.draft.chmod(path.stat().st_mode & 0o777)
            if not kept.exists():
                give_second_name(path, kept)
            put_in_place(copy.draft, path, is_held=False, kept=kept)
    return kept


def moment_name(now: datetime) -> str:
    """``now`` in UTC as a part of a file's name."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
