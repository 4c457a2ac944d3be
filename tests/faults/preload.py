"""Faults at a chosen call to the system: ``calls.c``, compiled once and loaded before the program."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import pytest
from program import DONE, Act, Office, Outcome

SOURCE = Path(__file__).with_name("calls.c")
COMPILER = shutil.which("cc")
needs_compiler = pytest.mark.skipif(
    COMPILER is None or sys.platform != "linux", reason="there is no C compiler, or this is not Linux"
)
FULL = (pytest.param(False, id="some"), pytest.param(True, id="all", marks=pytest.mark.slow))
FEW = 3  # calls of each act, in the short run
AT_ONCE = 3


@cache
def library() -> Path:
    """The compiled file."""
    made = Path(mkdtemp(), "calls.so")
    command = [str(COMPILER), "-Wall", "-Werror", "-shared", "-fPIC", "-o", made, SOURCE, "-ldl"]
    subprocess.run(command, check=True)
    return made


def faulty(office: Office, does: str, call: int = 0, **variables: str) -> dict[str, str]:
    """The environment in which ``does`` happens at that call below the folder of ``office``."""
    return {
        "LD_PRELOAD": str(library()),
        "FAULT_BELOW": str(office.folder.resolve()),
        "FAULT_AT": str(call),
        "FAULT_DOES": does,
        **variables,
    }


def prepared(folder: Path) -> Office:
    """An office with a file to import and a database of another office to merge."""
    office = Office(folder)
    rows = "".join(f"workshops,2025-{month:02d},{700 + month}\n" for month in range(1, 6))
    (folder / "figures.csv").write_text(f"indicator,period,value\n{rows}", "utf-8")
    shutil.copy(_other_database(), folder / "other.db")
    return office


@cache
def _other_database() -> Path:
    """What another office, which began with the same, has by now."""
    office = Office(Path(mkdtemp()))
    assert office.run("add", "workshops", "500", "2020-01").status == DONE
    return office.path


ACTS = {
    "add": Act(("add", "workshops", "701", "2025-05"), 1),
    "import": Act(("import", "figures.csv"), 5),
    "undo": Act(("undo", "--yes"), 53),
    "merge": Act(("merge", "other.db"), 1),
    "backup": Act(("backup", "copy.db", "--keep", "1")),
    "restore": Act(("restore", "--yes", "other.db"), 1, "is now what"),
    "init": Act(("init", "--db", "new.db")),
    "export": Act(("export", "--output", "out.csv")),
}


class Run(NamedTuple):
    """A run of an act that was struck at that call."""

    call: int
    office: Office
    ended: Outcome


@cache
def calls_of(act: Act, does: str, reads: str) -> int:
    """How many calls ``act`` makes where nothing happens, of those that ``does`` can strike."""
    office = prepared(Path(mkdtemp()) / "office")
    count = office.folder.with_name("count")
    counting = faulty(office, does, FAULT_COUNT=str(count), FAULT_READS=reads)
    ended = office.run(*act.arguments, **counting)
    assert office.wrongs(ended, {DONE}, act) == []
    return int(count.read_text("utf-8"))


def struck(folder: Path, act: Act, does: str, *, is_full: bool, reads: str = "") -> list[Run]:
    """Runs of ``act``, each hit at another call: at every one, or at some spread over all of them."""
    total = calls_of(act, does, reads)
    calls = range(1, total + 1) if is_full else spread(range(1, total + 1), FEW)

    def run(call: int) -> Run:
        office = prepared(folder / str(call))
        return Run(
            call, office, office.run(*act.arguments, **faulty(office, does, call, FAULT_READS=reads))
        )

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, calls))


def wrongs(runs: list[Run], statuses: set[int], act: Act, **how: bool) -> dict[int, list[str]]:
    """What must not be of each of the runs, by its call."""
    found = {run.call: run.office.wrongs(run.ended, statuses, act, **how) for run in runs}
    return {call: own for call, own in found.items() if own}


def spread(numbers: Sequence[int], count: int) -> Sequence[int]:
    """So many of ``numbers``, the first and the last among them."""
    if len(numbers) <= count:
        return numbers
    step = (len(numbers) - 1) / (count - 1)
    return [numbers[round(place * step)] for place in range(count)]
