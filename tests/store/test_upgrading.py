"""An older database is upgraded after a backup, whole or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from databases import TARGETS, fingerprint, made, raw, rows_of, snapshot
from killing import is_killed_before
from sqlite_utils import Database, Migrations

from jobtrack.cli import main
from jobtrack.errors.database import DatabaseDamaged, DatabaseTooNew
from jobtrack.store.schema import first_schema
from jobtrack.store.upgrading import Upgrade, upgrade_store
from jobtrack.store.version import SCHEMA_VERSION

MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
KEPT = "jobs.db.version-1-20260102T030405Z"
KNOWN = 3


def steps_to_come() -> Migrations:
    """The first schema and two steps that a later jobtrack might have; one makes a table anew."""
    steps = Migrations("jobtrack")
    steps(name="first_schema")(first_schema)

    @steps()
    def shorter_sections(db: Database) -> None:
        db.execute("CREATE TABLE part (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) STRICT")
        db.execute("INSERT INTO part SELECT id, name_en FROM section")
        db.execute("DROP TABLE section")
        db.execute("ALTER TABLE part RENAME TO section")
        db.execute("PRAGMA user_version = 2")

    @steps()
    def weights(db: Database) -> None:
        db.execute("ALTER TABLE indicator ADD COLUMN weight REAL")
        db.execute("UPDATE indicator SET weight = 1")
        db.execute("PRAGMA user_version = 3")

    return steps


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path, (snapshot("2021-07", 1),), TARGETS)


def upgraded(path: Path) -> Upgrade | None:
    return upgrade_store(path, MOMENT, steps_to_come(), KNOWN)


def state(path: Path) -> tuple[int, int, int]:
    """The version, the number of sections and the number of figures."""
    [found] = rows_of(
        path,
        "SELECT user_version, (SELECT count(*) FROM section), (SELECT count(*) FROM snapshot)"
        " FROM pragma_user_version",
    )
    return found


def dump(path: Path) -> list[str]:
    with raw(path) as connection:
        return list(connection.iterdump())


def test_every_step_that_is_lacking_is_applied_and_the_database_before_is_kept(
    path: Path, tmp_path: Path
):
    before = dump(path)
    assert upgraded(path) == Upgrade(1, KNOWN, tmp_path / KEPT)
    assert state(path) == (KNOWN, 2, 1)
    assert rows_of(path, "SELECT DISTINCT weight FROM indicator") == [(1.0,)]
    assert rows_of(path, "SELECT name FROM _sqlite_migrations ORDER BY id") == [
        ("first_schema",),
        ("shorter_sections",),
        ("weights",),
    ]
    assert rows_of(path, "PRAGMA foreign_key_check") == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["jobs.db", KEPT]
    assert dump(tmp_path / KEPT) == before


def test_what_is_upgraded_already_is_left_as_it_is(path: Path, tmp_path: Path):
    upgraded(path)
    before = fingerprint(path)
    assert upgraded(path) is None
    assert upgrade_store(tmp_path / KEPT, MOMENT) is None
    assert fingerprint(path) == before


def test_what_is_no_database_of_ours_is_not_upgraded(tmp_path: Path):
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    assert upgraded(tmp_path / "notes.txt") is None
    assert upgraded(tmp_path / "nothing.db") is None


def test_a_newer_one_is_refused(path: Path):
    upgraded(path)
    with pytest.raises(DatabaseTooNew) as found:
        upgrade_store(path, MOMENT)
    assert str(found.value) == (
        f"{path} was written by a newer jobtrack (version 3 of its schema, this one knows 1); upgrade "
        "jobtrack"
    )


def test_init_refuses_a_newer_one_and_leaves_a_current_one(path: Path, capsys: pytest.CaptureFixture):
    before = fingerprint(path)
    assert main(["init", "--db", str(path)]) == 2
    assert fingerprint(path) == before
    with raw(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert main(["init", "--db", str(path)]) == 4
    assert capsys.readouterr().err.splitlines() == [
        f"jobtrack: {path} exists and was not changed; 'jobtrack targets apply PLAN' changes its plan, "
        "--db names another file",
        f"jobtrack: {path} was written by a newer jobtrack (version {SCHEMA_VERSION + 1} of its "
        f"schema, this one knows {SCHEMA_VERSION}); upgrade jobtrack",
    ]


def test_a_version_that_no_step_leads_on_from_is_left_as_it_is(path: Path):
    with raw(path) as connection:
        connection.execute("PRAGMA user_version = 0")
    before = fingerprint(path)
    with pytest.raises(DatabaseDamaged) as found:
        upgrade_store(path, MOMENT)
    assert str(found.value) == (
        f"{path} is damaged (no upgrade leads from version 0 to {SCHEMA_VERSION}); restore it from a "
        "backup"
    )
    assert fingerprint(path) == before


class Stop(Exception):
    """Anything that goes wrong in a step."""


def test_a_step_that_fails_leaves_all_as_it_was(path: Path, tmp_path: Path):
    steps = steps_to_come()

    @steps()
    def failing(db: Database) -> None:
        db.execute("DROP TABLE area_group_member")
        raise Stop

    before = fingerprint(path)
    with pytest.raises(Stop):
        upgrade_store(path, MOMENT, steps, KNOWN + 1)
    assert fingerprint(path) == before
    assert dump(tmp_path / KEPT) == dump(path)


def test_an_upgrade_killed_at_any_moment_is_whole_or_has_not_begun(tmp_path: Path):
    seen = []
    for call in range(1000):
        folder = tmp_path / str(call)
        folder.mkdir()
        path = made(folder, (snapshot("2021-07", 1),))
        is_killed = is_killed_before(call, lambda path=path: upgraded(path))
        assert state(path) in {(1, 2, 1), (KNOWN, 2, 1)}
        assert rows_of(path, "PRAGMA integrity_check") == [("ok",)]
        version = state(path)[0]
        assert version == 1 or state(folder / KEPT) == (1, 2, 1)
        seen.append(version)
        if not is_killed:
            break
    assert seen == sorted(seen)
    assert set(seen) == {1, KNOWN}
