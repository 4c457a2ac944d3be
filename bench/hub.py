"""What a hub takes: a first push and pull of everything, a year of one office, 200 offices at once.

``python bench/hub.py [--figures 1000000] [--offices 200] [--rounds 3]`` with an environment that has
``jobtrack[test]``, and PostgreSQL's programs, starts a server of its own on loopback, as durable as
PostgreSQL is by default. Beside it stands the least that has to be done: ``COPY`` of the same rows into
the hub's table, with its keys and checks, and ``COPY`` out of it into a local file's table.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, redirect_stdout
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import psycopg
from cost import Cost, cost, jobtrack, print_table, seconds
from generate import Size, plan_of

from jobtrack.cli import main as main_of_jobtrack
from jobtrack.domain.batch import Origin
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Figure, Flag, Snapshot
from jobtrack.store import open_store, rows
from jobtrack.store.connection import connect
from jobtrack.store.creation import create_store

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from postgres import Server, running_server

DISTRICTS, INDICATORS = 500, 100
ROOMY = {"shared_buffers": "1GB", "max_wal_size": "8GB", "max_connections": "300"}
COLUMNS = (*rows.SNAPSHOT, "batch")
NAMES = ", ".join(COLUMNS)
IN_ORDER = "ORDER BY batch, indicator, area, period, known_from"
TYPES = ["float8" if one in {"value", "numerator", "denominator"} else "text" for one in COLUMNS]
START = datetime(2026, 1, 1, tzinfo=UTC)


def recorded(path: Path, areas: Iterable[str], months: int, first: int = 0) -> None:
    """Record a batch for each of so many months: every indicator in each of ``areas``."""
    codes = sorted(areas)
    for number in range(first, first + months):
        month = Month(1950, 1).plus(number)
        figures = (
            Snapshot(
                f"i{one:03d}", code, month, date(2026, 1, 1), "",
                Figure(float(number + 1000 * place + one)), Flag.NORMAL, "made up",
            )
            for one in range(INDICATORS)
            for place, code in enumerate(codes)
        )  # fmt: skip
        with open_store(path, writing=True) as store:
            store.record(Origin(path.stem, "import", START + timedelta(hours=number)), figures)


def without_ratios(plan: Plan) -> Plan:
    """``plan`` with whatever value in each of its indicators."""
    return plan._replace(
        indicators={id: one._replace(kind=one.kind.LEVEL) for id, one in plan.indicators.items()}
    )


def push_of_one(path: Path) -> int:
    """The status of a push in this process, which says nothing."""
    with redirect_stdout(StringIO()):
        return main_of_jobtrack(["push", "--db", str(path)])


def clock(act: Callable[[], object]) -> float:
    """How many seconds ``act`` takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


