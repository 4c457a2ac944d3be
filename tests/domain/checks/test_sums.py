"""Wholes against their parts, and areas against those below them."""

import pytest
from builders import FLOW, HOME, LEVEL, indicator, monthly, point, points, towns
from cases import RATIO, below, case, sentences

from jobtrack.domain.checks.sums import differing_parents, oversized_parts, unequal_sums
from jobtrack.domain.snapshot import Qualifier

INSIDE, OUTSIDE = indicator()._replace(id="inside"), indicator()._replace(id="outside")
WHOLE = indicator(parts=("inside", "outside"))
OF_WHICH = indicator(of_which=("inside",))


def parted(whole, inside, outside):
    parts = [(INSIDE, points(inside)), (OUTSIDE, points(outside))]
    return sentences(unequal_sums(case(WHOLE, points(whole), parts=parts)))


def test_parts_that_add_up_are_no_finding():
    assert parted(point("2022-06", 779000), point("2022-06", 430000), point("2022-06", 349000)) == []


def test_parts_that_do_not_add_up_are():
    found = parted(point("2022-06", 779000), point("2022-06", 430000), point("2022-06", 359000))
    assert found == ["employed, city, 2022-06: 779000, but its parts (inside, outside) make 789000"]


def test_only_months_in_which_all_parts_are_known_are_compared():
    assert parted(point("2022-06", 779000), point("2022-06", 430000), point("2022-07", 1)) == []


@pytest.mark.parametrize(
    ("qualifier", "inside", "is_found"),
    [
        (Qualifier.EXACT, 429999, False),
        (Qualifier.EXACT, 429990, True),
        (Qualifier.ABOUT, 400000, False),
        (Qualifier.ABOUT, 420000, True),
        (Qualifier.NEARLY, 440000, False),
        (Qualifier.NEARLY, 429990, True),
        (Qualifier.MORE_THAN, 420000, False),
        (Qualifier.MORE_THAN, 440000, True),
        (Qualifier.AT_LEAST, 100000, False),
        (Qualifier.AT_LEAST, 440000, True),
    ],
)
def test_what_was_rounded_or_printed_beside_a_part_is_allowed_for(qualifier, inside, is_found):
    part = point("2022-06", inside, qualifier=qualifier)
    found = parted(point("2022-06", 779000), part, point("2022-06", 349000))
    assert bool(found) is is_found


def test_a_part_above_its_whole_is_found():
    part = monthly("2024-01", 4121, 13000)
    found = oversized_parts(case(OF_WHICH, monthly("2024-01", 9986, 12411), parts=[(INSIDE, part)]))
    assert sentences(found) == ["employed, city, 2024-02: inside is 13000, more than the whole, 12411"]


def test_a_part_that_may_be_less_than_it_says_is_not():
    part = points(point("2024-01", 5000, qualifier=Qualifier.NEARLY))
    found = oversized_parts(case(OF_WHICH, monthly("2024-01", 4800), parts=[(INSIDE, part)]))
    assert list(found) == []


AREAS = below("north", "south")


def parents(of, own, north, south=(), groups=()):
    reported = {HOME: monthly("2024-01", *own), "north": monthly("2024-01", *north)}
    reported["south"] = monthly("2024-01", *south)
    return sentences(differing_parents(case(of, reported, areas=AREAS, groups=groups)))


def test_a_parent_that_is_not_the_sum_of_its_children_is_found():
    assert parents(LEVEL, (10, 10), (4, 4), (6, 9)) == [
        "employed, city, 2024-02: 10, but the areas below, 2 of 2, make 13"
    ]


def test_with_children_missing_only_a_sum_above_the_parent_is_found():
    assert parents(LEVEL, (10, 10), (4, 14)) == [
        "employed, city, 2024-02: 10, but the areas below, 1 of 2, make 14"
    ]


def test_where_values_may_be_negative_those_missing_may_make_up_for_it():
    assert parents(LEVEL._replace(least=-100.0), (10, 10), (4, 14)) == []


def test_an_indicator_that_does_not_add_up_has_no_children():
    assert parents(LEVEL._replace(roll_up=False), (10,), (4,), (9,)) == []


def test_only_the_members_of_its_group_report():
    grouped = FLOW._replace(reporters="towns")
    assert parents(grouped, (4,), (4,), (9,), groups=[towns("north")]) == []


def test_ratios_are_made_anew_from_their_numbers():
    def share(part, of):
        return points(point("2024-01", round(part / of * 100, 1), addend=part, denominator=of))

    reported = {HOME: share(30.0, 60.0), "north": share(10.0, 20.0), "south": share(20.0, 40.0)}
    assert list(differing_parents(case(RATIO, reported, areas=AREAS))) == []
    reported[HOME] = share(31.0, 60.0)
    assert len(list(differing_parents(case(RATIO, reported, areas=AREAS)))) == 1


def test_what_an_area_below_sums_itself_counts():
    towns_below = below("town", parent="north")
    reported = {HOME: monthly("2024-01", 10), "town": monthly("2024-01", 4)}
    reported["south"] = monthly("2024-01", 6)
    found = case(LEVEL, reported, areas=[*AREAS, *towns_below])
    assert list(differing_parents(found)) == []
    found = found._replace(reported={**reported, HOME: monthly("2024-01", 11.6)})
    assert len(list(differing_parents(found))) == 1


@pytest.mark.parametrize(
    ("qualifier", "parent", "is_found"),
    [
        (Qualifier.ABOUT, 432900, False),
        (Qualifier.MORE_THAN, 432900, False),
        (Qualifier.MORE_THAN, 432000, True),
        (Qualifier.NEARLY, 432000, False),
        (Qualifier.NEARLY, 432900, True),
    ],
)
def test_a_sum_is_as_vague_as_its_vaguest_term(qualifier, parent, is_found):
    inner = below("town", "village", parent="north")
    reported = {HOME: monthly("2024-01", parent), "south": monthly("2024-01", 0)}
    reported["town"] = points(point("2024-01", 43000, qualifier=qualifier))
    reported["village"] = monthly("2024-01", 389517)
    found = differing_parents(case(LEVEL, reported, areas=[*AREAS, *inner]))
    assert bool(list(found)) is is_found
