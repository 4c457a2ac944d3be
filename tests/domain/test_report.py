from datetime import date

import pytest
from builders import HOME, LEVEL, cover, hold, month, monthly, plan, point, points, reach, towns
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.assess.measures import Mark, Measures, Status
from jobtrack.domain.report import (
    ALARMS,
    Alarm,
    Scope,
    build_report,
    only_alarming,
    places_needed,
    targets_shown,
    targets_touched,
)
from jobtrack.domain.row import Row
from jobtrack.domain.snapshot import Flag, Qualifier

EMPLOYED = LEVEL
SALARY = LEVEL._replace(id="salary", section="income")
TOWNS = LEVEL._replace(id="towns")
DAY = date(2021, 6, 30)
NOW = month("2021-06")
FLOOR = hold(100, "2021-01", "2021-12", id="floor")
LONG = reach(200, "2021-01", "2023-12", id="long")
EVERY_TOWN = cover("2021-01", "2021-12", id="every-town", indicator="towns", group="towns")
PLAN = plan(
    indicators=(SALARY, EMPLOYED, TOWNS),
    targets=(FLOOR, EVERY_TOWN, LONG),
    groups=(towns("a", "b"),),
    areas=(HOME, "east", "a", "b"),
)
SERIES = {
    ("employed", HOME): monthly("2020-01", *[110] * 17, 90),
    ("salary", HOME): monthly("2021-04", 4, 5, 6),
    ("towns", "a"): points(point("2021-06", 1)),
    ("towns", "b"): points(point("2021-06", 0)),
}


def report(of=PLAN, series=None, scope=Scope(), as_of="2021-06"):  # noqa: B008 - a constant
    return build_report(of, SERIES if series is None else series, scope, month(as_of), DAY)


def ids(rows):
    return [(row.target.id if row.target else row.indicator.id) for row in rows]


@pytest.mark.parametrize(
    ("start", "due", "shown"),
    [
        ("2021-12", "2022-12", True),
        ("2022-01", "2022-12", False),
        ("2020-01", "2020-06", True),
        ("2020-01", "2020-05", False),
    ],
)
def test_targets_of_the_year_and_those_due_up_to_twelve_months_ago_are_shown(start, due, shown):
    target = hold(100, start, due)
    found = targets_shown(plan((EMPLOYED,), (target,)), Scope(), NOW)
    assert found == [target] * shown


def test_targets_stand_section_by_section_and_the_one_due_last_comes_first():
    pay = hold(1, "2021-01", "2021-12", id="pay", indicator="salary")
    same_due = FLOOR._replace(id="again")
    of = plan((SALARY, TOWNS, EMPLOYED), (pay, FLOOR, EVERY_TOWN, LONG, same_due), (towns("a", "b"),))
    assert [one.id for one in targets_shown(of, Scope(), NOW)] == [
        "every-town", "long", "again", "floor", "pay",
    ]  # fmt: skip


@given(st.permutations([FLOOR, EVERY_TOWN, LONG]))
def test_a_report_does_not_depend_on_the_order_of_targets(targets):
    assert report(PLAN._replace(targets={one.id: one for one in targets})).targets == report().targets


@given(st.permutations(list(SERIES)))
def test_a_report_does_not_depend_on_the_order_of_series(places):
    assert report(series={place: SERIES[place] for place in places}) == report()


def test_each_target_is_a_row_and_an_indicator_without_one_too():
    assert (ids(report().targets), ids(report().indicators)) == (
        ["long", "floor", "every-town"],
        ["salary"],
    )


def test_an_indicator_without_a_target_shows_period_value_and_change():
    (row,) = report().indicators
    assert row == Row(
        PLAN.sections["income"],
        SALARY,
        PLAN.areas[HOME],
        None,
        Measures(
            period=NOW,
            value=6,
            qualifier=Qualifier.EXACT,
            flag=Flag.NORMAL,
            age_months=0,
            change_month=1,
        ),
        None,
        (),
        SERIES["salary", HOME].observations,
    )


