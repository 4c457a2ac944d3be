"""Rows page by page: the same whatever the size of a page, of one moment whoever writes meanwhile."""

import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from databases import made, origin, raw, snapshot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Figure, Snapshot
from jobtrack.errors.database import DatabaseMissing
from jobtrack.store import open_store
from jobtrack.store.ledger import open_ledger
from jobtrack.store.paging import Moment, Selection, read_snapshots

ALL = ("employed", "rate", "new", "month")
ROWS = (
    snapshot("2021-07", 1),
    snapshot("2021-07", 2, "2024-05-21"),
    snapshot("2021-07", 3, "2024-05-21"),
    snapshot("2021-08", 4),
    snapshot("2021-08", None, "2024-05-22"),
    snapshot("2021-07", 5, area="west"),
    snapshot("2021-09", 6, area="west"),
    snapshot("2022-01", 7, indicator="month"),
    snapshot("2022-02", 8, indicator="month", area="east"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path, ROWS)


def moment_of(path: Path) -> Moment:
    with open_ledger(path) as ledger:
        return Moment(frozenset(ledger.keys()), ledger.reversals())


def read(path: Path, selection: Selection, page: int = 10_000) -> list[Snapshot]:
    return list(read_snapshots(path, selection, moment_of(path), page))


def values(snapshots: list[Snapshot]) -> list[float | None]:
    return [None if one.figure is None else one.figure.value for one in snapshots]


def stored(path: Path) -> list[Snapshot]:
    """Every row, indicator by indicator in the order of ``ALL``, by the way that reports take."""
    with open_store(path) as store:
        places = [(indicator, area) for indicator in ALL for area in ("city", "east", "north", "west")]
        return [one for place in places for one in store.snapshots(*place)]


def test_the_current_figure_of_each_month_is_read_and_no_withdrawn_one(path: Path):
    assert values(read(path, Selection(ALL))) == [3, 5, 6, 7, 8]


def test_with_revisions_every_row_is_read_as_it_was_recorded(path: Path):
    found = read(path, Selection(ALL, has_revisions=True))
    assert found == stored(path)
    assert values(found) == [1, 2, 3, 4, None, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(("month", "employed")), [7, 8, 3, 5, 6]),
        (Selection(ALL, areas=("west",)), [5, 6]),
        (Selection(ALL, areas=("west", "east")), [5, 6, 8]),
        (Selection(ALL, as_of=Month(2021, 8)), [3, 5]),
        (Selection(ALL, known_on=snapshot("2021-07", 1).known_from), [1, 4, 5, 6, 7, 8]),
        (Selection(()), []),
    ],
    ids=["indicators", "an area", "areas", "as of", "known on", "nothing"],
)
def test_a_selection_leaves_out_the_rest(path: Path, selection: Selection, expected: list[float]):
    assert values(read(path, selection)) == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(
    page=st.integers(1, 12),
    selection=st.builds(
        Selection,
        st.just(ALL),
        st.sampled_from([None, ("west",)]),
        has_revisions=st.booleans(),
    ),
)
def test_the_size_of_a_page_changes_nothing(path: Path, page: int, selection: Selection):
    assert read(path, selection, page) == read(path, selection)


def test_what_others_record_between_two_pages_is_not_read(path: Path):
    before = read(path, Selection(ALL))
    reading = read_snapshots(path, Selection(ALL), moment_of(path), page=1)
    found = [next(reading)]
    with open_store(path, writing=True) as store:  # it would wait half a minute for a reader to end
        revised = [snapshot("2021-09", 60, "2024-05-30", area="west"), snapshot("2021-10", 70)]
        store.record(origin(), [*revised, snapshot("2022-03", 80, indicator="month")])
    assert found + list(reading) == before
    assert values(read(path, Selection(ALL))) == [3, 70, 5, 60, 7, 80, 8]


def test_an_older_batch_that_arrives_meanwhile_is_not_read(path: Path):
    before = read(path, Selection(ALL, has_revisions=True))
    reading = read_snapshots(path, Selection(ALL, has_revisions=True), moment_of(path), page=1)
    found = [next(reading)]
    digest = "0" * 64
    recorded_at = "2001-01-01T00:00:00.000000Z"
    key = f"{recorded_at}-{digest[:8]}"
    with raw(path) as other:
        other.execute(
            "INSERT INTO batch (key, recorded_at, digest, person, command) VALUES (?, ?, ?, '', 'add')",
            (key, recorded_at, digest),
        )
        other.execute(
            "INSERT INTO snapshot (indicator, area, period, known_from, batch, value, qualifier, flag)"
            " VALUES ('employed', 'west', '2021-12', '2024-05-20', ?, 9, 'exact', 'A')",
            (key,),
        )
    assert found + list(reading) == before


def test_while_a_page_is_at_work_no_lock_is_held(path: Path):
    reading = read_snapshots(path, Selection(ALL, has_revisions=True), moment_of(path), page=2)
    next(reading)
    with raw(path) as other:
        other.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("ROLLBACK")
    reading.close()


def test_every_batch_is_known_by_its_key(path: Path):
    with open_store(path, writing=True) as store:
        last = store.record(origin(datetime(2024, 7, 1, tzinfo=UTC)), [snapshot("2021-11", 1)])
    assert last.key == max(moment_of(path).batches)
    assert len(moment_of(path).batches) == len(ROWS) + 1


def test_a_database_that_is_missing_is_named(tmp_path: Path):
    with pytest.raises(DatabaseMissing):
        list(read_snapshots(tmp_path / "none.db", Selection(ALL), Moment(frozenset(), {})))


def test_many_rows_take_no_more_memory_than_few(tmp_path: Path):
    def peak(rows: int) -> int:
        (tmp_path / "jobs.db").unlink(missing_ok=True)
        path = made(tmp_path)
        months = [f"{1900 + number // 12}-{number % 12 + 1:02d}" for number in range(1_000)]
        with open_store(path, writing=True) as store:
            for turn in range(rows // 1_000):
                store.record(origin(), [snapshot(month, turn, note=month * 9) for month in months])
        moment = moment_of(path)
        tracemalloc.start()
        try:
            for _ in read_snapshots(path, Selection(ALL, has_revisions=True), moment, page=100):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(1_000)  # the months are remembered from here on
    assert peak(10_000) < 1.2 * peak(1_000)


def test_a_figure_that_was_taken_back_hides_none_that_is_recorded_afterwards(path: Path):
    with open_store(path, writing=True) as store:
        key = store.record(origin(), [snapshot("2023-01", 9, "2024-05-01")]).key
        taken_back = snapshot("2023-01", None, "2024-05-01")
        store.record(origin(command=f"undo {key}"), [taken_back])
        store.record(origin(), [snapshot("2023-01", 8, "2024-02-01")])
    selection = Selection(("employed",), areas=("city",))
    assert [one.figure for one in read(path, selection) if one.period == Month(2023, 1)] == [Figure(8)]
