"""What each everyday command loads and looks for: no more than it uses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOADED = """
import contextlib, io, sys
from jobtrack.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):
    assert main(sys.argv[1:]) == 0
print(*sys.modules)
"""
SLOW = {
    "csv", "fractions", "hashlib", "jinja2", "matplotlib", "multiprocessing", "numpy", "openpyxl",
    "pandas", "platformdirs", "psycopg", "pyarrow", "pydantic", "rich", "sqlite3", "sqlite_utils",
    "tomli_w", "tomllib", "xlrd", "xlsxwriter", "xml", "zipfile", "zoneinfo",
}  # fmt: skip
SHARED = {"options", "surroundings", "surroundings.streams"}
COMPLETION = {
    "help", "help.command_line", "shell", "shell.half_typed", "shell.namings", "shell.offer",
}  # fmt: skip
EVERYDAY = [
    (["add", "employed", "769000", "2021-08"], {"sqlite3", "hashlib"}, {"add"}),
    (["report", "--format", "json"], {"sqlite3"}, {"report", "report.asked"}),
    (["report"], {"sqlite3", "rich"}, {"report", "report.asked"}),
    (["--help"], set(), {"help", "help.examples", "help.page"}),
    (["--version"], {"sqlite3"}, {"help", "help.version"}),
]
COMPLETED = [
    ("jobtrack re", set()),
    ("jobtrack report --format ", set()),
    ("jobtrack history 城", {"sqlite3"}),
    ("jobtrack report --area 5", {"sqlite3"}),
    ("jobtrack explain ", {"sqlite3"}),
    ("jobtrack undo ", {"sqlite3"}),
    ("jobtrack check acknowledge ", {"sqlite3", "hashlib", "fractions"}),
]


def loaded_by(arguments: list[str], **variables: str) -> set[str]:
    """The modules that a run of the program has loaded when it ends well."""
    run = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **variables},
        check=True,
    )
    return set(run.stdout.split())


def slow_ones(loaded: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in loaded} & SLOW


def verbs(loaded: set[str]) -> set[str]:
    """The modules of the room of commands, but for those that every run needs."""
    room = {name.partition("jobtrack.commands.")[2] for name in loaded}
    return room - SHARED - {""}


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = str(tmp_path / "jobs.db")
    subprocess.run([sys.executable, "-m", "jobtrack", "init", "--db", path], check=True)
    return path


@pytest.mark.parametrize(
    ("arguments", "slow", "own"), EVERYDAY, ids=["add", "report as JSON", "report", "help", "version"]
)
def test_an_everyday_command_loads_no_more_than_it_uses(
    arguments: list[str], slow: set[str], own: set[str], database: str
):
    loaded = loaded_by(arguments, JOBTRACK_DB=database)
    assert (slow_ones(loaded), verbs(loaded)) == (slow, own)


COMPLETING = """
import sys
from jobtrack.__main__ import run
try:
    run()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize(("typed", "slow"), COMPLETED)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completing_loads_neither_the_program_nor_a_verb(
    shell: str, typed: str, slow: set[str], database: str
):
    run = subprocess.run(
        [sys.executable, "-c", COMPLETING, typed],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "_JOBTRACK_COMPLETE": shell, "JOBTRACK_DB": database},
        check=True,
    )
    loaded = set(run.stderr.split())
    assert run.stdout.startswith("words\n")
    assert loaded & {"typer", "jobtrack.cli"} == set()
    assert (slow_ones(loaded), verbs(loaded) - COMPLETION) == (slow, set())


LOOKED = """
import gc, sys
from jobtrack.__main__ import run
looks = []
gc.callbacks.append(lambda phase, _: looks.append(phase))
try:
    run()
finally:
    print(len(looks), gc.get_freeze_count() > 0, file=sys.stderr)
"""


def test_a_report_looks_for_no_garbage(database: str):
    run = subprocess.run(
        [sys.executable, "-c", LOOKED, "--db", database, "report"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert run.stderr == "0 True\n"


def test_the_script_and_the_module_are_one_program(database: str):
    script = Path(sys.executable).with_name("jobtrack")
    commands = ([str(script)], [sys.executable, "-m", "jobtrack"])
    found = [
        subprocess.run([*one, "--db", database, "areas"], capture_output=True, check=True)
        for one in commands
    ]
    assert found[0].stdout == found[1].stdout
