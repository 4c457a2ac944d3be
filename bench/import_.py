"""What it costs to bring a large file in: ``jobtrack import`` beside what others do with SQLite.

Run ``python bench/import_.py`` with the environment in which jobtrack is installed (its dependencies
include the ``sqlite-utils`` program). The programs take turns, round by round, each in a process of its
own on a fresh database. What is compared is the CPU time of the whole process, as the operating system
counts it, and the time on the clock.

``python bench/import_.py memory`` prints the peak memory for files of 10⁵, 10⁶ and, with ``--large``,
10⁷ rows.
"""

import argparse
import csv
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from cost import SCRIPTS, Cost, cost, jobtrack, median, print_table, ratio, seconds

from jobtrack.domain.area import Area
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.text import Names
from jobtrack.store.connection import open_connection
from jobtrack.store.creation import create_store

HEADER = ("indicator", "area", "period", "value", "published", "source")
INDICATORS, MONTHS = 20, 250
PER_AREA = INDICATORS * MONTHS
BARE, IMPORT = "`csv.reader` + `executemany`", "`jobtrack import`"
SQLITE_UTILS = "`sqlite-utils insert --csv`"
NOW = datetime(2024, 6, 1, tzinfo=UTC)


def plan_of(areas: int) -> Plan:
    """A plan with as many areas; every fifth indicator has a decimal."""
    people = Names("人", "people")
    indicators = [
        Indicator(f"i{n:02d}", Names("", f"I {n}"), (), "s", people, Kind.LEVEL, int(n % 5 == 0))
        for n in range(INDICATORS)
    ]
    places = [Area(f"5{n:05d}", Names("", f"A {n}")) for n in range(areas)]
    sections = {"s": Section("s", Names("", "S"))}
    by_id = {one.id: one for one in indicators}
    by_code = {one.code: one for one in places}
    return Plan("bench", Names("", "Bench"), places[0].code, "", "", sections, by_id, by_code, {}, {})


def write_figures(path: Path, rows: int, *, shuffled: bool) -> None:
    """A file of as many figures, in the order of their key or in one that has nothing to do with it."""
    areas = rows // PER_AREA
    months = [Month(2000, 1).plus(n) for n in range(MONTHS)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for count in range(rows):
            n = count * 7_368_787 % rows if shuffled else count  # a prime: each number comes up once
            place, month = divmod(n, MONTHS)
            indicator, area = divmod(place, areas)
            number = n * 48_271 % 9_999_991
            value = f"{number // 10}.{number % 10}" if indicator % 5 == 0 else str(number)
            period = months[month]
            day = f"{period.plus(1)}-15"
            writer.writerow(
                (f"i{indicator:02d}", f"5{area:05d}", period, value, day, "Monthly bulletin")
            )


# the programs, each run in a process of its own


def run_bare(file: Path, db: Path) -> None:
    """The least that any program does that has these rows in this table."""
    connection = open_connection(db, writing=True)
    connection.execute("PRAGMA cache_size = -8000")
    moment, digest = f"{NOW:%Y-%m-%dT%H:%M:%S.%fZ}", "0" * 64
    key = f"{moment}-{digest[:8]}"
    with file.open(encoding="utf-8", newline="") as text:
        reader = csv.reader(text)
        next(reader)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO batch VALUES (?,?,?,NULL,'','import','','','')", (key, moment, digest)
        )
        connection.executemany(
            "INSERT INTO snapshot VALUES (?,?,?,?,?,?,'exact','A',NULL,NULL,?,'')",
            (
                (i, area, period, day, key, float(value), source)
                for i, area, period, value, day, source in reader
            ),
        )
        connection.execute("COMMIT")
    connection.close()


def command(name: str, file: Path, db: Path) -> list[str]:
    if name == SQLITE_UTILS:
        program = str(SCRIPTS / "sqlite-utils")
        return [program, "insert", str(db), "figures", str(file), "--csv", "--silent"]
    if name == IMPORT:
        return jobtrack(db, "import", str(file))
    return [sys.executable, __file__, "run", str(file), str(db)]


# measuring


def cost_on_copy(name: str, file: Path, empty: Path) -> Cost:
    """Of one run on a fresh copy of the database ``empty``."""
    with tempfile.TemporaryDirectory(dir=empty.parent) as folder:
        return cost(command(name, file, Path(shutil.copy(empty, folder))))


def prepared(folder: Path, rows: int, *, shuffled: bool) -> tuple[Path, Path]:
    """The file of figures and the database without any."""
    file, db = folder / f"{rows}.csv", folder / f"{rows}.db"
    write_figures(file, rows, shuffled=shuffled)
    if not db.exists():
        with create_store(db) as store:
            store.define(plan_of(rows // PER_AREA))
    return file, db


def lines(rows: int, count: int, order: str) -> Iterator[tuple[str, ...]]:
    """A line for each program: medians, and the medians of the ratios round by round."""
    programs = (BARE, IMPORT, SQLITE_UTILS)
    with tempfile.TemporaryDirectory() as name:
        file, db = prepared(Path(name), rows, shuffled=order == "shuffled")
        found = [{one: cost_on_copy(one, file, db) for one in programs} for _ in range(count)]
    for one in programs:
        cpu, _, memory = median(found, one)
        against = (ratio(found, IMPORT, one, of) for of in (attrgetter("cpu"), attrgetter("clock")))
        yield order, one, seconds(cpu), *(f"{each:.2f}" for each in against), f"{memory:.0f} MB"


def compare(rows: int, count: int) -> None:
    """Print what each program takes, for rows in order and in none."""
    print_table(
        (f"{rows:,} rows", "program", "CPU", "CPU of jobtrack against it", "clock", "peak memory"),
        (line for order in ("sorted", "shuffled") for line in lines(rows, count, order)),
    )


def measure_memory(*, large: bool) -> None:
    """Print the peak memory for files of growing length."""

    def line(rows: int, order: str) -> tuple[str, ...]:
        with tempfile.TemporaryDirectory() as name:
            file, db = prepared(Path(name), rows, shuffled=order == "shuffled")
            _, clock, memory = cost_on_copy(IMPORT, file, db)
        return f"{rows:,}", order, f"{memory:.0f} MB", seconds(clock)

    sizes = (10**5, 10**6, *((10**7,) if large else ()))
    print_table(
        ("rows", "order", "peak memory", "clock"),
        (line(rows, order) for rows in sizes for order in ("sorted", "shuffled")),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, default=10**6)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("act", nargs="*", default=["compare"])
    given = parser.parse_args()
    if given.act[0] == "run":
        _, file, db = given.act
        run_bare(Path(file), Path(db))
    elif given.act[0] == "memory":
        measure_memory(large=given.large)
    else:
        compare(given.rows, given.rounds)


if __name__ == "__main__":
    main()
