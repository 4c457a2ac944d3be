"""Batches are read as they were recorded, and the database as it was recorded earlier."""

from datetime import timedelta
from pathlib import Path

from databases import DAY, NOON, TARGETS, made, origin, snapshot

from jobtrack.domain.ledger.log import Counts
from jobtrack.domain.month import Month
from jobtrack.domain.target import TargetVersion
from jobtrack.store.ledger import figure_key, open_ledger

LATER = timedelta(days=1)


def test_batches_come_newest_first_with_their_counts(tmp_path: Path):
    path = made(tmp_path)
    with open_ledger(path, writing=True) as store:
        one = store.record(origin(note="why"), [snapshot("2021-07", 1), snapshot("2021-08", 1)])
        two = store.record(origin(), [snapshot("2021-07", 2)], [TargetVersion(TARGETS[0])])
        none = store.record(origin())
    with open_ledger(path) as store:
        assert store.keys() == [none.key, two.key, one.key]
        assert store.batches() == [none, two, one]
        assert store.batches(2) == [none, two]
        assert store.batch(one.key) == one
        assert store.counts() == {one.key: Counts(2), two.key: Counts(1, 1)}


def test_the_months_of_a_batch_come_with_the_rows_of_all_batches(tmp_path: Path):
    first = snapshot("2021-07", 1), snapshot("2021-09", 1)
    second = snapshot("2021-08", 2), snapshot("2021-07", 2), snapshot("2021-07", 3, "2021-09-01")
    path = made(tmp_path)
    with open_ledger(path, writing=True) as store:
        one, two = store.record(origin(), first).key, store.record(origin(), second).key
    with open_ledger(path) as store:
        july = [
            second[2]._replace(batch=two),
            first[0]._replace(batch=one),
            second[1]._replace(batch=two),
        ]
        august = [second[0]._replace(batch=two)]
        assert list(store.months(two)) == [july, august]
        assert store.month_page(two, figure_key(july[0])) == [august]
        assert store.month_page(two, figure_key(august[0])) == []


def test_a_batch_of_more_months_than_a_page_is_read_whole(tmp_path: Path):
    path, first = made(tmp_path), Month(1900, 1)
    rows = [snapshot(str(first.plus(count)), count) for count in range(1201)]
    with open_ledger(path, writing=True) as store:
        key = store.record(origin(), rows).key
        assert [len(store.month_page(key)), len(list(store.months(key)))] == [1000, 1201]
        assert [own[0].period for own in store.months(key)] == [row.period for row in rows]


def test_the_targets_of_a_batch_come_with_all_their_versions(tmp_path: Path):
    floor, path_ = (TargetVersion(one) for one in TARGETS[:2])
    path = made(tmp_path)
    with open_ledger(path, writing=True) as store:
        one = store.record(origin(), targets=[floor, path_]).key
        two = store.record(origin(), targets=[floor._replace(is_dropped=True)]).key
    with open_ledger(path) as store:
        both = [floor._replace(batch=one), floor._replace(batch=two, is_dropped=True)]
        assert store.versions(two) == [both]
        assert store.versions(one) == [both, [path_._replace(batch=one)]]


def test_the_past_has_the_batches_recorded_by_then_only(tmp_path: Path):
    path = made(tmp_path, targets=(TARGETS[0],))
    with open_ledger(path, writing=True) as store:
        store.record(origin(), [snapshot("2021-07", 1)])
        store.record(origin(NOON + LATER), [snapshot("2021-07", 2)], [TargetVersion(TARGETS[1])])
    with open_ledger(path) as store:
        end = f"{NOON + LATER:%Y-%m-%dT%H:%M:%S.%fZ}"
        past = store.past(end)
        assert [one.figure.value for one in past.snapshots("employed", "city", known_on=DAY)] == [1.0]
        assert [list(one.plan().targets) for one in (past, store)] == [["floor"], ["floor", "path"]]
        assert store.places_since(end) == {("employed", "city")}
        assert store.places_since(f"{NOON + 2 * LATER:%Y-%m-%dT%H:%M:%S.%fZ}") == set()
