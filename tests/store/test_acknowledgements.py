"""What was let stand is on record with who, when and why, and can be taken back."""

import shutil
from pathlib import Path

from databases import NOON, ODD, acknowledge, made, origin, rows_of, snapshot
from test_merging import content, merged

from jobtrack.domain.batch import Batch
from jobtrack.domain.finding import Notice, finding
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.ledger.undoing import undoing_of
from jobtrack.domain.month import Month
from jobtrack.store.integrity import check_database
from jobtrack.store.ledger import open_ledger

STALE = finding(Notice.STALE_SERIES, indicator="employed", area="city", period=Month(2021, 7), count=3)


def standing(path: Path) -> dict[str, Acknowledgement]:
    with open_ledger(path) as store:
        return store.acknowledgements()


def undo(path: Path, key: str) -> Batch:
    with open_ledger(path, writing=True) as store:
        months, versions = store.months(key), store.versions(key)
        found = undoing_of(key, months, versions, store.reversals(), store.stored_acknowledgements())
        assert not found.is_empty
        command = found.reversal.command
        return store.record(origin(command=command), found.snapshots, found.versions)


def test_an_acknowledgement_says_who_when_and_why(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 769000),))
    batch = acknowledge(path, ODD, person="bob", note="Bulletin says so")
    text = "employed, city, 2021-07: 769000 is more than the whole"
    assert (batch.person, batch.note, batch.command) == ("bob", "Bulletin says so", "check acknowledge")
    assert standing(path) == {ODD.key: Acknowledgement(ODD.key, "ratio above one", text, batch)}
    assert check_database(path, NOON.replace(year=2030), has_digests=True) == []


def test_taking_its_batch_back_takes_it_back_and_that_can_be_undone(tmp_path: Path):
    path = made(tmp_path)
    batch = acknowledge(path, ODD, STALE)
    before = standing(path)
    undone = undo(path, batch.key)
    assert standing(path) == {}
    undo(path, undone.key)
    assert standing(path) == before
    assert rows_of(path, "SELECT count(*) FROM acknowledgement") == [(2,)]


def test_what_was_taken_back_can_be_acknowledged_again(tmp_path: Path):
    path = made(tmp_path)
    undo(path, acknowledge(path, ODD, note="first").key)
    again = acknowledge(path, ODD, note="second")
    assert {key: one.batch for key, one in standing(path).items()} == {ODD.key: again}


def test_there_is_nothing_left_to_take_back_twice(tmp_path: Path):
    path = made(tmp_path)
    batch = acknowledge(path, ODD)
    undo(path, batch.key)
    with open_ledger(path) as store:
        found = undoing_of(batch.key, [], [], store.reversals(), store.stored_acknowledgements())
    assert (found.is_empty, found.done) == (True, 1)


def test_a_merge_brings_acknowledgements_in_whoever_merges_whom(tmp_path: Path):
    ours = made(tmp_path)
    theirs = tmp_path / "theirs.db"
    shutil.copy(ours, theirs)
    acknowledge(ours, ODD, person="ann")
    undo(theirs, acknowledge(theirs, STALE, person="bob").key)
    acknowledge(theirs, STALE, ODD, person="eve")
    copies = shutil.copy(ours, tmp_path / "a.db"), shutil.copy(theirs, tmp_path / "b.db")
    merged(ours, copies[1])
    merged(theirs, copies[0])
    assert standing(ours) == standing(theirs)
    assert {one.batch.person for one in standing(ours).values()} == {"eve"}
    before = content(ours)
    merged(ours, theirs)
    assert content(ours) == before
