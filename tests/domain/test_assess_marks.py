from datetime import date

import pytest
from builders import FLOW, LEVEL, YTD, hold, judged, month, monthly, point, points, quota, verdict

from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.snapshot import Flag

FLOOR = hold(100, "2021-01", "2021-06")


def test_marks_are_listed_in_the_order_of_the_method():
    assert [str(one) for one in Mark] == [
        "stale",
        "partial",
        "provisional",
        "revised",
        "early",
        "unverified",
        "breached before",
        "break",
        "met at baseline",
        "lost",
    ]


@pytest.mark.parametrize(
    ("known_on", "marks"), [(date(2021, 5, 30), ()), (date(2021, 5, 31), ("stale",))]
)
def test_a_status_stays_when_its_value_grows_stale(known_on, marks):
    # April ended on the 30th; its lag of 31 days is over on 31 May.
    said = judged(FLOOR, monthly("2021-01", 105, 105, 105), "2021-05", known_on=known_on)
    assert verdict(said) == ("on track", *marks)
    assert (said.measures.period, said.measures.age_months) == (month("2021-03"), 2)


def test_an_earlier_as_of_asks_for_nothing_later():
    said = judged(FLOOR, monthly("2021-01", 105), "2021-01", known_on=date(2025, 1, 1))
    assert verdict(said) == ("on track",)


def test_nothing_is_expected_of_a_target_after_its_due():
    said = judged(FLOOR, monthly("2021-01", *[105] * 6), "2022-12")
    assert verdict(said) == ("achieved",)
    assert said.measures.age_months == 18


def test_a_quarterly_value_is_not_stale_before_the_next_quarter():
    quarterly = LEVEL._replace(every=3)
    assert verdict(judged(FLOOR, points(point("2021-03", 105)), "2021-05", of=quarterly)) == (
        "on track",
    )


@pytest.mark.parametrize(
    ("fields", "marks"),
    [
        ({"flag": Flag.PROVISIONAL}, ("provisional",)),
        ({"flag": Flag.ESTIMATED}, ()),
        ({"revised": True}, ("revised",)),
        ({"flag": Flag.PROVISIONAL, "revised": True}, ("provisional", "revised")),
    ],
)
def test_the_value_judged_brings_its_own_marks(fields, marks):
    assert verdict(judged(FLOOR, points(point("2021-01", 105, **fields)), "2021-01")) == (
        "on track",
        *marks,
    )


def test_an_earlier_value_that_was_revised_leaves_the_latest_unmarked():
    series = points(point("2021-01", 105, revised=True), point("2021-02", 105))
    assert verdict(judged(FLOOR, series, "2021-02")) == ("on track",)


@pytest.mark.parametrize(
    ("broken", "marks"),
    [("2020-02", ()), ("2020-03", ("break",)), ("2021-02", ("break",))],
)
def test_a_change_from_last_year_across_a_break_is_marked(broken, marks):
    # The change compares 2021-02 with 2020-02: a break in 2020-02 itself lies before both.
    observations = [
        point(period, 105, flag=Flag.BREAK if period == broken else Flag.NORMAL)
        for period in ("2020-02", "2020-03", "2021-01", "2021-02")
    ]
    assert verdict(judged(FLOOR, points(*observations), "2021-02")) == ("on track", *marks)


def test_a_break_without_a_comparison_is_not_marked():
    assert verdict(judged(FLOOR, points(point("2021-01", 105, flag=Flag.BREAK)), "2021-01")) == (
        "on track",
    )


def test_the_amount_of_a_year_to_date_january_is_compared_with_nothing():
    series = points(point("2020-12", 90), point("2021-01", 12, flag=Flag.BREAK))
    said = judged(quota(120), series, "2021-01", of=YTD)
    assert (said.measures.change_month, verdict(said)) == (12, ("on track", "early"))


def test_the_changes_stand_beside_the_value():
    # Worked number, docs/method.md, changes: 779,000 − 766,000 = +13,000 (published +1.3万).
    target = hold(751_100, "2024-01", "2024-12")
    series = points(point("2023-12", 766_000), point("2024-11", 780_000), point("2024-12", 779_000))
    measures = judged(target, series, "2024-12").measures
    assert (measures.change_month, measures.change_year) == (-1_000, 13_000)
    assert measures.change_year_percent == pytest.approx(13 / 766 * 100)


def test_the_change_of_flows_is_that_of_the_months_and_not_of_their_sum():
    measures = judged(quota(120), monthly("2020-02", 5, *[0] * 10, 9, 12), "2021-02", of=FLOW).measures
    assert (measures.value, measures.change_month, measures.change_year) == (21, 3, 7)


def test_values_after_as_of_are_ignored():
    series = monthly("2021-01", 105, 106, 50)
    assert judged(FLOOR, series, "2021-02") == judged(FLOOR, monthly("2021-01", 105, 106), "2021-02")
