"""No space, no memory, no handles, a disk that fails: nothing is lost, and it is said what to do."""

import sys
from pathlib import Path

import pytest
from mounts import needs_mounts, run_on_a_disk
from preload import ACTS, FULL, faulty, needs_compiler, prepared, struck, wrongs
from program import DONE, FOUND, UNUSABLE, WRONG, Act, Office, Outcome, rows_of

NO_SPACE, NO_QUOTA, DISK_FAILS, NO_HANDLES = 28, 122, 5, 24


@needs_compiler
@pytest.mark.parametrize("is_full", FULL)
@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("number", [NO_SPACE, DISK_FAILS], ids=["no space", "the disk fails"])
def test_a_call_that_fails(tmp_path: Path, name: str, number: int, *, is_full: bool):
    runs = struck(tmp_path, ACTS[name], f"errno {number}", is_full=is_full)
    can_clear_up = number == NO_SPACE
    assert wrongs(runs, {DONE, UNUSABLE}, ACTS[name], can_clear_up=can_clear_up) == {}
    assert UNUSABLE in {run.ended.status for run in runs}


@needs_compiler
@pytest.mark.parametrize("is_full", FULL)
@pytest.mark.parametrize("name", ["add", "import", "backup"])
@pytest.mark.parametrize("does", ["errnos", "short"], ids=["from a call on", "after half a write"])
def test_space_that_ends(tmp_path: Path, name: str, does: str, *, is_full: bool):
    runs = struck(tmp_path, ACTS[name], f"{does} {NO_SPACE}", is_full=is_full)
    assert wrongs(runs, {DONE, UNUSABLE}, ACTS[name], can_clear_up=False) == {}
    assert UNUSABLE in {run.ended.status for run in runs}


@needs_compiler
@pytest.mark.parametrize("number", [NO_QUOTA, NO_HANDLES], ids=["no quota", "no handles"])
@pytest.mark.parametrize("name", ["add", "init", "backup", "export"])
def test_every_call_that_fails(tmp_path: Path, name: str, number: int):
    office = prepared(tmp_path)
    ended = office.run(*ACTS[name].arguments, **faulty(office, f"errnos {number}", 1))
    assert office.wrongs(ended, {UNUSABLE}, ACTS[name]) == []


@needs_compiler
@pytest.mark.parametrize("does", [f"errno {DISK_FAILS}", "short 5"], ids=["fails", "gives half"])
@pytest.mark.parametrize("verb", ["report", "backup copy.db", "add workshops 7"])
def test_a_disk_that_can_not_be_read(tmp_path: Path, verb: str, does: str):
    act = Act(tuple(verb.split()), figures=verb.startswith("add"), says="recorded")
    runs = struck(tmp_path, act, does, is_full=False, reads="yes")
    assert wrongs(runs, {DONE, FOUND, UNUSABLE}, act) == {}


@needs_mounts
@pytest.mark.parametrize(
    "verb",
    [
        "add workshops 701 2025-05 --note {}",
        "backup copy.db",
        "init --db new.db",
        "export --output a.csv",
    ],
    ids=lambda verb: verb.split()[0],
)
def test_a_disk_that_is_full(tmp_path: Path, verb: str):
    office = Office(tmp_path / "office")
    arguments = verb.format("x" * 30_000).split()
    size = office.path.stat().st_size // 1024 + 4
    ended = run_on_a_disk(office, *arguments, kibibytes=size)
    assert office.wrongs(ended, {UNUSABLE}) == []


@pytest.mark.parametrize(
    "name", ["add", "import", "undo", "merge", "backup", "restore", "init", "export"]
)
def test_a_limit_to_the_size_of_files(tmp_path: Path, name: str):
    office = prepared(tmp_path)
    ended = office.run(*ACTS[name].arguments, limits="ulimit -f 0")
    assert office.wrongs(ended, {UNUSABLE}, ACTS[name]) == []


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS limits no address space")
@pytest.mark.parametrize("arguments", [("init", "--db", "new.db"), ("import", "figures.csv", "--map")])
def test_a_file_without_end_finds_no_memory(tmp_path: Path, arguments: tuple[str, ...]):
    office = prepared(tmp_path)
    ended = office.run(*arguments, "/dev/zero", limits="ulimit -v 400000")
    assert office.wrongs(ended, {UNUSABLE}) == []
    assert "memory has run out" in ended.stderr


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS limits no address space")
@pytest.mark.parametrize("name", ACTS)
def test_little_memory_is_enough(tmp_path: Path, name: str):
    office = prepared(tmp_path)
    one = {"OPENBLAS_NUM_THREADS": "1"}  # numpy, which sqlite-utils loads if it is there, is not ours
    ended = office.run(*ACTS[name].arguments, limits="ulimit -v 150000", **one)
    assert office.wrongs(ended, {DONE}, ACTS[name]) == []


@pytest.mark.parametrize("handles", [6, 8])
@pytest.mark.parametrize("name", ["add", "import", "backup", "init"])
def test_few_handles_are_enough_or_it_is_said(tmp_path: Path, name: str, handles: int):
    office = prepared(tmp_path)
    ended = office.run(*ACTS[name].arguments, limits=f"ulimit -n {handles}")
    assert office.wrongs(ended, {DONE, UNUSABLE}, ACTS[name]) == []


needs_full_device = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="there is no device that is always full"
)


@needs_full_device
@pytest.mark.parametrize("buffering", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(
    "verb",
    ["--help", "add --help", "--version", "report", "log", "export", "report --format json", "areas"],
)
def test_what_is_printed_finds_no_space(tmp_path: Path, verb: str, buffering: str):
    office = Office(tmp_path)
    ended = office.run(*verb.split(), limits="exec >/dev/full", PYTHONUNBUFFERED=buffering)
    assert office.wrongs(ended, {UNUSABLE}) == []


@needs_full_device
def test_what_was_recorded_and_can_not_be_said_is_recorded(tmp_path: Path):
    office = Office(tmp_path)
    ended = office.run("add", "workshops", "701", "2025-05", limits="exec >/dev/full")
    assert office.wrongs(ended, {UNUSABLE}, Act(figures=1)) == []
    assert len(rows_of(office.path)["snapshot"] - office.before["snapshot"]) == 1


@needs_full_device
def test_a_complaint_that_finds_no_space_leaves_its_status(tmp_path: Path):
    office = Office(tmp_path)
    ended = office.run("add", "nothing", "1", limits="exec 2>/dev/full")
    assert ended == Outcome(WRONG, "", "")


@needs_full_device
@pytest.mark.parametrize("format", ["csv", "jsonl", "sdmx-csv", "xlsx"])
def test_an_export_to_a_full_device(tmp_path: Path, format: str):
    office = Office(tmp_path)
    ended = office.run("export", "--format", format, "--output", "/dev/full")
    assert office.wrongs(ended, {UNUSABLE}) == []
    assert Path("/dev/full").is_char_device()
