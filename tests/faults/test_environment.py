"""Whatever the environment is like: the same figures, whole output, and no traceback."""

import json
import os
import signal
import stat
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from preload import faulty, needs_compiler
from program import DONE, FOUND, UNUSABLE, WRONG, Act, Office, Outcome, damages, rows_of

PINNED = ("report", "--as-of", "2024-12", "--known-on", "2025-07-01")
ADD = ("add", "workshops", "701", "2025-05")
RECORDED = Act(figures=1, says="recorded")
NOBODY = 54321  # no user has this number

CONSOLES = [
    *({"COLUMNS": text} for text in ("0", "1", "10", "-5", "abc", "²", "9" * 20, "1000000000", "")),
    *({"TERM": text} for text in ("dumb", "", "no-such-terminal", "xterm")),
    {"NO_COLOR": "1"},
    {"NO_COLOR": "1", "COLUMNS": "20"},
]
LANGUAGES = [
    *({"LC_ALL": name, "LANG": None} for name in ("C", "POSIX", "C.UTF-8", "zh_CN.GBK", "nowhere")),
    *({"PYTHONIOENCODING": name} for name in ("ascii", "latin-1", "gbk", "utf-16", "ascii:strict")),
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LANG": None},
    {"JOBTRACK_LANG": "\udcff"},
    {"LANG": "\udcff"},
    {"LANG": None},
]
PLACES = [
    {"TZ": "Nowhere/None"},
    {"TZ": ":/etc/passwd"},
    {"TZ": ""},
    {"HOME": None},
    {"TMPDIR": "/nonexistent"},
    {"JOBTRACK_PERSON": "\udcff\n\x1b[2J"},
    {"USER": None, "LOGNAME": None},
]


def named(variables: dict[str, str | None]) -> str:
    return " ".join(f"{name}={text!a}" for name, text in variables.items())


@pytest.mark.parametrize("variables", [*CONSOLES, *LANGUAGES, *PLACES], ids=named)
def test_the_same_is_recorded_and_shown(tmp_path: Path, variables: dict[str, str | None]):
    office = Office(tmp_path)
    shown = office.run(*PINNED, "--lang", "zh", **variables)
    assert shown[::2] == (DONE, "")
    assert shown.stdout.count("\n") >= 11  # a line for each target
    assert office.wrongs(office.run(*ADD, "--lang", "en", **variables), {DONE}, Act(figures=1)) == []


@pytest.mark.parametrize("variables", [{"HOME": "relative"}, {"HOME": ""}, {"HOME": None}], ids=named)
@pytest.mark.parametrize("verb", [("report",), ("init",)], ids="".join)
def test_without_a_home_nothing_is_made_anywhere(
    tmp_path: Path, verb: tuple[str, ...], variables: dict[str, str | None]
):
    office = Office(tmp_path)
    command = office.command(*verb)
    if os.geteuid() == 0:  # whom the system knows, it finds a home for
        tmp_path.chmod(0o777)
        command = ["setpriv", "--reuid", str(NOBODY), "--clear-groups", *command]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env=office.environment(JOBTRACK_DB=None, **variables),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert office.wrongs(Outcome(done.returncode, done.stdout, done.stderr), {UNUSABLE}) == []
    assert [one.name for one in tmp_path.iterdir()] == ["jobs.db"]


@pytest.mark.parametrize(
    "verb", [ADD, ("report",), ("import", "-"), ("backup", "copy.db"), ("init",)], ids="".join
)
@pytest.mark.parametrize("database", ["absolute", "relative"])
def test_in_a_folder_that_is_deleted(tmp_path: Path, verb: tuple[str, ...], database: str):
    office = Office(tmp_path / "office")
    gone = tmp_path / "gone"
    gone.mkdir()
    path = str(office.path) if database == "absolute" else "jobs.db"
    ended = office.run(*verb, limits=f"cd {gone} && rmdir {gone}", JOBTRACK_DB=path)
    assert office.wrongs(ended, {DONE, WRONG, UNUSABLE}, RECORDED if verb == ADD else Act()) == []
    assert (ended.status == DONE) is (database == "absolute" and verb[0] in {"add", "report"})


STREAMS = {"0": "<&-", "1": ">&-", "2": "2>&-", "0 and 1": "<&- >&-", "all": "<&- >&- 2>&-"}


