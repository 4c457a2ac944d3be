"""Killed, interrupted or told to end, at any moment: all that was recorded is there, nothing else."""

import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from preload import ACTS, FULL, faulty, needs_compiler, struck, wrongs
from program import (
    DONE,
    HUNG_UP,
    INTERRUPTED,
    KILLED,
    TERMINATED,
    Act,
    Office,
    Outcome,
    damages,
    rows_of,
    wait_until_begun,
    wait_until_open,
)

from jobtrack.store.version import SCHEMA_VERSION

ENDINGS = {signal.SIGINT: INTERRUPTED, signal.SIGTERM: TERMINATED, signal.SIGHUP: HUNG_UP}
endings = pytest.mark.parametrize("number", ENDINGS, ids=lambda one: one.name)


@needs_compiler
@pytest.mark.parametrize("is_full", FULL)
@pytest.mark.parametrize("name", ACTS)
def test_killed_before_a_call(tmp_path: Path, name: str, *, is_full: bool):
    act = ACTS[name]
    runs = struck(tmp_path, act, "signal 9", is_full=is_full)
    assert {run.ended.status for run in runs} == {KILLED}
    assert wrongs(runs, {KILLED}, act) == {}


@needs_compiler
@pytest.mark.parametrize("name", ["add", "import", "backup", "init"])
def test_what_was_killed_can_be_done_after_all(tmp_path: Path, name: str):
    act = ACTS[name]
    runs = struck(tmp_path, act, "signal 9", is_full=False)[:-1]
    again = [run._replace(ended=run.office.run(*act.arguments)) for run in runs]
    assert wrongs(again, {DONE}, act, can_clear_up=False) == {}


@needs_compiler
@pytest.mark.parametrize("is_full", FULL)
@endings
@pytest.mark.parametrize("name", ["import", "backup", "init"])
def test_told_to_end_before_a_call(tmp_path: Path, name: str, number: signal.Signals, *, is_full: bool):
    act = ACTS[name]
    runs = struck(tmp_path, act, f"signal {number:d}", is_full=is_full)
    assert wrongs(runs, {ENDINGS[number], DONE}, act) == {}


UPGRADE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from sqlite_utils import Migrations
from jobtrack.store.schema import first_schema
from jobtrack.store.upgrading import upgrade_store
from jobtrack.store.version import SCHEMA_VERSION

steps = Migrations("jobtrack")
steps(name="first_schema")(first_schema)

@steps()
def weights(db):
    db.execute("ALTER TABLE indicator ADD COLUMN weight REAL")
    db.execute("UPDATE indicator SET weight = 1")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")

now = datetime(2026, 1, 2, tzinfo=UTC)
print(upgrade_store(Path(sys.argv[1]), now, steps, SCHEMA_VERSION + 1))
"""


@needs_compiler
@pytest.mark.parametrize("is_full", FULL)
def test_an_upgrade_killed_before_a_call(tmp_path: Path, *, is_full: bool):
    """To a schema that is still to come: the program itself knows one only."""
    versions = []
    for call in range(1, 1000, 1 if is_full else 12):
        office = Office(tmp_path / str(call))
        ended = subprocess.run(
            [sys.executable, "-c", UPGRADE, office.path],
            env=faulty(office, "signal 9", call),
            capture_output=True,
            check=False,
        )
        copies = [one for one in office.folder.glob("jobs.db.version-*") if "journal" not in one.name]
        state = sqlite3.connect(office.path)
        [(version,)] = state.execute("PRAGMA user_version")
        assert state.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        state.close()
        kept = [rows_of(copy) for copy in copies]
        now = rows_of(office.path)
        assert all(now[table] == office.before[table] for table in ("snapshot", "target", "batch"))
        assert all(one == office.before for one in kept)
        assert (now == office.before) is (version == SCHEMA_VERSION)
        assert version == SCHEMA_VERSION or kept
        versions.append(version)
        if ended.returncode == DONE:
            break
    assert versions == sorted(versions)
    assert set(versions) == {SCHEMA_VERSION, SCHEMA_VERSION + 1}


STREAM = """
import sys
from jobtrack.cli import main

