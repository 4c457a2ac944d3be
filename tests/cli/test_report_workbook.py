"""report --format xlsx as scripts and terminals meet it."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from jobtrack.cli import main

SAMPLE = Path(__file__).parents[2] / "sample.db"


def test_a_terminal_is_refused_with_the_remedy():
    ours, theirs = pty.openpty()
    try:
        run = subprocess.run(
            [sys.executable, "-m", "jobtrack", "--db", SAMPLE, "report", "--format", "xlsx"],
            stdout=theirs,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert (run.returncode, run.stderr) == (
        2,
        "jobtrack: --format xlsx can't be printed; say with --output where to write it\n",
    )


def test_a_library_that_is_missing_is_named_by_what_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    for name in [
        name for name in sys.modules if name.startswith(("xlsxwriter", "jobtrack.render.xlsx"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)  # as if it were not installed
    output = str(tmp_path / "out.xlsx")
    assert main(["--db", str(SAMPLE), "report", "--format", "xlsx", "--output", output]) == 2
    assert capsys.readouterr().err == (
        "jobtrack: --format xlsx needs one more library; run: pip install 'jobtrack[excel]'\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_named(capsys: pytest.CaptureFixture[str]):
    arguments = ["--db", str(SAMPLE), "report", "--format", "xlsx", "--output", "/dev/full"]
    assert main(arguments) == 4
    assert capsys.readouterr().err == (
        "jobtrack: no space left to write '/dev/full' (No space left on device); "
        "free some, or name another place\n"
    )
