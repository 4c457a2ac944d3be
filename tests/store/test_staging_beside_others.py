"""A file is read while others work, and recorded or not: killed, stopped, without space, dry run."""

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from databases import fingerprint, made, origin, plan_with, raw, rows_of, snapshot
from test_connection import WRITER, program

from jobtrack.domain.area import Area
from jobtrack.domain.importing.sheet import Draft
from jobtrack.domain.month import Month
from jobtrack.domain.recording import Outcome
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.text import Names
from jobtrack.errors.database import DatabaseBusy, DatabaseForbidden
from jobtrack.errors.staging import DefinitionsChanged, NoTemporarySpace
from jobtrack.store import open_store
from jobtrack.store.connection import allow_temporary_tables, open_connection
from jobtrack.store.staging import Staging, open_staging

PLAN = plan_with()
WIDER = PLAN._replace(areas=PLAN.areas | {"south": Area("south", Names("", "South"))})
NOTE = "x" * 4000
FIRST = snapshot("2021-06", 1)


class Stop(Exception):
    """Anything that goes wrong in a block."""


def draft(one: Snapshot) -> Draft:
    return Draft(one, "a.csv", 2, 3, is_day_stated=True, is_flag_stated=False)


def stage_and_record(path: Path, drafts: Iterable[Draft], *, writing: bool = True) -> None:
    with open_staging(path, writing=writing) as staging:
        staging.stage(drafts)
        staging.settle(PLAN)
        staging.record(origin(command="import"))


def many() -> Iterator[Draft]:
    """More figures than fit into the cache of a connection, in the order of their key."""
    for indicator in sorted(PLAN.indicators):
        for number in range(1200):
            month = Month(1900, 1).plus(number)
            yield draft(FIRST._replace(indicator=indicator, period=month, note=NOTE))


KILLED = """
import os, signal, sys
from pathlib import Path
from databases import origin
from jobtrack.store.connection import open_connection
from jobtrack.store.staging import Staging
from test_staging_beside_others import PLAN, many

path = Path(sys.argv[1])
size = path.stat().st_size

def end_once_it_grows():
    if path.stat().st_size > size:
        os.kill(os.getpid(), signal.SIGKILL)
    return 0

connection = open_connection(path, writing=True)
with Staging(connection, path, writing=True) as staging:
    staging.stage(many())
    staging.settle(PLAN)
    connection.set_progress_handler(end_once_it_grows, 1000)
    staging.record(origin(command="import"))
"""

ENDLESS = """
import sys
from pathlib import Path
from databases import origin
from jobtrack.store.connection import named_errors, open_connection
from jobtrack.store.staging import Staging
from test_staging_beside_others import PLAN, many

path = Path(sys.argv[1])
connection = open_connection(path, writing=True)
with Staging(connection, path, writing=True) as staging, named_errors(path):
    staging.stage(many())
    staging.settle(PLAN)
    staging.record(origin(command="import"))
    path.with_name("ready").touch()
    for_ever = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x FROM n)"
    connection.execute(f"{for_ever} SELECT sum(x) FROM n")
"""


def content(path: Path) -> list[list[tuple]]:
    queries = ("SELECT * FROM snapshot", "SELECT * FROM batch", "PRAGMA integrity_check")
    return [rows_of(path, query) for query in queries]


def test_an_import_that_is_killed_while_it_records_leaves_the_database_as_it_was(tmp_path: Path):
    path = made(tmp_path, (FIRST,))
    before = content(path)
    with program(KILLED, path) as killed:
        pass
    assert killed.returncode == -signal.SIGKILL
    assert path.with_name("jobs.db-journal").exists()
    with open_store(path) as store:
        assert len(store.snapshots("employed", "city")) == 1
    assert content(path) == before
    assert [one.name for one in tmp_path.iterdir()] == ["jobs.db"]


