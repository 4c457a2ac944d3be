"""The program as users and cron start it: exit statuses, streams, environment."""

import json
import os
import shutil
import sqlite3
import stat
import subprocess
import sys
import tomllib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import jobtrack
from jobtrack.cli import VERBS, main
from jobtrack.commands.help.version import EXTRAS
from transcript import ROOT

SAMPLE = Path(__file__).parents[2] / "sample.db"
NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
PINNED = ["--as-of", "2024-12", "--known-on", "2025-07-01"]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "jobs.db"))


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program in cron's bare environment, and what ``environment`` adds."""
    return subprocess.run(
        [sys.executable, "-m", "jobtrack", *map(str, arguments)],
        capture_output=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8"),
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(jobtrack.__file__).parents[1]),
            **environment,
        },
        timeout=120,
        check=False,
    )


def rows(db: Path) -> int:
    with closing(sqlite3.connect(db)) as connection:
        return int(connection.execute("SELECT count(*) FROM snapshot").fetchone()[0])


def test_the_database_is_named_before_or_after_the_verb_or_by_the_environment(db: Path):
    before = run("--db", db, "report", *PINNED, "--format", "json")
    after = run("report", "--db", db, *PINNED, "--format", "json")
    variable = run("report", *PINNED, "--format", "json", JOBTRACK_DB=str(db))
    assert before.returncode == 0
    assert before.stdout == after.stdout == variable.stdout


def test_without_a_name_the_database_is_where_the_platform_keeps_data(tmp_path: Path):
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data")}
    made = run("init", **home)
    assert made.returncode == 0
    assert run("report", **home).returncode == 0
    (found,) = tmp_path.rglob("jobtrack.db")
    assert stat.S_IMODE(found.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({}, "Targets"),
        ({"LANG": "zh_CN.UTF-8"}, "目标"),
        ({"LANG": "zh_TW.UTF-8"}, "目标"),
        ({"LANG": "de_DE.UTF-8"}, "Targets"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "Targets"),
        ({"LANG": "en_GB.UTF-8", "JOBTRACK_LANG": "zh"}, "目标"),
    ],
)
def test_the_language_follows_the_environment(db: Path, variables: dict[str, str], word: str):
    assert word in run("--db", db, "report", *PINNED, **variables).stdout


@pytest.mark.parametrize(
    ("variables", "bound"),
    [
        ({}, "≥760,000"),
        ({"LANG": "C"}, "≥760,000"),
        ({"LC_ALL": "C"}, ">=760,000"),
        ({"LC_ALL": "POSIX", "LANG": "en_GB.UTF-8"}, ">=760,000"),
    ],
)
def test_only_lc_all_rules_out_more_than_ascii(db: Path, variables: dict[str, str], bound: str):
    printed = run("--db", db, "report", *PINNED, "--indicator", "employed", **variables).stdout
    assert bound in printed
    assert printed.isascii() == bound.isascii()


def test_the_language_option_wins_wherever_it_stands(db: Path):
    for arguments in (["--lang", "zh", "report"], ["report", "--lang=zh"]):
        assert "目标" in run("--db", db, *arguments, JOBTRACK_LANG="en").stdout


def test_results_go_to_stdout_and_complaints_to_stderr(db: Path):
    good, bad = run("--db", db, "report", *PINNED), run("--db", db, "report", "--area", "nowhere")
    assert (good.returncode, good.stderr) == (0, "")
    assert (bad.returncode, bad.stdout, bad.stderr.count("\n")) == (2, "", 1)


def test_fail_on_exits_with_three_and_is_silent_when_there_is_nothing(db: Path):
    breached = ["--as-of", "2022-03", "--known-on", "2025-07-01", "--fail-on", "red"]
    assert run("--db", db, "report", *breached).returncode == 3
    silent = run("--db", db, "report", "--as-of", "2021-08", "--fail-on", "red")
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")


