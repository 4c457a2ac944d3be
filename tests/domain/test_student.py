from math import inf, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.assess.student import student_cdf, student_quantile

DF = st.integers(1, 400)
SHARES = st.floats(1e-6, 1 - 1e-6)
PLACES = st.floats(-50, 50)


@pytest.mark.parametrize(
    ("p", "df", "expected"),
    [  # scipy.stats.t.ppf(p, df), SciPy 1.17.1
        (0.9, 1, 3.0776835371752544),
        (0.8, 2, 1.0606601717798214),
        (0.9, 2, 1.8856180831641272),
        (0.995, 3, 5.840909309733355),
        (0.9, 4, 1.533206274058944),
        (0.9, 10, 1.372183641110336),
        (0.9, 12, 1.356217334023205),
        (0.975, 22, 2.0738730679040254),
        (0.8, 46, 0.8495051144919823),
        (0.99, 120, 2.357824612648755),
    ],
)
def test_quantiles_are_those_of_scipy(p, df, expected):
    assert student_quantile(p, df) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("t", "df", "expected"),
    [  # scipy.stats.t.cdf(t, df), SciPy 1.17.1
        (-8, 1, 0.039583424160565546),
        (1.7, 2, 0.8843832868992144),
        (12, 3, 0.9993774920996054),
        (-3.2, 5, 0.011997588401650239),
        (4, 10, 0.9987408336876317),
        (0.5, 22, 0.6889802219622588),
        (-8, 60, 2.450132573975106e-11),
        (-0.1, 60, 0.46033885602827446),
    ],
)
def test_shares_are_those_of_scipy(t, df, expected):
    assert student_cdf(t, df) == pytest.approx(expected, rel=1e-9)


def test_two_degrees_of_freedom_have_a_closed_form():
    # F(t) = ½ + t / (2·√(2 + t²)); its inverse at .9 is 4·√2/3.
    assert student_cdf(1.5, 2) == pytest.approx(0.5 + 1.5 / (2 * sqrt(2 + 1.5**2)), rel=1e-14)
    assert student_quantile(0.9, 2) == pytest.approx(4 * sqrt(2) / 3, rel=1e-14)


def test_a_far_tail_keeps_its_precision():
    # One degree of freedom: F(−t) = arctan(1/t)/π, which is 1/(π·t) as far out as this.
    assert student_cdf(-1e12, 1) == pytest.approx(3.183098861837907e-13, rel=1e-12)
    assert student_cdf(student_quantile(1e-30, 3), 3) == pytest.approx(1e-30, rel=1e-12)


def test_the_median_is_zero_and_the_ends_are_certain():
    assert [student_quantile(0.5, df) for df in (1, 2, 9)] == [0, 0, 0]
    assert [student_cdf(t, 5) for t in (-inf, -1e300, 0, 5e-324, 1e300, inf)] == [0, 0, 0.5, 0.5, 1, 1]


@pytest.mark.parametrize(("p", "df"), [(0, 3), (1, 3), (-0.1, 3), (1e-201, 3), (nan, 3), (0.9, 0)])
def test_there_is_no_quantile_outside_its_range(p, df):
    with pytest.raises(ValueError, match="no quantile"):
        student_quantile(p, df)


@pytest.mark.parametrize(("t", "df"), [(nan, 3), (1.0, 0), (1.0, -2)])
def test_there_is_no_distribution_without_degrees_of_freedom(t, df):
    with pytest.raises(ValueError, match="no t distribution"):
        student_cdf(t, df)


@given(SHARES, DF)
def test_the_quantile_is_the_inverse_of_the_distribution(p, df):
    assert student_cdf(student_quantile(p, df), df) == pytest.approx(p, rel=1e-11)


@given(PLACES, DF)
def test_the_distribution_is_symmetric(t, df):
    assert student_cdf(-t, df) + student_cdf(t, df) == pytest.approx(1, rel=1e-14)


@given(SHARES, DF)
def test_the_quantile_is_symmetric(p, df):
    mirrored = student_quantile(1 - p, df)
    assert student_quantile(p, df) == pytest.approx(-mirrored, rel=1e-9, abs=1e-12)


@given(PLACES, st.floats(1e-6, 10), DF)
def test_the_distribution_rises(t, step, df):
    assert 0 <= student_cdf(t, df) <= student_cdf(t + step, df) <= 1


@given(SHARES, SHARES, DF)
def test_the_quantile_rises(one, other, df):
    least, most = sorted((one, other))
    assert student_quantile(least, df) <= student_quantile(most, df) + 1e-12


@given(st.floats(0.51, 0.999), DF)
def test_more_degrees_of_freedom_bring_the_tails_in(p, df):
    assert student_quantile(p, df + 1) < student_quantile(p, df)
