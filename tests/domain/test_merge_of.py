"""What two databases become, and what a person must decide."""

from datetime import date
from itertools import product

import pytest
from builders import LEVEL, cover, hold, plan, reach, towns
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.area import Area
from jobtrack.domain.ledger.merging import Clash, Merge, Rivals, Side, decided_versions, merge_of
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import Target, TargetVersion
from jobtrack.domain.text import Names

TODAY = date(2025, 7, 1)


def version(bound: float, day: str, batch: str, *, is_dropped: bool = False) -> TargetVersion:
    target = hold(bound, "2021-01", "2025-12", known_from=date.fromisoformat(day))
    return TargetVersion(target, is_dropped, batch)


def merged(
    ours: Plan,
    theirs: Plan,
    our_versions: tuple[TargetVersion, ...] = (),
    their_versions: tuple[TargetVersion, ...] = (),
    side: Side = Side.OURS,
) -> Merge:
    return merge_of(ours, theirs, our_versions, their_versions, side)


def test_what_only_one_side_defines_is_taken_after_what_is_here():
    ours = plan([LEVEL], areas=("city", "west"), sections=("jobs",))
    other = LEVEL._replace(id="other")
    theirs = plan([other, LEVEL], areas=("east", "city"), sections=("income", "jobs"))
    found = merged(ours, theirs)
    assert found.clashes == ()
    assert list(found.plan.indicators) == ["employed", "other"]
    assert list(found.plan.areas) == ["city", "west", "east"]
    assert list(found.plan.sections) == ["jobs", "income"]


def test_every_field_that_differs_is_listed_with_both_sides():
    ours = plan([LEVEL], groups=[towns("east", size=3)])
    theirs = plan(
        [LEVEL._replace(decimals=1, aliases=("jobs",))],
        groups=[towns("city", size=4)],
        areas={},
    )._replace(
        names=Names("", "Other plan"),
        areas={
            "city": Area("city", Names("城", "city"), parent="east"),
            "east": Area("east", Names("", "east")),
        },
    )
    found = merged(ours, theirs)
    assert found.clashes == (
        Clash("plan", "plan", "name", {"zh": "", "en": "Plan"}, {"zh": "", "en": "Other plan"}),
        Clash("indicator", "employed", "aliases", [], ["jobs"]),
        Clash("indicator", "employed", "decimals", 0, 1),
        Clash("area", "city", "name", {"zh": "", "en": "city"}, {"zh": "城", "en": "city"}),
        Clash("area", "city", "parent", None, "east"),
        Clash("group", "towns", "size", 3, 4),
    )


@pytest.mark.parametrize(("side", "decimals"), [(Side.OURS, 0), (Side.THEIRS, 1)])
def test_the_side_that_was_chosen_holds(side: Side, decimals: int):
    ours = plan([LEVEL])
    theirs = plan([LEVEL._replace(decimals=1)])._replace(source=" Theirs")
    found = merged(ours, theirs, side=side)
    assert found.plan.indicators["employed"].decimals == decimals
    assert found.plan.source == (ours if side is Side.OURS else theirs).source


def test_members_of_a_group_are_united_and_named_where_anyone_names_them():
    one = towns("a", "b", "c")._replace(inferred=("b", "c"))
    other = towns("d", "b", "c")._replace(inferred=("c", "d"))
    found = merged(plan(groups=[one]), plan(groups=[other]))
    assert found.clashes == ()
    assert found.plan.groups["towns"] == towns("a", "b", "c", "d")._replace(inferred=("c", "d"))


def test_a_target_that_the_other_side_changed_later_is_no_rival():
    first, second = version(1, "2025-01-01", "1"), version(2, "2025-02-01", "2")
    for ours, theirs in (((first,), (first, second)), ((first, second), (first,))):
        found = merged(plan([LEVEL]), plan([LEVEL]), ours, theirs)
        assert (found.rivals, found.clashes) == ((), ())
        assert found.plan.targets == {"t": second.target}


