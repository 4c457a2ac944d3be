"""A drawing says what the report says: the same values, paths, breaches and projections."""

from datetime import date

import pytest
from builders import (
    FLOW,
    HOME,
    LEVEL,
    YTD,
    cover,
    grow,
    hold,
    indicator,
    month,
    monthly,
    plan,
    point,
    points,
    quota,
    reach,
    snapshot,
    towns,
)  # fmt: skip
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.area import Area
from jobtrack.domain.assess.path import path_at
from jobtrack.domain.drawing import Drawing, Outlook, Point, Span, drawing_of
from jobtrack.domain.history import Subject
from jobtrack.domain.indicator import Kind
from jobtrack.domain.row import row_of_target
from jobtrack.domain.series import Series
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.target import Compare, Direction, Milestone, Path
from jobtrack.domain.text import Names

LENGTH = st.lists(st.one_of(st.none(), st.integers(90, 110)), min_size=1, max_size=30)
RATIO = indicator(Kind.RATIO)


def drawn(series, *targets, of=LEVEL, as_of="2021-12", groups=(), area=HOME, rows=()) -> Drawing:
    moment = month(as_of)
    subject = Subject(of, Area(area, Names("", area)), moment, moment.last_day)
    return drawing_of(plan([of], targets, groups), subject, series, rows)


def row_of(series, target, of=LEVEL, as_of="2021-12"):
    """The row of the report."""
    moment = month(as_of)
    by_place = {(of.id, HOME): series}
    return row_of_target(plan([of], [target]), target, by_place, moment, moment.last_day)


def path_value(course, at):
    """What the drawn path asks for in the month ``at``."""
    start = course.path[0].month
    steps = [(one.month.since(start), one.value) for one in course.path]
    return path_at(steps, at.since(start), in_steps=course.in_steps)


def test_a_floor_is_a_line_with_the_months_below_it():
    series = monthly("2021-01", 102, 99, 98, None, 97, 101, 99)
    (course,) = drawn(series, hold(100, "2021-01", "2021-12")).courses
    assert course.path == (Point(month("2021-01"), 100), Point(month("2021-12"), 100))
    assert list(map(str, course.breaches)) == ["2021-02", "2021-03", "2021-05", "2021-07"]
    assert course.spans == (
        Span(month("2021-02"), month("2021-05")),
        Span(month("2021-07"), month("2021-07")),
    )
    assert course.outlook == ()


@given(LENGTH, st.sampled_from(Direction))
def test_as_many_months_are_in_breach_as_the_report_counts(values: list[int | None], direction):
    series, target = monthly("2021-01", *values), hold(100, "2021-03", "2022-06", direction=direction)
    as_of = "2022-09"
    row = row_of(series, target, as_of=as_of)
    found = drawn(series, target, as_of=as_of)
    assert found.courses[0].row == row
    assert len(found.breaches) == (row.measures.months_in_breach or 0)
    last = series.between(target.start, target.due).last
    assert (last is not None and last.period in found.breaches) == (
        last is not None and (row.measures.gap or 0) > 0
    )


def test_a_floor_reaches_no_more_than_a_year_before_the_first_value_and_beyond_as_of():
    (course,) = drawn(monthly("2021-01", 5, 6), hold(4, "2011-01", "2030-12"), as_of="2021-02").courses
    assert course.path == (Point(month("2020-01"), 4), Point(month("2022-02"), 4))


@given(LENGTH, st.integers(30, 70), st.sampled_from(Path))
def test_the_path_of_a_reach_stands_where_the_report_compares(values, milestone: int, path: Path):
    series = monthly("2021-01", *values)
    target = reach(
        200, "2021-01", "2022-12", baseline=20.0, baseline_period=month("2020-12"), path=path,
        milestones=(Milestone(month("2021-12"), float(milestone)),),
    )  # fmt: skip
    measures = row_of(series, target, as_of="2022-06").measures
    (course,) = drawn(series, target, as_of="2022-06").courses
    if measures.period is not None:
        assert path_value(course, measures.period) == measures.expected
        last = course.outlook[-1:]
        projected = [(one.value, one.low, one.high) for one in last]
        known = (measures.projected, measures.projected_low, measures.projected_high)
        assert projected == ([known] if measures.projected is not None else [])


