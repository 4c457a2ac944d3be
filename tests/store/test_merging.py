"""A merge is a set union: any number of times, in any order, with the same result."""

import shutil
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from databases import (
    AREAS,
    GROUPS,
    INDICATORS,
    NOON,
    TARGETS,
    fingerprint,
    made,
    origin,
    plan_with,
    raw,
    rows_of,
    snapshot,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from killing import is_killed_before

from jobtrack.domain.batch import Origin
from jobtrack.domain.finding import Notice
from jobtrack.domain.ledger.merging import Incoming, Side, merge_of
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.report import Scope, build_report, places_needed
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.target import TargetVersion
from jobtrack.errors.keeping import BatchDiffers, NotWhole
from jobtrack.render.report.contract import Record, report_record
from jobtrack.store import open_store
from jobtrack.store.integrity import check_database
from jobtrack.store.merging import open_pair

TABLES = (
    "plan", "section", "indicator", "area", "area_group", "area_group_member", "batch", "snapshot",
    "target", "acknowledgement",
)  # fmt: skip
LATER = NOON + timedelta(days=30)


def content(path: Path) -> dict[str, set[tuple]]:
    """All rows of all tables; the order of definitions aside."""
    found = {}
    for table in TABLES:
        columns = [name for (name,) in rows_of(path, "SELECT name FROM pragma_table_info(?)", table)]
        kept = ", ".join(column for column in columns if column != "position")
        rows = rows_of(path, f"SELECT {kept} FROM {table}")  # noqa: S608 - names that the database gave
        found[table] = set(rows)
        assert len(found[table]) == len(rows)
    return found


def merged(own: Path, other: Path, side: Side = Side.OURS) -> Incoming:
    with open_pair(own, other, writing=True) as pair:
        found = merge_of(
            pair.ours.plan(),
            pair.theirs.plan(),
            pair.ours.target_versions(),
            pair.theirs.target_versions(),
            side,
        )
        return pair.bring_in(found.plan)


def counted(own: Path, other: Path) -> Incoming:
    with open_pair(own, other, writing=False) as pair:
        return pair.count()


def add(path: Path, *figures: Snapshot, person: str = "ann", now: datetime = NOON) -> None:
    with open_store(path, writing=True) as store:
        store.record(Origin(person, "add", now), figures)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two offices that began with the same database, and what each has recorded since."""
    ours = made(tmp_path, (snapshot("2021-07", 1),), TARGETS)
    theirs = tmp_path / "theirs.db"
    shutil.copy(ours, theirs)
    add(ours, snapshot("2021-08", 2), snapshot("2021-09", 3), person="ann")
    add(theirs, snapshot("2021-08", 2.5, "2024-05-21"), snapshot("2021-10", 4), person="bob")
    with open_store(theirs, writing=True) as store:
        dropped = TARGETS[0]._replace(known_from=date(2024, 5, 30))
        store.record(origin(LATER), targets=[TargetVersion(dropped, is_dropped=True)])
    return ours, theirs


def test_what_only_the_other_has_comes_in_as_it_is(pair: tuple[Path, Path]):
    ours, theirs = pair
    here, there, before = content(ours), content(theirs), fingerprint(theirs)
    expected = Incoming(batches=2, figures=2, versions=1, changed=2)
    assert counted(ours, theirs) == expected
    assert content(ours) == here
    assert merged(ours, theirs) == expected
    assert content(ours) == {table: here[table] | there[table] for table in TABLES}
    assert check_database(ours, LATER + timedelta(days=1), has_digests=True) == []
    assert fingerprint(theirs) == before


def test_the_same_again_brings_in_nothing(pair: tuple[Path, Path]):
    ours, theirs = pair
    merged(ours, theirs)
    before = content(ours)
    assert merged(ours, theirs) == Incoming(0, 0, 0, 0)
    assert content(ours) == before


def test_both_ways_lead_to_the_same(pair: tuple[Path, Path], tmp_path: Path):
    ours, theirs = pair
    other = tmp_path / "other.db"
    shutil.copy(theirs, other)
    merged(other, ours)
    merged(ours, theirs)
    assert content(ours) == content(other)


def test_a_month_changes_only_where_the_current_value_becomes_another(tmp_path: Path):
    ours = made(tmp_path, (snapshot("2021-07", 1), snapshot("2021-08", 2), snapshot("2021-09", 3)))
    theirs = tmp_path / "theirs.db"
    shutil.copy(ours, theirs)
    add(ours, snapshot("2021-12", 6, "2024-05-25"))
    add(
        theirs,
        snapshot("2021-07", 1, "2024-05-21"),  # confirmed
        snapshot("2021-08", 9, "2024-05-01"),  # earlier than the current one
        snapshot("2021-09", None, "2024-05-21"),  # withdrawn
        snapshot("2021-10", None),  # withdrawn where nothing was known
        snapshot("2021-11", 5),  # new
        snapshot("2021-12", 7, "2024-05-24"),  # earlier than ours
    )
    assert counted(ours, theirs) == Incoming(1, 6, 0, 2)


def with_definitions(folder: Path, plan: Plan) -> Path:
    path = made(folder)
    with open_store(path, writing=True) as store:
        store.define(plan)
    return path


def test_definitions_of_the_other_come_in_with_what_they_lie_in(tmp_path: Path):
    ours, theirs = made(tmp_path), tmp_path / "theirs.db"
    shutil.copy(ours, theirs)
    plan = plan_with()
    village = AREAS[1]._replace(code="village", parent="town")
    town = AREAS[1]._replace(code="town")
    new = INDICATORS[0]._replace(id="trained", section="skills")
    section = plan.sections["aid"]._replace(id="skills")
    grown = GROUPS[2]._replace(members=("town", "west"), inferred=("town",))
    with open_store(theirs, writing=True) as store:
        store.define(
            plan._replace(
                sections={**plan.sections, "skills": section},
                indicators={**plan.indicators, "trained": new},
                areas={"village": village, "town": town, **plan.areas},
                groups={**plan.groups, "open": grown},
            )
        )
    add(theirs, snapshot("2021-07", 1)._replace(indicator="trained", area="village"))
    merged(ours, theirs)
    with open_store(ours) as store:
        found = store.plan()
    assert (found.areas["village"], found.areas["town"]) == (village, town)
    assert (found.indicators["trained"], found.sections["skills"]) == (new, section)
    assert found.groups["open"] == grown._replace(
        members=("north", "west", "town"), inferred=("north", "town")
    )
    assert check_database(ours, LATER, has_digests=True) == []


def changed(path: Path, statement: str) -> None:
    with raw(path) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


def tampered(theirs: Path) -> None:
    with raw(theirs) as connection:
        sql = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'snapshot_refuses_update'"
        ).fetchone()[0]
        connection.execute("DROP TRIGGER snapshot_refuses_update")
        connection.execute("UPDATE snapshot SET value = 5 WHERE value = 4")
        connection.execute(sql)


def test_a_batch_that_does_not_match_its_digest_is_refused_by_name(pair: tuple[Path, Path]):
    ours, theirs = pair
    [(batch,)] = rows_of(theirs, "SELECT batch FROM snapshot WHERE value = 4")
    tampered(theirs)
    before = fingerprint(ours)
    with pytest.raises(NotWhole) as found:
        merged(ours, theirs)
    assert (str(found.value), found.value.exit_status) == (
        f"{theirs} is not taken: batch {batch} is not what was recorded: its digest differs; use a "
        "copy that 'jobtrack check --integrity' passes",
        2,
    )
    assert fingerprint(ours) == before


HOSTILE = [
    "CREATE TRIGGER more AFTER INSERT ON snapshot BEGIN SELECT load_extension('x'); END",
    "CREATE VIEW more AS SELECT writefile('x', 'y')",
    "DROP VIEW current_snapshot",
    "ALTER TABLE snapshot ADD COLUMN more TEXT",
]


@pytest.mark.parametrize("statement", HOSTILE)
def test_a_schema_that_is_not_ours_is_refused(pair: tuple[Path, Path], statement: str):
    ours, theirs = pair
    with raw(theirs) as connection:
        connection.execute(statement)
    before = fingerprint(ours)
    with pytest.raises(NotWhole) as found:
        merged(ours, theirs)
    assert found.value.fields["problem"].notice in {
        Notice.FOREIGN_OBJECT,
        Notice.MISSING_OBJECT,
        Notice.ALTERED_OBJECT,
    }
    assert fingerprint(ours) == before


def test_one_key_with_two_contents_is_refused(pair: tuple[Path, Path]):
    ours, theirs = pair
    [(batch,)] = rows_of(ours, "SELECT key FROM batch ORDER BY key LIMIT 1")
    changed(ours, "UPDATE batch SET digest = substr(digest, 1, 8) || substr(digest, 1, 56)")
    with pytest.raises(BatchDiffers) as found:
        merged(ours, theirs)
    assert str(found.value) == (
        f"batch {batch} is another one here than in {theirs}; 'jobtrack check --integrity' tells what "
        "was changed"
    )


class Act(NamedTuple):
    """What one of the offices records, in the order of the acts."""

    office: int
    figures: tuple[Snapshot, ...]
    target: TargetVersion | None


DAYS = st.dates(date(2024, 5, 1), date(2024, 5, 31))
FIGURES = st.lists(
    st.builds(
        snapshot,
        st.sampled_from(["2021-07", "2021-08"]),
        st.one_of(st.none(), st.integers(-3, 3)),
        DAYS,
        area=st.sampled_from(["city", "west"]),
    ),
    max_size=3,
    unique_by=lambda one: (one.area, one.period, one.known_from),
).map(tuple)
VERSIONS = st.none() | st.builds(
    lambda bound, day, is_dropped: TargetVersion(
        TARGETS[0]._replace(bound=float(bound), known_from=day), is_dropped
    ),
    st.integers(0, 9),
    DAYS,
    st.booleans(),
)
ACTS = st.lists(st.builds(Act, st.integers(0, 2), FIGURES, VERSIONS), max_size=9)


def carried_out(path: Path, acts: Iterable[tuple[int, Act]]) -> None:
    for number, act in acts:
        with open_store(path, writing=True) as store:
            versions = [] if act.target is None else [act.target]
            now = NOON + timedelta(seconds=number)
            store.record(Origin(f"office {act.office}", "add", now), act.figures, versions)


def offices(folder: Path, acts: Sequence[Act]) -> list[Path]:
    """Three databases that began as one."""
    first = made(folder, targets=TARGETS[:1])
    paths = [first.with_name(f"office{number}.db") for number in range(3)]
    for number, path in enumerate(paths):
        shutil.copy(first, path)
        carried_out(path, [one for one in enumerate(acts, 1) if one[1].office == number])
    return paths


def report_of(path: Path) -> Record:
    with open_store(path) as store:
        plan, scope, month = store.plan(), Scope(None, None), Month(2024, 5)
        series = store.series(plan, places_needed(plan, scope, month))
    return report_record(build_report(plan, series, scope, month, date(2024, 6, 1)))


@settings(max_examples=20, deadline=None)
@given(ACTS)
def test_three_offices_agree_in_whichever_order_they_merge(acts: list[Act]):
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = offices(folder, acts)
        results = []
        for order, (one, *others) in enumerate(permutations(paths)):
            union = folder / f"union{order}.db"
            shutil.copy(one, union)
            for other in (*others, others[0], one):
                merged(union, other)
            results.append(content(union))
        assert results == results[:1] * 6
        in_one = folder / "jobs.db"
        carried_out(in_one, enumerate(acts, 1))
        assert report_of(folder / "union0.db") == report_of(in_one)
        assert report_of(folder / "union5.db") == report_of(in_one)


@settings(max_examples=20, deadline=None)
@given(ACTS)
def test_it_makes_no_difference_which_two_are_merged_first(acts: list[Act]):
    with TemporaryDirectory() as name:
        one, other, third = offices(Path(name), acts)
        left, right = Path(name) / "left.db", Path(name) / "right.db"
        shutil.copy(one, left)
        merged(left, other)
        merged(left, third)
        shutil.copy(other, right)
        merged(right, third)
        merged(one, right)
        assert content(left) == content(one)


def test_a_merge_killed_at_any_moment_has_brought_in_everything_or_nothing(tmp_path: Path):
    seen = []
    for call in range(1000):
        folder = tmp_path / str(call)
        folder.mkdir()
        ours = made(folder, (snapshot("2021-07", 1),))
        theirs = folder / "theirs.db"
        shutil.copy(ours, theirs)
        add(theirs, *(snapshot(f"{year}-01", year) for year in range(1900, 2000)), person="bob")
        before = fingerprint(theirs)
        is_killed = is_killed_before(call, lambda ours=ours, theirs=theirs: merged(ours, theirs))
        assert check_database(ours, LATER, has_digests=True) == []
        [(count,)] = rows_of(ours, "SELECT count(*) FROM snapshot")
        assert fingerprint(theirs) == before
        seen.append(count)
        if not is_killed:
            break
    assert seen == sorted(seen)
    assert set(seen) == {1, 101}
