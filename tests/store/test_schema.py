"""The tables refuse what the rules refuse, whichever tool writes."""

import sqlite3
from pathlib import Path

import pytest
from databases import ODD, TARGETS, acknowledge, made, raw, rows_of, snapshot

from jobtrack.store.version import APPLICATION_ID, SCHEMA_VERSION

TABLES = (
    "acknowledgement", "area", "area_group", "area_group_member", "batch", "indicator", "plan",
    "section", "snapshot", "target",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = made(tmp_path, (snapshot("2021-07", 769000),), TARGETS)
    acknowledge(found, ODD)
    return found


def test_the_tables_are_those_that_are_documented_and_strict(path: Path):
    tables = rows_of(path, "SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    own = {name: strict for name, strict in tables if not name.startswith(("sqlite_", "_sqlite"))}
    assert own == dict.fromkeys(TABLES, 1) | {"current_snapshot": 0, "current_target": 0}


def test_the_file_says_what_it_is(path: Path):
    found = rows_of(
        path, "SELECT application_id, user_version FROM pragma_application_id, pragma_user_version"
    )
    assert found == [(APPLICATION_ID, SCHEMA_VERSION)]
    assert APPLICATION_ID.to_bytes(4) == b"JTRK"


def test_the_file_is_sound(path: Path):
    assert rows_of(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows_of(path, "PRAGMA foreign_key_check") == []
    assert rows_of(path, "PRAGMA journal_mode") == [("delete",)]


APPEND_ONLY = [
    ("snapshot", "UPDATE snapshot SET value = 1"),
    ("snapshot", "DELETE FROM snapshot"),
    ("target", "UPDATE target SET bound = 1 WHERE rule <> 'cover'"),
    ("target", "DELETE FROM target"),
    ("acknowledgement", "UPDATE acknowledgement SET name = 'x'"),
    ("acknowledgement", "DELETE FROM acknowledgement"),
    ("batch", "UPDATE batch SET note = 'x'"),
    ("batch", "DELETE FROM batch"),
]


@pytest.mark.parametrize(("table", "statement"), APPEND_ONLY, ids=lambda text: text[:16])
def test_what_was_recorded_is_never_changed_or_deleted(path: Path, table: str, statement: str):
    with (
        raw(path) as connection,
        pytest.raises(sqlite3.IntegrityError, match=f"^rows of {table} are never changed or deleted$"),
    ):
        connection.execute(statement)


@pytest.mark.parametrize("table", ["snapshot", "target", "acknowledgement", "batch"])
def test_a_row_is_not_replaced_either(path: Path, table: str):
    # REPLACE deletes without a trigger unless recursive_triggers is on, as it is in our connections
    with raw(path) as connection:
        connection.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.IntegrityError, match="never changed or deleted"):
            connection.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")  # noqa: S608


def refused(path: Path, table: str, changes: dict[str, object]) -> str:
    """What the database says to a copy of the first row of ``table`` with ``changes``."""
    with raw(path) as connection:
        connection.row_factory = sqlite3.Row
        query = f"SELECT * FROM {table} ORDER BY 1 DESC LIMIT 1"  # noqa: S608
        row = dict(connection.execute(query).fetchone()) | changes
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        connection.execute("BEGIN")
        try:
            connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608
            connection.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            return str(error).partition(":")[0].replace(" constraint failed", "")
        return "accepted"


GOOD = [
    ("snapshot", {"period": "2021-08"}),
    ("snapshot", {"period": "2021-08", "value": None, "flag": "M"}),
    ("snapshot", {"period": "2021-08", "numerator": 1.0, "denominator": 2.0}),
    ("snapshot", {"known_from": "2024-02-29"}),
    ("target", {"id": "new"}),
    ("indicator", {"id": "fresh", "every": None}),
    ("area", {"code": "new", "parent": None, "valid_from": "2024-02-29"}),
]
BAD = [
    ("snapshot", {"period": "2021-7"}, "CHECK"),
    ("snapshot", {"period": "2021-07-01"}, "CHECK"),
    ("snapshot", {"period": "3021-07"}, "CHECK"),
    ("snapshot", {"known_from": "2023-02-29"}, "CHECK"),
    ("snapshot", {"known_from": "20230228"}, "CHECK"),
    ("snapshot", {"known_from": ""}, "CHECK"),
    ("snapshot", {"value": None, "period": "2021-08"}, "CHECK"),
    ("snapshot", {"flag": "M", "period": "2021-08"}, "CHECK"),
    ("snapshot", {"flag": "X", "period": "2021-08"}, "CHECK"),
    ("snapshot", {"flag": "a", "period": "2021-08"}, "CHECK"),
    ("snapshot", {"qualifier": "", "period": "2021-08"}, "CHECK"),
    ("snapshot", {"value": float("inf"), "period": "2021-08"}, "CHECK"),
    ("snapshot", {"value": float("-inf"), "period": "2021-08"}, "CHECK"),
    (
        "snapshot",
        {"value": "many", "period": "2021-08"},
        "cannot store TEXT value in REAL column snapshot.value",
    ),
    ("snapshot", {"numerator": 1.0, "period": "2021-08"}, "CHECK"),
    ("snapshot", {"denominator": 1.0, "period": "2021-08"}, "CHECK"),
    ("snapshot", {"numerator": 1.0, "denominator": 0.0, "period": "2021-08"}, "CHECK"),
    (
        "snapshot",
        {"value": None, "flag": "M", "numerator": 1.0, "denominator": 2.0, "period": "2021-08"},
        "CHECK",
    ),
    ("snapshot", {"indicator": "nobody"}, "FOREIGN KEY"),
    ("snapshot", {"area": "nowhere"}, "FOREIGN KEY"),
    ("snapshot", {"batch": "2024-06-01T12:00:00.000000Z-00000000"}, "FOREIGN KEY"),
    ("snapshot", {"source": None, "period": "2021-08"}, "NOT NULL"),
    ("snapshot", {}, "UNIQUE"),
    ("target", {"id": ""}, "CHECK"),
    ("target", {"id": "new", "rule": "keep"}, "CHECK"),
    ("target", {"id": "new", "direction": "down"}, "CHECK"),
    ("target", {"id": "new", "judge": "sometimes"}, "CHECK"),
    ("target", {"id": "new", "dropped": 2}, "CHECK"),
    ("target", {"id": "new", "start": "2026-01", "due": "2025-12"}, "CHECK"),
    ("target", {"id": "new", "due": "soon"}, "CHECK"),
    ("target", {"id": "new", "bound": None}, "CHECK"),
    ("target", {"id": "new", "rule": "cover"}, "CHECK"),
    ("target", {"id": "new", "rule": "cover", "bound": None, "area_group": "none"}, "FOREIGN KEY"),
    ("target", {"id": "new", "indicator": "nobody"}, "FOREIGN KEY"),
    ("target", {"id": "new", "area": "nowhere"}, "FOREIGN KEY"),
    ("target", {"id": "new", "known_from": None}, "NOT NULL"),
    ("target", {"id": "new", "bound": "1 %"}, "cannot store TEXT value in REAL column target.bound"),
    ("batch", {"digest": "0" * 64}, "CHECK"),
    ("batch", {"digest": "", "key": "2024-06-01T12:00:00.000000Z-"}, "CHECK"),
    ("batch", {"key": "1"}, "CHECK"),
    ("batch", {"person": None}, "NOT NULL"),
    ("indicator", {"id": ""}, "CHECK"),
    ("indicator", {"id": "fresh", "kind": "stock"}, "CHECK"),
    ("indicator", {"id": "fresh", "every": 2}, "CHECK"),
    ("indicator", {"id": "fresh", "decimals": 10}, "CHECK"),
    ("indicator", {"id": "fresh", "lag": -1}, "CHECK"),
    ("indicator", {"id": "fresh", "seasonal": 2}, "CHECK"),
    ("indicator", {"id": "fresh", "section": "none"}, "FOREIGN KEY"),
    ("area", {"code": ""}, "CHECK"),
    ("area", {"code": "new", "parent": "nowhere"}, "FOREIGN KEY"),
    ("area", {"code": "new", "valid_from": "2023-02-29"}, "CHECK"),
    ("area", {"code": "new", "valid_to": "tomorrow"}, "CHECK"),
    ("area_group", {"id": "new", "size": -1}, "CHECK"),
    ("area_group_member", {"area": "nowhere"}, "FOREIGN KEY"),
    ("area_group_member", {"area_group": "none"}, "FOREIGN KEY"),
    ("area_group_member", {"area": "city", "inferred": 2}, "CHECK"),
    ("section", {"id": ""}, "CHECK"),
    ("plan", {"only_row": 2}, "CHECK"),
    ("plan", {}, "UNIQUE"),
]


@pytest.mark.parametrize(("table", "changes"), GOOD)
def test_a_good_row_is_accepted(path: Path, table: str, changes: dict[str, object]):
    assert refused(path, table, changes) == "accepted"


@pytest.mark.parametrize(("table", "changes", "why"), BAD)
def test_a_bad_row_is_refused(path: Path, table: str, changes: dict[str, object], why: str):
    assert refused(path, table, changes) == why


def test_a_month_that_no_year_has_is_refused(path: Path):
    assert [
        refused(path, "snapshot", {"period": period}) for period in ("2021-00", "2021-13", "2021-19")
    ] == ["CHECK"] * 3


def test_a_moment_that_no_day_has_is_refused(path: Path):
    digest = "0" * 64
    moments = ("2024-13-01T12:00:00.000000Z", "2024-06-01T12:00:00Z", "2024-06-01T12:xZ")
    assert [
        refused(
            path,
            "batch",
            {"digest": digest, "recorded_at": moment, "key": f"{moment}-{digest[:8]}"},
        )
        for moment in moments
    ] == ["CHECK"] * 3