def test_a_reach_has_its_milestones_and_the_projection_of_the_report():
    target = reach(
        60, "2021-01", "2021-12", baseline=10.0, baseline_period=month("2021-01"),
        milestones=(Milestone(month("2021-06"), 40.0),),
    )  # fmt: skip
    series = monthly("2021-01", 10, 14, 19, 22, 30, 33)
    (course,) = drawn(series, target, as_of="2021-06").courses
    measures = row_of(series, target, as_of="2021-06").measures
    assert course.path == (
        Point(month("2021-01"), 10), Point(month("2021-06"), 40), Point(month("2021-12"), 60)
    )  # fmt: skip
    assert course.milestones == course.path[1:]
    assert course.corners == list(course.path)
    assert path_value(course, month("2021-06")) == measures.expected
    assert course.outlook[0] == Outlook(month("2021-06"), 33, 33, 33)
    assert course.outlook[-1] == Outlook(
        month("2021-12"), measures.projected, measures.projected_low, measures.projected_high
    )
    assert len(course.outlook) == 7


def test_a_path_in_steps_has_corners():
    target = reach(
        60, "2021-01", "2021-12", baseline=10.0, baseline_period=month("2021-01"), path=Path.STEP,
        milestones=(Milestone(month("2021-06"), 40.0),),
    )  # fmt: skip
    (course,) = drawn(monthly("2021-01", 10), target).courses
    assert [(str(one.month), one.value) for one in course.corners] == [
        ("2021-01", 10), ("2021-06", 10), ("2021-06", 40), ("2021-12", 40), ("2021-12", 60)
    ]  # fmt: skip


def test_a_reach_without_a_value_has_its_bound_alone():
    found = drawn(Series(), reach(60, "2021-01", "2021-12"), as_of="2021-06")
    (course,) = found.courses
    assert (course.path, course.milestones) == ((), (Point(month("2021-12"), 60),))
    assert (found.points, found.last, found.runs) == ((), None, ())


def test_a_reach_that_its_baseline_meets_is_kept_like_a_floor():
    target = reach(60, "2021-01", "2021-12", baseline=70.0, baseline_period=month("2021-01"))
    (course,) = drawn(monthly("2021-01", 70, 55, 65), target).courses
    assert course.path == (Point(month("2021-01"), 60), Point(month("2021-12"), 60))
    assert course.breaches == (month("2021-02"),)


@pytest.mark.parametrize("values", [(8, 9, 12, 10, 11, 13), (8, 9, None, 12, 11, 13)])
def test_the_path_of_a_quota_stands_where_the_report_compares(values):
    target, series = quota(120), monthly("2021-01", *values)
    found = drawn(series, target, of=FLOW, as_of="2021-06")
    measures = row_of(series, target, of=FLOW, as_of="2021-06").measures
    (course,) = found.courses
    assert path_value(course, month("2021-06")) == measures.expected
    assert course.path[0] == Point(month("2020-12"), 0)
    assert course.path[-1] == Point(month("2021-12"), 120)
    assert (found.is_total, found.last.value) == (True, measures.value)
    assert course.outlook == (
        Outlook(month("2021-06"), measures.value), Outlook(month("2021-12"), measures.projected)
    )  # fmt: skip


def test_the_path_of_a_seasonal_quota_goes_on_as_past_years_went():
    past = [4, 4, 4, 4, 4, 4, 6, 6, 6, 6, 6, 6]
    series = monthly("2019-01", *past, *past, 8, 9)
    target = quota(120, seasonal_share=True)
    (course,) = drawn(series, target, of=FLOW, as_of="2021-02").courses
    assert path_value(course, month("2021-06")) == pytest.approx(120 * 0.4)
    measures = row_of(series, target, of=FLOW, as_of="2021-02").measures
    assert path_value(course, month("2021-02")) == measures.expected


def test_totals_begin_anew_each_january():
    series = monthly("2020-11", 5, 6, 7, 8)
    found = drawn(series, quota(120), of=FLOW, as_of="2021-02")
    assert [[one.value for one in run] for run in found.runs] == [[5, 11], [7, 15]]
    ytd = drawn(series, quota(120), of=YTD, as_of="2021-02")
    assert [[one.value for one in run] for run in ytd.runs] == [[5, 6], [7, 8]]
    assert not ytd.is_total


def test_flows_without_a_quota_are_drawn_as_they_are():
    found = drawn(monthly("2021-01", 5, 6), hold(4, "2021-01", "2021-12"), of=FLOW)
    assert (found.is_total, [one.value for one in found.points]) == (False, [5, 6])


@given(LENGTH)
def test_growth_on_the_year_is_a_path_that_breaches_lie_below(values: list[int | None]):
    series = monthly("2020-01", *values)
    target = grow(5, "2021-01", "2022-12", compare=Compare.LAST_YEAR)
    found = drawn(series, target, as_of="2022-12")
    asked = {one.month: one.value for course in found.courses for one in course.path}
    below = {
        one.period
        for one in series.observations
        if one.period in asked and one.value < asked[one.period]
    }  # fmt: skip
    assert found.breaches == below


