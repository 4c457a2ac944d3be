import pytest
from builders import cover, judged_cover, month, monthly, point, points, towns, verdict

from jobtrack.domain.assess.measures import Assessment, Measures, Status
from jobtrack.domain.snapshot import Flag, Qualifier

ALL = cover("2021-01", "2021-10")
FOUR = towns("a", "b", "c", "d")


def at(period, **values):
    """A single value of each unit."""
    return {unit: points(point(period, value)) for unit, value in values.items()}


def test_units_are_counted_and_those_not_covered_are_named():
    assert judged_cover(ALL, FOUR, at("2021-05", a=1, b=3, c=0), "2021-05") == Assessment(
        Measures(
            bound=4,
            period=month("2021-05"),
            value=2,
            age_months=0,
            attainment=0.5,
            elapsed=0.5,
            expected=2,
            gap=2,
            gap_to_path=0,
            pace=1,
            required_per_month=0.4,
            observed_per_month=0.4,
            months_left=5,
            covered=2,
            size=4,
            uncovered=("c",),
            unknown=("d",),
            unnamed=0,
            lost=(),
        ),
        Status.ON_TRACK,
        ("partial",),
    )


def test_without_any_value_a_cover_says_how_many_units_there_are():
    said = judged_cover(ALL, FOUR, {}, "2021-05")
    assert said == Assessment(
        Measures(bound=4, size=4, uncovered=(), unknown=("a", "b", "c", "d"), unnamed=0, lost=()),
        Status.NO_DATA,
        (),
    )


@pytest.mark.parametrize(
    ("period", "covered", "status"),
    [("2021-05", 0, "off track"), ("2021-05", 1, "off track"), ("2021-05", 2, "on track"),
     ("2021-08", 3, "behind"), ("2021-05", 4, "achieved")],
)  # fmt: skip
def test_the_covered_units_are_paced_against_the_months_gone(period, covered, status):
    values = {unit: int(index < covered) for index, unit in enumerate("abcd")}
    assert verdict(judged_cover(ALL, FOUR, at(period, **values), period)) == (status,)


def test_a_unit_counts_with_its_latest_value():
    series = at("2021-05", a=1, b=1, c=1) | {"d": monthly("2021-04", 1, 0)}
    said = judged_cover(ALL, FOUR, series, "2021-05")
    assert (said.measures.covered, said.measures.uncovered) == (3, ("d",))


def test_units_may_be_known_from_different_months():
    series = at("2021-02", a=1, b=1) | at("2021-05", c=1, d=1)
    said = judged_cover(ALL, FOUR, series, "2021-05")
    assert (verdict(said), said.measures.period) == (("achieved",), month("2021-05"))


def test_a_unit_that_lost_its_coverage_is_named():
    series = at("2021-05", a=1, b=0) | {"c": monthly("2021-03", 1, None, 0)}
    said = judged_cover(ALL, FOUR, series, "2021-05")
    assert (said.measures.uncovered, said.measures.lost) == (("b", "c"), ("c",))


def test_a_sum_of_which_areas_are_missing_covers_a_unit_only_if_it_is_enough():
    some = {"reported": 1, "expected": 2}
    enough, open_yet = point("2021-05", 1, **some), point("2021-05", 0, **some)
    series = at("2021-05", a=1) | {"b": points(enough), "c": points(open_yet)}
    said = judged_cover(ALL, FOUR, series, "2021-05")
    assert (said.measures.covered, said.measures.unknown) == (2, ("c", "d"))


def test_a_cover_that_was_full_and_is_not_now_is_lost():
    series = at("2021-03", a=1, b=1, c=1) | {"d": monthly("2021-03", 1, None, 0)}
    assert verdict(judged_cover(ALL, FOUR, series, "2021-05")) == ("on track", "lost")


def test_units_not_named_yet_keep_a_cover_from_being_full():
    said = judged_cover(ALL, towns("a", "b", size=17), at("2021-05", a=1, b=1), "2021-05")
    assert verdict(said) == ("off track", "partial")
    assert (said.measures.covered, said.measures.size, said.measures.unnamed) == (2, 17, 15)
    assert (said.measures.uncovered, said.measures.unknown) == ((), ())


