"""A copy is whole or not there, and what it replaces is kept."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from databases import (
    NOON,
    TARGETS,
    fingerprint,
    made,
    origin,
    raw,
    rows_of,
    snapshot,
)
from killing import is_killed_before

from jobtrack.domain.ledger.contents import Contents
from jobtrack.errors import JobtrackError
from jobtrack.errors.database import DatabaseReplaced, DatabaseTooNew
from jobtrack.errors.files import FileNotReadable, FileNotWritable
from jobtrack.errors.keeping import (
    CopyIsFolder,
    CopyNotReplaced,
    NotTheirs,
    NotWhole,
    SameDatabase,
)
from jobtrack.store import open_store
from jobtrack.store.copying import back_up, contents_of, copy_to_restore, restored
from jobtrack.store.integrity import check_database

SWAP = datetime(2025, 7, 1, 8, 30, tzinfo=UTC)
KEPT = "jobs.db.replaced-20250701T083000Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path, (snapshot("2021-07", 1), snapshot("2021-08", 2)), TARGETS)


def add(path: Path, period: str, value: float) -> None:
    with open_store(path, writing=True) as store:
        store.record(origin(), [snapshot(period, value)])


def values(path: Path) -> list[float]:
    return [value for (value,) in rows_of(path, "SELECT value FROM snapshot ORDER BY period")]


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def restore(file: Path, path: Path) -> Path | None:
    with copy_to_restore(file, path) as copy:
        return restored(copy, path, SWAP)


def test_a_backup_holds_everything_and_is_for_its_owner_only(path: Path, tmp_path: Path):
    target = tmp_path / "safe.db"
    contents = back_up(path, target, 0)
    assert contents == Contents(6, 2, NOON + timedelta(microseconds=5)) == contents_of(target)
    for table in ("snapshot", "target", "acknowledgement", "batch", "indicator", "area_group_member"):
        assert rows_of(target, f"SELECT * FROM {table}") == rows_of(path, f"SELECT * FROM {table}")  # noqa: S608
    assert check_database(target, SWAP, has_digests=True) == []
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert names(tmp_path) == ["jobs.db", "safe.db"]


def test_an_earlier_backup_is_replaced_where_none_is_kept(path: Path, tmp_path: Path):
    target = tmp_path / "safe.db"
    back_up(path, target, 0)
    add(path, "2021-09", 3)
    back_up(path, target, 0)
    assert values(target) == [1, 2, 3]
    assert names(tmp_path) == ["jobs.db", "safe.db"]


def test_so_many_earlier_backups_are_kept_the_newest_first(path: Path, tmp_path: Path):
    target = tmp_path / "safe.db"
    for month in range(9, 13):
        back_up(path, target, 2)
        add(path, f"2021-{month:02}", month)
    back_up(path, target, 2)
    assert names(tmp_path) == ["jobs.db", "safe.db", "safe.db.1", "safe.db.2"]
    held = [len(values(tmp_path / name)) for name in names(tmp_path)]
    assert held == [6, 6, 5, 4]


def test_a_copy_behind_a_link_is_replaced_where_it_is(path: Path, tmp_path: Path):
    (tmp_path / "disk").mkdir()
    real, link = tmp_path / "disk" / "safe.db", tmp_path / "link.db"
    link.symlink_to(real)
    back_up(path, link, 0)
    assert link.is_symlink()
    assert values(real) == [1, 2]


def test_a_database_behind_a_link_is_replaced_where_it_is(path: Path, tmp_path: Path):
    back_up(path, tmp_path / "safe.db", 0)
    (tmp_path / "desk").mkdir()
    link = tmp_path / "desk" / "link.db"
    link.symlink_to(path)
    assert restore(tmp_path / "safe.db", link) == tmp_path / KEPT
    assert names(tmp_path / "desk") == ["link.db"]
    assert link.is_symlink()


def with_folder(folder: Path) -> Path:
    (folder / "safe").mkdir()
    return folder / "safe"


def with_text(folder: Path) -> Path:
    (folder / "notes.txt").write_text("not a database", "utf-8")
    return folder / "notes.txt"


def with_other_database(folder: Path) -> Path:
    with raw(folder / "photos.db") as connection:
        connection.execute("CREATE TABLE photo (id INTEGER)")
    return folder / "photos.db"


def with_itself(folder: Path) -> Path:
    (folder / "again.db").symlink_to(folder / "jobs.db")
    return folder / "again.db"


def with_no_folder(folder: Path) -> Path:
    return folder / "nowhere" / "safe.db"


def with_taken_generation(folder: Path) -> Path:
    (folder / "safe.db.1").write_text("not a database", "utf-8")
    return folder / "safe.db"


REFUSED = [
    (with_folder, CopyIsFolder, "{path} is a folder; name a file in it"),
    (
        with_text,
        CopyNotReplaced,
        "{path} exists and is not a jobtrack database; move it away or name another file",
    ),
    (
        with_other_database,
        CopyNotReplaced,
        "{path} exists and is not a jobtrack database; move it away or name another file",
    ),
    (with_itself, SameDatabase, "{path} is the database itself; name another file"),
    (
        with_no_folder,
        FileNotWritable,
        "can't write '{path}': No such file or directory; put that right or name another file",
    ),
    (
        with_taken_generation,
        CopyNotReplaced,
        "{path}.1 exists and is not a jobtrack database; move it away or name another file",
    ),
]


@pytest.mark.parametrize(
    ("target_in", "error", "sentence"),
    REFUSED,
    ids=[row[0].__name__ for row in REFUSED],
)
def test_a_backup_replaces_no_other_file(
    path: Path, tmp_path: Path, target_in, error: type[JobtrackError], sentence: str
):
    target = target_in(tmp_path)
    before = {one: fingerprint(one) for one in tmp_path.iterdir() if one.is_file()}
    with pytest.raises(error) as found:
        back_up(path, target, 1)
    assert (str(found.value), found.value.exit_status) == (sentence.format(path=target), 2)
    assert {one: fingerprint(one) for one in tmp_path.iterdir() if one.is_file()} == before


def test_a_broken_database_replaces_no_whole_backup(path: Path, tmp_path: Path):
    target = tmp_path / "safe.db"
    back_up(path, target, 1)
    [(root,)] = rows_of(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'section'")
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 + 3] ^= 0x40
    path.write_bytes(content)
    with pytest.raises(NotWhole) as found:
        back_up(path, target, 1)
    assert str(found.value).startswith(f"{path} is not taken: the file is damaged: ")
    assert values(target) == [1, 2]
    assert names(tmp_path) == ["jobs.db", "safe.db"]


WRITER = """
import sys
from pathlib import Path
from databases import origin, snapshot
from jobtrack.store import open_store

