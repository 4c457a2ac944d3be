"""What the program never does: run data, call other machines, write where it reads, lay files open."""

import ast
import re
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cron import PROGRAM, in_cron, ran
from jobtrack.cli import VERBS
from test_architecture import PACKAGE, imports_of, library, modules, room_of, tree_of
from transcript import ROOT

BANNED = {  # what makes code out of data, and what speaks to other machines
    "pickle", "marshal", "shelve", "dbm", "copyreg", "code", "codeop", "runpy", "ctypes",
    "socket", "socketserver", "ssl", "urllib", "http", "ftplib", "smtplib", "poplib", "imaplib",
    "telnetlib", "xmlrpc", "asyncio", "webbrowser", "requests", "httpx",
}  # fmt: skip
HARMLESS = {"urllib.parse"}  # it quotes the names of folders
CHILD = "files/incoming/workbook.py"  # workbooks are read by a process of their own, this same Python
RUNNING = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "system",
    "popen",
    "execv",
    "execve",
    "spawnv",
    "fork",
}
READING = """
--version
--help
report
report --format json
report --format csv
report --format jsonl
report --format markdown
report --format xlsx --output /dev/null
report --since 7d
report --fail-on grey
targets
targets export
indicators
indicators employed
areas
history employed
history employed --revisions
check
check --integrity
explain employment-floor
export
export --revisions
export --format jsonl
export --format sdmx-csv
export --format prometheus
export --format datasette
export --output /dev/null
log
log -n 1
undo --dry-run
merge other.db --dry-run
import figures.csv --dry-run
targets apply plan.toml --dry-run
backup /nowhere/copy.db
""".strip().splitlines()


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """The name of each function that is called in the file, without what it is looked up in."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, node


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_nothing_is_imported_that_runs_data_or_speaks_to_other_machines():
    assert [
        f"{name_of(path)} imports {name}"
        for path in modules()
        for name in imports_of(path)
        if name.partition(".")[0] in BANNED and name not in HARMLESS
    ] == []


def test_only_the_hub_is_another_machine():
    speaking = {name_of(path) for path in modules() if "psycopg" in {*map(library, imports_of(path))}}
    assert {name.rpartition("/")[0] for name in speaking} == {"store/hub"}


def test_only_one_place_starts_a_process_and_by_no_shell():
    starting = {name_of(path) for path in modules() if "subprocess" in set(imports_of(path))}
    assert starting == {CHILD}
    [(_, call)] = [one for one in calls(PACKAGE / CHILD) if one[0] in {"Popen", "run", "call"}]
    assert {one.arg for one in call.keywords} == {"stdin", "stdout", "stderr"}


def test_no_text_is_run_as_code():
    found = [
        f"{name_of(path)} calls {name}"
        for path in modules()
        for name, call in calls(path)
        if name in RUNNING and not (name == "compile" and "re.compile" in ast.unparse(call.func))
    ]
    assert found == []


def test_sql_is_made_of_this_rooms_own_words():
    """Into a statement go words of the room and of enumerations, never a field of a value."""
    words = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|FROM|WHERE|PRAGMA|CREATE|VALUES|DROP|ATTACH)\b")
    spliced = {
        part.value.id
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.JoinedStr)
        and words.search(ast.unparse(node))
        and room_of(path) == "store"
        for splice in node.values
        for part in ast.walk(splice)
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)
    }
    assert spliced <= {"rows", "staged", "act", "Outcome", "Flag"}


def test_no_sql_is_filled_in_by_a_format():
    found = [
        f"{name_of(path)} calls {name}"
        for path in modules()
        if room_of(path) == "store"
        for name, call in calls(path)
        if name.startswith("execute")
        for part in ast.walk(call.args[0])
        if (isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mod))
        or (isinstance(part, ast.Attribute) and part.attr == "format")
    ]
    assert found == []


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("office")
    for name in ("jobs.db", "other.db"):
        shutil.copy(ROOT / "sample.db", home / name)
    (home / "figures.csv").write_text("indicator,period,value\nworkshops,2025-01,700\n", "utf-8")
    (home / "plan.toml").write_text(ran(home, "--db", "jobs.db", "targets", "export").stdout, "utf-8")
    assert ran(home, "--db", "other.db", "add", "workshops", "700", "2025-01").returncode == 0
    return home


def state_of(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Content, mode and moment of the last change of each file."""
    return {
        one.name: (one.read_bytes(), one.stat().st_mode, one.stat().st_mtime_ns)
        for one in folder.iterdir()
    }


@pytest.mark.parametrize("command", READING)
def test_what_only_reads_writes_nothing(office: Path, command: str):
    before, moment = state_of(office), office.stat().st_mtime_ns
    found = ran(office, "--db", "jobs.db", *command.split())
    assert found.returncode in ({2} if command.startswith("backup") else {0, 3})
    assert (state_of(office), office.stat().st_mtime_ns) == (before, moment)


def test_a_page_is_written_without_a_trace_but_the_list_of_fonts(office: Path, tmp_path: Path):
    before, moment = state_of(office), office.stat().st_mtime_ns
    arguments = [str(PROGRAM), "--db", "jobs.db", "report", "--format", "html"]
    found = in_cron('"$@"', office, arguments, MPLCONFIGDIR=str(tmp_path))
    assert (found.returncode, found.stderr) == (0, "")
    assert (state_of(office), office.stat().st_mtime_ns) == (before, moment)


def test_what_is_made_is_for_its_owner_only(tmp_path: Path):
    database = tmp_path / "new" / "folder" / "jobs.db"
    commands = (
        ["init", "--with-data"],
        ["add", "workshops", "700", "2025-01"],
        ["backup", str(tmp_path / "copy.db"), "--keep", "1"],
        ["backup", str(tmp_path / "copy.db"), "--keep", "1"],
        ["restore", str(tmp_path / "copy.db"), "--yes"],
    )
    for arguments in commands:
        found = in_cron('umask 0; "$@"', tmp_path, [str(PROGRAM), "--db", str(database), *arguments])
        assert (found.returncode, found.stderr) == (0, "")
    modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.rglob("*")}
    assert (modes.pop("folder"), modes.pop("new")) == (0o700, 0o777)
    assert set(modes.values()) == {0o600}
    assert len(modes) == 4


@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_no_command_asks_for_a_secret(office: Path, verb: str):
    text = ran(office, verb, "--help").stdout.casefold()
    assert [word for word in ("password", "token", "secret") if word in text] == []


def test_a_reader_leaves_no_journal_behind_while_others_write(office: Path):
    with closing(sqlite3.connect(office / "jobs.db", isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        before = sorted(office.iterdir())
        assert ran(office, "--db", "jobs.db", "report").returncode == 0
        assert sorted(office.iterdir()) == before
