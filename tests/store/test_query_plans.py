"""A figure and a report cost the same however much there is already: SQLite searches by key."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from databases import TARGETS, made, origin, raw, snapshot

from jobtrack.domain.month import Month
from jobtrack.domain.report import Scope, places_needed
from jobtrack.store.connection import open_connection
from jobtrack.store.store import Store

GROWING = ("snapshot", "target", "batch")  # the rows of the first two name their batch
REVERSALS = (
    "MULTI-INDEX OR",
    *("INDEX 1", "SEARCH batch USING COVERING INDEX reversal (command>? AND command<?)"),
    *("INDEX 2", "SEARCH batch USING COVERING INDEX reversal (command>? AND command<?)"),
)
LATEST = ("SEARCH batch USING PRIMARY KEY",)
SERIES = (  # area by area of those that are wanted
    "SCAN json_each VIRTUAL TABLE INDEX 1:",
    "SEARCH snapshot USING PRIMARY KEY (indicator=? AND area=?)",
)
MONTHS = ("SEARCH snapshot USING PRIMARY KEY (indicator=? AND area=? AND period>? AND period<?)",)
ALL_VERSIONS = ("SCAN target",)  # each of them is wanted, and in the order of their key
READING = {"batch": {REVERSALS}, "snapshot": {SERIES}, "target": {ALL_VERSIONS}}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path, (snapshot("2021-07", 1), snapshot("2021-08", 2)), TARGETS)


def plans_of(path: Path, act: Callable[[Store], object]) -> dict[str, set[tuple[str, ...]]]:
    """How SQLite finds the rows that ``act`` reads, for each table that grows with every batch."""
    statements: list[str] = []
    connection = open_connection(path, writing=True)
    connection.set_trace_callback(statements.append)
    with Store(connection, path, writing=True) as store:
        act(store)
    plans: dict[str, set[tuple[str, ...]]] = {}
    with raw(path) as other:
        for statement in filter(lambda text: text.startswith("SELECT"), statements):
            table = next((one for one in GROWING if re.search(rf"\b{one}\b", statement)), "")
            found = other.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            plans.setdefault(table, set()).add(tuple(detail for *_, detail in found))
    return {table: plans[table] for table in GROWING if table in plans}


def report(store: Store) -> None:
    plan = store.plan()
    store.series(plan, places_needed(plan, Scope(), Month(2021, 8)))


def history(store: Store) -> None:
    store.snapshots("employed", "city")
    store.series(store.plan(), {("employed", "city")})


def add(store: Store) -> None:
    report(store)
    store.snapshots("employed", "city", Month(2021, 8))
    store.record(origin(), [snapshot("2021-09", 3)])
    store.series(store.plan(), {("employed", "city")})


def test_a_report_searches_by_key(path: Path):
    assert plans_of(path, report) == READING


def test_a_history_searches_by_key(path: Path):
    assert plans_of(path, history) == READING | {"snapshot": {SERIES, MONTHS}}


def test_recording_a_figure_searches_by_key(path: Path):
    writing = {"batch": {REVERSALS, LATEST}, "snapshot": {SERIES, MONTHS}}
    assert plans_of(path, add) == READING | writing
