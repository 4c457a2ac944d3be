"""Files that can't be used say so, each in its own sentence, and are left as they are."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from databases import fingerprint, made, origin, plan_with, raw, rows_of, snapshot

from jobtrack.errors import JobtrackError
from jobtrack.errors.database import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseExists,
    DatabaseForbidden,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseTooNew,
    DatabaseTooOld,
    NotADatabase,
)
from jobtrack.store import open_store
from jobtrack.store.connection import open_connection
from jobtrack.store.creation import create_store
from jobtrack.store.store import Store
from jobtrack.store.version import SCHEMA_VERSION


def is_above_permissions() -> bool:
    """Whether this process may read what nobody may, as root does."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "closed"
        path.touch(mode=0)
        return os.access(path, os.R_OK)


needs_permissions = pytest.mark.skipif(is_above_permissions(), reason="root may write everything")


class Stop(Exception):
    """Anything that goes wrong in a block."""


def missing(folder: Path) -> Path:
    return folder / "nowhere" / "jobs.db"


def below_a_file(folder: Path) -> Path:
    return text_file(folder) / "jobs.db"


def empty_file(folder: Path) -> Path:
    path = folder / "empty.db"
    path.touch()
    return path


def text_file(folder: Path) -> Path:
    path = folder / "figures.csv"
    path.write_text("indicator,period,value\n", "utf-8")
    return path


def foreign_database(folder: Path) -> Path:
    path = folder / "photos.db"
    with raw(path) as connection:
        connection.execute("CREATE TABLE photo (id INTEGER PRIMARY KEY)")
    return path


def directory(folder: Path) -> Path:
    path = folder / "folder.db"
    path.mkdir()
    return path


def cut_by_one_byte(folder: Path) -> Path:
    path = made(folder)
    with open_store(path, writing=True) as store:
        years = (f"{year}-01" for year in range(1900, 2020))
        store.record(origin(), [snapshot(period, 1, note="x" * 100) for period in years])
    path.write_bytes(path.read_bytes()[:-1])
    return path


def magic_only(folder: Path) -> Path:
    path = folder / "magic.db"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 2000)
    return path


def overwritten(folder: Path) -> Path:
    """A database whose every page but the first has been written over."""
    path = made(folder, (snapshot("2021-07", 1),))
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    return path


def with_version(folder: Path, version: int) -> Path:
    path = made(folder)
    with raw(path) as connection:
        connection.execute(f"PRAGMA user_version = {version}")
    return path


def newer(folder: Path) -> Path:
    return with_version(folder, SCHEMA_VERSION + 1)


def older(folder: Path) -> Path:
    return with_version(folder, SCHEMA_VERSION - 1)


UNUSABLE = [
    (missing, DatabaseMissing, "no database at {path}; 'jobtrack init' makes one"),
    (
        below_a_file,
        NotADatabase,
        "{path} is not a jobtrack database; name another file with --db",
    ),
    (empty_file, NotADatabase, "{path} is not a jobtrack database; name another file with --db"),
    (text_file, NotADatabase, "{path} is not a jobtrack database; name another file with --db"),
    (
        foreign_database,
        NotADatabase,
        "{path} is not a jobtrack database; name another file with --db",
    ),
    (directory, NotADatabase, "{path} is not a jobtrack database; name another file with --db"),
    (magic_only, NotADatabase, "{path} is not a jobtrack database; name another file with --db"),
    (
        cut_by_one_byte,
        DatabaseDamaged,
        "{path} is damaged (its end is missing); restore it from a backup",
    ),
    (
        newer,
        DatabaseTooNew,
        "{path} was written by a newer jobtrack (version 2 of its schema, this one knows 1); "
        "upgrade jobtrack",
    ),
    (
        older,
        DatabaseTooOld,
        "{path} was written by an older jobtrack (version 0 of its schema, this one needs 1); "
        "'jobtrack init' upgrades it, after a backup",
    ),
]


@pytest.mark.parametrize("mode", [{"writing": False}, {"writing": True}], ids=["reading", "writing"])
@pytest.mark.parametrize(
    ("broken", "error", "sentence"), UNUSABLE, ids=[row[0].__name__ for row in UNUSABLE]
)
def test_what_is_no_usable_database_says_what_it_is(
    tmp_path: Path, broken, error: type[JobtrackError], sentence: str, mode: dict[str, bool]
):
    path = broken(tmp_path)
    before = fingerprint(path) if path.is_file() else None
    with pytest.raises(error) as found:
        open_store(path, **mode)
    assert (str(found.value), found.value.exit_status) == (sentence.format(path=path), 4)
    assert (fingerprint(path) if path.is_file() else None) == before


def test_a_database_written_over_is_damaged(tmp_path: Path):
    path = overwritten(tmp_path)

    def read() -> None:
        with open_store(path) as store:
            store.plan()
            store.snapshots("employed", "city")

    with pytest.raises(DatabaseDamaged) as found:
        read()
    assert found.value.exit_status == 4


