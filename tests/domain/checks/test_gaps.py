"""Expected months without a value: within a series, and since its end."""

from datetime import date

from builders import FLOW, HOME, LEVEL, indicator, month, monthly, point, points
from cases import below, case, sentences

from jobtrack.domain.area import Area
from jobtrack.domain.checks.gaps import gaps, stale_series
from jobtrack.domain.text import Names


def test_months_in_a_row_are_one_finding():
    series = monthly("2024-01", 1, None, None, 4, 5, None, 7, 8, 9, 10, 11, 12)
    assert sentences(gaps(case(LEVEL, series))) == [
        "employed, city, 2024-02..2024-03: months without a value: 2",
        "employed, city, 2024-06: months without a value: 1",
    ]


def test_quarters_in_a_row_are_one_finding_too():
    series = points(point("2023-03", 1), point("2024-03", 1))
    found = list(gaps(case(LEVEL._replace(every=3), series)))
    assert sentences(found) == ["employed, city, 2023-06..2023-12: months without a value: 3"]


def test_no_january_is_missing_where_february_stands_for_both():
    series = monthly("2023-11", 1, 2, None, 4)
    assert list(gaps(case(FLOW._replace(combined_january=True), series))) == []


def test_an_irregular_series_has_no_gaps_and_never_ends():
    found = case(LEVEL._replace(every=None), monthly("2021-01", 1, None, 3))
    assert [*gaps(found), *stale_series(found)] == []


def test_a_sum_over_the_areas_below_fills_a_gap():
    reported = {
        HOME: monthly("2024-10", 3, None, 5),
        "north": monthly("2024-10", 1, 2, 2),
        "south": monthly("2024-10", 2, 2, 3),
    }
    assert list(gaps(case(LEVEL, reported, areas=below("north", "south")))) == []
    apart = LEVEL._replace(roll_up=False)
    assert len(list(gaps(case(apart, reported, areas=below("north", "south"))))) == 1


def test_an_area_is_not_expected_to_report_while_it_does_not_exist():
    area = Area("north", Names("", "North"), parent=HOME, valid_to=date(2024, 9, 1))
    found = case(LEVEL, {"north": monthly("2024-07", 1, 2)}, areas=[area])
    assert list(stale_series(found)) == []


def test_a_series_that_ended_is_one_finding_however_long_ago():
    series = monthly("2024-01", 1, 2, 3)
    assert sentences(stale_series(case(LEVEL, series))) == [
        "employed, city, 2024-03: ends here; months missing since: 9"
    ]
    assert list(gaps(case(LEVEL, series))) == []


def test_it_stays_the_same_finding_until_another_value_comes_in():
    def key(series, as_of):
        [found] = stale_series(case(LEVEL, series, as_of=month(as_of)))
        return found.key

    series = monthly("2024-01", 1, 2, 3)
    assert key(series, "2024-06") == key(series, "2024-12")
    assert key(series, "2024-12") != key(monthly("2024-01", 1, 2, 3, 4), "2024-12")


def test_a_month_is_missing_only_when_its_lag_is_over():
    series = monthly("2024-09", 1)
    lag = indicator(lag=45)
    assert list(stale_series(case(lag, series, known_on=date(2024, 12, 14)))) == []
    assert len(list(stale_series(case(lag, series, known_on=date(2024, 12, 15))))) == 1


def test_withdrawn_figures_alone_are_no_series():
    found = case(LEVEL, points())
    assert [*gaps(found), *stale_series(found)] == []