def test_ctrl_c_stops_a_long_statement_and_leaves_the_database_as_it_was(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    path = made(tmp_path, (FIRST,))
    before = content(path)
    with program(ENDLESS, path) as endless:
        while not path.with_name("ready").exists():
            assert endless.poll() is None, "it ended before it was ready"
            time.sleep(0.01)
        endless.send_signal(signal.SIGINT)
    assert endless.returncode == -signal.SIGINT
    assert capfd.readouterr().err.endswith("KeyboardInterrupt\n")
    assert content(path) == before
    assert sorted(one.name for one in tmp_path.iterdir()) == ["jobs.db", "ready"]


def test_others_record_while_a_file_is_read(tmp_path: Path):
    path = made(tmp_path)
    statuses = []

    def drafts() -> Iterator[Draft]:
        yield draft(snapshot("2021-02", 700))  # what no writer writes
        writers = [
            subprocess.Popen([sys.executable, "-c", WRITER, str(path), str(number)])
            for number in range(20)
        ]
        statuses.extend(one.wait(timeout=120) for one in writers)
        yield draft(snapshot("2021-04", 8))

    stage_and_record(path, drafts())
    assert statuses == [0] * 20
    found = rows_of(path, "SELECT period, count(*), max(batch) FROM snapshot GROUP BY period")
    [(last,)] = rows_of(path, "SELECT max(key) FROM batch WHERE command = 'import'")
    assert [(period, count) for period, count, _ in found] == [
        ("2021-01", 20),
        ("2021-02", 21),
        ("2021-03", 20),
        ("2021-04", 1),
    ]
    assert [batch == last for _, _, batch in found] == [False, True, False, True]


def test_what_others_recorded_meanwhile_counts(tmp_path: Path):
    path = made(tmp_path)
    with open_staging(path, writing=True) as staging:
        staging.stage([draft(FIRST)])
        with open_store(path, writing=True) as store:
            store.record(origin(), [FIRST])
        staging.settle(PLAN)
        assert staging.counts()[Outcome.UNCHANGED] == 1


def test_once_it_is_settled_nobody_else_writes(tmp_path: Path):
    path = made(tmp_path)
    with closing(open_connection(path, writing=True)) as other:
        other.execute("PRAGMA busy_timeout = 50")
        with open_staging(path, writing=True) as staging:
            staging.stage([draft(FIRST)])
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
            staging.settle(PLAN)
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")


def test_a_database_that_is_being_written_is_busy(tmp_path: Path):
    path = made(tmp_path)
    connection = open_connection(path, writing=True)
    connection.execute("PRAGMA busy_timeout = 50")
    with raw(path) as other, Staging(connection, path, writing=True) as staging:
        other.execute("BEGIN IMMEDIATE")
        staging.stage([draft(FIRST)])
        with pytest.raises(DatabaseBusy):
            staging.settle(PLAN)


def test_a_failure_while_a_file_is_read_leaves_nothing(tmp_path: Path):
    path = made(tmp_path)
    before = fingerprint(path)

    def drafts() -> Iterator[Draft]:
        yield draft(FIRST)
        raise Stop

    with pytest.raises(Stop):
        stage_and_record(path, drafts())
    assert (fingerprint(path), [one.name for one in tmp_path.iterdir()]) == (before, ["jobs.db"])


def test_a_failure_after_recording_leaves_nothing(tmp_path: Path):
    path = made(tmp_path)
    before = fingerprint(path)

    def fail() -> None:
        with open_staging(path, writing=True) as staging:
            staging.stage([draft(FIRST)])
            staging.settle(PLAN)
            staging.record(origin())
            raise Stop

    with pytest.raises(Stop):
        fail()
    assert fingerprint(path) == before


@pytest.mark.parametrize("writing", [False, True])
def test_definitions_that_were_changed_meanwhile_are_refused(tmp_path: Path, *, writing: bool):
    path = made(tmp_path)
    employed = PLAN.indicators["employed"]._replace(decimals=1)
    changed = PLAN._replace(indicators=PLAN.indicators | {"employed": employed})

    def settle() -> None:
        with open_staging(path, writing=writing) as staging:
            staging.stage([draft(FIRST)])
            with open_store(path, writing=True) as store:
                store.define(changed)
            staging.settle(PLAN)

    with pytest.raises(DefinitionsChanged) as found:
        settle()
    assert (str(found.value), found.value.exit_status) == (
        f"the definitions in {path} were changed while the figures were read; run the command "
        "again, nothing was recorded",
        5,
    )
    assert rows_of(path, "SELECT * FROM snapshot") == []


def test_definitions_that_were_added_meanwhile_do_no_harm(tmp_path: Path):
    path = made(tmp_path)
    with open_staging(path, writing=True) as staging:
        staging.stage([draft(FIRST)])
        with open_store(path, writing=True) as store:
            store.define(WIDER)
        staging.settle(PLAN)
        staging.record(origin())
    assert rows_of(path, "SELECT count(*) FROM snapshot") == [(1,)]


def test_without_space_for_the_temporary_file_nothing_is_recorded(tmp_path: Path):
    path = made(tmp_path)
    connection = open_connection(path, writing=True)
    for setting in ("temp_store = FILE", "temp.max_page_count = 40"):
        connection.execute(f"PRAGMA {setting}")
    notes = [draft(snapshot(f"{year}-01", 1, note=NOTE)) for year in range(1900, 2000)]
    with pytest.raises(NoTemporarySpace) as found, Staging(connection, path, writing=True) as staging:
        staging.stage(notes)
    assert (str(found.value), found.value.exit_status) == (
        "no space left for temporary files; free some, or name another folder with SQLITE_TMPDIR, "
        "nothing was recorded",
        4,
    )


# dry run


def test_a_dry_run_leaves_the_file_as_it_is(tmp_path: Path):
    path = made(tmp_path, (FIRST,))
    path.chmod(0o400)
    before = fingerprint(path), path.stat().st_mtime_ns
    with open_staging(path, writing=False) as staging:
        staging.stage([draft(snapshot(f"{year}-06", 2, note=NOTE)) for year in range(2021, 1900, -1)])
        staging.stage([draft(snapshot("2021-06", 3)), draft(snapshot("2021-05", None))])
        staging.drop_conflicts()
        staging.settle(PLAN)
        assert staging.counts() == dict.fromkeys(Outcome, 0) | {Outcome.NEW: 120}
        assert len(list(staging.rejections())) == 1
        with open_store(path) as other:
            assert len(other.snapshots("employed", "city")) == 1
    assert (fingerprint(path), path.stat().st_mtime_ns) == before
    assert [one.name for one in tmp_path.iterdir()] == ["jobs.db"]


def test_a_dry_run_can_not_record(tmp_path: Path):
    path = made(tmp_path)
    before = fingerprint(path)
    with pytest.raises(DatabaseForbidden):
        stage_and_record(path, [draft(FIRST)], writing=False)
    assert fingerprint(path) == before


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO snapshot SELECT * FROM snapshot",
        "INSERT INTO section VALUES ('s', 1, '', '')",
        "UPDATE plan SET source = ''",
        "DELETE FROM area_group_member",
        "CREATE TABLE main.other (a)",
        "CREATE INDEX main.other ON snapshot (note)",
        "CREATE VIEW main.other AS SELECT 1",
        "ALTER TABLE plan RENAME TO other",
        "DROP VIEW current_snapshot",
        "PRAGMA user_version = 9",
        "PRAGMA journal_mode = WAL",
        "PRAGMA query_only = OFF",
        "REINDEX snapshot",
        "ANALYZE",
    ],
)
def test_a_connection_with_temporary_tables_only_writes_nothing_else(tmp_path: Path, statement: str):
    path = made(tmp_path, (FIRST,))
    before = fingerprint(path)
    with closing(open_connection(path, writing=False)) as connection:
        allow_temporary_tables(connection)
        connection.execute("CREATE TEMP TABLE own AS SELECT * FROM snapshot")
        with pytest.raises(sqlite3.DatabaseError, match=r"not authorized|authorization denied"):
            connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM own").fetchone() == (1,)
    assert fingerprint(path) == before
