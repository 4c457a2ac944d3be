"""Targets that nothing judges, such as should have been judged, and such as contradict one another."""

from datetime import date

from builders import (
    HOME,
    LEVEL,
    cover,
    hold,
    indicator,
    month,
    monthly,
    plan,
    points,
    quota,
    reach,
    towns,
)
from cases import below, case, sentences

from jobtrack.domain.checks.contradictions import (
    contradicting_bounds,
    overfull_groups,
    targets_said_twice,
)
from jobtrack.domain.checks.targets import targets_without_data, targets_without_verdict
from jobtrack.domain.target import Direction, Judge

FLOOR = hold(100, "2024-01", "2024-12", id="floor")


def test_a_target_that_runs_without_data_is_found():
    assert sentences(targets_without_data(case(LEVEL, points(), targets=[FLOOR]))) == [
        "floor, employed, city: no value to judge it by, though it began in 2024-01"
    ]


def test_a_target_with_data_or_not_begun_or_not_due_yet_is_not():
    assert list(targets_without_data(case(LEVEL, monthly("2024-03", 99), targets=[FLOOR]))) == []
    later = hold(100, "2025-01", "2025-12")
    assert list(targets_without_data(case(LEVEL, points(), targets=[later]))) == []
    early = case(LEVEL, points(), targets=[FLOOR], known_on=date(2024, 2, 1))
    assert list(targets_without_data(early)) == []


def test_what_the_areas_below_report_is_data_too():
    reported = {"north": monthly("2024-03", 99)}
    found = case(LEVEL, reported, targets=[FLOOR], areas=below("north"))
    assert list(targets_without_data(found)) == []


def test_a_cover_without_any_unit_that_reports_is_found():
    target = cover("2024-01", "2024-12", id="all")
    irregular = LEVEL._replace(every=None)
    found = case(irregular, {}, targets=[target], areas=below("north"), groups=[towns("north")])
    assert len(list(targets_without_data(found))) == 1
    some = found._replace(reported={"north": monthly("2024-03", 1)})
    assert list(targets_without_data(some)) == []


def test_a_target_that_waits_for_data_long_after_is_found():
    at_due = FLOOR._replace(judge=Judge.AT_DUE)
    series = monthly("2024-01", 110)
    waiting = case(LEVEL, series, targets=[at_due], as_of=month("2025-05"), known_on=date(2025, 5, 1))
    assert sentences(targets_without_verdict(waiting)) == [
        "floor, employed, city, 2024-12: due then; still awaiting data"
    ]
    soon = waiting._replace(known_on=date(2025, 4, 30))
    assert list(targets_without_verdict(soon)) == []


def test_a_target_with_a_verdict_is_not():
    series = monthly("2024-12", 90)
    found = case(LEVEL, series, targets=[FLOOR._replace(judge=Judge.AT_DUE)], as_of=month("2025-05"))
    assert list(targets_without_verdict(found)) == []


def ceiling(bound, start="2024-06", due="2025-06", **fields):
    return hold(bound, start, due, id="ceiling", direction=Direction.AT_MOST, **fields)


def contradictions(*targets):
    return sentences(contradicting_bounds(plan([LEVEL], targets)))


def test_a_floor_above_a_ceiling_is_found():
    assert contradictions(FLOOR, ceiling(90)) == [
        "floor, employed, city: at least 100, but ceiling allows at most 90"
    ]


def test_bounds_that_leave_room_or_never_meet_are_not():
    assert contradictions(FLOOR, ceiling(100)) == []
    assert contradictions(FLOOR, ceiling(90, "2025-01", "2025-12")) == []
    assert contradictions(FLOOR, ceiling(90, judge=Judge.AT_DUE)) == []
    assert contradictions(FLOOR, ceiling(90, area="east")) == []


def test_what_must_be_reached_can_contradict_a_ceiling():
    assert len(contradictions(reach(100, "2021-01", "2024-12", id="up"), ceiling(90))) == 1


def test_two_targets_that_ask_the_same_and_want_something_else_are_found():
    other = FLOOR._replace(id="other", bound=110.0)
    assert sentences(targets_said_twice(plan([LEVEL], [other, FLOOR]))) == [
        "floor, employed, city: wants 100, and other the same with 110"
    ]
    assert list(targets_said_twice(plan([LEVEL], [FLOOR, FLOOR._replace(id="same")]))) == []
    flow = indicator()
    years = [quota(10, 2023, id="a"), quota(12, 2024, id="b")]
    assert list(targets_said_twice(plan([flow], years))) == []


def test_a_floor_and_a_ceiling_of_one_window_are_a_range():
    assert list(targets_said_twice(plan([LEVEL], [FLOOR, ceiling(200, "2024-01", "2024-12")]))) == []


def test_a_group_with_more_members_than_its_size_is_found():
    full = towns(HOME, "east", size=1)
    assert sentences(overfull_groups(plan(groups=[full]))) == [
        "group towns has 2 members, but is to have 1"
    ]
    assert list(overfull_groups(plan(groups=[towns(HOME, "east", size=17)]))) == []
