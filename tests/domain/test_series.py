from datetime import date

import pytest
from builders import LEVEL, YTD, indicator, month, monthly, point, points, snapshot
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.indicator import Kind
from jobtrack.domain.series import Change, Series, change_at, is_stale, missing_months, series_of
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot

JULY = "2021-07"
MONTHS = st.sampled_from([month("2021-01").plus(count) for count in range(5)])
DAYS = st.dates(date(2021, 1, 1), date(2021, 1, 9))
ROWS = st.lists(
    st.builds(snapshot, MONTHS, st.none() | st.integers(0, 3).map(float), DAYS, st.sampled_from("123")),
    unique_by=lambda row: (row.period, row.known_from, row.batch),
    max_size=12,
)


def test_a_series_is_in_order_of_its_months_with_gaps():
    rows = [snapshot("2021-09", 3, "2021-10-01"), snapshot(JULY, 1, "2021-08-01")]
    assert series_of(LEVEL, rows) == points(point(JULY, 1), point("2021-09", 3))


def test_the_row_known_from_the_latest_day_is_current_and_revised():
    rows = [snapshot(JULY, 2, "2021-09-01", "1"), snapshot(JULY, 1, "2021-08-01", "2")]
    assert series_of(LEVEL, rows) == points(point(JULY, 2, revised=True))


def test_of_rows_known_from_the_same_day_the_later_batch_is_current():
    rows = [snapshot(JULY, 2, "2021-08-01", "2"), snapshot(JULY, 1, "2021-08-01", "1")]
    assert series_of(LEVEL, rows) == points(point(JULY, 2))


def test_the_first_known_value_is_that_at_the_end_of_its_day():
    typo, corrected = snapshot(JULY, 1, "2021-08-01", "1"), snapshot(JULY, 2, "2021-08-01", "2")
    again, another = snapshot(JULY, 2, "2021-08-02", "3"), snapshot(JULY, 3, "2021-08-02", "4")
    assert series_of(LEVEL, [typo, corrected, again]) == points(point(JULY, 2))
    assert series_of(LEVEL, [typo, corrected, another]) == points(point(JULY, 3, revised=True))


def test_a_value_withdrawn_on_its_first_day_was_never_the_first():
    rows = [
        snapshot(JULY, 1, "2021-08-01", "1"),
        snapshot(JULY, None, "2021-08-01", "2", flag=Flag.MISSING),
        snapshot(JULY, 2, "2021-08-03", "3"),
    ]
    assert series_of(LEVEL, rows) == points(point(JULY, 2))


def test_a_value_that_went_back_to_its_first_is_not_revised():
    rows = [snapshot(JULY, value, f"2021-08-0{day}") for day, value in enumerate((1, 2, 1), start=1)]
    assert series_of(LEVEL, rows) == points(point(JULY, 1))


def test_a_withdrawn_month_has_no_observation():
    rows = [snapshot(JULY, 1, "2021-08-01"), snapshot(JULY, None, "2021-08-02", flag=Flag.MISSING)]
    assert series_of(LEVEL, rows) == Series()


def test_a_value_after_a_withdrawal_is_compared_with_the_first_one():
    rows = [
        snapshot(JULY, 1, "2021-08-01"),
        snapshot(JULY, None, "2021-08-02", flag=Flag.MISSING),
        snapshot(JULY, 2, "2021-08-03"),
    ]
    assert series_of(LEVEL, rows) == points(point(JULY, 2, revised=True))


def test_values_are_rounded_half_up_to_the_decimals_and_keep_qualifier_and_flag():
    figure = Figure(2.5, Qualifier.NEARLY)
    row = Snapshot("employed", "city", month(JULY), date(2021, 8, 1), "1", figure, Flag.ESTIMATED)
    assert series_of(LEVEL, [row]) == points(
        point(JULY, 3, qualifier=Qualifier.NEARLY, flag=Flag.ESTIMATED, addend=2.5)
    )


def test_a_revision_below_the_decimals_is_none():
    rows = [snapshot(JULY, 1.0, "2021-08-01"), snapshot(JULY, 1.2, "2021-08-02")]
    assert series_of(LEVEL, rows) == points(point(JULY, 1, addend=1.2))


