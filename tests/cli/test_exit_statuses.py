"""Every exit status that is documented, each reached by the installed program as cron starts it."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cron import PROGRAM, in_cron, ran, variables_of
from transcript import ROOT

PINNED = ("--as-of", "2024-12", "--known-on", "2025-07-01")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "sample.db", tmp_path / "jobs.db")
    return tmp_path


@pytest.fixture(scope="module")
def kept_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[str]]:
    """A run that waits for a database which another one never gives back."""
    home = tmp_path_factory.mktemp("busy")
    db = shutil.copy(ROOT / "sample.db", home)
    with closing(sqlite3.connect(db, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with subprocess.Popen(
            [PROGRAM, "--db", db, "add", "workshops", "700", "2025-05"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=variables_of(home),
        ) as program:
            yield program


@pytest.fixture(autouse=True, scope="module")
def _waits_meanwhile(kept_out: subprocess.Popen[str]) -> None:
    """Half a minute of waiting passes while the other statuses are reached."""


def test_all_documented_statuses_are_these():
    text = (ROOT / "docs" / "errors.md").read_text("utf-8")
    table = text.partition("## Exit statuses")[2].partition("## ")[0]
    assert re.findall(r"^\| (\d+) ", table, re.MULTILINE) == [
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "130",
        "141",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", *PINNED],
        ["check", "--integrity"],
        ["add", "workshops", "700", "2025-05"],
        ["--version"],
    ],
)
def test_0_it_is_done(home: Path, arguments: list[str]):
    found = ran(home, "--db", "jobs.db", *arguments)
    assert (found.returncode, found.stderr) == (0, "")


def test_1_a_bug_keeps_its_traceback(home: Path):
    no_clock = "from jobtrack.cli import main; main(['report'], now='no clock')"
    found = in_cron('"$@"', home, [sys.executable, "-c", no_clock])
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("Traceback")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        [],
        ["report", "--nonsense"],
        ["report", "--area", "nowhere"],
        ["add", "workshops", "nan"],
        ["undo"],
        ["import", "nowhere.csv"],
        ["import", "-"],
        ["export", "--output", "nowhere/figures.csv"],
    ],
)
def test_2_it_was_not_meant_so(home: Path, arguments: list[str]):
    found = ran(home, "--db", "jobs.db", *arguments)
    assert (found.returncode, found.stdout) == (2, "")
    assert re.fullmatch(r"jobtrack: .+\n", found.stderr)


@pytest.mark.parametrize(
    ("colour", "indicator", "status"),
    [
        ("red", "employed", 3),
        ("red", "shandong-employed", 0),
        ("amber", "employed", 3),
        ("amber", "urban-new-jobs", 3),
        ("amber", "workshops", 0),
        ("grey", "employment-bases", 3),
        ("grey", "workshops", 0),
    ],
)
def test_3_an_alarm_is_raised_or_nothing_is_said(home: Path, colour: str, indicator: str, status: int):
    moment = ("--as-of", "2022-03", "--known-on", "2025-07-01")
    asked = ("report", *moment, "--fail-on", colour, "--indicator", indicator)
    found = ran(home, "--db", "jobs.db", *asked)
    assert (found.returncode, found.stderr, found.stdout != "") == (status, "", status == 3)


def test_3_check_has_found_something(home: Path):
    with closing(sqlite3.connect(home / "jobs.db")) as connection:
        connection.execute("DROP TRIGGER snapshot_refuses_update")
        connection.execute("UPDATE snapshot SET value = value + 1 WHERE period = '2024-12'")
        connection.commit()
    found = ran(home, "--db", "jobs.db", "check", "--integrity")
    assert (found.returncode, found.stderr) == (3, "")
    assert found.stdout


@pytest.mark.parametrize("name", ["missing.db", "text.db", "cut.db", "newer.db", "."])
def test_4_the_database_can_not_be_used(home: Path, name: str):
    whole = (home / "jobs.db").read_bytes()
    (home / "text.db").write_text("figures", "utf-8")
    (home / "cut.db").write_bytes(whole[:-4096])
    shutil.copy(home / "jobs.db", home / "newer.db")
    with closing(sqlite3.connect(home / "newer.db")) as connection:
        connection.execute("PRAGMA user_version = 99")
    found = ran(home, "--db", name, "report")
    assert (found.returncode, found.stdout) == (4, "")
    assert re.fullmatch(r"jobtrack: .+\n", found.stderr)


def test_130_someone_has_interrupted_it(home: Path):
    terminal, its_end = os.openpty()
    with subprocess.Popen(
        [PROGRAM, "--db", "jobs.db", "undo"],
        stdin=its_end,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd=home,
        env=variables_of(home),
    ) as program:
        assert program.stderr is not None
        while (sign := program.stderr.read(1)) not in {b"]", b""}:  # the question ends in [y/N]
            pass
        assert sign == b"]"
        program.send_signal(signal.SIGINT)
        assert program.wait(60) == 130
    os.close(terminal)
    os.close(its_end)


def test_141_the_reader_of_the_output_has_gone(home: Path):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        ["/bin/sh", "-c", '"$@"; exit $?', "sh", PROGRAM, "--db", "jobs.db", "areas"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        cwd=home,
        env=variables_of(home),
        timeout=60,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_5_the_database_is_busy_for_half_a_minute(kept_out: subprocess.Popen[str]):
    out, complaint = kept_out.communicate(timeout=120)
    assert (kept_out.returncode, out) == (5, "")
    assert re.fullmatch(
        r"jobtrack: .+ is in use by another command; try again in a moment\n", complaint
    )
