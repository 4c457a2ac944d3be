"""A database is looked at without a trace: what can't be read so is not read."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from jobtrack.domain.text import Names
from jobtrack.domain.typed.naming import Naming
from jobtrack.errors import JobtrackError
from jobtrack.errors.database import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseMissing,
    DatabaseReadOnly,
    NotADatabase,
)
from jobtrack.store.glance import glance_at
from transcript import ROOT

Places = list[tuple[str, int, bytes]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return shutil.copy(ROOT / "sample.db", tmp_path / "jobs.db")


def contents(folder: Path) -> Places:
    """Every file of the folder: its name, when it was written, and what is in it."""
    return sorted((one.name, one.stat().st_mtime_ns, one.read_bytes()) for one in folder.iterdir())


def test_words_come_with_what_they_stand_for(path: Path):
    with glance_at(path) as glance:
        found = (glance.indicators("城镇", 9), glance.groups("National", 9), glance.areas("500238", 9))
    assert found == (
        [
            Naming("城镇新增就业", "urban-new-jobs", Names("城镇新增就业", "Urban new jobs")),
            Naming("城镇新增就业人数", "urban-new-jobs", Names("城镇新增就业", "Urban new jobs")),
        ],
        [
            Naming("National key counties", "national-key-counties", NATIONAL),
            Naming("national-key-counties", "national-key-counties", NATIONAL),
        ],
        [Naming("500238", "500238", Names("巫溪县", "Wuxi County"))],
    )


NATIONAL = Names("国家乡村振兴重点帮扶县", "National key counties")


def test_without_a_beginning_words_are_ids_in_their_order(path: Path):
    with glance_at(path) as glance:
        groups = [one.word for one in glance.groups("", 9)]
    assert groups == ["municipal-key-districts", "municipal-key-towns", "national-key-counties"]


def test_of_many_words_the_last_one_is_among_those_read(path: Path):
    with glance_at(path) as glance:
        assert [one.word for one in glance.areas("5001", 3)] == ["500101", "500102", "500103", "500157"]


def test_what_stands_for_any_sign_elsewhere_stands_for_itself(path: Path):
    with glance_at(path) as glance:
        assert [glance.areas(start, 9) for start in ("%", "_", "5001*", "'", "?1")] == [[]] * 5


@contextmanager
def locked(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def crashed(path: Path) -> Iterator[None]:
    """With a journal beside it that must be rolled back."""
    beside = path.parent / "crashing"
    beside.mkdir()
    copy = Path(shutil.copy(path, beside))
    with closing(sqlite3.connect(copy, isolation_level=None)) as writer:
        writer.execute("PRAGMA cache_size = 1")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE area SET name_en = name_en || 'x'")
        writer.execute("CREATE TABLE big AS SELECT randomblob(100000)")
        shutil.copy(copy, path)
        shutil.copy(f"{copy}-journal", f"{path}-journal")
    shutil.rmtree(beside)
    yield


@contextmanager
def in_wal(path: Path) -> Iterator[None]:
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
    yield


@contextmanager
def missing(path: Path) -> Iterator[None]:
    path.unlink()
    yield


@contextmanager
def foreign(path: Path) -> Iterator[None]:
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE area (code)")
    yield


@contextmanager
def no_database(path: Path) -> Iterator[None]:
    path.write_text("no database, but a text that is long enough to be taken for one")
    yield


@contextmanager
def cut(path: Path) -> Iterator[None]:
    os.truncate(path, path.stat().st_size - 1)
    yield


@contextmanager
def empty(path: Path) -> Iterator[None]:
    os.truncate(path, 0)
    yield


STATES = [
    (locked, DatabaseBusy),
    (crashed, DatabaseReadOnly),
    (in_wal, DatabaseReadOnly),
    (missing, DatabaseMissing),
    (foreign, NotADatabase),
    (no_database, NotADatabase),
    (cut, DatabaseDamaged),
    (empty, NotADatabase),
]


@pytest.mark.parametrize(("state", "error"), STATES)
def test_what_can_not_be_read_without_a_trace_is_refused_and_left_as_it_is(
    state: Callable[[Path], Iterator[None]], error: type[JobtrackError], path: Path
):
    with state(path):
        before = contents(path.parent)
        with pytest.raises(error), glance_at(path) as glance:
            glance.areas("", 9)
        assert contents(path.parent) == before


def test_a_glance_leaves_nothing_behind(path: Path):
    before = contents(path.parent)
    with glance_at(path) as glance:
        glance.areas("5", 1000)
        glance.ledger().target_versions()
        assert contents(path.parent) == before
    assert contents(path.parent) == before


def test_a_glance_can_not_write(path: Path):
    with pytest.raises(DatabaseReadOnly), glance_at(path) as glance:
        glance.ledger()._connection.execute("DELETE FROM area")  # noqa: SLF001 - whatever is tried
