"""A primary that is lost while offices push, and the standby that takes over."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Event

import pytest
from databases import AREAS, NOON, origin, rows_of, snapshot
from hubs import Office, made_hub, office_of, query
from test_hub_connection import LOST
from test_merging import LATER, content

from jobtrack.store import open_store
from jobtrack.store.integrity import check_database
from postgres import MISSING, Server, binaries, running_pair

PROGRAM = Path(sys.executable).with_name("jobtrack")
NAMES = [one.code for one in AREAS if one.code != "city"]
ROUNDS = 3  # of pushes before the primary is lost, and after


@pytest.fixture
def two() -> Iterator[tuple[Server, Server]]:
    if binaries() is None:
        pytest.skip(MISSING)
    with running_pair() as servers:
        yield servers


def pushed(office: Office) -> tuple[int, str]:
    """The status of a push by the installed program, and what it complains of."""
    run = subprocess.run(
        [PROGRAM, "push", "--db", office.path],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "JOBTRACK_HUB": office.address},
    )
    return run.returncode, run.stderr


class Worker:
    """An office that records and pushes without a pause, and knows what was acknowledged."""

    def __init__(self, office: Office, area: str) -> None:
        self.office = office
        self.area = area
        self.acknowledged: set[str] = set()
        self.endings: Counter[tuple[int, str]] = Counter()
        self._number = 0

    def turn(self) -> bool:
        """Record a batch and push; whether it was acknowledged."""
        self._number += 1
        now = NOON + timedelta(minutes=self._number)
        with open_store(self.office.path, writing=True) as store:
            store.record(
                origin(now, person=self.area), [snapshot("2021-08", self._number, area=self.area)]
            )
        own = {key for (key,) in rows_of(self.office.path, "SELECT key FROM batch")}
        ending = pushed(self.office)
        self.endings[ending] += 1
        if ending[0] == 0:
            self.acknowledged |= own
        return ending[0] == 0

    def work(self, is_warm: Barrier, is_over: Event) -> None:
        """Push some times, then on until the standby has taken over, and some times more."""
        for _ in range(ROUNDS):
            assert self.turn()
        is_warm.wait()
        while not is_over.is_set():
            self.turn()
        for _ in range(ROUNDS):
            assert self.turn()


def test_when_the_primary_is_lost_nothing_acknowledged_is_lost_and_nothing_doubled(
    two: tuple[Server, Server], tmp_path: Path
):
    primary, standby = two
    keeper = made_hub(tmp_path, primary.make_database("hub"))
    whichever = (
        f"host=127.0.0.1,127.0.0.1 port={primary.port},{standby.port} dbname=hub"
        " target_session_attrs=read-write user="
    )
    workers = [
        Worker(office_of(keeper, name, name)._replace(address=whichever + name), name) for name in NAMES
    ]
    is_warm, is_over = Barrier(len(workers) + 1), Event()
    with ThreadPoolExecutor(len(workers)) as pool:
        working = [pool.submit(one.work, is_warm, is_over) for one in workers]
        is_warm.wait()
        primary.stop("immediate")
        standby.promote()
        is_over.set()
        for one in working:
            one.result()
    assert {ending for one in workers for ending in one.endings} <= {(0, ""), (5, LOST)}
    there = [key for (key,) in query(workers[0].office, "SELECT key FROM jobtrack.batch")]
    assert set().union(*(one.acknowledged for one in workers)) <= set(there)
    assert len(there) == len(set(there))
    for one in workers:
        assert one.office.run("pull") == 0
        assert check_database(one.office.path, LATER, has_digests=True) == []
    assert [content(one.office.path) for one in workers] == [content(workers[0].office.path)] * 3
    assert len(rows_of(workers[0].office.path, "SELECT key FROM batch")) == len(there)


def test_a_standby_is_read_and_takes_nothing(
    two: tuple[Server, Server], tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    primary, standby = two
    keeper = made_hub(tmp_path, primary.make_database("hub"))
    reading = keeper._replace(address=standby.address("hub"), path=tmp_path / "reader.db")
    assert [reading.run("pull"), reading.run("hub", "status")] == [0, 0]
    assert content(reading.path) == content(keeper.path)
    shutil.copy(keeper.path, reading.path)
    reading.record(snapshot("2021-12", 1))
    capfd.readouterr()
    assert (reading.run("push"), capfd.readouterr().err) == (
        4,
        "jobtrack: that server is a standby, which takes nothing; name the primary too, and add "
        "target_session_attrs=read-write to the connection string\n",
    )
