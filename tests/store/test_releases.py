"""A database of every release is upgraded and says the same as on the day it was made."""

import json
import shutil
from pathlib import Path

import pytest
from databases import fingerprint, rows_of

from jobtrack.cli import main
from jobtrack.store.version import SCHEMA_VERSION

RELEASES = Path(__file__).parent / "releases"
VERSIONS = range(1, SCHEMA_VERSION + 1)
TABLES = (
    "plan", "section", "indicator", "area", "area_group", "area_group_member", "batch", "snapshot",
    "target", "acknowledgement",
)  # fmt: skip


def current(version: int, folder: Path) -> Path:
    """A copy of that version's database, upgraded where it is an older one."""
    path = folder / "jobs.db"
    shutil.copy(RELEASES / f"version-{version}.db", path)
    path.chmod(0o600)
    if version < SCHEMA_VERSION:
        assert main(["init", "--db", str(path)]) == 0
    return path


def as_asked(found: object, expected: object) -> object:
    """``found`` without the keys that ``expected`` does not have: later releases add some."""
    if isinstance(found, dict) and isinstance(expected, dict):
        return {key: as_asked(value, expected[key]) for key, value in found.items() if key in expected}
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        return [as_asked(one, other) for one, other in zip(found, expected, strict=True)]
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_a_release_reports_the_same(
    version: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    path = current(version, tmp_path)
    capsys.readouterr()
    moment = ["--as-of", "2024-12", "--known-on", "2025-07-01"]
    assert main(["report", "--db", str(path), *moment, "--format", "json"]) == 0
    expected = json.loads((RELEASES / f"version-{version}.json").read_text("utf-8"))
    assert as_asked(json.loads(capsys.readouterr().out), expected) == expected


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_a_release_is_whole(version: int, tmp_path: Path):
    assert main(["check", "--integrity", "--db", str(current(version, tmp_path))]) == 0


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_a_release_has_the_schema_of_a_new_one(version: int, tmp_path: Path):
    new = tmp_path / "new.db"
    assert main(["init", "--empty", "--db", str(new)]) == 0
    schema = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
    assert rows_of(current(version, tmp_path), schema) == rows_of(new, schema)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_database_of_a_release_has_rows_in_every_table_and_names_no_one(version: int):
    path = RELEASES / f"version-{version}.db"
    before = fingerprint(path)
    counts = [rows_of(path, f"SELECT count(*) > 0 FROM {table}") for table in TABLES]  # noqa: S608
    assert counts == [[(1,)]] * len(TABLES)
    assert rows_of(path, "SELECT user_version FROM pragma_user_version") == [(version,)]
    assert rows_of(path, "SELECT DISTINCT person FROM batch") == [("jobtrack",)]
    assert fingerprint(path) == before


def test_every_version_of_the_schema_has_its_database():
    found = sorted(int(path.stem.removeprefix("version-")) for path in RELEASES.glob("*.db"))
    assert found == list(VERSIONS)