number = int(sys.argv[1])
while True:
    number += 1
    month = f"{1950 + number // 12 % 70}-{number % 12 + 1:02d}"
    status = main(["add", "workshops", str(number), month])
    if status:
        sys.exit(status)
"""


@pytest.mark.parametrize(
    "kills", [pytest.param(10, id="some"), pytest.param(1000, id="all", marks=pytest.mark.slow)]
)
def test_killed_at_any_moment_of_a_stream_of_figures(tmp_path: Path, kills: int):
    office, chance, said = Office(tmp_path), random.Random(5), 0  # noqa: S311 - the same moments each time
    before = len(office.before["snapshot"])
    for kill in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", STREAM, str(kill * 1000)],
            env=office.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as stream:
            assert stream.stdout is not None
            assert stream.stderr is not None
            assert stream.stdout.readline()  # under way
            time.sleep(chance.uniform(0, 0.1))
            stream.kill()
            rest, errors = stream.stdout.read(), stream.stderr.read()
        said += 1 + sum(line.startswith((b"recorded", b"revised")) for line in rest.splitlines())
        now = len(rows_of(office.path)["snapshot"]) - before
        assert (errors, now - said in {0, 1}) == (b"", True), (kill, said, now)
        said = now  # what was recorded and not said any more
    assert damages(office.path) == []
    assert office.before["snapshot"] < rows_of(office.path)["snapshot"]


@pytest.mark.parametrize(
    "runs", [pytest.param(5, id="some"), pytest.param(150, id="all", marks=pytest.mark.slow)]
)
@endings
def test_told_to_end_at_any_moment(tmp_path: Path, number: signal.Signals, runs: int):
    chance = random.Random(number)  # noqa: S311 - the same moments each time
    found = {}
    for run in range(runs):
        office = Office(tmp_path / str(run))
        with office.start("add", "workshops", "701", "2025-05") as process:
            wait_until_begun(process)
            time.sleep(chance.uniform(0, 0.15))
            process.send_signal(number)
            stdout, stderr = process.communicate()
        ended = Outcome(process.returncode, stdout, stderr)
        found[run] = office.wrongs(ended, {ENDINGS[number], DONE}, Act(figures=1))
    assert {run: own for run, own in found.items() if own} == {}


@pytest.mark.parametrize(
    ("verb", "number"),
    [
        (("add", "workshops", "701", "2025-05"), signal.SIGINT),
        (("report",), signal.SIGTERM),
        (("check", "--integrity"), signal.SIGHUP),
    ],
    ids=["add-SIGINT", "report-SIGTERM", "check-SIGHUP"],
)
def test_who_waits_for_others_can_be_told_to_end(
    tmp_path: Path, number: signal.Signals, verb: tuple[str, ...]
):
    office = Office(tmp_path)
    other = sqlite3.connect(office.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with office.start(*verb) as process:
        wait_until_begun(process)
        time.sleep(0.3)
        process.send_signal(number)
        stdout, stderr = process.communicate(timeout=20)  # less than it would have waited
    other.close()
    assert office.wrongs(Outcome(process.returncode, stdout, stderr), {ENDINGS[number]}) == []


def test_what_nohup_starts_outlives_its_terminal(tmp_path: Path):
    office = Office(tmp_path)
    other = sqlite3.connect(office.path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # which those take over that are started now
    with office.start("add", "workshops", "701", "2025-05") as process:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        wait_until_open(process, office.path)
        process.send_signal(signal.SIGHUP)
        other.close()
        stdout, stderr = process.communicate()
    ended = Outcome(process.returncode, stdout, stderr)
    assert office.wrongs(ended, {DONE}, Act(figures=1)) == []
