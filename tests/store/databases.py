"""What the tests of the database are built from: real files, small and made anew for each test."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from jobtrack.domain.area import Area, Group
from jobtrack.domain.batch import Batch, Origin
from jobtrack.domain.finding import Finding, Notice, finding
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.snapshot import Figure, Flag, Snapshot
from jobtrack.domain.target import Direction, Judge, Rule, Target, TargetVersion
from jobtrack.domain.text import Names
from jobtrack.store.creation import create_store
from jobtrack.store.ledger import open_ledger

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)
DAY = date(2024, 5, 20)


def origin(now: datetime = NOON, **fields: str) -> Origin:
    return Origin("ann", "add", now)._replace(**fields)


def snapshot(period: str, value: float | None, known_from: date | str = DAY, **fields) -> Snapshot:
    """A row to be recorded; without a value it is a withdrawal."""
    known_from = date.fromisoformat(known_from) if isinstance(known_from, str) else known_from
    figure = None if value is None else Figure(float(value))
    flag = Flag.MISSING if value is None else Flag.NORMAL
    plain = Snapshot("employed", "city", Month.iso(period), known_from, "", figure, flag)
    return plain._replace(**fields)


def target(id: str, rule: Rule, known_from: date = DAY, **fields) -> Target:
    plain = Target(
        id,
        Names(f"目标 {id}", f"Target {id}"),
        "employed",
        "city",
        rule,
        Month(2021, 1),
        Month(2025, 12),
        known_from=known_from,
    )
    return plain._replace(**fields)


SECTIONS = (Section("jobs", Names("就业", "Jobs")), Section("aid", Names("", "Aid")))
INDICATORS = (
    Indicator(
        "employed", Names("就业规模", "Employed"), ("务工规模", "jobs, all"), "jobs",
        Names("人", "people"), Kind.LEVEL,
    ),
    Indicator(
        "rate", Names("", "Rate"), (), "jobs", Names("%", "%"), Kind.RATIO, 1, None, 0,
        seasonal=True, combined_january=True, source="Bureau", note="two\tparts",
    ),
    Indicator("new", Names("新增", ""), (), "aid", Names("人", ""), Kind.YTD, 0, 12, 45),
    Indicator("month", Names("", "In a month"), (), "aid", Names("", "people"), Kind.FLOW, 2, 3),
)  # fmt: skip
AREAS = (
    Area("city", Names("城", "City")),
    Area("west", Names("西", "West"), ("The West", "W"), "city", date(2000, 1, 1), date(2024, 1, 31)),
    Area("east", Names("", "East"), (), "city", date(2010, 7, 1)),
    Area("north", Names("北", ""), (), "city", None, date(2030, 1, 1)),
)
GROUPS = (
    Group(
        "towns", Names("镇", "Towns"), ("west", "east", "north"), ("east",), 17, "Bureau", "14 to go"
    ),
    Group("unnamed", Names("", "Unnamed"), (), (), 4),
    Group("open", Names("", "Open"), ("north", "west"), ("north", "west")),
)
TARGETS = (
    target(
        "floor", Rule.HOLD, bound=760000.0, tolerance=0.0, judge=Judge.AT_DUE, source="Plan",
        note="第一行",
    ),
    target(
        "path", Rule.REACH, direction=Direction.AT_MOST, bound=-0.1, baseline=0.0,
        baseline_period=Month(2020, 12),
    ),
    target(
        "year", Rule.QUOTA, indicator="month", start=Month(2024, 1), due=Month(2024, 12), bound=1517.0
    ),
    target("all", Rule.COVER, indicator="month", group="towns", min_count=2.5),
)  # fmt: skip


def plan_with(*targets: Target) -> Plan:
    return Plan(
        "plan",
        Names("计划", "Plan"),
        "city",
        "Bureau",
        "figures.csv",
        {one.id: one for one in SECTIONS},
        {one.id: one for one in INDICATORS},
        {one.code: one for one in AREAS},
        {one.id: one for one in GROUPS},
        {one.id: one for one in targets},
    )


def made(folder: Path, figures: tuple[Snapshot, ...] = (), targets: tuple[Target, ...] = ()) -> Path:
    """A database in ``folder`` that knows the plan, its figures and targets in one batch each."""
    path = folder / "jobs.db"
    with create_store(path) as store:
        store.define(plan_with())
        for one in figures:
            store.record(origin(), [one])
        for each in targets:
            store.record(origin(command="targets set"), targets=[TargetVersion(each)])
    return path


ODD = finding(
    Notice.RATIO_ABOVE_ONE, indicator="employed", area="city", period=Month(2021, 7), value=769000.0
)


def acknowledge(path: Path, *findings: Finding, **fields: str) -> Batch:
    """Let ``findings`` stand, in one batch."""
    with open_ledger(path, writing=True) as store:
        return store.acknowledge(origin(command="check acknowledge", **fields), findings)


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The database as any other SQLite tool sees it, with foreign keys checked."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection
    finally:
        connection.close()


def rows_of(path: Path, query: str, *values: object) -> list[tuple]:
    with raw(path) as connection:
        return connection.execute(query, values).fetchall()


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
