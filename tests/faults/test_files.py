"""Databases that are none, or not whole, or hard to reach: said so, and left as they are."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mounts import needs_mounts, run_on_a_read_only_medium
from preload import ACTS, faulty, needs_compiler, prepared
from program import (
    DONE,
    FOUND,
    KILLED,
    SAMPLE,
    UNUSABLE,
    WRONG,
    Act,
    Office,
    Outcome,
    rows_of,
)

READING, WRITING = ("report",), ("add", "workshops", "701", "2025-05")
RECORDED = Act(figures=1)


def nothing(path: Path) -> None:
    path.unlink()


def empty_file(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("indicator,period,value\n", "utf-8")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("gone.db")


def link_to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def below_a_file(path: Path) -> None:
    path.write_text("no folder", "utf-8")


def magic_only(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)


def half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def without_its_last_byte(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def written_over(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


def of_another_program(path: Path) -> None:
    change(path, "PRAGMA application_id = 1")


def newer(path: Path) -> None:
    change(path, "PRAGMA user_version = 999")


def without_a_table(path: Path) -> None:
    change(path, "DROP TABLE snapshot")


def change(path: Path, statement: str) -> None:
    """What another tool does to the database."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(statement)
    connection.close()


NO_DATABASES = [
    nothing, empty_file, text, folder, pipe, device, link_to_nothing, link_to_itself, magic_only, half,
    without_its_last_byte, written_over, of_another_program, newer, without_a_table,
]  # fmt: skip


def state(path: Path) -> object:
    """What must stay as it is."""
    return path.read_bytes() if path.is_file() else path.lstat().st_mode


@pytest.mark.parametrize("verb", [READING, WRITING, ("backup", "copy.db")], ids=lambda verb: verb[0])
@pytest.mark.parametrize("make", NO_DATABASES, ids=lambda make: make.__name__)
def test_what_is_no_usable_database_is_named_and_left(
    tmp_path: Path, make: Callable[[Path], None], verb: tuple[str, ...]
):
    office = Office(tmp_path)
    make(office.path)
    before = state(office.path) if os.path.lexists(office.path) else None
    ended = office.run(*verb)
    assert wrong_words(office, ended, UNUSABLE) == []
    assert (state(office.path) if os.path.lexists(office.path) else None) == before
    assert {one.name for one in tmp_path.iterdir()} <= {"jobs.db"}


def wrong_words(office: Office, ended: Outcome, *statuses: int) -> list[str]:
    """What must not be of the words of a run, its database aside."""
    whole = Office(office.folder / "whole")
    found = whole.wrongs(ended, set(statuses), Act(says="no word"))
    shutil.rmtree(whole.folder)
    return found


@pytest.mark.parametrize(
    "make", [text, folder, pipe, of_another_program], ids=lambda make: make.__name__
)
@pytest.mark.parametrize(
    "verb",
    [("merge", "other.db"), ("restore", "--yes", "other.db"), ("backup", "other.db")],
    ids=lambda verb: verb[0],
)
def test_another_file_that_is_no_database(
    tmp_path: Path, make: Callable[[Path], None], verb: tuple[str, ...]
):
    office = prepared(tmp_path)
    make(tmp_path / "other.db")
    before = state(tmp_path / "other.db")
    assert office.wrongs(office.run(*verb), {WRONG}) == []
    assert state(tmp_path / "other.db") == before


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER spy AFTER INSERT ON snapshot BEGIN DELETE FROM snapshot; END",
        "CREATE VIEW spy AS SELECT * FROM snapshot",
        "CREATE TABLE spy (id)",
        "DROP VIEW current_snapshot",
    ],
)
def test_a_schema_with_something_foreign_is_found(tmp_path: Path, statement: str):
    office = Office(tmp_path)
    change(office.path, statement)
    ended = office.run("check", "--integrity")
    assert (ended.status, ended.stderr, ended.stdout.count("\n")) == (FOUND, "", 1)