@pytest.mark.parametrize("closed", STREAMS.values(), ids=[f"closed {name}" for name in STREAMS])
def test_with_streams_that_are_closed(tmp_path: Path, closed: str):
    office = Office(tmp_path)
    limits = f"exec {closed}"
    assert office.wrongs(office.run(*ADD, limits=limits), {DONE}, RECORDED) == []
    assert office.run("report", limits=limits)[::2] == (DONE, "")
    assert office.run("--help", limits=limits)[::2] == (DONE, "")
    assert office.run("undo", limits=limits).status == WRONG
    assert office.run("import", "-", limits=limits).status == WRONG
    assert len(rows_of(office.path)["snapshot"] - office.before["snapshot"]) == 1
    assert damages(office.path) == []


@pytest.mark.parametrize(
    "verb",
    [("report",), ("export", "--revisions"), ("areas", "--format", "json"), ("--help",), ("log",), ADD],
    ids=lambda verb: verb[0],
)
def test_a_reader_that_has_gone(tmp_path: Path, verb: tuple[str, ...]):
    office = Office(tmp_path)
    with office.start(*verb) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
    ended = Outcome(process.returncode, "", errors)
    assert office.wrongs(ended, {-signal.SIGPIPE}, RECORDED if verb == ADD else Act()) == []
    assert (verb == ADD) is bool(rows_of(office.path)["snapshot"] - office.before["snapshot"])


@pytest.mark.parametrize("verb", [("report",), ADD], ids=lambda verb: verb[0])
def test_a_complaint_that_nobody_reads(tmp_path: Path, verb: tuple[str, ...]):
    office = Office(tmp_path)
    with office.start(*verb, "--nonsense") as process:
        assert process.stderr is not None
        process.stderr.close()
    assert process.returncode == -signal.SIGPIPE
    assert rows_of(office.path) == office.before


@pytest.mark.parametrize("mask", ["000", "077", "777"])
def test_a_new_database_is_its_owner_s_alone_whatever_is_masked(tmp_path: Path, mask: str):
    office = Office(tmp_path)
    ended = office.run("init", "--db", "new.db", limits=f"umask {mask}")
    assert office.wrongs(ended, {DONE}) == []
    assert stat.S_IMODE((tmp_path / "new.db").stat().st_mode) & 0o077 == 0


YEAR = 365 * 24 * 3600


@needs_compiler
@pytest.mark.parametrize("years", [-1, -10, 20, 100])
def test_a_clock_that_is_wrong(tmp_path: Path, years: int):
    office = Office(tmp_path)
    office.run("add", "workshops", "5", "1990-01")
    shifted = faulty(office, "", FAULT_CLOCK=str(years * YEAR))
    ended = office.run("add", "workshops", "6", "1990-02", **shifted)
    assert ended[::2] == (DONE, "")
    assert office.run("add", "workshops", "7", "1990-03")[::2] == (DONE, "")  # set right again
    assert damages(office.path) == []
    batches = sorted(rows_of(office.path)["batch"])
    assert [previous for _, _, _, previous, *_ in batches] == [None, *(row[0] for row in batches[:-1])]
    assert len(rows_of(office.path)["snapshot"] - office.before["snapshot"]) == 3
    found = office.run("check", "--integrity")
    assert found.status == (FOUND if years > 0 else DONE), found


@needs_compiler
def test_a_clock_behind_the_database_is_found(tmp_path: Path):
    office = Office(tmp_path)
    office.run("add", "workshops", "5", "1990-01")
    found = office.run("check", "--integrity", **faulty(office, "", FAULT_CLOCK=str(-YEAR)))
    assert (found.status, found.stderr, found.stdout.count("\n")) == (FOUND, "", 1)


EAST, WEST = "EAST-14", "WEST+12"  # as POSIX writes them: 14 hours ahead, 12 behind


@needs_compiler
def test_a_time_zone_that_changes_at_the_end_of_a_month(tmp_path: Path):
    """Where it is the first of a month already, and where it is the last day before."""
    office = Office(tmp_path)
    until_then = datetime(2030, 1, 31, 18, tzinfo=UTC) - datetime.now(UTC)
    at_the_end = faulty(office, "", FAULT_CLOCK=str(int(until_then.total_seconds())))
    early = office.run("add", "workshops", "5", "2030-02", **at_the_end, TZ=EAST)
    assert early[::2] == (DONE, "")
    late = office.run("add", "workshops", "6", "2030-02", **at_the_end, TZ=WEST)
    assert (late.status, late.stdout, late.stderr.count("\n")) == (WRONG, "", 1)
    for zone in (EAST, WEST):
        shown = office.run("report", "--format", "json", **at_the_end, TZ=zone)
        assert shown[::2] == (DONE, "")
        assert json.loads(shown.stdout)["as_of"] == ("2030-02" if zone == EAST else "2030-01")
    assert damages(office.path) == []
