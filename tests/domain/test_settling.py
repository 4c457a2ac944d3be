from datetime import date

import pytest
from builders import month

from jobtrack.domain.importing.settling import Conflict, contradiction, effects_in_turn
from jobtrack.domain.importing.sheet import Draft, Rejection
from jobtrack.domain.recording import Effect, Outcome
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot

FIRST, SECOND, THIRD = (date(2021, 8, day) for day in (1, 2, 3))


def row(figure, known_from, flag=Flag.NORMAL, batch=""):
    if isinstance(figure, int):
        figure = Figure(float(figure))
    flag = Flag.MISSING if figure is None else flag
    return Snapshot("i", "a", month("2021-07"), known_from, batch, figure, flag)


def draft(figure, known_from, line=2, flag=Flag.NORMAL, *, is_flag_stated=True):
    return Draft(
        row(figure, known_from, flag),
        "a.csv",
        line,
        3,
        is_day_stated=True,
        is_flag_stated=is_flag_stated,
    )


def test_the_figures_of_a_month_follow_one_another_in_the_order_of_their_days():
    drafts = [draft(None, THIRD), draft(7, FIRST), draft(8, SECOND)]
    before = [row(7, FIRST, batch="~"), row(8, SECOND, batch="~")]
    assert effects_in_turn(drafts, []) == [
        Effect(row(7, FIRST), Outcome.NEW, None),
        Effect(row(8, SECOND), Outcome.REVISED, before[0]),
        Effect(row(None, THIRD), Outcome.WITHDRAWN, before[1]),
    ]


def test_a_break_is_kept_by_all_that_follow_it_and_state_no_flag():
    drafts = [
        draft(7, FIRST, flag=Flag.BREAK),
        draft(8, SECOND, is_flag_stated=False),
        draft(9, THIRD, is_flag_stated=False),
    ]
    found = effects_in_turn(drafts, [])
    assert [one.snapshot.flag for one in found] == [Flag.BREAK] * 3


def test_a_withdrawal_that_finds_no_value_is_rejected_where_it_stood():
    [first, second, third] = effects_in_turn(
        [draft(None, FIRST, 5), draft(7, SECOND, 6), draft(None, THIRD, 7)], []
    )
    assert isinstance(first, Rejection)
    assert (first.place, str(first.problem)) == (
        "a.csv:5:D",
        "i 2021-07 a has no value that could be withdrawn; check the month and the area",
    )
    assert second == Effect(row(7, SECOND), Outcome.NEW, None)
    assert third.outcome is Outcome.WITHDRAWN


def test_a_withdrawal_that_is_there_already_is_not_rejected():
    stored = [row(7, FIRST, batch="1"), row(None, SECOND, batch="2")]
    [found] = effects_in_turn([draft(None, SECOND)], stored)
    assert found == Effect(row(None, SECOND), Outcome.UNCHANGED, stored[1])


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ((5,), (6,), ("6", "5")),
        ((None,), (0,), ("0", "-")),
        ((5,), (Figure(5.0, Qualifier.ABOUT),), ("about 5", "5")),
        ((Figure(30.0, Qualifier.EXACT, 12.0, 40.0),), (30,), ("30", "12/40")),
    ],
)
def test_two_figures_of_one_day_say_what_they_differ_in(first, second, said):
    conflict = Conflict(draft(*first, FIRST), draft(*second, FIRST, 9))
    found = contradiction(conflict)
    assert (found.place, str(found.problem)) == (
        "a.csv:9:D",
        f"i 2021-07 a, known from 2021-08-01, is {said[0]} here and {said[1]} at a.csv:2:D; "
        "keep one of them",
    )


def test_two_flags_of_one_figure_contradict_too():
    conflict = Conflict(draft(5, FIRST), draft(5, FIRST, 3, Flag.ESTIMATED))
    assert " is 5 (E) here and 5 at " in str(contradiction(conflict).problem)
