"""What batches changed, and the statuses that differ because of it."""

from datetime import date

import pytest
from builders import HOME, LEVEL, hold, month, plan, snapshot

from jobtrack.domain.ledger.change import TargetChange, ValueChange, target_changes, value_changes
from jobtrack.domain.ledger.flip import Flip, State, flips
from jobtrack.domain.ledger.reversal import Reversal
from jobtrack.domain.ledger.since import Since, only_alarming_flips, parse_since
from jobtrack.domain.recording import Outcome
from jobtrack.domain.report import ALARMS, Scope, build_report
from jobtrack.domain.series import series_of
from jobtrack.domain.snapshot import Figure, Flag, Qualifier
from jobtrack.domain.target import TargetVersion
from jobtrack.errors.ledger import NotASince, SinceInFuture

END = "5"  # batches from this key on are new
AS_OF = month("2021-12")
PLACE = (LEVEL.id, HOME)
TODAY = date(2025, 7, 1)


def changes(*rows, of=LEVEL, reversals=None, as_of=AS_OF):
    return value_changes(of, HOME, rows, reversals or {}, END, as_of)


def changed(outcome, before, now, batch):
    return ValueChange(PLACE, (now or before).period, outcome, before, now, batch)


def row(value, batch, known_from="2021-08-01", period="2021-07", **fields):
    return snapshot(period, value, known_from, batch, **fields)


def test_values_are_new_revised_or_withdrawn():
    old = row(1, "1")
    new = row(2, "6", period="2021-08")
    revised = row(3, "7")
    assert changes(old, new) == [changed(Outcome.NEW, None, new, "6")]
    assert changes(old, revised) == [changed(Outcome.REVISED, old, revised, "7")]
    withdrawn = row(None, "8", flag=Flag.MISSING)
    assert changes(old, withdrawn) == [changed(Outcome.WITHDRAWN, old, None, "8")]


def test_a_flag_or_a_qualifier_that_differs_is_told_from_another_value():
    old = row(1, "1")
    final = row(1, "6", flag=Flag.PROVISIONAL)
    more = row(1, "7")._replace(figure=Figure(1.0, Qualifier.MORE_THAN))
    assert changes(old, final) == [changed(Outcome.CONFIRMED, old, final, "6")]
    assert changes(old, more) == [changed(Outcome.CONFIRMED, old, more, "7")]


@pytest.mark.parametrize(
    "later",
    [
        row(1, "6", "2021-09-01"),  # the same, known from another day
        row(1.2, "6"),  # below the decimals
        row(9, "6", "2021-07-31"),  # known from an earlier day than the current row
        row(9, "6", period="2022-01"),  # after as-of
    ],
)
def test_what_does_not_change_the_value_is_no_change(later):
    assert changes(row(1, "1"), later) == []


def test_what_was_recorded_and_taken_back_since_does_not_differ():
    rows = row(1, "1"), row(9, "6"), row(1, "7")
    assert changes(*rows, reversals={"7": Reversal("6", is_redo=False)}) == []


def test_taking_back_an_earlier_batch_differs_by_the_batch_that_did_so():
    old, wrong, undo = row(1, "1"), row(9, "2"), row(1, "7")
    reversals = {"7": Reversal("2", is_redo=False)}
    assert changes(old, wrong, undo, reversals=reversals) == [changed(Outcome.REVISED, wrong, old, "7")]


def test_targets_are_new_revised_or_dropped():
    a, b = (hold(1, "2021-01", "2021-12", id=id) for id in "ab")
    revised = b._replace(bound=2.0)
    versions = [TargetVersion(one, batch=batch) for one, batch in ((a, "6"), (b, "7"))]
    assert target_changes({"b": b}, {"a": a, "b": revised}, versions, END) == [
        TargetChange("a", None, a, "6"),
        TargetChange("b", b, revised, "7"),
    ]
    assert target_changes({"a": a, "b": b}, {"b": b}, versions, END) == [
        TargetChange("a", a, None, "6")
    ]


def state(rows, *targets):
    whole = plan([LEVEL], targets)
    series = {PLACE: series_of(LEVEL, rows)}
    return State(whole, series, build_report(whole, series, Scope(), AS_OF, AS_OF.last_day))