def test_an_output_file_is_written_whole_or_not_at_all(db: Path, tmp_path: Path):
    report = tmp_path / "report.json"
    arguments = ["--db", str(db), "report", *PINNED, "--format", "json", "--output", str(report)]
    assert main(arguments, now=NOW) == 0
    assert json.loads(report.read_text("utf-8"))["as_of"] == "2024-12"
    assert main(["--db", str(db), "report", "--output", str(tmp_path)], now=NOW) == 2
    assert sorted(one.name for one in tmp_path.iterdir()) == ["jobs.db", "report.json"]


def test_the_default_period_is_the_last_complete_month(db: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["--db", str(db), "add", "workshops", "700"], now=NOW) == 0
    assert "2025-06" in capsys.readouterr().out


def test_a_month_that_is_not_over_is_provisional(db: Path):
    assert main(["--db", str(db), "add", "workshops", "700", "2025-07"], now=NOW) == 0
    assert main(["--db", str(db), "add", "workshops", "700", "2025-08"], now=NOW) == 2
    with closing(sqlite3.connect(db)) as connection:
        found = connection.execute("SELECT flag FROM snapshot WHERE period = '2025-07'").fetchall()
    assert found == [("P",)]


def test_the_same_value_twice_changes_nothing_and_another_is_a_revision(db: Path):
    before = rows(db)
    for value in ("700", "700", "７００个", "701"):
        assert main(["--db", str(db), "add", "workshops", value, "2025-05"], now=NOW) == 0
    assert rows(db) == before + 2
    with closing(sqlite3.connect(db)) as connection:
        found = connection.execute(
            "SELECT value FROM snapshot WHERE indicator = 'workshops' AND period = '2025-05'"
            " ORDER BY batch"
        ).fetchall()
    assert found == [(700.0,), (701.0,)]


def test_a_refused_value_writes_nothing(db: Path):
    content = db.read_bytes()
    for bad in (["nan"], ["5-6"], ["98%"], ["5", "2999-01"], ["5", "2025-05", "--area", "nowhere"]):
        assert main(["--db", str(db), "add", "workshops", *bad], now=NOW) == 2
    assert db.read_bytes() == content


def test_reading_commands_write_nothing(db: Path):
    content, folder = db.read_bytes(), sorted(db.parent.iterdir())
    for verb in (["report"], ["targets"], ["targets", "export"], ["indicators"], ["areas"], ["groups"]):
        assert main(["--db", str(db), *verb], now=NOW) == 0
    assert (db.read_bytes(), sorted(db.parent.iterdir())) == (content, folder)


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_every_verb_has_help_under_its_summary(verb: str, capsys: pytest.CaptureFixture[str]):
    summary = next(one.summary for one in VERBS if one.name == verb)
    assert main([verb, "--help"], now=NOW) == 0
    assert summary.split(";")[0] in " ".join(capsys.readouterr().out.split())


def test_the_version_is_the_first_line_and_what_it_works_with_follows(db: Path):
    found = run("--db", db, "--version")
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.splitlines() == [
        f"jobtrack {jobtrack.__version__}",
        f"database: {db}",
        f"SQLite: {sqlite3.sqlite_version}",
        f"Python: {sys.version.split()[0]}",
        f"extras: {', '.join(EXTRAS)}",
    ]


def test_the_extras_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert {*EXTRAS, "test", "dev"} == set(project["optional-dependencies"])


@pytest.mark.parametrize("variables", [{}, {"JOBTRACK_DB": "/nowhere/jobs.db"}, {"HOME": "/nowhere"}])
def test_the_version_is_told_without_home_or_database(variables: dict[str, str]):
    found = run("--version", **variables)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout.splitlines()[0] == f"jobtrack {jobtrack.__version__}"
    assert found.stdout.splitlines()[1].startswith("database: no database at /")


def test_a_missing_verb_is_still_named(db: Path):
    found = run("--db", db)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == "jobtrack: no command is given; 'jobtrack --help' lists them\n"


def test_the_help_lists_the_verbs_in_order(capsys: pytest.CaptureFixture[str]):
    assert main([], now=NOW) == 0
    commands = capsys.readouterr().out.partition("Commands:\n")[2].partition("\n\n")[0]
    assert [line.split()[0] for line in commands.splitlines()] == [verb.name for verb in VERBS]