@given(ROWS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))))
def test_the_order_of_snapshots_never_matters(orders):
    given_so, otherwise = orders
    assert series_of(LEVEL, given_so) == series_of(LEVEL, otherwise)


@given(ROWS, MONTHS, st.integers(0, 3))
def test_a_snapshot_known_later_never_changes_what_was_known_before(rows, period, value):
    before = series_of(LEVEL, rows)
    later = snapshot(period, float(value), date(2021, 2, 1))
    after = series_of(LEVEL, [later, *rows])
    known_then = [row for row in (later, *rows) if row.known_from <= date(2021, 1, 31)]
    assert series_of(LEVEL, known_then) == before
    assert [one for one in after.observations if one.period != period] == [
        one for one in before.observations if one.period != period
    ]


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({}, ["2021-01", "2021-03", "2021-04", "2021-05", "2021-06"]),
        ({"every": 3}, ["2021-03", "2021-06"]),
        ({"every": 12}, []),
        ({"every": None}, []),
        ({"combined_january": True}, ["2021-03", "2021-04", "2021-05", "2021-06"]),
    ],
)
def test_only_expected_months_are_missing(fields, missing):
    found = missing_months(
        LEVEL._replace(**fields), monthly("2021-02", 1), month("2021-01"), month("2021-06")
    )
    assert [str(one) for one in found] == missing


@pytest.mark.parametrize(
    ("last", "as_of", "known_on", "stale"),
    [
        (JULY, "2021-09", date(2021, 9, 30), False),  # August ends on the 31st: 30 days ago
        (JULY, "2021-09", date(2021, 10, 1), True),  # 31 days ago
        (JULY, JULY, date(2025, 1, 1), False),  # nothing later is asked for
        ("2021-08", "2021-09", date(2021, 10, 30), False),
        ("2021-08", "2021-09", date(2021, 10, 31), True),
    ],
)
def test_a_value_is_stale_once_the_lag_of_a_later_month_is_over(last, as_of, known_on, stale):
    assert is_stale(LEVEL, month(last), month(as_of), known_on) is stale


@pytest.mark.parametrize(
    ("fields", "stale"),
    [({"every": 3}, False), ({"every": None}, False), ({"lag": 61}, False), ({"lag": 60}, True)],
)
def test_staleness_looks_at_expected_months_and_their_lag(fields, stale):
    # In hand: June. July ended 60 days before the day of asking.
    found = is_stale(LEVEL._replace(**fields), month("2021-06"), month("2021-08"), date(2021, 9, 29))
    assert found is stale


def test_the_change_from_the_same_month_last_year_is_exact():
    # Worked number, docs/method.md, changes: 779,000 − 766,000 = +13,000 (published +1.3万).
    series = points(point("2023-12", 766_000), point("2024-12", 779_000))
    assert change_at(LEVEL, series, month("2024-12")) == Change(
        None, 13_000, pytest.approx(13 / 766 * 100)
    )


def test_changes_are_unknown_unless_exactly_that_month_is_known():
    series = points(point("2020-06", 1), point("2020-08", 1), point("2021-05", 1), point(JULY, 4))
    assert change_at(LEVEL, series, month(JULY)) == Change()


@pytest.mark.parametrize(
    ("last_year", "kind", "percent"),
    [(50, Kind.LEVEL, 20.0), (0, Kind.LEVEL, None), (-50, Kind.LEVEL, None), (50, Kind.RATIO, None)],
)
def test_the_change_in_percent_needs_a_base_above_zero_and_no_ratio(last_year, kind, percent):
    series = points(point("2020-07", last_year), point(JULY, 60))
    assert change_at(indicator(kind), series, month(JULY)).year_percent == percent


def test_the_change_of_a_year_to_date_value_is_the_amount_of_the_month():
    series = monthly("2020-12", 100, 8, 17)
    assert [change_at(YTD, series, month(period)).month for period in ("2021-01", "2021-02")] == [8, 9]


def test_a_change_has_no_more_decimals_than_the_values():
    series = monthly("2021-06", 0.1, 0.3)
    assert change_at(LEVEL._replace(decimals=1), series, month(JULY)).month == 0.2
