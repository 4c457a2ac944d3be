"""What holds of every check, whatever the figures."""

from builders import FLOW, HOME, LEVEL, YTD, hold, indicator, month, plan, points, snapshot
from cases import AS_OF, KNOWN_ON, RATIO, below, sentences
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.checks import CHECKS, Wanted, findings_in_data
from jobtrack.domain.finding import Notice
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import months
from jobtrack.domain.number import rounded
from jobtrack.domain.series import Observation, Series, series_of
from jobtrack.domain.snapshot import Flag, Qualifier

ALL = Wanted(frozenset(Notice))
FIRST = month("2021-01")
YEARS = months(FIRST, AS_OF)
KINDS = st.sampled_from([LEVEL, FLOW, YTD, RATIO])
VALUES = st.integers(0, 10**6).map(float)
ROWS = st.lists(
    st.builds(
        lambda period, value, day, flag: snapshot(period, value, f"2025-01-{day:02}", str(day), flag),
        st.sampled_from(YEARS),
        VALUES,
        st.integers(1, 28),
        st.sampled_from([Flag.NORMAL, Flag.BREAK, Flag.PROVISIONAL]),
    ),
    max_size=60,
)


def found_in(of, reported, targets=(), wanted=ALL):
    """All that is noticed where the home and two areas below it report."""
    whole = plan([of], targets)
    areas = {one.code: one for one in below("north", "south")}
    whole = whole._replace(areas={**whole.areas, **areas})
    return findings_in_data(whole, lambda _: reported, wanted, AS_OF, KNOWN_ON)


def regular(of, start, step):
    """A value for every month on a straight line, of a ytd the totals of a constant flow."""
    values = [start + step * count for count in range(len(YEARS))]
    if of.kind is Kind.YTD:
        values = [start * one.number for one in YEARS]
    if of.kind is Kind.RATIO:
        values = [rounded(value / values[-1] * 100, 1) if values[-1] else 0.0 for value in values]
    return points(*(Observation(one, value) for one, value in zip(YEARS, values, strict=True)))


@given(KINDS, st.integers(0, 10**6), st.integers(0, 10**4))
def test_nothing_is_found_in_a_perfectly_regular_series(of, start, step):
    assert found_in(of, {HOME: regular(of, float(start), float(step))}) == []


@given(st.lists(VALUES, min_size=12, max_size=12), st.integers(0, 4))
def test_nothing_odd_is_found_in_years_that_are_all_the_same(year, decimals):
    of = FLOW._replace(seasonal=True, decimals=decimals)
    series = points(*(Observation(one, year[one.number - 1]) for one in YEARS))
    assert {one.notice for one in found_in(of, {HOME: series})} <= {Notice.FLOW_ONLY_RISES}


@given(st.data(), KINDS, ROWS)
def test_the_order_of_rows_never_matters(data, of, rows):
    unique = list({(one.period, one.known_from): one for one in rows}.values())
    shuffled = data.draw(st.permutations(unique))
    targets = [hold(1000, "2024-01", "2024-12")]
    one, other = ({HOME: series_of(of, found)} for found in (unique, shuffled))
    assert found_in(of, one, targets) == found_in(of, other, targets)


@given(KINDS, ROWS, ROWS, ROWS)
def test_each_check_alone_finds_what_all_of_them_find_together(of, home, north, south):
    reported = {HOME: home, "north": north, "south": south}
    by_area = {
        area: series_of(of, {(one.period, one.known_from): one for one in rows}.values())
        for area, rows in reported.items()
    }
    if of.kind is Kind.RATIO:
        by_area = {HOME: by_area[HOME]}
    together = found_in(of, by_area)
    alone = [one for check in CHECKS for one in found_in(of, by_area, wanted=Wanted({check.notice}))]
    assert alone == together
    assert len({one.key for one in together}) == len(together)


@given(VALUES, VALUES, st.sampled_from(Qualifier))
def test_a_value_is_never_held_against_an_equal_one(value, other, qualifier):
    of = indicator(parts=(), least=0.0, most=10.0**6)
    series = {
        HOME: points(Observation(AS_OF, value + other, qualifier)),
        "north": points(Observation(AS_OF, value)),
        "south": points(Observation(AS_OF, other)),
    }
    named = [one.notice for one in found_in(of._replace(most=None), series)]
    assert named == []


def test_an_area_limits_what_is_found_and_so_does_an_indicator():
    series = {HOME: Series(regular(LEVEL, 1.0, 1.0).observations[:-3])}
    everything = found_in(LEVEL, series)
    assert len(sentences(everything)) == 1
    assert found_in(LEVEL, series, wanted=ALL._replace(area="north")) == []
    assert found_in(LEVEL, series, wanted=ALL._replace(area=HOME)) == everything
    assert found_in(LEVEL, series, wanted=ALL._replace(indicators=["other"])) == []
