"""Batches by name, what took them back, and what their rows did."""

import pytest
from builders import snapshot

from jobtrack.domain.batch import Batch
from jobtrack.domain.ledger.log import Counts, Logged, effects_in, find_key, log_of, short_key
from jobtrack.domain.ledger.reversal import Reversal
from jobtrack.domain.recording import Effect, Outcome
from jobtrack.errors.ledger import BatchAmbiguous, NoBatch, NothingRecorded

ONE, TWO, THREE = (
    f"2024-06-0{day}T08:00:00.000000Z-{digits}"
    for day, digits in ((1, "1a2b3c4d"), (2, "1a99ffff"), (3, "0c5d6e7f"))
)
KEYS = [THREE, TWO, ONE]


def batch(key, command="add"):
    return Batch(key, key.rpartition("-")[0], "", None, "ann", command, "", "", "")


@pytest.mark.parametrize(
    ("name", "key"),
    [(None, THREE), ("0", THREE), ("1a9", TWO), ("1A2B3C4D", ONE), (ONE, ONE)],
)
def test_a_batch_is_named_by_its_key_or_by_the_beginning_of_its_digits(name, key):
    assert find_key(KEYS, name) == key


def test_what_no_batch_is_called_is_refused():
    with pytest.raises(NoBatch, match="no batch '7'"):
        find_key(KEYS, "7")
    with pytest.raises(NoBatch, match="no batch ''"):
        find_key(KEYS, "")


def test_a_beginning_that_several_share_is_refused_with_their_names():
    with pytest.raises(BatchAmbiguous, match=r"write one of 1a99ffff, 1a2b3c4d$"):
        find_key(KEYS, "1a")


def test_batches_whose_digits_are_the_same_are_told_apart_by_their_keys():
    twins = [f"2024-06-0{day}T08:00:00.000000Z-1a2b3c4d" for day in (2, 1)]
    with pytest.raises(BatchAmbiguous, match=f"write one of {', '.join(twins)}$"):
        find_key(twins, "1a2b")


def test_where_nothing_is_recorded_there_is_no_newest_batch():
    with pytest.raises(NothingRecorded):
        find_key([], None)


def test_the_name_of_a_batch_is_short():
    assert short_key(ONE) == "1a2b3c4d"


def test_a_log_says_what_took_a_batch_back():
    undone, redone = Reversal(ONE, is_redo=False), Reversal(ONE, is_redo=True)
    counts = {ONE: Counts(2, 1)}

    def taken_back(reversals):
        return [one.undone_by for one in log_of(map(batch, KEYS), counts, reversals)]

    assert log_of([batch(ONE)], counts, {}) == (Logged(batch(ONE), Counts(2, 1), None),)
    assert taken_back({TWO: undone}) == [None, None, TWO]
    assert taken_back({TWO: undone, THREE: redone}) == [None, THREE, None]
    assert taken_back({TWO: undone, THREE: undone}) == [None, None, THREE]


def test_the_effects_of_a_batch_are_those_that_it_had_when_it_was_recorded():
    before = snapshot("2021-07", 1, "2021-08-01", ONE)
    rows = [
        snapshot("2021-07", value, day, TWO) for value, day in ((2, "2021-08-02"), (3, "2021-08-03"))
    ]
    after = snapshot("2021-07", 9, "2021-08-02", THREE)
    assert effects_in(TWO, [after, *rows, before], {}) == [
        Effect(rows[0], Outcome.REVISED, before),
        Effect(rows[1], Outcome.REVISED, rows[0]),
    ]


def test_what_was_taken_back_before_a_batch_is_not_what_it_revised():
    typo = snapshot("2021-07", 1, "2021-08-01", ONE)
    undo = snapshot("2021-07", 1, "2021-08-01", TWO)
    row = snapshot("2021-07", 9, "2021-08-01", THREE)
    reversals = {TWO: Reversal(ONE, is_redo=False)}
    assert effects_in(THREE, [typo, undo, row], reversals) == [Effect(row, Outcome.NEW, None)]
    assert effects_in(TWO, [typo, undo, row], reversals) == [Effect(undo, Outcome.CONFIRMED, typo)]
