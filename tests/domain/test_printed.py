"""What a bulletin prints beside its values is compared with what is stored."""

import pytest
from builders import hold, indicator, month, monthly, plan, quota
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.importing.header.words import Measure
from jobtrack.domain.importing.printed import Printed, PrintedDiffers, differences
from jobtrack.domain.indicator import Kind
from jobtrack.domain.series import Series
from jobtrack.domain.text import Names

LEVEL, FLOW, YTD = indicator(), indicator(Kind.FLOW), indicator(Kind.YTD)
RATE = indicator(decimals=1, unit=Names("%", "%"))
YEAR = monthly("2021-01", *range(100, 1300, 100), *range(110, 1310, 100))  # to 2022-12


def stored(
    measure: Measure,
    value: float,
    step: float = 1,
    base: Measure | None = None,
    of=LEVEL,
    series: Series = YEAR,
    period: str = "2022-06",
    targets=(),
) -> float | None:
    """What is stored where it differs from what is printed, else None."""
    printed = Printed("f:2:B", of.id, "city", month(period), measure, base, value, step)
    found = list(differences([printed], {(of.id, "city"): series}, plan([of], targets)))
    assert all(one[:3] == ("f:2:B", measure, value) for one in found)
    return found[0].stored if found else None


def test_a_finding_says_where_what_and_how_much():
    printed = Printed("f:2:B", "employed", "city", month("2022-06"), Measure.LAST_YEAR, None, 601, 1)
    found = differences([printed], {("employed", "city"): YEAR}, plan([LEVEL]))
    assert list(found) == [PrintedDiffers("f:2:B", Measure.LAST_YEAR, 601, 600)]


def test_last_year_is_the_same_month_of_the_year_before():
    assert stored(Measure.LAST_YEAR, 600) is None
    assert stored(Measure.LAST_YEAR, 610, 100) is None  # printed to the hundreds: 600 is near enough
    assert stored(Measure.LAST_YEAR, 610) == 600


def test_growth_is_in_percent():
    published = monthly("2021-06", 766_000, *[None] * 11, 779_000)
    assert stored(Measure.GROWTH, 1.7, 0.1, series=published) is None
    assert stored(Measure.GROWTH, 1.6, 0.1, series=published) == pytest.approx(1.697, abs=1e-3)


def test_growth_of_a_percentage_may_be_in_points():
    rates = monthly("2021-06", 5.0, *[None] * 11, 5.5)
    assert stored(Measure.GROWTH, 0.5, 0.1, of=RATE, series=rates) is None
    assert stored(Measure.GROWTH, 10.0, 0.1, of=RATE, series=rates) is None
    assert stored(Measure.GROWTH, 7.0, 0.1, of=RATE, series=rates) == pytest.approx(10)


def test_growth_over_nothing_is_not_judged():
    assert stored(Measure.GROWTH, 5, series=monthly("2021-06", 0, *[None] * 11, 5)) is None


def test_change_is_in_the_unit():
    assert stored(Measure.CHANGE, 10) is None
    assert stored(Measure.CHANGE, 12) == 10


def test_of_a_flow_the_year_to_date_is_the_sum_of_its_months():
    flow = monthly("2021-01", 1, 2, 3, *[None] * 9, 2, 4, 6)
    terms = {"of": FLOW, "series": flow, "period": "2022-03"}
    assert stored(Measure.YTD, 12, **terms) is None
    assert stored(Measure.YTD, 13, **terms) == 12
    assert stored(Measure.GROWTH, 100, base=Measure.YTD, **terms) is None
    assert stored(Measure.LAST_YEAR, 6, base=Measure.YTD, **terms) is None
    assert stored(Measure.LAST_YEAR, 3, base=Measure.MONTH, **terms) is None
    assert stored(Measure.LAST_YEAR, 3, **terms) is None


def test_of_a_year_to_date_value_the_month_is_what_was_added():
    assert stored(Measure.MONTH, 100, of=YTD) is None
    assert stored(Measure.MONTH, 90, of=YTD) == 100
    assert stored(Measure.MONTH, 110, of=YTD, period="2022-01") is None
    assert stored(Measure.CHANGE, 0, base=Measure.MONTH, of=YTD) is None
    assert stored(Measure.CHANGE, 10, base=Measure.YTD, of=YTD) is None


def test_where_a_value_is_not_known_nothing_is_said():
    some = monthly("2022-05", 5, 6)
    for measure in Measure:
        assert stored(measure, 1e6, series=Series()) is None
    for measure in (Measure.LAST_YEAR, Measure.GROWTH, Measure.CHANGE):
        assert stored(measure, 1e6, series=some) is None
    assert stored(Measure.YTD, 1e6, of=FLOW, series=some) is None
    assert stored(Measure.SHARE, 1e6, series=some) is None


def test_a_share_may_be_of_any_target_that_runs():
    targets = [
        hold(1000, "2022-01", "2022-12", id="a"),
        hold(500, "2022-01", "2022-12", id="b"),
        hold(100, "2021-01", "2021-12", id="over"),
    ]
    assert stored(Measure.SHARE, 61.0, 0.1, targets=targets) is None
    assert stored(Measure.SHARE, 122.0, 0.1, targets=targets) is None
    assert stored(Measure.SHARE, 610.0, 0.1, targets=targets) == 122.0
    assert stored(Measure.TASK, 500, targets=targets) is None
    assert stored(Measure.TASK, 100, targets=targets) == 500


def test_a_share_of_a_quota_is_that_of_the_year_to_date():
    flow = monthly("2021-01", 8, 9, 12, 10, 11, 13)
    terms = {"of": FLOW, "series": flow, "period": "2021-06", "targets": [quota(120)]}
    assert stored(Measure.SHARE, 52.5, 0.1, base=Measure.MONTH, **terms) is None
    assert stored(Measure.SHARE, 10.8, 0.1, **terms) == 52.5


def test_published_shares_follow_from_published_values():
    task = [hold(751_100, "2022-01", "2022-12")]
    for value, share in ((822_000, 109.4), (779_000, 103.7)):
        series = monthly("2022-06", value)
        assert stored(Measure.SHARE, share, 0.1, series=series, targets=task) is None


VALUES = st.integers(10**3, 10**6)


@given(VALUES, VALUES, st.integers(0, 3))
def test_a_growth_that_is_printed_right_is_never_a_finding(now: int, before: int, decimals: int):
    series = monthly("2021-06", before, *[None] * 11, now)
    growth = round((now / before - 1) * 100, decimals)
    assert stored(Measure.GROWTH, growth, 10**-decimals, series=series) is None
    wrong = growth + 2 * 10**-decimals
    assert stored(Measure.GROWTH, wrong, 10**-decimals, series=series) is not None
