"""Values that can't be."""

from builders import LEVEL, monthly, point, points
from cases import RATIO, case, sentences

from jobtrack.domain.checks.ranges import ratios_above_one, values_out_of_range
from jobtrack.domain.snapshot import Qualifier
from jobtrack.domain.text import Names


def test_a_numerator_above_its_denominator_is_found():
    series = monthly("2024-01", 100, 102.5)
    assert sentences(ratios_above_one(case(RATIO, series))) == [
        "employed, city, 2024-02: 102.5 is more than the whole"
    ]


def test_a_ratio_that_may_be_above_one_says_so():
    assert list(ratios_above_one(case(RATIO._replace(most=150.0), monthly("2024-01", 120)))) == []
    per_post = RATIO._replace(unit=Names("", "applicants per post"))
    assert len(list(ratios_above_one(case(per_post, monthly("2024-01", 1.3))))) == 1
    assert list(ratios_above_one(case(LEVEL, monthly("2024-01", 120)))) == []


def test_nearly_all_are_not_more_than_all():
    series = points(point("2024-01", 100.2, qualifier=Qualifier.ABOUT))
    assert list(ratios_above_one(case(RATIO, series))) == list(
        ratios_above_one(case(RATIO, monthly("2024-01", 100.2)))
    )


def test_values_outside_the_declared_range_are_found_with_the_limit_they_cross():
    ranged = LEVEL._replace(least=0.0, most=38.0)
    found = values_out_of_range(case(ranged, monthly("2024-01", -1, 0, 38, 39)))
    assert sentences(found) == [
        "employed, city, 2024-01: -1 is 1 beyond what it may be, 0",
        "employed, city, 2024-04: 39 is 1 beyond what it may be, 38",
    ]


def test_without_a_range_any_value_will_do():
    assert list(values_out_of_range(case(LEVEL, monthly("2024-01", -1e9, 1e9)))) == []
