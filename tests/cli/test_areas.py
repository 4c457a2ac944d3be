"""areas and groups as scripts and several people at once meet them."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

import jobtrack
from jobtrack.cli import main
from jobtrack.domain.area import Area
from jobtrack.domain.text import Names
from jobtrack.store import open_store

NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(jobtrack.__file__).parents[1])}


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "jobs.db"
    assert main(["init", "--db", str(path)], now=NOW) == 0
    return path


def run(db: Path, *arguments: object) -> int:
    return main(["--db", str(db), *map(str, arguments)], now=NOW)


def areas(db: Path) -> dict[str, Area]:
    with open_store(db) as store:
        return dict(store.plan().areas)


def test_a_dry_run_and_whatever_is_refused_write_nothing(db: Path, tmp_path: Path):
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("乡镇,所属区县\n甲镇,酉阳\n", "utf-8")
    bad.write_text("乡镇,所属区县\n甲镇,酉阳\n乙镇,nowhere\n", "utf-8")
    content = db.read_bytes()
    assert run(db, "areas", "import", good, "--group", "municipal-key-towns", "--dry-run") == 0
    for refused in (
        ["areas", "import", bad],
        ["areas", "import", good, "--group", "nothing"],
        ["areas", "import", good, "--group", "national-key-counties"],
        ["areas", "add", "500242", "甲镇"],
        ["areas", "add", "x", "酉阳", "--within", "重庆"],
        ["areas", "revise", "500000", "--within", "酉阳"],
        ["groups", "add", "national-key-counties", "万州"],
        ["groups", "remove", "national-key-counties", "万州"],
        ["groups", "set", "x", "Key counties", "--size", "-1"],
    ):
        assert run(db, *refused) == 2
    assert db.read_bytes() == content


def test_what_is_unchanged_is_not_written(db: Path, tmp_path: Path):
    towns = tmp_path / "towns.csv"
    towns.write_text("甲镇\n乙镇\n", "utf-8")
    same = (
        ["areas", "import", towns, "--within", "酉阳", "--group", "municipal-key-towns"],
        ["areas", "revise", "甲镇", "甲 镇", "--alias", "甲镇", "--within", "酉阳县"],
        ["groups", "set", "municipal-key-towns", "--size", 17],
        ["groups", "add", "municipal-key-towns", "甲镇", "--inferred"],
    )
    for arguments in same:
        assert run(db, *arguments) == 0
    content = db.read_bytes()
    for arguments in same:
        assert run(db, *arguments) == 0
    assert db.read_bytes() == content


def test_a_workbook_with_merged_districts_is_read(db: Path, tmp_path: Path):
    path = tmp_path / "towns.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B1", "重点乡镇名单")
        sheet.write_row("A2", ["区县", "乡镇"])
        sheet.merge_range("A3:A4", "酉阳县")
        sheet.write("B3", "甲镇")
        sheet.write("B4", "乙镇")
    before = areas(db)
    assert run(db, "areas", "import", path) == 0
    assert {code: one for code, one in areas(db).items() if code not in before} == {
        "500242-甲镇": Area("500242-甲镇", Names("甲镇", ""), (), "500242"),
        "500242-乙镇": Area("500242-乙镇", Names("乙镇", ""), (), "500242"),
    }


def test_a_plan_file_brings_all_of_it_into_a_new_database(db: Path, tmp_path: Path):
    for arguments in (
        ["areas", "add", "n", "北镇", "--within", "酉阳", "--alias", "N", "--valid-from", "2025-01-01"],
        ["areas", "revise", "n", "北街道", "--valid-to", "2026-01-01"],
        ["groups", "set", "g", "组", "--size", 3, "--note", "二"],
        ["groups", "add", "g", "万州", "--inferred"],
        ["groups", "add", "g", "n", "涪陵"],
        ["targets", "export", "--output", tmp_path / "plan.toml"],
    ):
        assert run(db, *arguments) == 0
    other = tmp_path / "other.db"
    assert run(other, "init", tmp_path / "plan.toml") == 0
    with open_store(db) as ours, open_store(other) as theirs:
        plan, again = ours.plan(), theirs.plan()
    assert (again.areas, again.groups) == (plan.areas, plan.groups)
    assert plan.groups["g"].members == ("n", "500102", "500101")
    assert run(db, "check", "--integrity") == 0


def test_eight_at_once_lose_nothing(db: Path):
    def add(number: int) -> int:
        command = [sys.executable, "-m", "jobtrack", "--db", str(db)]
        return subprocess.run(
            [*command, "areas", "add", f"t-{number}", f"镇{number}", "--within", "酉阳"],
            check=False,
            capture_output=True,
            env=ENVIRONMENT,
        ).returncode

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(add, range(8))) == [0] * 8
    assert {f"t-{number}" for number in range(8)} <= set(areas(db))


def test_the_lists_of_two_offices_are_one_after_a_merge(db: Path, tmp_path: Path):
    other, towns = tmp_path / "other.db", tmp_path / "towns.csv"
    assert run(other, "init") == 0
    towns.write_text("甲镇\n乙镇\n", "utf-8")
    for path in (db, other):
        assert run(path, "areas", "import", towns, "--within", "酉阳") == 0
    before = areas(db)
    assert run(db, "merge", other) == 0
    assert areas(db) == before
