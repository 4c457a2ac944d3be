"""The committed database is what the bundled plan and its figures make."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobtrack.cli import main

SAMPLE = Path(__file__).parents[1] / "sample.db"
OF_THE_RUN = {"recorded_at", "key", "digest", "previous", "person"}  # when it was made, and by whom

Table = tuple[tuple[str, ...], list[tuple[object, ...]]]


def content_of(path: Path) -> dict[str, Table]:
    """Every table's columns and rows; batches are numbered in the order of their keys."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        keys = connection.execute("SELECT key FROM batch ORDER BY key").fetchall()
        number = {key: position for position, (key,) in enumerate(keys)}
        return {
            name: _table_of(connection, name, number)
            for (name,) in sorted(tables)
            if not name.startswith(("_sqlite", "sqlite_"))
        }


def _table_of(connection: sqlite3.Connection, name: str, number: dict[str, int]) -> Table:
    found = connection.execute(f"SELECT * FROM {name}")  # noqa: S608 - a name that the database gave
    names = [column[0] for column in found.description]
    kept = [column for column in names if not (name == "batch" and column in OF_THE_RUN)]
    rows = [
        tuple(number[row[column]] if column == "batch" else row[column] for column in kept)
        for row in (dict(zip(names, values, strict=True)) for values in found)
    ]
    return tuple(kept), sorted(rows, key=repr)


def schema_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return (
            connection.execute(
                "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '%sqlite%'"
                " ORDER BY type, name"
            ).fetchall()
            + connection.execute(
                "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
            ).fetchall()
        )


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    path = tmp_path / "sample.db"
    any_day = datetime(2031, 5, 17, tzinfo=UTC)  # every figure and target states when it was known
    assert main(["init", "--with-data", "--db", str(path)], now=any_day) == 0
    return path


def test_the_sample_holds_what_the_bundled_plan_and_its_figures_say(fresh: Path):
    assert content_of(SAMPLE) == content_of(fresh)


def test_the_sample_has_the_schema_of_this_version(fresh: Path):
    assert schema_of(SAMPLE) == schema_of(fresh)


def test_the_sample_names_no_one():
    with closing(sqlite3.connect(f"{SAMPLE.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("SELECT DISTINCT person FROM batch").fetchall() == [("jobtrack",)]


def test_the_sample_is_sound():
    with closing(sqlite3.connect(f"{SAMPLE.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