def test_a_target_that_both_sides_changed_to_the_same_is_no_rival():
    first = version(1, "2025-01-01", "1")
    ours, theirs = version(2, "2025-02-01", "2"), version(2, "2025-03-01", "3")
    assert merged(plan([LEVEL]), plan([LEVEL]), (first, ours), (first, theirs)).rivals == ()


RIVALS = [
    (version(1, "2025-01-01", "1"), version(2, "2025-01-02", "0"), Side.THEIRS),
    (version(1, "2025-01-02", "0"), version(2, "2025-01-01", "1"), Side.OURS),
    (version(1, "2025-01-01", "1"), version(2, "2025-01-01", "0"), Side.OURS),
]


@pytest.mark.parametrize(("ours", "theirs", "holder"), RIVALS)
def test_of_rivals_the_one_known_later_holds_and_the_chosen_one_is_said_anew(
    ours: TargetVersion, theirs: TargetVersion, holder: Side
):
    found = merged(plan([LEVEL]), plan([LEVEL]), (ours,), (theirs,))
    assert found.rivals == (Rivals(ours, theirs, holder),)
    assert found.clashes[0] == Clash("target", "t", "bound", 1, 2)
    assert found.plan.targets["t"] == (ours if holder is Side.OURS else theirs).target
    for side in Side:
        chosen = ours if side is Side.OURS else theirs
        anew = [] if side is holder else [TargetVersion(chosen.target._replace(known_from=TODAY))]
        assert decided_versions(found, side, TODAY) == anew


def test_a_target_dropped_here_and_revised_there_is_a_rival():
    ours = version(1, "2025-01-01", "1", is_dropped=True)
    theirs = version(1, "2025-01-02", "2")
    found = merged(plan([LEVEL]), plan([LEVEL]), (ours,), (theirs,))
    assert found.clashes[-1] == Clash("target", "t", "dropped", ours=True, theirs=False)
    assert decided_versions(found, Side.OURS, TODAY) == [
        TargetVersion(ours.target._replace(known_from=TODAY), is_dropped=True)
    ]


def test_targets_of_either_side_stand():
    ours = TargetVersion(reach(1, "2021-01", "2025-12", id="ours", known_from=TODAY), batch="1")
    theirs = TargetVersion(cover("2021-01", "2025-12", id="theirs", known_from=TODAY), batch="2")
    found: dict[str, Target] = dict(merged(plan(), plan(), (ours,), (theirs,)).plan.targets)
    assert found == {"ours": ours.target, "theirs": theirs.target}


MEMBERS = st.lists(st.sampled_from("abcd"), unique=True)
GROUPS = st.builds(
    lambda members, inferred: towns(*members)._replace(
        inferred=tuple(one for one in members if one in inferred)
    ),
    MEMBERS,
    MEMBERS,
)
PLANS = st.builds(
    lambda ids, groups, areas: plan(
        [LEVEL._replace(id=id) for id in ids], groups=groups, areas=("city", *areas)
    ),
    MEMBERS,
    st.lists(GROUPS, max_size=1),
    st.lists(st.sampled_from(["east", "west"]), unique=True),
)


def united(one: Plan, other: Plan) -> Plan:
    return merged(one, other).plan


def said(one: Plan) -> object:
    """The definitions whatever their order."""
    groups = {
        id: (frozenset(group.members), frozenset(group.inferred)) for id, group in one.groups.items()
    }
    return dict(one.sections), dict(one.indicators), dict(one.areas), groups


@given(PLANS, PLANS, PLANS)
def test_definitions_that_do_not_differ_are_united_in_any_order(one: Plan, other: Plan, third: Plan):
    assert said(united(one, one)) == said(one)
    assert said(united(one, other)) == said(united(other, one))
    assert said(united(united(one, other), third)) == said(united(one, united(other, third)))
    pairs = product((one, other, third), repeat=2)
    assert [merged(*pair).clashes for pair in pairs] == [()] * 9