def test_an_indicator_without_a_target_shows_its_marks():
    series = {("salary", HOME): points(point("2021-03", 4, flag=Flag.PROVISIONAL))}
    (row,) = report(series=series).indicators
    assert (row.marks, row.measures.age_months) == ((Mark.STALE, Mark.PROVISIONAL), 3)


def test_an_indicator_without_a_value_is_shown_as_unknown():
    (row,) = report(series={}).indicators
    assert (row.measures, row.marks, row.recent) == (Measures(), (), ())


def test_recent_values_are_those_of_twelve_months_up_to_the_value_judged():
    floor = report().targets[1]
    assert [str(one.period) for one in floor.recent] == [
        *(f"2020-{n:02d}" for n in range(7, 13)),
        *(f"2021-{n:02d}" for n in range(1, 7)),
    ]


def test_the_summary_counts_the_statuses_in_their_order():
    assert list(report().summary().items()) == [
        (Status.BREACHED, 1),
        (Status.REGRESSING, 1),
        (Status.ON_TRACK, 1),
    ]
    assert list(report(series={}).summary().items()) == [(Status.NO_DATA, 3)]


def test_a_report_of_one_indicator_shows_its_targets_only():
    scoped = report(scope=Scope(indicators=["employed"]))
    assert (ids(scoped.targets), scoped.indicators) == (["long", "floor"], ())


def test_a_report_of_an_area_shows_its_targets_and_the_values_known_there():
    east = FLOOR._replace(id="east-floor", area="east")
    of = PLAN._replace(targets={**PLAN.targets, "east-floor": east})
    series = {**SERIES, ("salary", "east"): monthly("2021-06", 7)}
    scoped = report(of, series, Scope(area="east"))
    assert (ids(scoped.targets), ids(scoped.indicators)) == (["east-floor"], ["salary"])
    assert scoped.indicators[0].measures.value == 7


def test_a_report_names_the_series_that_it_needs():
    assert places_needed(PLAN, Scope(), NOW) == set(SERIES)


def alarming(alarm, of=None):
    return ids(only_alarming(of or report(), ALARMS[alarm]).targets)


def rows_with(*statuses, marks=()):
    row = report().targets[0]
    return [row._replace(status=status, marks=marks) for status in statuses]


@pytest.mark.parametrize(
    ("alarm", "colours"),
    [("red", {"red"}), ("amber", {"red", "amber"}), ("grey", {"red", "amber", "grey"})],
)
def test_an_alarm_is_raised_by_its_colours(alarm, colours):
    raised = {row.status for row in rows_with(*Status) if ALARMS[alarm].is_raised_by(row)}
    assert raised == {status for status in Status if status.colour in colours}


def test_the_amber_alarm_is_raised_by_a_stale_value_of_any_colour():
    assert all(map(ALARMS["amber"].is_raised_by, rows_with(*Status, marks=(Mark.STALE,))))
    others = tuple(mark for mark in Mark if mark is not Mark.STALE)
    assert not any(map(ALARMS["amber"].is_raised_by, rows_with(Status.ON_TRACK, marks=others)))


def test_an_indicator_without_a_target_raises_no_alarm():
    (row,) = report().indicators
    assert not Alarm(tuple(ALARMS["grey"].colours), tuple(Mark)).is_raised_by(row)


def test_only_the_rows_that_raised_the_alarm_are_left():
    left = only_alarming(report(), ALARMS["red"])
    assert (ids(left.targets), left.indicators) == (["long", "floor"], ())


@pytest.mark.parametrize(
    ("figure", "touched"),
    [
        (("employed", HOME, month("2021-06")), ["floor", "long"]),
        (("employed", HOME, month("2020-12")), ["long"]),
        (("employed", HOME, month("2022-01")), ["long"]),
        (("employed", "east", month("2021-06")), []),
        (("towns", "b", month("2020-12")), ["every-town"]),
        (("towns", HOME, month("2021-06")), []),
    ],
)
def test_a_figure_touches_the_targets_that_it_can_bear_on(figure, touched):
    assert [one.id for one in targets_touched(PLAN, [figure])] == touched
