from datetime import date

import pytest
from builders import month

from jobtrack.domain.recording import Effect, Outcome, effect_of, withdraws_nothing
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot

EARLY, DAY, LATE = date(2021, 8, 1), date(2021, 8, 10), date(2021, 9, 1)


def row(value, known_from=DAY, flag=Flag.NORMAL, qualifier=Qualifier.EXACT, batch="1"):
    figure = None if value is None else Figure(float(value), qualifier)
    flag = Flag.MISSING if value is None else flag
    return Snapshot("i", "a", month("2021-07"), known_from, batch, figure, flag)


def outcome(one, *recorded, is_day_stated=True, is_flag_stated=True):
    return effect_of(one, recorded, is_day_stated=is_day_stated, is_flag_stated=is_flag_stated).outcome


@pytest.mark.parametrize(
    ("one", "recorded", "expected"),
    [
        (row(5), [], Outcome.NEW),
        (row(5), [row(None, EARLY)], Outcome.NEW),
        (row(5), [row(4)], Outcome.REVISED),
        (row(5), [row(5)], Outcome.UNCHANGED),
        (row(5, LATE), [row(5)], Outcome.CONFIRMED),
        (row(5), [row(5, flag=Flag.PROVISIONAL)], Outcome.CONFIRMED),
        (row(5), [row(5, qualifier=Qualifier.ABOUT)], Outcome.CONFIRMED),
        (row(None), [row(5)], Outcome.WITHDRAWN),
        (row(None), [row(None)], Outcome.UNCHANGED),
        (row(4, EARLY), [row(5)], Outcome.EARLIER),
        (row(4, EARLY), [row(4, EARLY), row(5)], Outcome.UNCHANGED),
        (row(4), [row(4), row(5, batch="2")], Outcome.REVISED),
    ],
)
def test_what_recording_a_figure_does(one, recorded, expected):
    assert outcome(one, *recorded) is expected


def test_without_a_stated_day_the_current_row_says_whether_it_is_the_same():
    recorded = [row(4, EARLY), row(5, DAY)]
    assert outcome(row(5, LATE), *recorded, is_day_stated=False) is Outcome.UNCHANGED
    assert outcome(row(4, LATE), *recorded, is_day_stated=False) is Outcome.REVISED


def test_a_figure_without_a_stated_flag_keeps_the_break_of_its_month():
    current = row(5, flag=Flag.BREAK)
    found = effect_of(row(6, LATE), [current], is_day_stated=True, is_flag_stated=False)
    assert found == Effect(row(6, LATE, Flag.BREAK), Outcome.REVISED, current)


def test_a_stated_flag_ends_the_break():
    current = row(5, flag=Flag.BREAK)
    found = effect_of(row(6, LATE), [current], is_day_stated=True)
    assert found == Effect(row(6, LATE), Outcome.REVISED, current)


@pytest.mark.parametrize("flag", [Flag.NORMAL, Flag.BREAK])
def test_a_figure_without_a_stated_flag_is_the_same_with_a_break_and_without(flag: Flag):
    recorded = [row(5, EARLY, flag), row(6, DAY, Flag.BREAK)]
    found = effect_of(row(5, EARLY), recorded, is_day_stated=True, is_flag_stated=False)
    assert found == Effect(row(5, EARLY, flag), Outcome.UNCHANGED, recorded[-1])


def test_a_withdrawal_has_no_break_to_keep():
    current = row(5, flag=Flag.BREAK)
    found = effect_of(row(None, LATE), [current], is_day_stated=True, is_flag_stated=False)
    assert found == Effect(row(None, LATE), Outcome.WITHDRAWN, current)


@pytest.mark.parametrize(
    ("one", "recorded", "expected"),
    [
        (row(None, LATE), [], True),
        (row(None, LATE), [row(None)], True),
        (row(None, LATE), [row(5)], False),
        (row(None), [row(5, EARLY), row(None, LATE)], False),
        (row(None, EARLY), [row(5)], True),
        (row(5, LATE), [], False),
    ],
)
def test_a_withdrawal_withdraws_nothing_where_the_month_had_no_value_by_its_day(
    one, recorded, expected
):
    assert withdraws_nothing(one, recorded) is expected
