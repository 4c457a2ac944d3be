"""What is said of areas, and the names that two of them may share."""

from datetime import date

import pytest
from builders import HOME, plan

from jobtrack.domain.area import Area
from jobtrack.domain.definitions.area_change import AreaSaid, Register, area_from, new_area
from jobtrack.domain.plan import find_area
from jobtrack.domain.text import Names
from jobtrack.errors import JobtrackError
from jobtrack.errors.areas import AreaNameTaken
from jobtrack.errors.names import Ambiguous, NoArea
from jobtrack.errors.plans import PlanFieldMissing, PlanFieldWrong

WEST = Area("w", Names("西县", "West County"), ("西",))
EAST = Area("e", Names("东县", "East County"), ("东",))
TOWN = Area("w-1", Names("太平镇", "Taiping"), ("太平",), "w", date(2020, 1, 1))
PLAN = plan()._replace(
    areas={HOME: Area(HOME, Names("全市", "City")), "w": WEST, "e": EAST, "w-1": TOWN}
)


def put(area: Area) -> Register:
    register = Register(PLAN)
    register.put(area)
    return register


def test_all_that_is_said_of_a_new_area():
    said = AreaSaid(" 和平  镇 ", "Heping", "西", ("和平", "heping", " "), "2020年1月1日", "2026-01-01")
    assert area_from(said, new_area(" ５０１ "), PLAN) == Area(
        "501", Names("和平 镇", "Heping"), ("和平",), "w", date(2020, 1, 1), date(2026, 1, 1)
    )


def test_nothing_said_changes_nothing():
    assert area_from(AreaSaid(), TOWN, PLAN) == TOWN


def test_a_name_that_is_lost_stays_as_an_alias():
    said = AreaSaid("太平街道", "Taiping Subdistrict")
    assert area_from(said, TOWN, PLAN) == TOWN._replace(
        names=Names("太平街道", "Taiping Subdistrict"), aliases=("太平", "太平镇", "Taiping")
    )


def test_an_alias_that_becomes_the_name_is_none_any_longer():
    renamed = area_from(AreaSaid("太平街道"), TOWN, PLAN)
    assert area_from(AreaSaid("太平镇"), renamed, PLAN) == TOWN._replace(aliases=("太平", "太平街道"))


def test_a_name_in_other_spacing_and_width_leaves_no_alias():
    assert area_from(AreaSaid("太平　镇"), TOWN, PLAN).aliases == ("太平",)


def test_an_alias_that_it_has_is_not_added_again():
    said = AreaSaid(aliases=("太　平", "TAIPING", "W-1", "太平古镇"))
    assert area_from(said, TOWN, PLAN).aliases == ("太平", "太平古镇")


def test_a_blank_takes_away_what_was_there():
    said = AreaSaid(en=" ", within="", valid_from=" ")
    assert area_from(said, TOWN, PLAN) == Area("w-1", Names("太平镇", ""), ("太平", "Taiping"))


@pytest.mark.parametrize(
    ("code", "said", "error"),
    [
        ("a b", AreaSaid("名"), PlanFieldWrong),
        ("a\u3000b", AreaSaid("名"), PlanFieldWrong),
        ("a\x1bb", AreaSaid("名"), PlanFieldWrong),
        ("a\u200bb", AreaSaid("名"), PlanFieldWrong),
        ("", AreaSaid("名"), PlanFieldMissing),
        ("a", AreaSaid(" "), PlanFieldMissing),
        ("a", AreaSaid("名\u202e"), PlanFieldWrong),
        ("a", AreaSaid("名", aliases=("\x07",)), PlanFieldWrong),
        ("a", AreaSaid("名", valid_to="2025-02-30"), PlanFieldWrong),
        ("a", AreaSaid("名", within="南县"), NoArea),
    ],
)
def test_what_does_not_fit_is_refused(code: str, said: AreaSaid, error: type[JobtrackError]):
    with pytest.raises(error):
        area_from(said, new_area(code), PLAN)


def test_a_new_area_comes_behind_the_others_and_a_changed_one_stays_in_its_place():
    new, changed = new_area("n")._replace(names=Names("北县", "")), WEST._replace(aliases=())
    assert list(put(new).plan.areas) == [HOME, "w", "e", "w-1", "n"]
    assert list(put(changed).plan.areas.items())[1] == ("w", changed)


def test_towns_of_one_name_in_two_districts_are_found_by_code():
    register = put(TOWN._replace(code="e-1", parent="e"))
    assert register.shared(["e-1"]) == {
        "太平镇": ["w-1", "e-1"], "Taiping": ["w-1", "e-1"], "太平": ["w-1", "e-1"],
    }  # fmt: skip
    with pytest.raises(Ambiguous, match="w-1, e-1"):
        find_area(register.plan, "太平镇")
    assert find_area(register.plan, "e-1").parent == "e"


@pytest.mark.parametrize(
    "area",
    [
        Area("w-2", Names("太　平 镇", ""), (), "w"),
        Area("w-2", Names("平安镇", ""), ("ＴＡＩＰＩＮＧ",), "w"),
        Area("W_1", Names("平安镇", "")),
        Area("东", Names("平安镇", "")),
        Area("w-2", Names("W-1", "")),
        TOWN._replace(code="e", names=Names("西县", ""), parent=None),
    ],
)
def test_a_name_that_would_hide_another_area_is_refused(area: Area):
    with pytest.raises(AreaNameTaken):
        put(area)


def test_a_town_can_not_move_to_a_district_that_has_one_of_its_name():
    register = put(TOWN._replace(code="e-1", parent="e"))
    with pytest.raises(AreaNameTaken):
        register.put(TOWN._replace(parent="e"))


def test_names_that_clash_already_do_not_keep_an_area_from_ending():
    twin = TOWN._replace(code="w-2")
    register = Register(PLAN._replace(areas={**PLAN.areas, "w-2": twin}))
    register.put(twin._replace(valid_to=date(2026, 1, 1)))
    assert register.areas["w-2"].valid_to == date(2026, 1, 1)
