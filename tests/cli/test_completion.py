"""What a shell offers to complete a command line that is half typed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import jobtrack


def offered(shell: str, typed: str, **variables: str) -> str:
    """What the program prints for a shell whose line is ``typed``, the cursor at its end."""
    words = f"{typed}.".split()  # the last one may be blank
    run = subprocess.run(
        [sys.executable, "-m", "jobtrack"],
        capture_output=True,
        encoding="utf-8",
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(jobtrack.__file__).parents[1]),
            "_JOBTRACK_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(words) - 1),
            **variables,
        },
        check=True,
    )
    assert run.stderr == ""
    return run.stdout


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("jobtrack re", ["report", "restore"]),
        ("jobtrack --db jobs.db hist", ["history"]),
        ("jobtrack report --f", ["--format", "--fail-on"]),
        ("jobtrack report --format ", ["table", "json", "jsonl", "csv", "markdown", "xlsx"]),
        ("jobtrack targets ", ["revise", "set", "drop", "apply", "export"]),
        ("jobtrack add nothing-like-it", []),
    ],
)
def test_bash_is_offered_verbs_options_and_values(typed: str, words: list[str]):
    assert offered("bash", typed).split() == words


def test_fish_is_told_what_each_word_does_in_the_language_that_was_typed():
    variables = {"_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert offered("fish", "", _TYPER_COMPLETE_ARGS="jobtrack --lang zh rep", **variables) == (
        "report\t显示每项目标的进度和缺口。\n"
    )


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_the_lines_that_make_it_ask(shell: str):
    lines = offered("", "", _JOBTRACK_COMPLETE=f"source_{shell}")
    assert f"_JOBTRACK_COMPLETE=complete_{shell}" in lines