FLOOR = hold(10, "2021-01", "2022-12")
OLD = [row(12, "1", period=f"2021-0{number}") for number in (1, 2, 3)]


def flipped(before, now, values=(), targets=()):
    return flips(before, now, values, targets)


def test_a_status_differs_because_of_the_value_that_alone_makes_it_so():
    breach, other = (
        row(9, "6", period="2021-04"),
        row(11, "6", period="2021-01", known_from="2021-09-01"),
    )
    before, now = state(OLD, FLOOR), state([*OLD, breach, other], FLOOR)
    values = changes(*OLD, breach, other)
    assert len(values) == 2
    assert flipped(before, now, values) == [
        Flip(before.report.targets[0], now.report.targets[0], (values[1],), None)
    ]


def test_a_status_differs_because_of_its_target():
    revised = FLOOR._replace(bound=20.0)
    before, now = state(OLD, FLOOR), state(OLD, revised)
    change = TargetChange("t", FLOOR, revised, "6")
    [flip] = flipped(before, now, targets=[change])
    assert (flip.values, flip.target) == ((), change)


def test_where_no_change_alone_makes_the_difference_all_are_named():
    task = hold(10, "2021-01", "2021-04")  # over since May; each of its months is to be kept
    rows = [row(12, "1", period=f"2021-0{number}") for number in (1, 2)]
    new = [row(12, "6", period=f"2021-0{number}") for number in (3, 4)]
    before, now = state(rows, task), state([*rows, *new], task)
    values = changes(*rows, *new)
    assert [(one.before.status, one.now.status) for one in flipped(before, now, values)] == [
        ("awaiting data", "achieved")
    ]
    assert flipped(before, now, values)[0].values == tuple(values)


def test_a_target_that_is_new_or_gone_has_no_row_on_one_side():
    change = TargetChange("t", None, FLOOR, "6")
    before, now = state(OLD), state(OLD, FLOOR)
    assert flipped(before, now, targets=[change]) == [Flip(None, now.report.targets[0], (), change)]
    gone = TargetChange("t", FLOOR, None, "7")
    assert flipped(now, before, targets=[gone]) == [Flip(now.report.targets[0], None, (), gone)]


def test_the_same_status_is_no_flip():
    before, now = state(OLD, FLOOR), state([*OLD, row(13, "6", period="2021-04")], FLOOR)
    assert flipped(before, now, changes(*OLD, row(13, "6", period="2021-04"))) == []


def test_an_alarm_leaves_the_flips_that_raise_it_and_their_reasons():
    breach, elsewhere = row(9, "6", period="2021-04"), row(1, "6", period="2020-01")
    before, now = state(OLD, FLOOR), state([*OLD, breach], FLOOR)
    values = tuple(changes(*OLD, breach, elsewhere))
    found = Since(TODAY, now.report, values, (), tuple(flipped(before, now, values)))
    assert only_alarming_flips(found, ALARMS["red"]) == found._replace(values=values[1:])
    back = found._replace(flips=tuple(flipped(now, before, values)))
    assert only_alarming_flips(back, ALARMS["red"]).is_empty


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06-30", date(2025, 6, 30)),
        ("1d", date(2025, 6, 30)),
        ("７天", date(2025, 6, 24)),
        (" 0D ", TODAY),
        ("2025年7月1日", TODAY),
    ],
)
def test_a_day_or_a_number_of_days_is_read(text, day):
    assert parse_since(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "yesterday", "d", "-1d", "1.5d", "1w", "99999999d", "2025-13-01"])
def test_anything_else_is_refused(text):
    with pytest.raises(NotASince):
        parse_since(text, TODAY)


def test_a_day_to_come_is_refused():
    with pytest.raises(SinceInFuture, match="2025-07-02 is still to come"):
        parse_since("2025-07-02", TODAY)


def test_a_status_that_a_hundred_and_more_values_bear_on_names_them_all():
    rows = [row(12, "6", period=str(month("2012-01").plus(count))) for count in range(110)]
    breach = row(9, "6", period="2021-04")
    floor = hold(10, "2010-01", "2022-12")
    before, now = state([], floor), state([*rows, breach], floor)
    values = changes(*rows, breach)
    [flip] = flipped(before, now, values)
    assert len(flip.values) == len(values) == 111
