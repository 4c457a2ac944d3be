"""Every row that was ever stored of a series, and the first and latest release of its months."""

from datetime import UTC, datetime

from builders import LEVEL, indicator, snapshot
from hypothesis import given
from hypothesis import strategies as st
from test_history import FIRST, ROWS, SECOND, THIRD, history, subject

from jobtrack.domain.batch import Batch
from jobtrack.domain.history.revisions import Releases, Revision, revisions_of
from jobtrack.domain.indicator import Kind
from jobtrack.domain.ledger.reversal import Reversal
from jobtrack.domain.snapshot import Figure, Flag, Qualifier

BATCHES = {
    key: Batch(key, key[:27], "", None, person, command, "", "", "")
    for key, person, command in (
        (FIRST, "ann", "add"),
        (SECOND, "ben", "import"),
        (THIRD, "ann", "add"),
    )
}


def revisions(of, rows, reversals=None):
    return revisions_of(of, rows, BATCHES, reversals or {})


def releases(*rows, of=LEVEL, reversals=None):
    [found] = {one.releases for one in revisions(subject(of), rows, reversals)}
    return found


def test_nothing_stored_has_no_revisions():
    assert revisions(subject(), []) == ()


def test_every_value_that_a_month_ever_had_is_a_revision():
    june = [
        snapshot("2021-06", 765_000, "2021-07-19", FIRST),
        snapshot("2021-06", None, "2021-09-01", FIRST, flag=Flag.MISSING),
        snapshot("2021-06", 766_000, "2022-08-03", SECOND),
        snapshot("2021-06", 766_000, "2022-08-03", THIRD),
    ]
    july = snapshot("2021-07", 766_000, "2021-09-03", FIRST)
    of_june = Releases(june[0], june[3], 1_000, 19)
    first, second, third = (datetime(2022, n, 5, 8, tzinfo=UTC) for n in (1, 2, 3))
    assert revisions(subject(), [july, *reversed(june)]) == (
        Revision(LEVEL, june[0], first, "ann", "add", None, stands=True, releases=of_june),
        Revision(LEVEL, june[1], first, "ann", "add", None, stands=True, releases=of_june),
        Revision(LEVEL, june[2], second, "ben", "import", 1_000, stands=True, releases=of_june),
        Revision(LEVEL, june[3], third, "ann", "add", 0, stands=True, releases=of_june),
        Revision(
            LEVEL, july, first, "ann", "add", None, stands=True, releases=Releases(july, july, 0, 34)
        ),
    )


def test_a_difference_is_one_of_rounded_values():
    index = indicator(decimals=1)
    rows = [
        snapshot("2021-06", value, "2021-07-19", key) for value, key in ((2.51, FIRST), (2.6, THIRD))
    ]
    found = revisions(subject(index), rows)
    assert [(one.snapshot.figure.value, one.difference) for one in found] == [(2.51, None), (2.6, 0.1)]


def test_a_revision_keeps_the_qualifier_and_both_numbers_of_a_ratio():
    figure = Figure(30.0, Qualifier.EXACT, 12.0, 40.0)
    row = snapshot("2021-06", 0, "2021-07-19", FIRST)._replace(figure=figure)
    [revision] = revisions(subject(indicator(Kind.RATIO)), [row])
    assert revision.snapshot.figure == figure


def test_revisions_after_as_of_are_left_out():
    rows = [snapshot(period, 1, "2021-09-01", FIRST) for period in ("2021-07", "2021-08")]
    found = revisions(subject(as_of="2021-07"), rows)
    assert [one.snapshot for one in found] == rows[:1]


def test_the_first_release_is_what_was_known_at_the_end_of_its_day():
    typo, first = (
        snapshot("2021-06", value, "2021-07-19", key) for value, key in ((1, FIRST), (5, THIRD))
    )
    latest = snapshot("2021-06", 7, "2021-08-01", FIRST)
    assert releases(latest, typo, first) == Releases(first, latest, 2, 19)


def test_a_release_before_the_end_of_its_month_came_in_negative_days():
    early = snapshot("2021-06", 1, "2021-06-28", FIRST)
    assert releases(early) == Releases(early, early, 0, -2)


def test_a_month_that_was_withdrawn_has_no_latest_release():
    first = snapshot("2021-06", 1, "2021-07-19", FIRST)
    withdrawn = snapshot("2021-06", None, "2021-08-01", FIRST, flag=Flag.MISSING)
    assert releases(first, withdrawn) == Releases(first, None, None, 19)


def test_what_was_taken_back_is_shown_and_is_no_release():
    kept, taken_back, undo = (
        snapshot("2021-06", value, day, key)
        for value, day, key in (
            (1, "2021-07-19", FIRST),
            (9, "2021-08-01", SECOND),
            (1, "2021-08-01", THIRD),
        )
    )
    reversals = {THIRD: Reversal(SECOND, is_redo=False)}
    found = revisions(subject(), [kept, taken_back, undo], reversals)
    assert [(one.snapshot, one.stands) for one in found] == [
        (kept, True),
        (taken_back, False),
        (undo, False),
    ]
    assert releases(kept, taken_back, undo, reversals=reversals) == Releases(kept, kept, 0, 19)


def test_a_month_of_which_everything_was_taken_back_has_no_releases():
    taken_back = snapshot("2021-06", 9, "2021-08-01", SECOND)
    undo = snapshot("2021-06", None, "2021-08-01", THIRD, flag=Flag.MISSING)
    assert releases(taken_back, undo, reversals={THIRD: Reversal(SECOND, is_redo=False)}) is None


@given(ROWS, st.randoms(use_true_random=False))
def test_revisions_do_not_depend_on_the_order_of_rows(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert revisions(subject(), shuffled) == revisions(subject(), rows)


@given(ROWS)
def test_each_value_of_a_history_is_the_last_revision_of_its_month(rows):
    last = {one.snapshot.period: one.snapshot for one in revisions(subject(), rows)}
    stated = [one for _, one in sorted(last.items()) if one.figure is not None]
    assert [one.snapshot for one in history(*rows)] == stated
