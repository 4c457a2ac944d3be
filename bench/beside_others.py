"""The same job by jobtrack, sqlite-utils and hledger: record, then ask how far the year's tasks are.

``python bench/beside_others.py`` records the twelve months of 2025 of five indicators, in one area, in
200 and in 16,667: 60, 12,000 and a million values, out of a CSV file. Then it asks for the progress of
the first area against the five tasks of the year. All programs must find the same sums. hledger takes
part where it is installed (``apt install hledger``), but for the million, of which its ``import`` takes
more than 13 GB of memory. ``--most 12000`` stops before that for all.
"""

import argparse
import csv
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from cost import SCRIPTS, Cost, cost, jobtrack, median, print_table, ratio, seconds

from jobtrack.domain.area import Area
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.target import Rule, Target
from jobtrack.domain.text import Names
from jobtrack.files.plan_toml import write_plan

AREAS = (1, 200, 16_667)
INDICATORS = tuple(f"i{number}" for number in range(5))
MONTHS = tuple(Month(2025, number) for number in range(1, 13))
HOME, TASK = "a00000", 6_000.0
HEADER = ("indicator", "area", "period", "value")
OURS, SQLITE_UTILS, HLEDGER = "jobtrack", "sqlite-utils", "hledger"
MOST_OF_HLEDGER = 200  # areas
SQL = f"""
SELECT indicator, sum(value) AS value, {TASK} AS bound, sum(value) / {TASK} AS attainment,
       {TASK} - sum(value) AS gap
FROM figures
WHERE indicator IN {INDICATORS} AND area = '{HOME}' AND period BETWEEN '2025-01' AND '2025-12'
GROUP BY indicator
"""  # noqa: S608 - constants of this file
RULES = """
skip 1
fields indicator, area, period, value
date %period
date-format %Y-%m
description figure
account1 %area:%indicator
account2 reported
amount1 %value
amount2 -%value
"""


def plan_of(areas: int) -> Plan:
    """Five flows, a task of the year for each in the first area."""
    people, names = Names("人", "people"), Names("", "Bench")
    indicators = {id: Indicator(id, Names("", id), (), "s", people, Kind.FLOW, 0) for id in INDICATORS}
    places = {code: Area(code, Names("", code)) for code in codes(areas)}
    targets = {
        id: Target(id, Names("", f"Task {id}"), id, HOME, Rule.QUOTA, MONTHS[0], MONTHS[-1], TASK)
        for id in INDICATORS
    }
    sections = {"s": Section("s", Names("", "S"))}
    return Plan("bench", names, HOME, "", "", sections, indicators, places, {}, targets)


def codes(areas: int) -> list[str]:
    return [f"a{number:05d}" for number in range(areas)]


def figures(areas: int) -> Iterator[tuple[str, str, Month, int]]:
    """Every value, in the order of its key."""
    for number, key in enumerate(product(INDICATORS, codes(areas), MONTHS)):
        yield *key, 100 + number * 48_271 % 991


def sums(areas: int) -> dict[str, int]:
    """What each program is to find."""
    found = dict.fromkeys(INDICATORS, 0)
    for indicator, area, _, value in figures(areas):
        found[indicator] += value * (area == HOME)
    return found


class Program(NamedTuple):
    """The commands of one program: the one that records and the one that asks; what that one says."""

    name: str
    record: list[str]
    ask: list[str]

    def sums(self, output: str) -> dict[str, int]:
        """Those that the answer names."""
        if self.name == HLEDGER:
            _, *lines = csv.reader(output.splitlines())
            home = [line for line in lines if line[0].startswith(f"{HOME}:")]
            return {account.partition(":")[2]: int(total) for account, total, _ in home}
        rows = json.loads(output)
        rows = rows["targets"] if self.name == OURS else rows
        return {row["indicator"]: int(row["value"]) for row in rows}


def programs(folder: Path, areas: int) -> list[Program]:
    """Those that are installed, each on a file of its own, without figures so far, in ``folder``."""
    file, plan = folder / "figures.csv", folder / "plan.toml"
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(HEADER)
        writer.writerows(figures(areas))
    plan.write_text(write_plan(plan_of(areas)), "utf-8")
    ours, theirs, journal = folder / "ours.db", str(folder / "theirs.db"), folder / "main.journal"
    cost(jobtrack(ours, "init", str(plan)))
    budget = "".join(f"  ({HOME}:{id})  {TASK:.0f}\n" for id in INDICATORS)
    journal.write_text(f"~ yearly from 2025-01-01\n{budget}\n", "utf-8")
    rules = folder / "figures.csv.rules"
    rules.write_text(RULES, "utf-8")
    utils, key = str(SCRIPTS / "sqlite-utils"), [part for name in HEADER[:3] for part in ("--pk", name)]
    found = [
        Program(
            OURS,
            jobtrack(ours, "import", str(file)),
            jobtrack(ours, "report", "--format", "json", "--as-of", "2025-12"),
        ),
        Program(
            SQLITE_UTILS,
            [utils, "insert", theirs, "figures", str(file), "--csv", "--silent", *key],
            [utils, "query", theirs, SQL],
        ),
    ]
    if shutil.which(HLEDGER) and areas <= MOST_OF_HLEDGER:
        read = [HLEDGER, "-f", str(journal)]
        balance = ["balance", f"^{HOME}:", "--budget", "-Y", "-b", "2025-01-01", "-e", "2026-01-01"]
        found.append(Program(HLEDGER, [*read, "import", str(file)], [*read, *balance, "-O", "csv"]))
    return found


def measured(areas: int) -> dict[tuple[str, str], Cost]:
    """What it takes each program to record and to ask, each time on a new file."""
    found, expected = {}, sums(areas)
    with tempfile.TemporaryDirectory() as name:
        answer = Path(name) / "answer"
        for one in programs(Path(name), areas):
            found[one.name, "record"] = cost(one.record)
            with answer.open("wb") as output:
                found[one.name, "ask"] = cost(one.ask, output)
            if one.sums(answer.read_text("utf-8")) != expected:
                sys.exit(f"{one.name} does not say {expected}")
    return found


def lines(areas: int, count: int) -> Iterator[list[object]]:
    """A line for each program: medians, and what jobtrack's CPU is against its."""
    found = [measured(areas) for _ in range(count)]
    values = len(INDICATORS) * len(MONTHS) * areas
    for name in (OURS, SQLITE_UTILS, HLEDGER):
        if (name, "record") not in found[0]:
            why = "more than 13 GB" if shutil.which(name) else "not installed"
            yield [f"{values:,}", name, *["–"] * 4, why]
            continue
        record, ask = (median(found, (name, act)) for act in ("record", "ask"))
        against = (ratio(found, (OURS, act), (name, act)) for act in ("record", "ask"))
        memory = max(record.memory, ask.memory)
        costs = seconds(record.cpu), seconds(ask.cpu), *(f"{one:.2f}" for one in against)
        yield [f"{values:,}", name, *costs, f"{memory:,.0f} MB"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--most", type=int, default=10**7)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--large-rounds", type=int, default=1, help="of the million")
    asked = parser.parse_args()
    header = ("values", "program", "record", "ask", "jobtrack against it: record", "ask", "peak memory")
    print_table(
        header,
        (
            line
            for areas in AREAS
            if areas * len(INDICATORS) * len(MONTHS) <= asked.most
            for line in lines(areas, asked.large_rounds if areas == AREAS[-1] else asked.rounds)
        ),
    )


if __name__ == "__main__":
    main()