@pytest.mark.parametrize("lost", [1, 100, 4096, 20000])
def test_a_database_that_lost_its_end_is_damaged(tmp_path: Path, lost: int):
    path = made(tmp_path, (snapshot("2021-07", 1),))
    path.write_bytes(path.read_bytes()[:-lost])
    with pytest.raises(DatabaseDamaged):
        open_store(path)


@needs_permissions
def test_a_read_only_file_can_be_read_but_not_written(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 1),))
    path.chmod(0o400)
    with open_store(path) as store:
        assert len(store.snapshots("employed", "city")) == 1
    with pytest.raises(DatabaseReadOnly) as found, open_store(path, writing=True) as store:
        store.record(origin(), [snapshot("2021-08", 2)])
    assert (str(found.value), found.value.exit_status) == (
        f"{path} is read-only; make it writable or work on a copy, nothing was recorded",
        4,
    )


@needs_permissions
def test_a_file_that_may_not_be_read_is_forbidden(tmp_path: Path):
    path = made(tmp_path)
    path.chmod(0)
    with pytest.raises(DatabaseForbidden) as found:
        open_store(path)
    assert (str(found.value), found.value.exit_status) == (
        f"no permission to use {path}; ask its owner, or name another file with --db",
        4,
    )


@needs_permissions
def test_a_folder_that_may_not_be_written_is_forbidden(tmp_path: Path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    with pytest.raises(DatabaseForbidden), create_store(folder / "jobs.db"):
        pass


def store_of_the_impatient(path: Path, *, writing: bool) -> Store:
    """The database, opened by one who waits 50 ms instead of half a minute."""
    connection = open_connection(path, writing=writing)
    connection.execute("PRAGMA busy_timeout = 50")
    return Store(connection, path, writing=writing)


def test_a_database_that_another_one_writes_is_busy(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 1),))
    store = store_of_the_impatient(path, writing=True)
    with raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy) as found, store:
            pass
    assert (str(found.value), found.value.exit_status) == (
        f"{path} is in use by another command; try again in a moment",
        5,
    )


def test_a_busy_database_can_still_be_read(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 1),))
    with raw(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with open_store(path) as store:
            assert len(store.snapshots("employed", "city")) == 1


def test_what_was_busy_at_its_end_was_not_recorded(tmp_path: Path):
    path = made(tmp_path)
    store = store_of_the_impatient(path, writing=True)

    def record_beside_a_reader() -> None:
        with raw(path) as reader, store:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM batch").fetchall()
            store.record(origin(), [snapshot("2021-07", 1)])

    with pytest.raises(DatabaseBusy):
        record_beside_a_reader()
    assert rows_of(path, "SELECT * FROM batch") == []


def test_a_file_in_write_ahead_mode_is_tolerated(tmp_path: Path):
    path = made(tmp_path)
    with raw(path) as other:
        assert other.execute("PRAGMA journal_mode = WAL").fetchall() == [("wal",)]
        with open_store(path, writing=True) as store:
            store.record(origin(), [snapshot("2021-07", 1)])
        with open_store(path) as store:
            assert len(store.snapshots("employed", "city")) == 1


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("foreign_keys", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("recursive_triggers", 1),
        ("synchronous", 3),
        ("fullfsync", 1),
        ("query_only", 0),
        ("busy_timeout", 1000),  # thirty times
        ("journal_mode", "delete"),
    ],
)
def test_a_connection_trusts_nothing_and_loses_nothing(
    tmp_path: Path, setting: str, expected: int | str
):
    with closing(open_connection(made(tmp_path), writing=True)) as connection:
        assert connection.execute(f"PRAGMA {setting}").fetchone() == (expected,)


def test_a_path_with_signs_of_an_address_is_a_path(tmp_path: Path):
    folder = tmp_path / "数据 100%?mode=memory#x"
    folder.mkdir()
    path = made(folder, (snapshot("2021-07", 1),))
    with open_store(path) as store:
        assert len(store.snapshots("employed", "city")) == 1
    assert [one.name for one in folder.iterdir()] == ["jobs.db"]


def test_a_new_database_is_for_its_owner_only(tmp_path: Path):
    path = tmp_path / "new" / "folder" / "jobs.db"
    path.parent.parent.mkdir()
    with create_store(path) as store:
        store.define(plan_with())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [one.name for one in path.parent.iterdir()] == ["jobs.db"]


