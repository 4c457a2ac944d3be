"""A batch that was taken back is as if it had never been, whatever was recorded before and after it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from databases import made, origin, plan_with, rows_of, snapshot, target
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtrack.domain.batch import Batch
from jobtrack.domain.ledger.undoing import undoing_of
from jobtrack.domain.month import Month
from jobtrack.domain.report import Report, Scope, build_report, places_needed
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.target import Rule, TargetVersion
from jobtrack.store.ledger import open_ledger
from jobtrack.store.store import Store

DAYS = [date(2024, 5, 1) + timedelta(days=count) for count in range(4)]
AS_OF = Month(2024, 4)


class Act(NamedTuple):
    """What one batch records."""

    figures: tuple[Snapshot, ...]
    versions: tuple[TargetVersion, ...]


def versions(id: str, bound: int, day: date, is_dropped: bool) -> TargetVersion:  # noqa: FBT001 - drawn
    made_so = target(id, Rule.HOLD, day, start=Month(2024, 1), due=Month(2024, 12), bound=float(bound))
    return TargetVersion(made_so, is_dropped)


FIGURES = st.builds(
    snapshot,
    st.sampled_from(["2024-02", "2024-03"]),
    st.none() | st.integers(1, 3),
    st.sampled_from(DAYS),
)
VERSIONS = st.builds(
    versions, st.sampled_from(["a", "b"]), st.integers(1, 3), st.sampled_from(DAYS), st.booleans()
)
ACT = st.builds(
    Act,
    st.lists(FIGURES, min_size=1, max_size=4, unique_by=lambda one: (one.period, one.known_from)).map(
        tuple
    ),
    st.lists(VERSIONS, max_size=2, unique_by=lambda one: (one.target.id, one.target.known_from)).map(
        tuple
    ),
)
ACTS = st.lists(ACT, max_size=3)


def record(path: Path, acts: Iterable[Act]) -> list[Batch]:
    with open_ledger(path, writing=True) as store:
        return [store.record(origin(), act.figures, act.versions) for act in acts]


def undo(path: Path, key: str | None = None) -> None:
    """Take back that batch, or the newest one."""
    with open_ledger(path, writing=True) as store:
        named = key or store.keys()[0]
        found = undoing_of(named, store.months(named), store.versions(named), store.reversals())
        if not found.is_empty:
            store.record(origin(command=found.reversal.command), found.snapshots, found.versions)


def report(store: Store, known_on: date | None) -> Report:
    plan = store.plan(known_on)
    series = store.series(plan, places_needed(plan, Scope(), AS_OF), known_on)
    return build_report(plan, series, Scope(), AS_OF, known_on or DAYS[-1])


def answers(path: Path) -> list[Report]:
    """The report of now and as known on each day: values, marks and statuses."""
    with open_ledger(path) as store:
        return [report(store, day) for day in (None, *DAYS)]


def built(folder: str, acts: Sequence[Act]) -> tuple[Path, list[Batch]]:
    path = Path(folder)
    path.mkdir()
    path = made(path)
    return path, record(path, acts)


@settings(max_examples=60, deadline=None)
@given(ACTS, ACT, ACTS, ACTS)
def test_an_undone_batch_is_as_if_it_had_never_been(before, batch, between, after):
    with TemporaryDirectory() as folder:
        path, batches = built(f"{folder}/with", [*before, batch, *between])
        undo(path, batches[len(before)].key)
        record(path, after)
        without, _ = built(f"{folder}/without", [*before, *between, *after])
        assert answers(path) == answers(without)


@settings(max_examples=60, deadline=None)
@given(ACTS, ACT, ACTS, ACTS)
def test_an_undo_that_is_undone_is_as_if_it_had_never_been(before, batch, between, after):
    with TemporaryDirectory() as folder:
        path, batches = built(f"{folder}/with", [*before, batch, *between])
        undo(path, batches[len(before)].key)
        count = len(rows_of(path, "SELECT 1 FROM batch"))
        if count > len(batches):
            undo(path)
        record(path, after)
        without, _ = built(f"{folder}/without", [*before, batch, *between, *after])
        assert answers(path) == answers(without)


@settings(max_examples=40, deadline=None)
@given(ACTS, ACT, st.integers(1, 5))
def test_undo_again_and_again_goes_back_and_forth_and_deletes_nothing(before, batch, times):
    tables = ("batch", "snapshot", "target")
    with TemporaryDirectory() as folder:
        path, batches = built(f"{folder}/with", [*before, batch])
        without, _ = built(f"{folder}/without", before)
        states = answers(path), answers(without)
        for count in range(1, times + 1):
            stored = [set(rows_of(path, f"SELECT * FROM {table}")) for table in tables]  # noqa: S608
            undo(path, batches[-1].key if count % 3 == 0 else None)
            assert answers(path) == states[count % 2]
            now = [set(rows_of(path, f"SELECT * FROM {table}")) for table in tables]  # noqa: S608
            assert all(one <= other for one, other in zip(stored, now, strict=True))
            assert len(now[0]) == len(stored[0]) + 1


@settings(max_examples=60, deadline=None)
@given(ACTS, ACT, ACTS)
def test_after_an_undo_the_views_say_what_the_program_says(before, batch, between):
    with TemporaryDirectory() as folder:
        path, batches = built(f"{folder}/with", [*before, batch, *between])
        undo(path, batches[len(before)].key)
        with open_ledger(path) as store:
            plan = store.plan()
            series = store.series(plan, [("employed", "city")])["employed", "city"]
        assert rows_of(path, "SELECT period, value FROM current_snapshot ORDER BY period") == [
            (str(one.period), one.value) for one in series.observations
        ]
        assert rows_of(path, "SELECT id, bound FROM current_target ORDER BY id") == sorted(
            (one.id, one.bound) for one in plan.targets.values()
        )


def test_the_plan_of_these_laws_judges_what_they_record(tmp_path: Path):
    path = made(tmp_path)
    record(path, [Act((snapshot("2024-03", 2, DAYS[0]),), (versions("a", 1, DAYS[0], False),))])  # noqa: FBT003
    assert plan_with().indicators["employed"].decimals == 0
    assert [str(row.status) for row in answers(path)[0].targets] == ["on track"]


@settings(max_examples=60, deadline=None)
@given(ACTS, ACTS, st.integers(0, 3))
def test_the_past_answers_as_it_did_then(before, after, undone):
    with TemporaryDirectory() as folder:
        path, _ = built(f"{folder}/with", before)
        then = answers(path)
        day_after = origin().now + timedelta(days=1)
        with open_ledger(path, writing=True) as store:
            for act in after:
                store.record(origin(day_after), act.figures, act.versions)
        for _ in range(min(undone, len(before) + len(after))):
            undo(path)
        with open_ledger(path) as store:
            past = store.past(f"{day_after:%Y-%m-%dT%H:%M:%S.%fZ}")
            if after:  # the first undo is then later, too
                assert [report(past, day) for day in (None, *DAYS)] == then
