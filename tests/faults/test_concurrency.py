"""Many at once, and one that takes long: nothing is lost, nobody reads what is half done."""

import csv
import json
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from preload import ACTS, prepared
from program import BUSY, DONE, SAMPLE, WRONG, Act, Office, Outcome, damages, rows_of, wait_until_open

MANY = [pytest.param(12, id="some"), pytest.param(200, id="all", marks=pytest.mark.slow)]


def at_once(office: Office, *commands: tuple[object, ...]) -> list[Outcome]:
    """The program with each of ``commands``, all at the same time."""
    with ThreadPoolExecutor(len(commands)) as pool:
        return list(pool.map(lambda arguments: office.run(*arguments), commands))


def figures(office: Office) -> int:
    """How many have come in."""
    return len(rows_of(office.path)["snapshot"] - office.before["snapshot"])


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that writes to the database all the while."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield other
    finally:
        other.close()


@pytest.mark.parametrize("count", MANY)
def test_figures_of_different_months_at_once(tmp_path: Path, count: int):
    office = Office(tmp_path)
    months = [f"{1950 + number // 12}-{number % 12 + 1:02d}" for number in range(count)]
    ended = at_once(office, *(("add", "workshops", "5", month) for month in months))
    assert {one[::2] for one in ended} == {(DONE, "")}
    assert (figures(office), damages(office.path)) == (count, [])
    batches = rows_of(office.path)["batch"]
    before = {previous for _, _, _, previous, *_ in batches}
    assert len(before) == len(batches) == count + 1  # one behind the other


@pytest.mark.parametrize("count", MANY)
def test_different_figures_of_one_month_at_once(tmp_path: Path, count: int):
    office = Office(tmp_path)
    ended = at_once(office, *(("add", "workshops", value, "1990-01") for value in range(count)))
    words = Counter(one.stdout.partition(" ")[0] for one in ended)
    assert {one[::2] for one in ended} == {(DONE, "")}
    assert words == {"recorded": 1, "revised": count - 1}
    assert (figures(office), damages(office.path)) == (count, [])


@pytest.mark.parametrize("count", MANY)
def test_the_same_figure_at_once(tmp_path: Path, count: int):
    office = Office(tmp_path)
    ended = at_once(office, *[("add", "workshops", "5", "1990-01")] * count)
    words = Counter(one.stdout.partition(" ")[0] for one in ended)
    assert {one[::2] for one in ended} == {(DONE, "")}
    assert words == {"recorded": 1, "unchanged": count - 1}
    assert (figures(office), damages(office.path)) == (1, [])


@pytest.mark.parametrize("count", MANY)
def test_first_runs_at_once(tmp_path: Path, count: int):
    office = Office(tmp_path)
    office.path.unlink()
    ended = at_once(office, *[("init", "--with-data")] * count)
    assert Counter(one.status for one in ended) == {DONE: 1, WRONG: count - 1}
    assert all(one.stderr.endswith("names another file\n") for one in ended if one.status)
    assert [one.name for one in tmp_path.iterdir()] == ["jobs.db"]
    assert len(rows_of(office.path)["snapshot"]) == len(rows_of(SAMPLE)["snapshot"])


def test_whole_files_at_once(tmp_path: Path):
    office = Office(tmp_path)
    for number in range(8):
        rows = "".join(f"workshops,{1980 + number}-{month:02d},7\n" for month in range(1, 13))
        (tmp_path / f"{number}.csv").write_text(f"indicator,period,value\n{rows}", "utf-8")
    ended = at_once(office, *(("import", f"{number}.csv") for number in range(8)))
    assert {one[::2] for one in ended} == {(DONE, "")}
    assert (figures(office), damages(office.path)) == (8 * 12, [])


def test_undoing_at_once_undoes_one_batch_after_the_other(tmp_path: Path):
    office = Office(tmp_path)
    ended = at_once(office, *[("undo", "--yes")] * 4)
    assert {one[::2] for one in ended} == {(DONE, "")}
    assert (figures(office), damages(office.path)) == (4 * 53, [])  # undone, redone, undone, redone