@pytest.mark.parametrize("existing", [empty_file, text_file, foreign_database, directory, made])
def test_what_exists_is_never_replaced(tmp_path: Path, existing):
    path = existing(tmp_path)
    before = fingerprint(path) if path.is_file() else None
    with pytest.raises(DatabaseExists) as found, create_store(path):
        pass
    assert (str(found.value), found.value.exit_status) == (
        f"{path} exists and was not changed; 'jobtrack targets apply PLAN' changes its plan, "
        "--db names another file",
        2,
    )
    assert (fingerprint(path) if path.is_file() else None) == before
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_what_appears_while_a_database_is_made_is_not_replaced(tmp_path: Path):
    path = tmp_path / "jobs.db"

    def be_overtaken() -> None:
        with create_store(path) as store:
            store.define(plan_with())
            path.write_text("first", "utf-8")

    with pytest.raises(DatabaseExists):
        be_overtaken()
    assert [(one.name, one.read_text("utf-8")) for one in tmp_path.iterdir()] == [("jobs.db", "first")]


def test_a_name_that_leads_nowhere_is_not_replaced(tmp_path: Path):
    path = tmp_path / "jobs.db"
    path.symlink_to(tmp_path / "gone.db")
    with pytest.raises(DatabaseExists), create_store(path) as store:
        store.define(plan_with())
    assert [one.name for one in tmp_path.iterdir()] == ["jobs.db"]
    assert path.is_symlink()


def test_a_failure_while_a_database_is_made_leaves_nothing(tmp_path: Path):
    def fail() -> None:
        with create_store(tmp_path / "jobs.db") as store:
            store.define(plan_with())
            store.record(origin(), [snapshot("2021-07", 1)])
            raise Stop

    with pytest.raises(Stop):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_definitions_that_refer_to_nothing_make_no_database(tmp_path: Path):
    homeless = plan_with()._replace(home="nowhere")
    with (
        pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"),
        create_store(tmp_path / "jobs.db") as store,
    ):
        store.define(homeless)
    assert list(tmp_path.iterdir()) == []


WRITER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from jobtrack.domain.batch import Origin
from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Figure, Snapshot
from jobtrack.store import open_store

path, number = Path(sys.argv[1]), int(sys.argv[2])
for month in (1, 2, 3):
    with open_store(path, writing=True) as store:
        row = Snapshot(
            "employed", "city", Month(2021, month), date(2024, 5, 20), "", Figure(float(number))
        )
        store.record(Origin(f"writer {number}", "add", datetime(2024, 6, 1, tzinfo=UTC)), [row])
"""


def test_twenty_writers_at_once_lose_nothing(tmp_path: Path):
    path = made(tmp_path)
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)]) for number in range(20)
    ]
    assert [one.wait(timeout=120) for one in writers] == [0] * 20
    with open_store(path) as store:
        found = [(one.period.number, one.figure.value) for one in store.snapshots("employed", "city")]
    assert sorted(found) == [(month, float(number)) for month in (1, 2, 3) for number in range(20)]
    batches = rows_of(path, "SELECT key, previous, person FROM batch ORDER BY key")
    assert [previous for _, previous, _ in batches] == [None, *(key for key, _, _ in batches[:-1])]
    assert sorted(person for _, _, person in batches) == sorted(
        f"writer {number}" for number in range(20) for _ in range(3)
    )


GROWER = """
import sys
from pathlib import Path
from databases import origin, snapshot
from jobtrack.store import open_store

for year in range(1900, 2000):
    with open_store(Path(sys.argv[1]), writing=True) as store:
        store.record(origin(), [snapshot(f"{year}-01", 1, note="x" * 20000)])
"""


def program(text: str, path: Path) -> subprocess.Popen[bytes]:
    """A process of its own that runs ``text``, which may use what this test is built from."""
    search = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", text, str(path)], env=os.environ | {"PYTHONPATH": search}
    )


def test_a_database_that_grows_while_it_is_opened_is_not_damaged(tmp_path: Path):
    path = made(tmp_path)
    with program(GROWER, path) as grower:
        seen = []
        while grower.poll() is None:
            with open_store(path) as store:
                seen.append(len(store.snapshots("employed", "city")))
    assert grower.returncode == 0
    assert seen == sorted(seen)
    with open_store(path) as store:
        assert len(store.snapshots("employed", "city")) == 100


KILLED = """
import os, signal, sys
from pathlib import Path
from databases import origin, snapshot
from jobtrack.store import open_store

with open_store(Path(sys.argv[1]), writing=True) as store:
    for number in range(2000):
        store.record(origin(), [snapshot("2021-08", number)])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_writer_leaves_nothing_half_written(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 1),))
    with program(KILLED, path) as killed:
        pass
    assert killed.returncode == -9
    with open_store(path) as store:
        assert [one.period for one in store.snapshots("employed", "city")] == [(2021, 7)]
    with open_store(path, writing=True) as store:
        store.record(origin(), [snapshot("2021-09", 2)])
    assert rows_of(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows_of(path, "SELECT period, known_from FROM snapshot ORDER BY period") == [
        ("2021-07", str(date(2024, 5, 20))),
        ("2021-09", str(date(2024, 5, 20))),
    ]