NAMES = [
    "a b.db", "a#b.db", "a?mode=memory.db", "100%.db", "%2e.db", "'a'.db", '"a".db', "数据.db",
    "a\\b.db", "a\tb.db", "a\nb.db", "-a.db", "\udcff.db", "a;b.db", ":memory:", "file:a.db",
    "数" * 80 + ".db", "~",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_path_is_a_path_whatever_it_holds(tmp_path: Path, name: str):
    office = Office(tmp_path)
    place = tmp_path / "odd"
    place.mkdir()
    path = place / name
    made = office.run("init", "--with-data", JOBTRACK_DB=str(path))
    added = office.run(*WRITING, JOBTRACK_DB=str(path))
    assert [one[::2] for one in (made, added)] == [(DONE, "")] * 2
    assert len(made.stdout.splitlines()) == 1
    assert [one.name for one in place.iterdir()] == [name]
    assert len(rows_of(path)["snapshot"]) == len(office.before["snapshot"]) + 1


@pytest.mark.parametrize(
    "name", ["a\nb.db", "x" * 300, "x" * 5000, "\udcff.db", "a\x1b[2J.db"], ids=ascii
)
@pytest.mark.parametrize("verb", [READING, ("init", "plan\n.toml")], ids=lambda verb: verb[0])
def test_a_path_that_can_not_be_used_is_named_in_one_line(
    tmp_path: Path, name: str, verb: tuple[str, ...]
):
    office = Office(tmp_path)
    ended = office.run(*verb, JOBTRACK_DB=name)
    assert office.wrongs(ended, {UNUSABLE, WRONG}, Act(says="no word")) == []


@pytest.mark.parametrize("kind", ["symbolic", "hard"])
def test_a_database_behind_a_link_is_written_where_it_is(tmp_path: Path, kind: str):
    office = Office(tmp_path)
    link = tmp_path / "link.db"
    if kind == "hard":
        link.hardlink_to(office.path)
    else:
        link.symlink_to(office.path)
    assert office.wrongs(office.run(*WRITING, JOBTRACK_DB=str(link)), {DONE}, RECORDED) == []
    assert office.path.samefile(link)
    assert link.is_symlink() is (kind == "symbolic")


@needs_compiler
@pytest.mark.parametrize(
    "verb", [READING, ("check", "--integrity"), ("export",), WRITING], ids=lambda verb: verb[0]
)
def test_what_a_killed_writer_left_is_taken_back_by_whoever_comes(
    tmp_path: Path, verb: tuple[str, ...]
):
    office = prepared(tmp_path)
    killed = office.run(*ACTS["import"].arguments, **faulty(office, "signal 9", 18))
    assert killed.status == KILLED
    assert (tmp_path / "jobs.db-journal").exists()
    act = RECORDED if verb == WRITING else Act()
    ended = office.run(*verb)
    assert not (tmp_path / "jobs.db-journal").exists()
    is_told = act if act.figures else Act(says="no word")
    assert office.wrongs(ended._replace(status=ended.status or DONE), {DONE}, is_told) == []


WAL_WRITER = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = WAL")
connection.execute("CREATE TABLE note (text)")
connection.execute("DROP TABLE note")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("verb", [READING, WRITING, ("backup", "copy.db")], ids=lambda verb: verb[0])
def test_the_log_of_another_tool_is_read(tmp_path: Path, verb: tuple[str, ...]):
    office = Office(tmp_path)
    left = subprocess.run([sys.executable, "-c", WAL_WRITER, office.path], check=False)
    assert left.returncode == -signal.SIGKILL
    assert (tmp_path / "jobs.db-wal").exists()
    act = RECORDED if verb == WRITING else Act()
    assert office.wrongs(office.run(*verb), {DONE}, act) == []


@needs_mounts
@pytest.mark.parametrize(
    ("verb", "status"),
    [
        (READING, DONE),
        (("check", "--integrity"), DONE),
        (("export",), DONE),
        (WRITING, UNUSABLE),
        (("undo", "--yes"), UNUSABLE),
        (("init", "--db", "new.db"), UNUSABLE),
        (("backup", "copy.db"), WRONG),
        (("report", "--output", "report.txt"), WRONG),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_a_medium_that_can_only_be_read(tmp_path: Path, verb: tuple[str, ...], status: int):
    office = Office(tmp_path)
    ended = run_on_a_read_only_medium(office, *verb)
    assert office.wrongs(ended, {status}) == []


MODES = {"the file": (0o755, 0), "the folder": (0, 0o644), "writing to the folder": (0o555, 0o444)}


@pytest.mark.parametrize(
    ("verb", "closed"),
    [
        *((verb, closed) for verb in (READING, WRITING) for closed in MODES),
        (("init", "--db", "closed/new.db"), "the folder"),
        (("init", "--db", "closed/new.db"), "writing to the folder"),
    ],
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_what_one_has_no_right_to(tmp_path: Path, verb: tuple[str, ...], closed: str):
    office = Office(tmp_path)
    place = tmp_path / "closed"
    place.mkdir()
    shutil.copy(SAMPLE, place / "jobs.db")
    mode_of_folder, mode_of_file = MODES[closed]
    (place / "jobs.db").chmod(mode_of_file)
    place.chmod(mode_of_folder)
    try:
        ended = unprivileged(office, *verb, JOBTRACK_DB=str(place / "jobs.db"))
    finally:
        place.chmod(0o755)
    is_read = verb == READING and closed == "writing to the folder"
    assert office.wrongs(ended, {DONE if is_read else UNUSABLE}) == []


def unprivileged(office: Office, *arguments: object, **variables: str) -> Outcome:
    """The program, of root's rights those without that go past permissions."""
    command = office.command(*arguments)
    if os.geteuid() == 0:
        office.folder.chmod(0o755)
        command = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", *command]
    done = subprocess.run(
        command,
        cwd=office.folder,
        env=office.environment(**variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