for year in range(1900, 2000):
    with open_store(Path(sys.argv[1]), writing=True) as store:
        store.record(origin(), [snapshot(f"{year}-01", 1), snapshot(f"{year}-02", 2)])
"""


def environment() -> dict[str, str]:
    """That of a process which may use what this test is built from."""
    search = os.pathsep.join([str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": search}


def test_a_backup_is_of_one_moment_while_others_write(path: Path, tmp_path: Path):
    seen = []
    with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], env=environment()) as writer:
        while writer.poll() is None:
            back_up(path, tmp_path / "safe.db", 0)
            assert check_database(tmp_path / "safe.db", SWAP, has_digests=True) == []
            seen.append(len(values(tmp_path / "safe.db")))
    assert writer.returncode == 0
    assert seen == sorted(seen)
    assert {count % 2 for count in seen} == {0}


def test_a_database_in_write_ahead_mode_is_copied_whole(path: Path, tmp_path: Path):
    with raw(path) as other:
        other.execute("PRAGMA journal_mode = WAL")
        add(path, "2021-09", 3)
        back_up(path, tmp_path / "safe.db", 0)
    assert values(tmp_path / "safe.db") == [1, 2, 3]
    assert rows_of(tmp_path / "safe.db", "PRAGMA journal_mode") == [("delete",)]


def test_what_is_restored_is_the_backup_and_what_was_there_is_kept(path: Path, tmp_path: Path):
    back_up(path, tmp_path / "safe.db", 0)
    add(path, "2021-09", 3)
    path.chmod(0o640)
    assert restore(tmp_path / "safe.db", path) == tmp_path / KEPT
    assert (values(path), values(tmp_path / KEPT)) == ([1, 2], [1, 2, 3])
    assert names(tmp_path) == ["jobs.db", KEPT, "safe.db"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    add(path, "2021-10", 4)
    assert values(tmp_path / "safe.db") == [1, 2]


def test_where_no_database_is_one_is_put(path: Path, tmp_path: Path):
    new = tmp_path / "new" / "folder" / "jobs.db"
    assert restore(path, new) is None
    assert values(new) == [1, 2]
    assert names(new.parent) == ["jobs.db"]
    assert stat.S_IMODE(new.stat().st_mode) == 0o600


def test_a_damaged_database_is_replaced_and_kept(path: Path, tmp_path: Path):
    back_up(path, tmp_path / "safe.db", 0)
    content = bytearray(path.read_bytes())
    content[16:18] = b"\x00\x03"  # no size that a page can have
    path.write_bytes(content)
    kept = restore(tmp_path / "safe.db", path)
    assert values(path) == [1, 2]
    assert kept is not None
    assert kept.read_bytes() == content
    assert names(tmp_path) == ["jobs.db", KEPT, "safe.db"]


def write_and_be_killed(path: Path) -> None:
    """Leave a journal beside the database that whoever opens it next plays back."""

    def write_too_much() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA cache_size = 1")
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE more AS SELECT * FROM snapshot, target, indicator, area")
            connection.execute("SELECT 1")

    assert is_killed_before(3, write_too_much)
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0


def test_what_a_killed_writer_left_is_taken_back_before_the_swap(path: Path, tmp_path: Path):
    back_up(path, tmp_path / "safe.db", 0)
    write_and_be_killed(path)
    restore(tmp_path / "safe.db", path)
    assert names(tmp_path) == ["jobs.db", KEPT, "safe.db"]
    assert [check_database(one, SWAP, has_digests=True) for one in tmp_path.iterdir()] == [[]] * 3


def test_the_journal_of_a_database_that_is_gone_is_not_played_back(path: Path, tmp_path: Path):
    back_up(path, tmp_path / "safe.db", 0)
    write_and_be_killed(path)
    path.unlink()
    assert restore(tmp_path / "safe.db", path) is None
    assert values(path) == [1, 2]
    assert check_database(path, SWAP, has_digests=True) == []
    assert names(tmp_path) == ["jobs.db", f"{KEPT}-journal", "safe.db"]


def test_the_journal_of_a_backup_that_is_gone_is_not_played_back(path: Path, tmp_path: Path):
    target = tmp_path / "safe.db"
    back_up(path, target, 0)
    write_and_be_killed(target)
    target.unlink()
    back_up(path, target, 0)
    assert check_database(target, SWAP, has_digests=True) == []
    assert names(tmp_path) == ["jobs.db", "safe.db"]


def tampered(path: Path) -> Path:
    copy = path.with_name("copy.db")
    back_up(path, copy, 0)
    with raw(copy) as connection:
        connection.execute("DROP TRIGGER snapshot_refuses_update")
        connection.execute("UPDATE snapshot SET value = 3 WHERE value = 2")
    return copy


def newer(path: Path) -> Path:
    copy = path.with_name("copy.db")
    back_up(path, copy, 0)
    with raw(copy) as connection:
        connection.execute("PRAGMA user_version = 99")
    return copy


def text(path: Path) -> Path:
    path.with_name("notes.txt").write_text("not a database", "utf-8")
    return path.with_name("notes.txt")


def nothing(path: Path) -> Path:
    return path.with_name("nothing.db")


def itself(path: Path) -> Path:
    return path


@pytest.mark.parametrize(
    ("source_of", "error"),
    [
        (tampered, NotWhole),
        (newer, DatabaseTooNew),
        (text, NotTheirs),
        (nothing, FileNotReadable),
        (itself, SameDatabase),
    ],
)
def test_what_can_not_be_trusted_is_not_restored(path: Path, source_of, error: type[JobtrackError]):
    source = source_of(path)
    before = names(path.parent)
    with pytest.raises(error):
        restore(source, path)
    assert values(path) == [1, 2]
    assert names(path.parent) == before


def test_a_file_that_is_no_database_is_not_replaced_by_one(path: Path, tmp_path: Path):
    other = tmp_path / "notes.txt"
    other.write_text("mine", "utf-8")
    with pytest.raises(CopyNotReplaced):
        restore(path, other)
    assert other.read_text("utf-8") == "mine"


def test_a_writer_that_has_the_database_open_writes_to_what_was_restored(path: Path, tmp_path: Path):
    back_up(path, tmp_path / "safe.db", 0)
    add(path, "2021-09", 3)
    late = open_store(path, writing=True)
    restore(tmp_path / "safe.db", path)
    with late as store:
        store.record(origin(), [snapshot("2021-10", 4)])
    assert (values(path), values(tmp_path / KEPT)) == ([1, 2, 4], [1, 2, 3])


def test_nothing_is_recorded_in_a_database_that_was_moved_meanwhile(path: Path, tmp_path: Path):
    late = open_store(path, writing=True)
    path.rename(tmp_path / "moved.db")
    back_up(tmp_path / "moved.db", path, 0)
    with pytest.raises(DatabaseReplaced) as found, late as store:
        store.record(origin(), [snapshot("2021-09", 3)])
    assert (str(found.value), found.value.exit_status) == (
        f"{path} was moved or replaced meanwhile; run the command again",
        5,
    )
    assert (values(path), values(tmp_path / "moved.db")) == ([1, 2], [1, 2])


RECORDER = """
import sys
from pathlib import Path
from databases import origin, snapshot
from jobtrack.store import open_store

