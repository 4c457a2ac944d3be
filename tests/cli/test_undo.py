"""undo at a terminal, where it asks; and a batch whose rows are many."""

import json
import os
import pty
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import jobtrack
from jobtrack.cli import main

SAMPLE = Path(__file__).parents[2] / "sample.db"
NOW = datetime(2027, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = Path(shutil.copy(SAMPLE, tmp_path / "jobs.db"))
    assert main(["--db", str(path), "add", "workshops", "700", "2025-01"], now=NOW) == 0
    return path


def log(db: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["--db", str(db), "log", "--format", "json"], now=NOW) == 0
    return json.loads(capsys.readouterr().out)


def asked(db: Path, answer: str) -> tuple[int, str]:
    """The exit status of ``undo`` at a terminal on which ``answer`` is typed, and what it prints."""
    ours, theirs = pty.openpty()
    try:
        with subprocess.Popen(
            [sys.executable, "-m", "jobtrack", "--db", db, "undo"],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(jobtrack.__file__).parents[1])},
        ) as program:
            os.write(ours, answer.encode())
            out, _ = program.communicate(timeout=60)
            return program.returncode, out
    finally:
        os.close(ours)
        os.close(theirs)


def test_undo_asks_at_a_terminal_and_does_what_is_confirmed(
    db: Path, capsys: pytest.CaptureFixture[str]
):
    status, out = asked(db, "y\n")
    assert (status, out.count("undone: batch")) == (0, 1)
    newest, before, _ = log(db, capsys)
    assert (newest["command"], before["undone_by"]) == (f"undo {before['batch']}", newest["batch"])


@pytest.mark.parametrize("answer", ["n\n", "\n", "\x04"], ids=["no", "enter", "end of input"])
def test_undo_that_is_not_confirmed_changes_nothing(db: Path, answer: str):
    content = db.read_bytes()
    status, out = asked(db, answer)
    assert (status, out.splitlines()[-1].startswith("not undone: batch")) == (0, True)
    assert db.read_bytes() == content


def test_log_and_a_dry_run_write_nothing(db: Path):
    content, folder = db.read_bytes(), sorted(db.parent.iterdir())
    for verb in (["log"], ["log", "-n", "1"], ["undo", "--dry-run"], ["undo", "--dry-run", "--yes"]):
        assert main(["--db", str(db), *verb], now=NOW) == 0
    assert (db.read_bytes(), sorted(db.parent.iterdir())) == (content, folder)


def test_undo_is_in_the_language_that_is_asked_for(db: Path, capsys: pytest.CaptureFixture[str]):
    capsys.readouterr()
    assert main(["--db", str(db), "--lang", "zh", "undo", "--yes"], now=NOW) == 0
    assert (
        capsys.readouterr().out.splitlines()[0]
        == "已撤回：就业帮扶车间 · 重庆市 · 2025年1月，原值700个"
    )


def test_the_note_of_an_undo_says_why(db: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--db", str(db), "undo", "--yes", "--note", "a\ttypo"], now=NOW) == 0
    assert log(db, capsys)[0]["note"] == r"a\ttypo"