class Bench:
    """A server, and the folder with what goes to it."""

    def __init__(self, server: Server, folder: Path, figures: int, rounds: int) -> None:
        self.server = server
        self.folder = folder
        self.rounds = rounds
        self.months = max(1, figures // (DISTRICTS * INDICATORS))
        self.city = folder / "city.db"
        self.plan = without_ratios(plan_of(Size(1, DISTRICTS, INDICATORS, 1)))
        self.areas = [code for code in self.plan.areas if code.startswith("d")]
        with create_store(self.city) as store:
            store.define(self.plan)

    def hub(self, name: str) -> None:
        """Let a new and empty hub be the one that the commands find."""
        address = self.server.make_database(name)
        os.environ["JOBTRACK_HUB"] = address
        self.address = address
        self.run(self.city, "hub", "init")

    def run(self, db: Path, *arguments: str) -> float:
        """The clock of the command."""
        return cost(jobtrack(db, *arguments)).clock

    def first_push(self) -> Iterator[tuple[object, ...]]:
        """Everything at once, beside ``COPY`` of the same rows, in turn."""
        self.hub("everything")
        self.run(self.city, "push")
        recorded(self.city, self.areas, self.months)
        pushed = [cost(jobtrack(self.city, "push"))]
        file = self.folder / "rows.txt"
        with psycopg.connect(self.address) as connection, file.open("wb") as target:
            query = f"COPY (SELECT {NAMES} FROM jobtrack.snapshot {IN_ORDER}) TO STDOUT".encode()
            with connection.cursor().copy(query) as copy:
                target.writelines(copy)
        limits = [self._copied_in(file)]
        for number in range(1, self.rounds):
            self.hub(f"everything{number}")
            pushed.append(cost(jobtrack(self.city, "push")))
            limits.append(self._copied_in(file))
        yield self._line("first push", pushed, limits)

    def _copied_in(self, file: Path) -> float:
        """The clock of ``COPY`` into another hub that has the batches and definitions."""
        self.server.execute("CREATE DATABASE least TEMPLATE everything")
        least = self.server.address("least")
        with psycopg.connect(least, autocommit=True) as connection:
            connection.execute("ALTER TABLE jobtrack.snapshot DISABLE TRIGGER append_only")
            connection.execute("TRUNCATE jobtrack.snapshot")
            connection.execute("CHECKPOINT")

        def copy_in() -> None:
            query = f"COPY jobtrack.snapshot ({NAMES}) FROM STDIN".encode()
            with (
                file.open("rb") as source,
                psycopg.connect(least) as connection,
                connection.cursor().copy(query) as copy,
            ):
                while part := source.read(1 << 20):
                    copy.write(part)

        taken = clock(copy_in)
        self.server.execute("DROP DATABASE least")
        return taken

    def first_pull(self) -> Iterator[tuple[object, ...]]:
        """Everything at once, beside ``COPY`` of the same rows into a file, in turn."""
        office = self.folder / "office.db"
        pulled, limits = [], []
        for _ in range(self.rounds):
            office.unlink(missing_ok=True)
            pulled.append(cost(jobtrack(office, "pull")))
            limits.append(self._copied_to_file())
        yield self._line("first pull", pulled, limits)
        yield self._line("pull again, nothing new", [cost(jobtrack(office, "pull"))])

    def _copied_to_file(self) -> float:
        """The same rows, in the order of the local key, into the table of an empty local file."""
        path = self.folder / "least.db"
        path.unlink(missing_ok=True)
        with create_store(path) as store:
            store.define(self.plan)

        def copy_to_file() -> None:
            with psycopg.connect(self.address) as hub, closing(connect(path)) as local:
                local.execute("BEGIN IMMEDIATE")
                heads = hub.execute(f"SELECT {', '.join(rows.BATCH)} FROM jobtrack.batch".encode())
                local.executemany(rows.insertion("batch", rows.BATCH), heads)
                order = "ORDER BY indicator, area, period, known_from, batch"
                query = f"COPY (SELECT {NAMES} FROM jobtrack.snapshot {order}) TO STDOUT".encode()
                with hub.cursor().copy(query) as copy:
                    copy.set_types(TYPES)
                    local.executemany(rows.insertion("snapshot", COLUMNS), copy.rows())
                local.execute("COMMIT")

        return clock(copy_to_file)

    def year_of_one_office(self) -> Iterator[tuple[object, ...]]:
        """Twelve months of a hundred indicators in thirty areas, on top of all that is there."""
        office = self.folder / "office.db"
        recorded(office, self.areas[:30], 12, self.months)
        yield self._line(
            f"push of a year of one office, {12 * 30 * INDICATORS:,} figures",
            [cost(jobtrack(office, "push"))],
        )
        yield self._line("pull of it by another", [cost(jobtrack(self.city, "pull"))])

    def many_at_once(self, count: int) -> Iterator[tuple[object, ...]]:
        """So many offices, three batches each of a hundred figures, begin to push in one moment."""
        self.hub("many")
        base = self.folder / "base.db"
        with create_store(base) as store:
            store.define(self.plan)
        self.run(base, "push")
        paths = []
        for number in range(count):
            path = self.folder / f"many{number}.db"
            shutil.copy(base, path)
            recorded(path, self.areas[number : number + 1], 3)
            paths.append(path)
        with get_context("fork").Pool(count) as pool:  # each is there before the first begins
            start = time.perf_counter()
            statuses = set(pool.map(push_of_one, paths, chunksize=1))
            taken = time.perf_counter() - start
        [(found, anew)] = self.server.execute(
            "SELECT (SELECT count(*) FROM jobtrack.snapshot), xact_rollback FROM pg_stat_database"
            " WHERE datname = 'many'",
            "many",
        )
        assert (found, statuses) == (count * 3 * INDICATORS, {0}), (found, statuses)
        what = f"{count} offices push at once; transactions done anew: {anew}"
        yield what, seconds(taken), "", "", ""

    def _line(
        self, what: str, taken: Sequence[Cost], limits: Sequence[float] = ()
    ) -> tuple[object, ...]:
        """The medians of the rounds, and the peak of memory; the ratio is that of each round."""
        ratios = [one.clock / limit for one, limit in zip(taken, limits, strict=False)]
        return (
            what,
            seconds(median(one.clock for one in taken)),
            seconds(median(limits)) if limits else "",
            f"{median(ratios):.2f}" if ratios else "",
            f"{max(one.memory for one in taken):.0f} MB",
        )

    def lines(self, offices: int) -> Iterator[tuple[object, ...]]:
        """All of it."""
        yield from self.first_push()
        yield from self.first_pull()
        yield from self.year_of_one_office()
        yield from self.many_at_once(offices)


def main() -> None:
    """Measure and print, each line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--figures", type=int, default=1_000_000)
    parser.add_argument("--offices", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, running_server(**ROOMY) as server:
        bench = Bench(server, Path(name), asked.figures, asked.rounds)
        print(f"{bench.months * DISTRICTS * INDICATORS:,} figures in {bench.months} batches\n")
        header = ("", "clock", "the least", "ratio", "peak memory of the client")
        print_table(header, bench.lines(asked.offices))


if __name__ == "__main__":
    main()
