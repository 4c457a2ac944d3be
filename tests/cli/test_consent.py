"""What is replaced is asked about on a terminal, and only there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from transcript import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "sample.db", tmp_path / "jobs.db")
    shutil.copy(ROOT / "sample.db", tmp_path / "safe.db")
    return tmp_path


def answered(answer: str, folder: Path, *options: str) -> tuple[int, str, str]:
    """Status, last line and messages of a restore by someone at a terminal who types ``answer``."""
    terminal, its_end = os.openpty()
    os.write(terminal, f"{answer}\n".encode())
    done = subprocess.run(
        [sys.executable, "-m", "jobtrack", *options, "--db", "jobs.db", "restore", "safe.db"],
        stdin=its_end,
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        timeout=60,
    )
    os.close(its_end)
    os.close(terminal)
    return done.returncode, done.stdout.splitlines()[-1], done.stderr


def test_a_yes_replaces_the_database(folder: Path):
    status, last, asked = answered("y", folder)
    assert (status, asked) == (0, "Put it in the place of the database? [y/N] ")
    assert last.startswith(
        "jobs.db is now what safe.db was; the one before is kept as jobs.db.replaced-"
    )
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("answer", ["n", "", "sure"])
def test_anything_else_changes_nothing(folder: Path, answer: str):
    status, last, _ = answered(answer, folder)
    assert (status, last) == (0, "nothing was changed")
    assert sorted(one.name for one in folder.iterdir()) == ["jobs.db", "safe.db"]


def test_the_question_is_put_in_chinese_too(folder: Path):
    status, last, asked = answered("n", folder, "--lang", "zh")
    assert (status, last, asked) == (0, "未作任何改动", "用它替换数据库吗？（是/否，默认否）")
