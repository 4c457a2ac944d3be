"""What taking a batch back writes, leaves and says."""

from datetime import date

from builders import hold, snapshot

from jobtrack.domain.ledger.log import VersionEffect
from jobtrack.domain.ledger.reversal import Reversal, reversal_of, standing
from jobtrack.domain.ledger.undoing import Overtaken, Undoing, undoing_of
from jobtrack.domain.recording import Effect, Outcome
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.target import TargetVersion

NEW = "~"  # the batch to be written
UNDONE, REDONE = Reversal("2", is_redo=False), Reversal("2", is_redo=True)


def undoing(key, *rows, reversals=None):
    return undoing_of(key, [rows], [], reversals or {})


def withdrawn(known_from, batch):
    return snapshot("2021-07", None, known_from, batch, flag=Flag.MISSING)


def version(bound, day, batch, *, is_dropped=False):
    target = hold(bound, "2021-01", "2021-12", known_from=date.fromisoformat(day))
    return TargetVersion(target, is_dropped, batch)


def test_the_value_before_comes_back_on_the_day_of_the_row_taken_back():
    first = snapshot("2021-07", 10, "2021-08-01", "1")
    second = snapshot("2021-07", 20, "2021-08-05", "2")
    back = snapshot("2021-07", 10, "2021-08-05", NEW)
    assert undoing("2", first, second) == Undoing(
        UNDONE, (Effect(back, Outcome.REVISED, second),), (), (), (), 0
    )


def test_source_note_and_flag_come_back_with_the_value():
    stated = snapshot("2021-07", 10, "2021-08-01", "1", flag=Flag.BREAK)._replace(source="S", note="N")
    found = undoing("2", stated, snapshot("2021-07", 20, "2021-08-05", "2"))
    assert found.snapshots == [stated._replace(known_from=date(2021, 8, 5), batch=NEW)]


def test_a_first_value_is_withdrawn():
    only = snapshot("2021-07", 20, "2021-08-05", "2")._replace(source="S")
    found = undoing("2", only)
    assert found.effects == (Effect(withdrawn("2021-08-05", NEW), Outcome.WITHDRAWN, only),)


def test_all_rows_of_a_month_are_taken_back_at_once():
    rows = [snapshot("2021-07", value, f"2021-08-0{value}", "2") for value in (1, 2)]
    assert undoing("2", *rows).snapshots == [withdrawn("2021-08-01", NEW), withdrawn("2021-08-02", NEW)]


def test_a_row_that_is_known_later_keeps_the_current_value():
    first = snapshot("2021-07", 10, "2021-08-05", "2")
    later = snapshot("2021-07", 20, "2021-08-09", "1")
    found = undoing("2", first, later)
    assert found.effects == (Effect(withdrawn("2021-08-05", NEW), Outcome.EARLIER, later),)


def test_a_row_recorded_anew_since_is_left_as_it_is():
    first, second = (snapshot("2021-07", 1, "2021-08-05", batch) for batch in "23")
    found = undoing("2", first, second)
    assert found == Undoing(UNDONE, (), (), (Overtaken(first, "3"),), (), 0)
    assert found.is_empty


def test_a_batch_that_is_taken_back_already_has_nothing_left_to_take_back():
    rows = [snapshot("2021-07", 1, "2021-08-05", "2"), withdrawn("2021-08-05", "3")]
    assert undoing("2", *rows, reversals={"3": UNDONE}) == Undoing(UNDONE, (), (), (), (), 1)


def test_undoing_an_undo_brings_the_value_back():
    row, back = snapshot("2021-07", 1, "2021-08-05", "2"), withdrawn("2021-08-05", "3")
    found = undoing("3", row, back, reversals={"3": UNDONE})
    again = row._replace(batch=NEW)
    assert found == Undoing(REDONE, (Effect(again, Outcome.NEW, None),), (), (), (), 0)


def test_what_was_brought_back_can_be_undone_by_its_first_name():
    rows = [
        snapshot("2021-07", 1, "2021-08-05", "2"),
        withdrawn("2021-08-05", "3"),
        snapshot("2021-07", 1, "2021-08-05", "4"),
    ]
    reversals = {"3": UNDONE, "4": REDONE}
    assert undoing("2", *rows, reversals=reversals) == undoing("4", *rows, reversals=reversals)
    assert undoing("2", *rows, reversals=reversals).snapshots == [withdrawn("2021-08-05", NEW)]


def test_a_target_gets_its_earlier_version_back_and_a_first_one_is_dropped():
    first, second = version(1, "2021-01-01", "1"), version(2, "2021-02-01", "2")
    found = undoing_of("2", [], [[first, second]], {})
    back = version(1, "2021-02-01", NEW)
    assert found.version_effects == (VersionEffect(back, second),)
    found = undoing_of("1", [], [[first]], {})
    assert found.versions == [version(1, "2021-01-01", NEW, is_dropped=True)]


def test_the_last_word_on_a_row_is_that_of_the_latest_reversal_in_any_order():
    row = snapshot("2021-07", 1, "2021-08-05", "2")
    words = [withdrawn("2021-08-05", batch) for batch in "345"]
    reversals = {"3": UNDONE, "4": UNDONE, "5": REDONE}
    assert standing([words[2], row, *words[:2]], reversals) == [row]
    assert standing([words[1], row, words[0]], reversals) == []


def test_a_reversal_is_read_back_from_its_command():
    assert reversal_of(UNDONE.command) == UNDONE
    assert reversal_of(REDONE.command) == REDONE
    assert [reversal_of(text) for text in ("add", "undo", "targets apply", "undoing 2")] == [None] * 4
