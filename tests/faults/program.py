"""The installed program in a folder of its own, and what must hold however one of its runs ends."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Collection
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from jobtrack.domain.finding import Finding
from jobtrack.store.integrity import check_database

PROGRAM = Path(sys.executable).with_name("jobtrack")
SAMPLE = Path(__file__).parents[2] / "sample.db"
TABLES = ("snapshot", "target", "batch", "indicator", "area", "area_group_member", "plan")
DONE, FOUND, KILLED, TERMINATED = 0, 3, -9, 143
WRONG, UNUSABLE, BUSY, INTERRUPTED, HUNG_UP = 2, 4, 5, 130, 129
HAS_NOTHING_TO_PUT_RIGHT = {DONE, FOUND, KILLED, INTERRUPTED, HUNG_UP, TERMINATED, -13}
_COMPLAINT = re.compile(r"jobtrack: .+(; .+|\?)\n")  # what is wrong; what to do about it
_LONG_AFTER = datetime(2999, 1, 1, tzinfo=UTC)  # no batch is later
Rows = dict[str, frozenset[tuple]]


class Outcome(NamedTuple):
    """How a run ended; minus ``status`` is the signal that killed it."""

    status: int
    stdout: str
    stderr: str


class Act(NamedTuple):
    """Something the program does: how many figures it records, and what it says once that is done."""

    arguments: tuple[str, ...] = ()
    figures: int = 0
    says: str = ""  # in whatever it prints


NO_ACT = Act()


class Office:
    """A folder with a database, and what stood there before anything went wrong."""

    def __init__(self, folder: Path, source: Path = SAMPLE) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.path = Path(shutil.copy(source, folder / "jobs.db"))
        self.before = rows_of(self.path)

    def command(self, *arguments: object, limits: str = "") -> list[str]:
        """How the program is started; ``limits`` is a line of shell before it."""
        program = [str(PROGRAM), *map(str, arguments)]
        return ["bash", "-c", f'{limits}; exec "$@"', "bash", *program] if limits else program

    def environment(self, **variables: str | None) -> dict[str, str]:
        """That of cron, and ``variables``; None takes one away."""
        own = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "JOBTRACK_DB": str(self.path),
            **variables,
        }
        return {name: value for name, value in own.items() if value is not None}

    def run(
        self, *arguments: object, limits: str = "", stdin: bytes | None = None, **variables: str | None
    ) -> Outcome:
        """The program in the folder, with its database, to its end."""
        done = subprocess.run(
            self.command(*arguments, limits=limits),
            cwd=self.folder if self.folder.exists() else "/",
            env=self.environment(**variables),
            input=stdin,
            stdin=None if stdin is not None else subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )
        return Outcome(
            done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")
        )

    def start(self, *arguments: object, **variables: str | None) -> subprocess.Popen[str]:
        """The program, running."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def wrongs(
        self,
        ended: Outcome,
        statuses: Collection[int],
        act: Act = NO_ACT,
        *,
        can_clear_up: bool = True,
    ) -> list[str]:
        """Everything about a run of ``act`` that must not be."""
        is_cleared_up = can_clear_up and ended.status != KILLED
        return [
            *_wrongs_of_words(ended, statuses),
            *self._wrongs_of_rows(ended, act),
            *(self._temporary_files() if is_cleared_up else []),
        ]

    def _wrongs_of_rows(self, ended: Outcome, act: Act) -> list[str]:
        damage = damages(self.path)  # first, for it takes back what a killed run left
        now = rows_of(self.path)
        lost = {name: len(self.before[name] - now[name]) for name in TABLES[:3]}
        found = [f"rows lost: {lost}"] if any(lost.values()) else []
        found += [f"integrity: {one}" for one in damage]
        added = len(now["snapshot"] - self.before["snapshot"])
        batches = len(now["batch"] - self.before["batch"])
        if added not in {0, act.figures} or bool(added) is not bool(batches):
            found.append(f"half done: {added} figures of {act.figures}, {batches} batches")
        if added and "nothing was recorded" in ended.stderr:
            found.append(f"{added} figures recorded, and denied")
        is_said = ended.status == DONE or (ended.stdout and act.says in ended.stdout)
        if is_said and added != act.figures:
            found.append(f"said to be done, {added} figures of {act.figures}: {ended.stdout}")
        return found

    def _temporary_files(self) -> list[str]:
        """What has not got its name, and journals of what is not under way any more."""
        names = (one.name for one in self.folder.rglob("*"))
        return [f"left: {one}" for one in names if one.startswith(".") or "-journal" in one]


def wait_until_begun(process: subprocess.Popen[str]) -> None:
    """Until it is the program, and no longer Python on its way to it, that hears of signals."""
    about = Path(f"/proc/{process.pid}/status")
    if not about.exists():  # no Linux
        time.sleep(1)
    is_caught = 1 << (signal.SIGHUP - 1)  # the last that it asks for
    while process.poll() is None and about.exists():
        if int(re.findall(r"SigCgt:\s+(\w+)", about.read_text("utf-8"))[0], 16) & is_caught:
            return
        time.sleep(0.005)


def wait_until_open(process: subprocess.Popen[str], path: Path) -> None:
    """Until it has the file at ``path`` open."""
    handles = Path(f"/proc/{process.pid}/fd")
    if not handles.exists():  # no Linux
        time.sleep(1)
    while process.poll() is None and handles.exists():
        with suppress(FileNotFoundError):  # closed meanwhile
            if path.resolve() in {one.readlink() for one in handles.iterdir()}:
                return
        time.sleep(0.005)


def _wrongs_of_words(ended: Outcome, statuses: Collection[int]) -> list[str]:
    if ended.status not in statuses:
        return [f"status {ended.status}, not one of {sorted(statuses)}: {ended.stderr}"]
    if ended.status in HAS_NOTHING_TO_PUT_RIGHT:
        return [f"noise: {ended.stderr}"] if ended.stderr else []
    is_plain = _COMPLAINT.fullmatch(ended.stderr) and "Traceback" not in ended.stderr
    return [] if is_plain else [f"not one line with its remedy: {ended.stderr}"]


def rows_of(path: Path) -> Rows:
    """Every row of the tables that matter."""
    with closing(sqlite3.connect(path)) as connection:
        found = {name: connection.execute(f"SELECT * FROM {name}") for name in TABLES}  # noqa: S608 - own
        return {name: frozenset(rows) for name, rows in found.items()}


def damages(path: Path) -> list[Finding]:
    """What ``check --integrity`` finds."""
    return check_database(path, _LONG_AFTER, has_digests=True)
