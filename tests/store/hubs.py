"""Offices and the hub that they share: real files, and a real server."""

from pathlib import Path
from typing import NamedTuple

import psycopg
import pytest
from databases import NOON, TARGETS, made, origin, snapshot

from jobtrack.cli import main
from jobtrack.domain.snapshot import Snapshot
from jobtrack.store import open_store


class Office(NamedTuple):
    """A database, and where its office finds the hub."""

    path: Path
    address: str

    def run(self, *arguments: str) -> int:
        with pytest.MonkeyPatch.context() as variables:
            variables.setenv("JOBTRACK_HUB", self.address)
            return main([*arguments, "--db", str(self.path)])

    def record(self, *figures: Snapshot, **fields: object) -> None:
        with open_store(self.path, writing=True) as store:
            store.record(origin(NOON, **fields), figures)


def office_of(keeper: Office, name: str, *areas: str) -> Office:
    """An office with these areas, whose database is what the hub has."""
    options = [option for area in areas for option in ("--area", area)]
    assert keeper.run("hub", "office", name, *options) == 0
    path = keeper.path.with_name(f"{name}.db")
    office = Office(path, keeper.address.replace("user=postgres", f"user={name}"))
    assert office.run("pull") == 0
    return office


def query(office: Office, statement: str) -> list[tuple]:
    with psycopg.connect(office.address, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def made_hub(folder: Path, address: str) -> Office:
    """Who made the hub and brought it the plan, with a figure of the city and its targets."""
    office = Office(made(folder, (snapshot("2021-07", 1),), TARGETS[:2]), address)
    assert [office.run("hub", "init"), office.run("push")] == [0, 0]
    return office
