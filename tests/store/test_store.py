"""What is recorded is read back as it was, as it was known on any day."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from databases import (
    DAY,
    NOON,
    TARGETS,
    fingerprint,
    made,
    origin,
    plan_with,
    raw,
    rows_of,
    snapshot,
    target,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtrack.domain.area import Group
from jobtrack.domain.batch import Batch
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.snapshot import Figure, Flag, Qualifier
from jobtrack.domain.target import Rule, TargetVersion
from jobtrack.domain.text import Names
from jobtrack.errors.database import DatabaseReadOnly
from jobtrack.store import open_store
from jobtrack.store.creation import create_store

JULY = Month(2021, 7)


class Stop(Exception):
    """Anything that goes wrong in a block."""


def test_a_plan_is_read_back_as_it_was_defined(tmp_path: Path):
    path = made(tmp_path, targets=TARGETS)
    with open_store(path) as store:
        found = store.plan()
    assert found == plan_with(*sorted(TARGETS))
    for nouns in ("sections", "indicators", "areas", "groups"):
        assert list(getattr(found, nouns)) == list(getattr(plan_with(), nouns))


def test_a_definition_can_be_changed_and_reordered(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 1),))
    plan = plan_with()
    changed = plan._replace(
        names=Names("", "Renamed"),
        indicators={
            id: plan.indicators[id]._replace(note=f"was {id}") for id in reversed(plan.indicators)
        },
        groups=plan.groups | {"open": Group("open", Names("", "Open"), ("east",))},
    )
    with open_store(path, writing=True) as store:
        store.define(changed)
    with open_store(path) as store:
        found = store.plan()
    assert found == changed
    assert list(found.indicators) == ["month", "new", "rate", "employed"]


def test_figures_are_read_back_in_the_order_of_their_key(tmp_path: Path):
    figures = [
        snapshot("2021-09", 0.1 + 0.2),
        snapshot("2021-07", -12.5, source="A \\ B", note="two\nlines\tand a tab"),
        snapshot("2021-08", None),
        snapshot("2021-07", 0, "2023-01-01", flag=Flag.BREAK),
        snapshot("2021-10", 1e15)._replace(figure=Figure(1e15, Qualifier.NEARLY)),
    ]
    path = made(tmp_path)
    with open_store(path, writing=True) as store:
        key = store.record(origin(), figures).key
    with open_store(path) as store:
        found = store.snapshots("employed", "city")
    in_order = sorted(figures, key=lambda one: (one.period, one.known_from))
    assert found == [one._replace(batch=key) for one in in_order]


def test_a_ratio_keeps_its_numerator_and_denominator(tmp_path: Path):
    figure = Figure(30.0, Qualifier.EXACT, 12.0, 40.0)
    ratio = snapshot("2021-07", 30)._replace(indicator="rate", figure=figure)
    path = made(tmp_path, (ratio,))
    with open_store(path) as store:
        [found] = store.snapshots("rate", "city")
    assert found == ratio._replace(batch=found.batch)


def test_one_month_is_read_without_its_neighbours(tmp_path: Path):
    path = made(tmp_path, tuple(snapshot(f"2021-0{n}", n) for n in (6, 7, 8)))
    with open_store(path) as store:
        [found] = store.snapshots("employed", "city", JULY)
    assert found == snapshot("2021-07", 7)._replace(batch=found.batch)


def test_places_do_not_mix(tmp_path: Path):
    elsewhere = snapshot("2021-07", 2)._replace(area="west")
    other = snapshot("2021-07", 3)._replace(indicator="month")
    path = made(tmp_path, (snapshot("2021-07", 1), elsewhere, other))
    places = [("employed", "city"), ("employed", "west"), ("month", "city"), ("month", "east")]
    with open_store(path) as store:
        found = store.series(store.plan(), places)
    values = [[one.value for one in found[place].observations] for place in places]
    assert values == [[1.0], [2.0], [3.0], []]


def observed(path: Path, known_on: str | None) -> tuple[Observation, ...]:
    day = None if known_on is None else date.fromisoformat(known_on)
    with open_store(path) as store:
        place = ("employed", "city")
        return store.series(store.plan(), [place], day)[place].observations


REVISED = (
    snapshot("2021-07", 10, "2021-08-10"),
    snapshot("2021-07", 12, "2021-09-10"),
    snapshot("2021-07", 9, "2021-08-01"),  # recorded last, published first
)


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("2021-07-31", ()),
        ("2021-08-01", (Observation(JULY, 9.0),)),
        ("2021-08-09", (Observation(JULY, 9.0),)),
        ("2021-08-10", (Observation(JULY, 10.0, revised=True),)),
        ("2021-09-10", (Observation(JULY, 12.0, revised=True),)),
        (None, (Observation(JULY, 12.0, revised=True),)),
    ],
)
def test_a_revision_keeps_what_was_known_before(
    tmp_path: Path, known_on: str | None, expected: tuple[Observation, ...]
):
    assert observed(made(tmp_path, REVISED), known_on) == expected


def test_of_one_day_the_later_batch_wins(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 10), snapshot("2021-07", 9), snapshot("2021-07", 11)))
    assert observed(path, str(DAY)) == (Observation(JULY, 11.0),)


def test_a_withdrawal_leaves_no_value_from_its_day_on(tmp_path: Path):
    path = made(
        tmp_path,
        (
            snapshot("2021-07", 10, "2021-08-10"),
            snapshot("2021-07", None, "2021-08-11"),
            snapshot("2021-07", 10, "2021-08-12"),
        ),
    )
    values = {day: len(observed(path, f"2021-08-{day}")) for day in (10, 11, 12)}
    assert values == {10: 1, 11: 0, 12: 1}


AREA_CODES = ("city", "west")
ACTS = st.lists(
    st.lists(
        st.builds(
            lambda area, month, day, value: snapshot(
                f"2021-0{month}", value, f"2021-10-0{day}"
            )._replace(area=area),
            st.sampled_from(AREA_CODES),
            st.integers(1, 2),
            st.integers(1, 3),
            st.none() | st.integers(-2, 2),
        ),
        max_size=3,
        unique_by=lambda one: (one.area, one.period, one.known_from),
    ),
    max_size=6,
)


def naive(acts, area: str, day: date | None) -> dict[Month, float]:
    """The values of ``area`` on ``day``: of all rows in recording order the last of the latest day."""
    best = {}
    for number, act in enumerate(acts):
        for one in act:
            if one.area == area and (day is None or one.known_from <= day):
                rank = (one.known_from, number)
                if one.period not in best or best[one.period][0] < rank:
                    best[one.period] = (rank, one.figure)
    return {period: figure.value for period, (_, figure) in sorted(best.items()) if figure}


@settings(max_examples=40, deadline=None)
@given(ACTS)
def test_the_highest_known_from_wins_then_the_later_batch(acts):
    with TemporaryDirectory() as folder:
        path = made(Path(folder))
        with open_store(path, writing=True) as store:
            for act in acts:
                store.record(origin(), act)
        with open_store(path) as store:
            plan = store.plan()
            apart = plan.indicators["employed"]._replace(roll_up=False)
            plan = plan._replace(indicators={"employed": apart})
            for day in (None, *(date(2021, 9, 30) + timedelta(days=n) for n in range(5))):
                found = store.series(plan, [("employed", area) for area in AREA_CODES], day)
                assert {
                    area: {one.period: one.value for one in series.observations}
                    for (_, area), series in found.items()
                } == {area: naive(acts, area, day) for area in AREA_CODES}
        view = rows_of(path, "SELECT area, period, value FROM current_snapshot ORDER BY area, period")
        assert view == [
            (area, str(period), value)
            for area in AREA_CODES
            for period, value in naive(acts, area, None).items()
        ]


def test_the_order_of_recording_tells_batches_apart_even_if_the_clock_goes_back(tmp_path: Path):
    path = made(tmp_path)
    moments = [NOON, NOON, NOON - timedelta(days=400), NOON + timedelta(seconds=1), NOON]
    with open_store(path, writing=True) as store:
        batches = [store.record(origin(now), [snapshot("2021-07", 1)]) for now in moments]
    keys = [one.key for one in batches]
    assert sorted(keys) == keys
    assert [one.previous for one in batches] == [None, *keys[:-1]]
    assert [one.recorded_at for one in batches] == [
        "2024-06-01T12:00:00.000000Z",
        "2024-06-01T12:00:00.000001Z",
        "2024-06-01T12:00:00.000002Z",
        "2024-06-01T12:00:01.000000Z",
        "2024-06-01T12:00:01.000001Z",
    ]


def test_a_batch_is_recorded_in_utc_wherever_the_office_is(tmp_path: Path):
    chongqing = timezone(timedelta(hours=8))
    with open_store(made(tmp_path), writing=True) as store:
        batch = store.record(origin(datetime(2024, 6, 1, 1, 30, tzinfo=chongqing)))
    assert batch.recorded_at == "2024-05-31T17:30:00.000000Z"


def test_a_batch_is_stored_as_it_is_returned(tmp_path: Path):
    path = made(tmp_path)
    who = origin(command="import", file="六月.csv", file_sha256="ab" * 32, note="from the bureau")
    with open_store(path, writing=True) as store:
        batch = store.record(who, [snapshot("2021-07", 1)])
    stored = rows_of(
        path,
        "SELECT key, recorded_at, digest, previous, person, command, file, file_sha256, note"
        " FROM batch",
    )
    assert [Batch(*row) for row in stored] == [batch]
    assert batch.key == f"{batch.recorded_at}-{batch.digest[:8]}"
    assert batch[4:] == ("ann", "import", "六月.csv", "ab" * 32, "from the bureau")


def test_nothing_is_written_when_the_block_raises(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 1),))
    before = fingerprint(path)

    def fail() -> None:
        with open_store(path, writing=True) as store:
            store.define(plan_with()._replace(id="other"))
            store.record(origin(), [snapshot("2021-08", 2)], [TargetVersion(TARGETS[0])])
            raise Stop

    with pytest.raises(Stop):
        fail()
    assert fingerprint(path) == before
    assert [one.name for one in tmp_path.iterdir()] == ["jobs.db"]


def test_a_batch_is_written_whole_or_not_at_all(tmp_path: Path):
    path = made(tmp_path)
    before = fingerprint(path)
    unknown = snapshot("2021-08", 2)._replace(indicator="nobody-knows")
    with pytest.raises(Exception, match="FOREIGN KEY"), open_store(path, writing=True) as store:
        store.record(origin(), [snapshot("2021-07", 1), unknown])
    assert fingerprint(path) == before


def test_a_reading_store_can_not_write(tmp_path: Path):
    path = made(tmp_path)
    before = fingerprint(path)
    with pytest.raises(DatabaseReadOnly), open_store(path) as store:
        store.record(origin(), [snapshot("2021-07", 1)])
    assert fingerprint(path) == before


def test_reading_leaves_the_file_as_it_is(tmp_path: Path):
    path = made(tmp_path, REVISED, TARGETS)
    before = fingerprint(path), path.stat().st_mtime_ns
    with open_store(path) as store:
        store.plan()
        store.target_versions()
        store.snapshots("employed", "city")
    assert (fingerprint(path), path.stat().st_mtime_ns) == before


def test_all_that_one_block_reads_is_of_one_moment(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 1),))
    with raw(path) as other:
        other.execute("PRAGMA journal_mode = WAL")  # else the writer would wait for the reader
    with open_store(path) as reader:
        before = reader.snapshots("employed", "city")
        with open_store(path, writing=True) as writer:
            writer.record(origin(), [snapshot("2021-08", 2)])
        assert reader.snapshots("employed", "city") == before
    with open_store(path) as store:
        assert len(store.snapshots("employed", "city")) == 2


def bounds(path: Path, known_on: str | None = None) -> dict[str, float | None]:
    with open_store(path) as store:
        plan = store.plan(None if known_on is None else date.fromisoformat(known_on))
    return {id: one.bound for id, one in plan.targets.items()}


VERSIONS = (
    TargetVersion(target("floor", Rule.HOLD, date(2021, 1, 1), bound=1.0)),
    TargetVersion(target("floor", Rule.HOLD, date(2023, 1, 1), bound=3.0)),
    TargetVersion(target("floor", Rule.HOLD, date(2022, 1, 1), bound=2.0)),
    TargetVersion(target("other", Rule.HOLD, date(2022, 1, 1), bound=9.0)),
    TargetVersion(target("floor", Rule.HOLD, date(2024, 1, 1), bound=3.0), is_dropped=True),
    TargetVersion(target("other", Rule.HOLD, date(2022, 1, 1), bound=8.0)),
)


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("2020-12-31", {}),
        ("2021-01-01", {"floor": 1.0}),
        ("2022-01-01", {"floor": 2.0, "other": 8.0}),
        ("2023-12-31", {"floor": 3.0, "other": 8.0}),
        ("2024-01-01", {"other": 8.0}),
        (None, {"other": 8.0}),
    ],
)
def test_targets_are_those_known_on_the_day(
    tmp_path: Path, known_on: str | None, expected: dict[str, float]
):
    path = made(tmp_path)
    with open_store(path, writing=True) as store:
        for one in VERSIONS:
            store.record(origin(), targets=[one])
    assert bounds(path, known_on) == expected
    now = dict(rows_of(path, "SELECT id, bound FROM current_target ORDER BY id"))
    assert now == bounds(path)


def test_versions_of_targets_come_in_the_order_of_their_key(tmp_path: Path):
    path = made(tmp_path)
    with open_store(path, writing=True) as store:
        keys = [store.record(origin(), targets=[one]).key for one in VERSIONS]
    with open_store(path) as store:
        found = store.target_versions()
    recorded = [one._replace(batch=key) for one, key in zip(VERSIONS, keys, strict=True)]
    assert found == [recorded[n] for n in (0, 2, 1, 4, 3, 5)]


def test_an_empty_database_has_empty_series(tmp_path: Path):
    with open_store(made(tmp_path)) as store:
        assert store.series(store.plan(), [("employed", "city")]) == {("employed", "city"): Series()}
        assert store.target_versions() == []


def test_what_a_new_database_records_is_there_once_it_stands(tmp_path: Path):
    path = tmp_path / "new.db"
    with create_store(path) as store:
        store.define(plan_with())
        batch = store.record(origin(datetime.now(UTC)), [snapshot("2021-07", 1)])
    with open_store(path) as store:
        assert store.snapshots("employed", "city") == [snapshot("2021-07", 1, batch=batch.key)]