number = int(sys.argv[2])
for year in range(1900, 1930):
    with open_store(Path(sys.argv[1]), writing=True) as store:
        store.record(origin(), [snapshot(f"{year}-01", 1000 * number + year)])
    print(1000 * number + year, flush=True)
"""


def test_no_figure_that_was_recorded_is_lost_by_a_swap(path: Path, tmp_path: Path):
    back_up(path, tmp_path / "safe.db", 0)
    recorders = [
        subprocess.Popen(
            [sys.executable, "-c", RECORDER, str(path), str(number)],
            env=environment(),
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        for number in (1, 2, 3)
    ]
    swaps = 0
    while any(one.poll() is None for one in recorders):
        with copy_to_restore(tmp_path / "safe.db", path) as copy:
            restored(copy, path, SWAP + timedelta(seconds=swaps))
        swaps += 1
    recorded = {float(line) for one in recorders for line in one.communicate()[0].splitlines()}
    assert [one.returncode for one in recorders] == [0, 0, 0]
    kept = {value for one in tmp_path.glob("jobs.db*") for value in values(one)}
    assert kept - {1, 2} == recorded
    assert all(check_database(one, SWAP, has_digests=True) == [] for one in tmp_path.glob("jobs.db*"))


def whole(folder: Path) -> dict[str, int]:
    """How many figures each file holds that stands under a name; all are whole."""
    shown = [
        one for one in folder.iterdir() if one.name[0] != "." and not one.name.endswith("-journal")
    ]
    assert [check_database(one, SWAP, has_digests=True) for one in shown] == [[]] * len(shown)
    return {one.name: len(values(one)) for one in shown}


def test_a_backup_killed_at_any_moment_loses_no_copy_and_leaves_no_half_one(tmp_path: Path):
    seen = []
    for call in range(1000):
        folder = tmp_path / str(call)
        folder.mkdir()
        path, target = made(folder, (snapshot("2021-07", 1),)), folder / "safe.db"
        for month in (8, 9, 10):
            back_up(path, target, 2)
            add(path, f"2021-{month:02}", month)
        is_killed = is_killed_before(call, lambda path=path, target=target: back_up(path, target, 2))
        held = whole(folder)
        assert {3, 2} < set(held.values())
        assert 1 in held.values() or held["safe.db"] == 4
        assert held["safe.db"] in {3, 4}
        back_up(path, target, 2)
        after = whole(folder)
        assert (after["safe.db"], after["safe.db.1"]) == (4, held["safe.db"])
        seen.append(held["safe.db"])
        if not is_killed:
            break
    assert seen == sorted(seen)
    assert set(seen) == {3, 4}


def test_a_restore_killed_at_any_moment_leaves_a_database_and_both_contents(tmp_path: Path):
    seen = []
    for call in range(1000):
        folder = tmp_path / str(call)
        folder.mkdir()
        path, safe = made(folder, (snapshot("2021-07", 1),)), folder / "safe.db"
        back_up(path, safe, 0)
        add(path, "2021-08", 2)
        is_killed = is_killed_before(call, lambda path=path, safe=safe: restore(safe, path))
        held = whole(folder)
        assert held["safe.db"] == 1
        assert 2 in (held["jobs.db"], held.get(KEPT))
        seen.append(held["jobs.db"])
        if not is_killed:
            break
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {1, 2}