def test_growth_over_december_is_a_path_from_there():
    target = grow(5, "2021-01", "2021-12", compare=Compare.LAST_DECEMBER)
    (course,) = drawn(monthly("2020-12", 100, 101, 102), target, as_of="2021-02").courses
    assert course.path == (Point(month("2020-12"), 100), Point(month("2021-12"), 105))


def test_growth_without_its_base_is_named_and_not_drawn():
    target = grow(5, "2021-01", "2021-12", compare=Compare.LAST_DECEMBER)
    found = drawn(monthly("2021-01", 101, 102), target)
    assert (found.courses, found.undrawn) == ((), (target,))


def test_what_asks_for_other_than_this_series_is_named_and_not_drawn():
    covering = cover("2021-01", "2021-12")
    found = drawn(monthly("2021-01", 1), covering, groups=[towns("east")])
    assert (found.courses, found.undrawn) == ((), (covering,))
    monthly_floor = hold(4, "2021-01", "2021-12", id="floor")
    found = drawn(monthly("2021-01", 5), quota(60), monthly_floor, of=FLOW)
    assert ([one.row.target.id for one in found.courses], found.undrawn) == (["t"], (monthly_floor,))


def test_what_is_asked_of_each_of_a_group_is_drawn_for_a_member():
    target = hold(4, "2021-01", "2021-12", group="towns")
    found = drawn(monthly("2021-01", 3), target, groups=[towns("east")], area="east")
    assert [(one.row.measures.bound, one.row.status) for one in found.courses] == [(4, "breached")]
    assert drawn(monthly("2021-01", 3), target, groups=[towns("east")]).undrawn == (target,)


def test_a_line_joins_neither_what_a_break_parts_nor_what_is_partial():
    series = points(
        point("2021-01", 10),
        point("2021-02", 4, reported=1, expected=2),
        point("2021-03", 12),
        point("2021-04", 20, flag=Flag.BREAK),
        point("2021-05", 7, reported=1, expected=2),
    )
    found = drawn(series)
    assert [[str(one.period) for one in run] for run in found.runs] == [
        ["2021-01", "2021-03"], ["2021-04"]
    ]  # fmt: skip
    assert (found.breaks, found.last.value) == ((month("2021-04"),), 20)


def test_only_partial_sums_have_the_latest_of_them_as_the_last():
    series = points(point("2021-02", 4, reported=1, expected=2))
    assert drawn(series).last == series.last


def test_the_axes_hold_all_that_is_drawn():
    found = drawn(monthly("2021-03", 10, 12), hold(30, "2021-02", "2021-12"), as_of="2021-06")
    assert found.months == Span(month("2021-02"), month("2021-12"))
    assert found.values.ticks == (10, 15, 20, 25, 30)


def test_a_wide_interval_does_not_flatten_the_values():
    series = monthly("2021-01", 10, 14, 10, 14, 10, 14)
    target = reach(15, "2021-01", "2030-12", baseline=10.0, baseline_period=month("2021-01"))
    found = drawn(series, target, as_of="2021-06")
    assert found.courses[0].outlook[-1].high > found.values.high
    assert found.values.ticks == (0, 5, 10, 15, 20, 25, 30)


def test_without_values_and_targets_it_shows_a_year():
    assert drawn(Series()).months == Span(month("2021-01"), month("2021-12"))


def test_values_later_than_as_of_are_not_drawn():
    found = drawn(monthly("2021-01", 1, 2, 3), as_of="2021-02")
    assert [one.value for one in found.points] == [1, 2]


def test_targets_that_ended_before_the_first_value_or_start_later_this_year_or_next():
    targets = [
        hold(1, "2019-01", "2020-12", id="past"),
        hold(1, "2021-01", "2021-12", id="now"),
        hold(1, "2021-10", "2022-12", id="soon"),
        hold(1, "2022-01", "2022-12", id="next"),
    ]
    found = drawn(monthly("2021-01", 1), *targets, as_of="2021-06")
    assert [one.row.target.id for one in found.courses] == ["soon", "now"]


def test_sources_are_named_the_latest_first():
    rows = [
        snapshot("2021-01", 1, "2021-02-01")._replace(source="Bulletin 1"),
        snapshot("2021-02", 2, "2021-03-01")._replace(source="Bulletin 2"),
        snapshot("2021-03", 3, date(2021, 4, 1))._replace(source="Bulletin 1"),
    ]
    series = monthly("2021-01", 1, 2, 3)
    assert drawn(series, rows=rows).sources == ("Bulletin 1", "Bulletin 2")
    assert drawn(series, of=LEVEL._replace(source="Bureau"), rows=rows).sources == ("Bureau",)
