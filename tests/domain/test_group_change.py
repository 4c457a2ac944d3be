"""What is said of groups, and their members: named by a source, inferred, or not at all."""

import pytest
from builders import plan
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.area import Group
from jobtrack.domain.definitions.definition import group_fields, group_of, stated
from jobtrack.domain.definitions.fields import Fields
from jobtrack.domain.definitions.group_change import (
    GroupSaid,
    Standing,
    group_from,
    new_group,
    standing_of,
    with_group,
    with_members,
    without_members,
)
from jobtrack.domain.text import Names
from jobtrack.errors import JobtrackError
from jobtrack.errors.areas import GroupNameTaken, GroupTooSmall, NotAMember
from jobtrack.errors.plans import PlanFieldWrong

TOWNS = Group("towns", Names("重点乡镇", "Key towns"), ("a", "b"), ("b",), 3, "Report", "Of 2021.")
PLAN = plan(groups=[TOWNS], areas=("city", "a", "b", "c", "d"))


def test_a_new_group_is_named_by_its_id_until_it_has_a_name():
    assert group_from(GroupSaid(size=17), new_group("towns")) == Group(
        "towns", Names("towns", ""), (), declared_size=17
    )
    assert group_from(GroupSaid("乡镇", "Towns"), new_group("towns")).names == Names("乡镇", "Towns")


def test_what_is_not_said_of_a_group_stays():
    assert group_from(GroupSaid(), TOWNS) == TOWNS
    assert group_from(GroupSaid(size=4, note=" Of\n2022. "), TOWNS) == TOWNS._replace(
        declared_size=4, note="Of 2022."
    )


def test_a_size_of_nothing_is_no_size():
    assert group_from(GroupSaid(size=0), TOWNS).declared_size is None


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("key towns", GroupSaid()),
        ("a\x1b", GroupSaid()),
        ("a", GroupSaid(size=-1)),
        ("a", GroupSaid(source="\u202e")),
    ],
)
def test_what_does_not_fit_is_refused(id: str, said: GroupSaid):
    with pytest.raises(PlanFieldWrong):
        group_from(said, new_group(id))


@pytest.mark.parametrize(
    ("group", "error"),
    [
        (Group("other", Names("重点　乡镇", ""), ()), GroupNameTaken),
        (Group("Key_towns", Names("其他", ""), ()), None),
        (Group("key towns", Names("其他", ""), ()), GroupNameTaken),
        (TOWNS._replace(members=("a", "b", "c", "d")), GroupTooSmall),
        (TOWNS._replace(declared_size=1), GroupTooSmall),
        (TOWNS._replace(declared_size=None), None),
    ],
)
def test_a_group_stands_in_the_plan_unless_it_contradicts_it(
    group: Group, error: type[JobtrackError] | None
):
    if error is None:
        assert with_group(PLAN, group).groups[group.id] == group
    else:
        with pytest.raises(error):
            with_group(PLAN, group)


def test_a_member_that_a_source_names_is_inferred_no_longer():
    named = with_members(TOWNS, ["b", "c"], are_inferred=False)
    assert named == TOWNS._replace(members=("a", "b", "c"), inferred=())


def test_a_member_that_a_source_names_stays_named():
    inferred = with_members(TOWNS, ["a", "b", "c"], are_inferred=True)
    assert inferred == TOWNS._replace(members=("a", "b", "c"), inferred=("b", "c"))
    assert [standing_of(one, inferred) for one in "abd"] == [
        Standing.NAMED, Standing.INFERRED, Standing.ABSENT,
    ]  # fmt: skip


def test_a_removed_member_is_gone_with_its_mark():
    assert without_members(TOWNS, ["b"]) == TOWNS._replace(members=("a",), inferred=())
    with pytest.raises(NotAMember):
        without_members(TOWNS, ["a", "c"])


MEMBERS = st.lists(st.sampled_from("abcdef"), max_size=6)
CHANGES = st.lists(st.tuples(MEMBERS, st.booleans()), max_size=6)


@given(CHANGES)
def test_members_are_read_back_from_a_plan_file_in_their_order(changes):
    group = new_group("g")
    for areas, are_inferred in changes:
        group = with_members(group, areas, are_inferred=are_inferred)
        assert with_members(group, areas, are_inferred=are_inferred) == group
    assert group_of(Fields(stated(group_fields(group)), "g")) == group
    named = {one for areas, are_inferred in changes if not are_inferred for one in areas}
    assert set(group.members) - set(group.inferred) == named
