"""Offices and servers that are lost half-way: what arrived stays, what did not arrives later."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from types import FrameType

import pytest
from databases import rows_of, snapshot
from hubs import Office, made_hub, office_of, query
from killing import is_killed_before
from test_hub_connection import LOST
from test_hub_union import shares
from test_merging import LATER, content

from jobtrack.domain.finding import Finding
from jobtrack.store.integrity import check_database

BATCHES = 8


def keys_here(office: Office) -> list[str]:
    return [key for (key,) in rows_of(office.path, "SELECT key FROM batch ORDER BY key")]


def keys_there(office: Office) -> list[str]:
    return [key for (key,) in query(office, "SELECT key FROM jobtrack.batch ORDER BY key")]


def findings(office: Office, now: datetime = LATER) -> list[Finding]:
    return check_database(office.path, now, has_digests=True)


@pytest.fixture
def pair(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Office, Office]:
    """An office with batches of its own, and one that has what the hub has; a batch travels at once."""
    keeper = made_hub(tmp_path, database)
    other = office_of(keeper, "west", "west")
    for number in range(BATCHES):
        keeper.record(snapshot("2021-08", number), snapshot("2021-09", number))
    shares(monkeypatch, 1, 100)
    return keeper, other


def test_a_push_that_is_killed_at_any_moment_goes_on_where_it_stopped(pair: tuple[Office, Office]):
    keeper, other = pair
    own, seen = keys_here(keeper), []
    for call in count(step=2):
        is_killed = is_killed_before(call, lambda: keeper.run("push"))
        there = keys_there(keeper)
        assert there == own[: len(there)]
        seen.append(len(there))
        if not is_killed:
            break
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (len(own) - BATCHES, len(own))
    assert len(set(seen)) > 2
    assert other.run("pull") == 0
    assert content(other.path) == content(keeper.path)


def test_a_pull_that_is_killed_at_any_moment_goes_on_where_it_stopped(pair: tuple[Office, Office]):
    keeper, other = pair
    assert keeper.run("push") == 0
    every, seen = keys_there(keeper), []
    for call in count(step=5):
        is_killed = is_killed_before(call, lambda: other.run("pull"))
        here = keys_here(other)
        assert here == every[: len(here)]
        assert findings(other) == []
        seen.append(len(here))
        if not is_killed:
            break
    assert seen == sorted(seen)
    assert len(set(seen)) > 2
    assert content(other.path) == content(keeper.path)


@contextmanager
def interrupted(call: int, deed: Callable[[], object]) -> Iterator[list[int]]:
    """Let ``deed`` come before that wait for the server; the list says whether it has come."""
    left, done = call, []

    def look(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal left
        if event == "call" and frame.f_code.co_name == "wait" and "psycopg" in frame.f_code.co_filename:
            left -= 1
            if left == -1:
                deed()
                done.append(call)

    for setprofile in (sys.setprofile, threading.setprofile):
        setprofile(look)
    try:
        yield done
    finally:
        for setprofile in (sys.setprofile, threading.setprofile):
            setprofile(None)


def test_a_connection_that_is_lost_at_any_moment_is_told_and_the_next_goes_on(
    pair: tuple[Office, Office], capfd: pytest.CaptureFixture[str]
):
    keeper, other = pair
    name = query(keeper, "SELECT current_database()")[0][0]

    def cut_off() -> None:
        query(
            keeper,
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            f" WHERE datname = '{name}' AND pid <> pg_backend_pid()",
        )

    for office, verb in ((keeper, "push"), (other, "pull")):
        statuses = []
        for call in count(step=3):
            capfd.readouterr()
            with interrupted(call, cut_off) as done:
                statuses.append(office.run(verb))
            assert capfd.readouterr().err == ("" if statuses[-1] == 0 else LOST)
            if not done:
                break
        assert set(statuses) == {0, 5}
        assert findings(other) == []
    assert content(other.path) == content(keeper.path)
    assert keys_there(keeper) == keys_here(keeper)
