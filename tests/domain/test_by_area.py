from datetime import date

import pytest
from builders import (
    HOME,
    LEVEL,
    cover,
    hold,
    indicator,
    month,
    monthly,
    plan,
    point,
    points,
    reach,
    towns,
)

from jobtrack.domain.assess.measures import Mark, Status
from jobtrack.domain.indicator import Kind
from jobtrack.domain.report import ALARMS, Scope, build_report, places_needed
from jobtrack.domain.report.by_area import (
    Comparison,
    build_area_report,
    only_alarming_areas,
    places_compared,
)
from jobtrack.domain.report.ranking import Order
from jobtrack.domain.text import Names

DAY = date(2021, 6, 30)
NOW = month("2021-06")
PROVINCES = ("east", "north", "west")


def nation(*targets, of=LEVEL, groups=()):
    made = plan([of], targets, groups, areas=(HOME, *PROVINCES))
    areas = {
        code: one if code == HOME else one._replace(parent=HOME) for code, one in made.areas.items()
    }
    return made._replace(areas=areas)


def compared(whole, values, comparison=None):
    comparison = comparison or Comparison(Scope())
    series = {("employed", code): own for code, own in values.items()}
    needed = places_compared(whole, comparison, NOW)
    assert series.keys() <= needed
    return build_area_report(whole, series, comparison, NOW, DAY)


def june(*values):
    """A value of June for each province."""
    return {code: monthly("2021-06", value) for code, value in zip(PROVINCES, values, strict=True)}


def standings(table):
    return [(row.area.code, row.status) for row in table.rows]


EACH = hold(100, "2021-01", "2021-12", group="provinces")
GROUP = towns(*PROVINCES)._replace(id="provinces")


def test_a_target_for_a_group_is_judged_for_each_member_and_for_all_of_them_together():
    values = {"east": monthly("2021-06", 150), "north": monthly("2021-06", 90), "west": points()}
    [table] = compared(nation(EACH, groups=[GROUP]), values).tables
    assert standings(table) == [("north", "breached"), ("west", "no data"), ("east", "on track")]
    whole = table.whole
    assert (whole.measures.bound, whole.measures.partial_value) == (300, 240)
    assert (whole.measures.areas_reported, whole.measures.areas_expected) == (2, 3)
    assert (whole.status, whole.marks) == (Status.NO_DATA, (Mark.PARTIAL,))
    assert {row.area.code for row in whole.members} == set(PROVINCES)


def test_together_the_members_must_reach_what_each_of_them_must_times_their_number():
    each = reach(10, "2021-01", "2021-12", baseline=4.0, group="provinces")
    values = june(10, 10, 10)
    [table] = compared(nation(each, groups=[GROUP]), values).tables
    assert (table.whole.measures.baseline, table.whole.measures.bound) == (12, 30)
    assert table.whole.status is Status.ACHIEVED


def test_a_share_is_asked_of_all_of_them_as_of_each():
    rate = indicator(Kind.RATIO, unit=Names("%", "%"))
    values = {code: points(point("2021-06", 120, addend=12.0, denominator=10.0)) for code in PROVINCES}
    [table] = compared(nation(EACH, of=rate, groups=[GROUP]), values).tables
    assert (table.whole.measures.bound, table.whole.measures.value) == (100, 120)


def test_the_worst_area_comes_first_and_best_and_worst_are_named():
    values = june(90, 80, 120)
    [table] = compared(nation(EACH, groups=[GROUP]), values).tables
    assert [row.area.code for row in table.rows] == ["north", "east", "west"]
    assert table.worst is not None
    assert table.best is not None
    assert (table.worst.area.code, table.best.area.code) == ("north", "west")


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.WORST, "north east west"),
        (Order.BEST, "west east north"),
        (Order.VALUE, "west east north"),
        (Order.CHANGE, "west north east"),
        (Order.AREA, "east north west"),
    ],
)
def test_areas_are_sorted_as_asked(order, expected):
    last_year = {"east": 80, "north": 79, "west": 130}
    now = {"east": 90, "north": 80, "west": 120}
    values = {
        code: points(point("2020-06", last_year[code]), point("2021-06", now[code])) for code in now
    }
    comparison = Comparison(Scope(), order=order)
    [table] = compared(nation(EACH, groups=[GROUP]), values, comparison).tables
    assert [row.area.code for row in table.rows] == expected.split()


def test_an_area_with_a_target_of_its_own_is_judged_by_that_and_others_only_shown():
    home, own = hold(200, "2021-01", "2021-12"), hold(100, "2021-01", "2021-12", area="north", id="own")
    values = {"north": monthly("2021-06", 90), "east": monthly("2021-06", 70)}
    [table] = compared(nation(home, own), values).tables
    assert standings(table) == [("north", "breached"), ("east", None), ("west", None)]


def test_those_who_have_not_reported_the_newest_month_are_named():
    values = {"east": monthly("2021-05", 1, 2), "north": monthly("2021-05", 1)}
    [table] = compared(nation(hold(1, "2021-01", "2021-12")), values).tables
    assert (str(table.period), [one.code for one in table.waiting]) == ("2021-06", ["north", "west"])


def test_an_area_that_is_no_more_is_not_compared():
    whole = nation(EACH, groups=[GROUP])
    gone = whole.areas["west"]._replace(valid_to=date(2021, 6, 1))
    whole = whole._replace(areas={**whole.areas, "west": gone})
    values = {"east": monthly("2021-06", 150), "north": monthly("2021-06", 160)}
    [table] = compared(whole, values).tables
    assert [row.area.code for row in table.rows] == ["east", "north"]
    assert (table.whole.measures.bound, table.whole.measures.value) == (200, 310)


def test_each_unit_of_a_cover_says_since_when_it_has_enough_and_whether_it_lost_it():
    covering = cover("2021-01", "2021-12", group="provinces")
    values = {"east": monthly("2021-03", 1, 2), "north": monthly("2021-02", 1, 0), "west": points()}
    [table] = compared(nation(covering, groups=[GROUP]), values).tables
    assert [(row.area.code, row.status, str(row.measures.first_covered)) for row in table.rows] == [
        ("north", "off track", "2021-02"),
        ("west", "no data", "None"),
        ("east", "achieved", "2021-03"),
    ]
    assert table.whole.measures.lost == ("north",)
    assert Mark.LOST in table.rows[0].marks


def test_only_areas_that_raise_an_alarm_are_kept():
    values = june(90, 80, 120)
    whole = nation(EACH, groups=[GROUP])
    [table] = only_alarming_areas(compared(whole, values), ALARMS["red"]).tables
    assert [row.area.code for row in table.rows] == ["north", "east"]
    calm = compared(whole, {code: monthly("2021-06", 120) for code in PROVINCES})
    assert only_alarming_areas(calm, ALARMS["red"]).tables == ()


def test_a_failing_member_raises_the_alarm_of_the_plain_report_too():
    whole = nation(EACH, groups=[GROUP])
    needed = places_needed(whole, Scope(), NOW)
    assert needed == {("employed", code) for code in PROVINCES}
    values = june(90, 300, 300)
    series = {("employed", code): own for code, own in values.items()}
    [row] = build_report(whole, series, Scope(), NOW, DAY).targets
    assert row.status is Status.ON_TRACK
    assert ALARMS["red"].is_raised_by(row)


def test_every_row_of_every_table_is_in_the_report_as_data():
    values = {"east": monthly("2021-06", 150), "north": monthly("2021-06", 90)}
    found = compared(nation(EACH, groups=[GROUP]), values)
    rows = found.report.targets
    assert [row.area.code for row in rows] == [HOME, "north", "west", "east"]