def test_a_declared_size_below_the_members_named_does_not_make_a_cover_full():
    three = FOUR._replace(declared_size=3)
    said = judged_cover(ALL, three, at("2021-05", a=1, b=1, c=1, d=0), "2021-05")
    assert (said.measures.covered, said.measures.size, said.status) == (3, 4, Status.ON_TRACK)


@pytest.mark.parametrize(
    ("values", "verdict_after_due"),
    [
        ({"a": 1, "b": 1, "c": 1, "d": 1}, ("achieved",)),
        ({"a": 1, "b": 1, "c": 1, "d": 0}, ("missed",)),
        ({"a": 1, "b": 1, "c": 1}, ("awaiting data", "partial")),
        ({"a": 1, "b": 1, "c": 0}, ("missed", "partial")),
    ],
)
def test_a_cover_past_due_is_missed_by_a_unit_uncovered_and_waits_for_one_unknown(
    values, verdict_after_due
):
    said = judged_cover(ALL, FOUR, at("2021-10", **values), "2021-11")
    assert verdict(said) == verdict_after_due


def test_a_cover_past_due_with_units_not_named_yet_awaits_data():
    series = at("2021-10", a=1, b=1)
    said = judged_cover(ALL, towns("a", "b", size=3), series, "2021-11")
    assert verdict(said) == ("awaiting data", "partial")


def test_a_cover_whose_values_of_due_are_all_in_is_over():
    said = judged_cover(ALL, FOUR, at("2021-10", a=1, b=1, c=1, d=0), "2021-10")
    assert verdict(said) == ("missed",)


def test_a_cover_is_not_over_in_its_last_month_while_a_unit_is_unknown():
    said = judged_cover(ALL, FOUR, at("2021-10", a=1, b=1, c=1), "2021-10")
    assert verdict(said) == ("behind", "partial")


def test_a_unit_covered_after_due_does_not_count():
    series = at("2021-10", a=1, b=1, c=1) | {"d": monthly("2021-10", 0, 1)}
    said = judged_cover(ALL, FOUR, series, "2021-12")
    assert verdict(said) == ("missed",)
    assert (said.measures.uncovered, said.measures.age_months) == (("d",), 2)


@pytest.mark.parametrize(
    ("value", "qualifier", "uncovered"),
    [
        (5, Qualifier.EXACT, ()),
        (4, Qualifier.EXACT, ("a",)),
        (5, Qualifier.NEARLY, ("a",)),
        (5, Qualifier.MORE_THAN, ()),
    ],
)
def test_a_unit_is_covered_from_the_minimum_count_on(value, qualifier, uncovered):
    target = cover("2021-01", "2021-10", min_count=5.0)
    series = {"a": points(point("2021-05", value, qualifier=qualifier))}
    assert judged_cover(target, towns("a"), series, "2021-05").measures.uncovered == uncovered


def test_one_provisional_or_revised_unit_is_said():
    series = at("2021-05", a=1, b=1) | {
        "c": points(point("2021-05", 1, flag=Flag.PROVISIONAL)),
        "d": points(point("2021-04", 1, revised=True)),
    }
    said = judged_cover(ALL, FOUR, series, "2021-05")
    assert verdict(said) == ("achieved", "provisional", "revised")


def test_the_first_tenth_of_a_cover_has_no_pace():
    target = cover("2021-01", "2021-12")
    assert verdict(judged_cover(target, FOUR, at("2021-01", a=0, b=0, c=0, d=0), "2021-01")) == (
        "on track",
        "early",
    )


def test_a_cover_before_its_start_has_not_started():
    said = judged_cover(ALL, FOUR, at("2020-12", a=1, b=1, c=1, d=1), "2020-12")
    assert said.status is Status.NOT_STARTED


def test_a_cover_known_from_before_its_start_only_has_no_pace():
    said = judged_cover(ALL, FOUR, at("2020-12", a=1, b=0, c=0, d=0), "2021-01")
    assert verdict(said) == ("on track", "early")
    assert (said.measures.elapsed, said.measures.pace) == (0, None)
