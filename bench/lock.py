"""How long an import keeps others out, looked at from outside.

Run ``python bench/lock.py`` with the environment in which jobtrack is installed. While ``jobtrack
import`` runs, its database is asked every few milliseconds whether one may write, and whether one may
read. Printed is the longest time without a yes, for a file of new figures and then for one of as many
revisions.
"""

import argparse
import re
import sqlite3
import subprocess
import tempfile
import time
from contextlib import closing
from pathlib import Path

from import_ import IMPORT, command, prepared

PAUSE = 0.005
WRITING, READING = "BEGIN IMMEDIATE", "BEGIN; SELECT count(*) FROM plan"


def is_let_in(db: Path, act: str) -> bool:
    """Whether one may begin to do so at this moment."""
    with closing(sqlite3.connect(db, timeout=0, isolation_level=None)) as connection:
        try:
            for statement in act.split("; "):
                connection.execute(statement).fetchall()
        except sqlite3.OperationalError:
            return False
        return True


def longest_waits(file: Path, db: Path) -> dict[str, float]:
    """The longest time in seconds that an import of ``file`` kept each act out."""
    longest, last_yes = dict.fromkeys((WRITING, READING), 0.0), dict[str, float]()
    with subprocess.Popen(command(IMPORT, file, db), stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            for act in (WRITING, READING):
                now = time.perf_counter()
                if is_let_in(db, act):
                    longest[act] = max(longest[act], now - last_yes.get(act, now))
                    last_yes[act] = time.perf_counter()
            time.sleep(PAUSE)
    return longest


def revise(file: Path) -> None:
    """Give every figure of ``file`` another value, published on a later day."""
    text = file.read_text("utf-8")
    later = re.sub(r"(,[\d.]+),(\d{4}-\d\d)-15,", r"\g<1>5,\2-25,", text)
    file.write_text(later, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("rows", type=int, nargs="*", default=[10**5, 10**6])
    print("| figures | | others can't write for | nor read for |\n|---|---|---|---|")
    for rows in parser.parse_args().rows:
        with tempfile.TemporaryDirectory() as name:
            file, db = prepared(Path(name), rows, shuffled=False)
            for kind in ("new", "revisions"):
                waits = longest_waits(file, db)
                print(
                    f"| {rows:,} | {kind} | {waits[WRITING]:.1f} s | {waits[READING]:.1f} s |",
                    flush=True,
                )
                revise(file)


if __name__ == "__main__":
    main()
