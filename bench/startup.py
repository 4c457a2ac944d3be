"""What the everyday commands cost to start, beside ``import typer`` and beside ``sqlite-utils``.

Run ``python bench/startup.py`` with the environment in which jobtrack is installed. The commands take
turns, round by round, so that a machine that slows down slows all of them. What is compared is the CPU
time of the whole process, as the operating system counts it. Every ``add`` and ``upsert`` writes a
value that was not there before.
"""

import hashlib
import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from cost import SCRIPTS, Cost, ended, environment, median, print_table, ratio, rounds, seconds

ROUNDS = 25
BATCHES = 100_000
SAMPLE = Path(__file__).parents[1] / "sample.db"
SCREEN = (40, 120)  # lines, columns
CURRENT = "SELECT * FROM current_snapshot ORDER BY indicator, area, period"


TYPER, UPSERT = "`python -c 'import typer'`", "`sqlite-utils upsert`"
QUERY, QUERY_TABLE = "`sqlite-utils query`", "`sqlite-utils query --table`"
VALUE = "VALUE"  # another one in each round
COMPLETED = ("jobtrack re", "jobtrack history 城", "jobtrack explain ", "jobtrack undo ")


class Measured(NamedTuple):
    """A command as a user types it, and what a user could type instead."""

    name: str
    command: list[str]
    instead: str | None = None
    is_on_screen: bool = False
    variables: Mapping[str, str] = MappingProxyType({})


def commands(folder: Path) -> list[Measured]:
    """What is measured, on databases in ``folder``: what others do first."""
    db, grown, record = prepared(folder)
    jobtrack, other = str(SCRIPTS / "jobtrack"), str(SCRIPTS / "sqlite-utils")
    here, there = [jobtrack, "--db", db], [jobtrack, "--db", grown]
    add, report = ["add", "employed", VALUE, "2021-08"], ["report", "--format", "json"]
    key = ["--pk", "indicator", "--pk", "area", "--pk", "period"]
    return [
        Measured(TYPER, [sys.executable, "-c", "import typer"]),
        Measured(UPSERT, [other, "upsert", db, "figure", record, *key]),
        Measured(QUERY, [other, "query", db, CURRENT]),
        Measured(QUERY_TABLE, [other, "query", db, CURRENT, "--table"]),
        Measured("`jobtrack --version`", [jobtrack, "--version"]),
        Measured("`jobtrack --help`", [jobtrack, "--help"]),
        *(
            Measured(
                f"completing `{typed}` in {shell}", [jobtrack, typed], variables=typed_in(shell, db)
            )
            for shell, typed in [("bash", COMPLETED[0]), *(("zsh", one) for one in COMPLETED)]
        ),
        Measured("`jobtrack add`", here + add, UPSERT),
        Measured("`jobtrack report --format json`", here + report, QUERY),
        Measured("`jobtrack report`", [*here, "report"], QUERY_TABLE),
        Measured("`jobtrack report` in a terminal", [*here, "report"], is_on_screen=True),
        Measured(f"`jobtrack add` after {BATCHES:,} batches", there + add),
        Measured(f"`jobtrack report --format json` after {BATCHES:,} batches", there + report),
    ]


def typed_in(shell: str, database: str) -> dict[str, str]:
    """What tells the program that ``shell`` wants a line completed."""
    return {"_JOBTRACK_COMPLETE": shell, "JOBTRACK_DB": database}


def prepared(folder: Path) -> tuple[str, str, str]:
    """A copy of the sample, one to which others have written a lot, and a file of one record."""
    db, grown, record = folder / "sample.db", folder / "grown.db", folder / "record.json"
    for copy in (db, grown):
        shutil.copy(SAMPLE, copy)
    with closing(sqlite3.connect(grown)) as connection, connection:
        [head] = connection.execute("SELECT * FROM batch ORDER BY key LIMIT 1")
        earlier = (f"2001-01-01T00:00:00.{number:06d}Z" for number in range(BATCHES))
        digests = ((moment, hashlib.sha256(moment.encode()).hexdigest()) for moment in earlier)
        connection.executemany(
            f"INSERT INTO batch VALUES ({', '.join('?' * len(head))})",  # noqa: S608 - marks only
            ((f"{moment}-{digest[:8]}", moment, digest, None, *head[4:]) for moment, digest in digests),
        )
    return str(db), str(grown), str(record)


def cost(one: Measured, turn: int) -> Cost:
    """Of one run."""
    command = [str(700_000 + turn) if part is VALUE else part for part in one.command]
    ours, theirs = pty.openpty() if one.is_on_screen else os.pipe()
    if one.is_on_screen:
        termios.tcsetwinsize(theirs, SCREEN)
    start, variables = time.perf_counter(), environment(TERM="xterm", **one.variables)
    with subprocess.Popen(command, stdout=theirs, env=variables) as process:
        os.close(theirs)
        with suppress(OSError):  # how a terminal ends that nobody writes to any more
            while os.read(ours, 1 << 16):
                pass
        os.close(ours)
        return ended(process, start)


def turn(measured: list[Measured], folder: Path, number: int) -> dict[str, Cost]:
    """What each command takes, one after the other."""
    key = {"indicator": "employed", "area": "500000", "period": "2021-08"}
    (folder / "record.json").write_text(json.dumps([key | {"value": 700_000 + number}]), "utf-8")
    return {one.name: cost(one, number) for one in measured}


def main() -> None:
    """Print a line for each command: median CPU time, and the median of the ratios round by round."""
    with tempfile.TemporaryDirectory() as folder:
        measured = commands(Path(folder))
        found = rounds(ROUNDS, lambda number: turn(measured, Path(folder), number))
    print_table(
        ("command", f"CPU, median of {ROUNDS}", f"against {TYPER}", "against"),
        (
            (
                one.name,
                seconds(median(found, one.name).cpu),
                f"{ratio(found, one.name, TYPER):.2f}",
                f"{ratio(found, one.name, one.instead):.2f} {one.instead}" if one.instead else "",
            )
            for one in measured
        ),
    )


if __name__ == "__main__":
    main()