def test_offices_that_merge_each_other_at_once(tmp_path: Path):
    office = prepared(tmp_path)
    office.run("add", "workshops", "4", "1990-01")
    other = Office(tmp_path / "there", tmp_path / "other.db")
    with ThreadPoolExecutor(2) as pool:
        here = pool.submit(office.run, "merge", other.path)
        there = pool.submit(other.run, "merge", office.path)
    assert {here.result()[::2], there.result()[::2]} == {(DONE, "")}
    assert rows_of(office.path)["snapshot"] == rows_of(other.path)["snapshot"]
    assert damages(office.path) == damages(other.path) == []


def test_backups_while_others_write_are_each_of_one_moment(tmp_path: Path):
    office = Office(tmp_path)
    adds = [("add", "workshops", "5", f"1990-{month:02d}") for month in range(1, 13)]
    copies = [("backup", f"copy-{number}") for number in range(6)]
    ended = at_once(office, *(one for pair in zip(adds, copies * 2, strict=True) for one in pair))
    assert {one[::2] for one in ended} <= {(DONE, "")}
    for number in range(6):
        copy = tmp_path / f"copy-{number}"
        now = rows_of(copy)
        assert damages(copy) == []
        assert len(now["snapshot"] - office.before["snapshot"]) == len(now["batch"]) - 1
    assert figures(office) == 12


def test_who_reads_sees_a_file_whole_or_not_at_all(tmp_path: Path):
    office = Office(tmp_path)
    rows = "".join(
        f"workshops,{year}-{month:02d},7\n" for year in range(1950, 2020) for month in range(1, 13)
    )
    (tmp_path / "figures.csv").write_text(f"indicator,period,value\n{rows}", "utf-8")
    seen = []
    with office.start("import", "figures.csv") as writer:
        while writer.poll() is None:
            ended = office.run("export", "--no-bom", "--indicator", "workshops")
            assert ended[::2] == (DONE, "")
            seen.append(len(list(csv.reader(ended.stdout.splitlines()))))
    few = len(seen) and seen[0]
    assert set(seen) <= {few, few + 70 * 12}
    assert json.loads(office.run("report", "--format", "json").stdout)["targets"]


@pytest.mark.parametrize("name", ["add", "import", "backup", "restore"])
def test_who_meets_a_writer_waits_for_it(tmp_path: Path, name: str):
    office = prepared(tmp_path)
    with writing(office.path) as other:
        process = office.start(*ACTS[name].arguments)
        time.sleep(1.5)  # longer than one turn
        assert process.poll() is None or name == "restore"
        other.close()
        stdout, stderr = process.communicate()
    ended = Outcome(process.returncode, stdout, stderr)
    assert office.wrongs(ended, {DONE}, ACTS[name]) == []


@pytest.mark.slow
def test_a_lock_that_is_held_for_long_is_named(tmp_path: Path):
    office = prepared(tmp_path)
    names = ["add", "import", "undo", "merge", "restore"]
    commands = [ACTS[name].arguments for name in names] + [
        ("report",),
        ("check", "--integrity"),
        ("log",),
    ]
    with writing(office.path):
        ended = at_once(office, *commands)
    assert [one.status for one in ended] == [BUSY] * len(commands)
    assert [office.wrongs(one, {BUSY}, Act(figures=1)) for one in ended] == [[]] * len(commands)


def test_a_database_that_is_taken_away_takes_no_figure_with_it(tmp_path: Path):
    office = Office(tmp_path)
    with writing(office.path) as other:
        process = office.start("add", "workshops", "701", "2025-05")
        wait_until_open(process, office.path)
        time.sleep(0.5)  # in which it begins to wait
        shutil.copy(SAMPLE, tmp_path / "another.db")
        (tmp_path / "another.db").replace(office.path)
        other.close()
        stdout, stderr = process.communicate()
    ended = Outcome(process.returncode, stdout, stderr)
    assert office.wrongs(ended, {BUSY}, Act(figures=1)) == []
