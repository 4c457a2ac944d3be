"""What the plans of the tests say, as domain values: defaults filled in, names resolved."""

from datetime import date
from pathlib import Path

import pytest

from jobtrack.domain.area import Area, Group
from jobtrack.domain.assess import assess
from jobtrack.domain.assess.status import Status
from jobtrack.domain.definitions.difference import Definitions, difference_of
from jobtrack.domain.definitions.document import document_of, plan_of
from jobtrack.domain.definitions.versions import versions_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import find_area, find_indicator
from jobtrack.domain.series import series_of
from jobtrack.domain.target import Direction, Judge, Rule, Target, TargetVersion
from jobtrack.domain.text import Names
from jobtrack.files.figures_csv import read_figures
from jobtrack.files.plan_toml import read_plan

PLANS = Path(__file__).parents[1] / "plans"
SDG = read_plan((PLANS / "sdg.toml").read_bytes(), "sdg.toml")
CORNERS = read_plan((PLANS / "corners.toml").read_bytes(), "corners.toml")
TODAY = date(2025, 7, 10)


def english(name: str) -> Names:
    return Names(name, name)


def test_an_indicator_has_its_defaults_filled_in():
    assert SDG.indicators["under-five-mortality"] == Indicator(
        "under-five-mortality", english("Under-five mortality"), ("3.2.1", "child mortality"), "health",
        english("deaths per 1,000 births"), Kind.LEVEL, 1, 12, 90,
    )  # fmt: skip
    assert SDG.indicators["clinics"].every is None
    assert (SDG.indicators["unemployment"].every, SDG.indicators["unemployment"].lag) == (1, 31)


def test_an_area_has_its_parent_and_its_first_day():
    assert SDG.areas["EX-W"] == Area("EX-W", english("West"), (), "EX", date(2016, 7, 1), None)
    assert CORNERS.areas["there"] == Area(
        "there", Names("那边", "There"), ("yonder",), "here", date(2020, 1, 1), date(2024, 2, 29)
    )


def test_inferred_members_are_members():
    provinces = Group(
        "provinces", english("Provinces"), ("EX-N", "EX-S", "EX-W"), ("EX-W",), 4, "",
        "The fourth is not named yet.",
    )  # fmt: skip
    assert SDG.groups["provinces"] == provinces
    assert (provinces.size, provinces.unnamed) == (4, 1)


def test_a_member_named_twice_is_one_and_not_inferred():
    group = CORNERS.groups["more-than-declared"]
    assert (group.members, group.inferred, group.declared_size) == (("there", "here"), ("here",), 0)
    assert (group.size, group.unnamed) == (2, 0)


def test_a_reach_downward_starts_where_its_baseline_is():
    assert SDG.targets["under-five-mortality-2030"] == Target(
        "under-five-mortality-2030", english("Under-five mortality at most 25"), "under-five-mortality",
        "EX", Rule.REACH, Month(2015, 12), Month(2030, 12), 25.0, Direction.AT_MOST, None,
        Judge.EVERY_MONTH, 1.0, 40.0, Month(2015, 12), None, known_from=date(2016, 1, 1),
    )  # fmt: skip


def test_a_quota_is_of_the_year_it_is_due_in():
    trees = SDG.targets["trees-2024"]
    assert (trees.start, trees.due, trees.bound) == (Month(2024, 1), Month(2024, 12), 120000.0)


def test_a_cover_counts_the_units_of_its_group():
    clinics = SDG.targets["clinics-everywhere"]
    assert (clinics.bound, clinics.group, clinics.min_count) == (None, "provinces", 2.0)


def test_zero_is_not_nothing():
    zero, keep = CORNERS.targets["from-zero"], CORNERS.targets["keep"]
    assert (zero.bound, zero.baseline, zero.start) == (-1e-9, 0.0, Month(2020, 1))
    assert (keep.bound, keep.tolerance, keep.judge) == (0.0, 0.0, Judge.AT_DUE)
    assert CORNERS.indicators["balance"].lag == 0


@pytest.mark.parametrize(
    "name", ["3.2.1", "Child Mortality", "under_five-mortality", "UNDER-FIVE  mortality"]
)
def test_an_indicator_is_found_by_any_of_its_names(name: str):
    assert find_indicator(SDG, name).id == "under-five-mortality"


def test_an_area_is_found_by_its_alias():
    assert find_area(SDG, "the south").code == "EX-S"


def test_a_document_has_only_what_is_not_the_default():
    document = document_of(SDG)
    assert list(document) == ["plan", "section", "indicator", "area", "group", "target"]
    assert document["target"][4] == {
        "id": "trees-2024",
        "name": "Trees planted in 2024",
        "indicator": "trees-planted",
        "area": "EX",
        "rule": "quota",
        "direction": "at_least",
        "bound": 120000,
        "start": "2024-01",
        "due": "2024-12",
        "known_from": date(2023, 12, 15),
    }
    assert document["indicator"][2] == {
        "id": "clinics",
        "name": "Clinics with a doctor",
        "section": "health",
        "unit": "clinics",
        "kind": "level",
        "every": "irregular",
    }
    assert document["group"] == [
        {
            "id": "provinces",
            "name": "Provinces",
            "members": ["EX-N", "EX-S"],
            "inferred": ["EX-W"],
            "size": 4,
            "note": "The fourth is not named yet.",
        }
    ]
    assert plan_of(document, "again") == SDG


# what applying a changed plan does

CEILING = SDG.targets["unemployment-ceiling"]
RECORDED = versions_of(SDG.targets.values(), TODAY)


def test_a_changed_plan_says_what_changes():
    file = SDG._replace(
        names=english("Renamed"),
        sections={"sea": SDG.sections["land"]._replace(id="sea"), **SDG.sections},
        areas={"EX": SDG.areas["EX"]._replace(aliases=("Home",))},
        targets={
            CEILING.id: CEILING._replace(bound=5.0, known_from=None),
            "new": CEILING._replace(id="new", known_from=date(2025, 1, 1)),
        },
    )
    found = difference_of(file, SDG, RECORDED, TODAY)
    assert found.definitions == (
        Definitions("sections", ("sea",), ()),
        Definitions("areas", (), ("EX",)),
    )
    assert found.revised == (CEILING._replace(bound=5.0, known_from=TODAY),)
    assert found.new == (CEILING._replace(id="new", known_from=date(2025, 1, 1)),)
    assert [one.id for one in found.kept] == [id for id in SDG.targets if id != CEILING.id]
    assert found.before[CEILING.id] == CEILING
    assert (found.is_headed_anew, found.is_empty, found.unchanged) == (True, False, ())
    assert list(found.merged.sections) == ["sea", *SDG.sections]
    assert list(found.merged.areas) == list(SDG.areas)
    assert set(found.merged.targets) == {*SDG.targets, "new"}


def test_applying_twice_changes_nothing_more():
    file = SDG._replace(targets={CEILING.id: CEILING._replace(bound=5.0, known_from=None)})
    once = difference_of(file, SDG, RECORDED, TODAY)
    twice = difference_of(file, once.merged, [*RECORDED, *once.versions], TODAY)
    assert (once.is_empty, twice.is_empty) == (False, True)


def test_a_dropped_target_comes_back_as_new():
    dropped = TargetVersion(CEILING._replace(known_from=TODAY), is_dropped=True, batch="2")
    here = SDG._replace(targets={id: one for id, one in SDG.targets.items() if id != CEILING.id})
    file = SDG._replace(targets={CEILING.id: CEILING._replace(known_from=None)})
    found = difference_of(file, here, [*RECORDED, dropped], TODAY)
    assert found.new == (CEILING._replace(known_from=TODAY),)


# where its targets stand

FIGURES = read_figures((PLANS / "sdg.csv").read_bytes(), "sdg.csv", SDG, TODAY)


def standing(id: str, as_of: str) -> tuple:
    """The status, the value and what is covered, judged with all that is known."""
    target = SDG.targets[id]
    indicator = SDG.indicators[target.indicator]
    group = None if target.group is None else SDG.groups[target.group]
    series = {
        area: series_of(
            indicator,
            [one for one in FIGURES if (one.indicator, one.area) == (indicator.id, area)],
        )
        for area in SDG.areas
    }
    found = assess(target, indicator, series, group, as_of=Month.iso(as_of), known_on=TODAY)
    return found.status, found.measures.value, found.measures.period


def test_a_reach_downward_is_behind_when_it_has_not_come_down_enough():
    # 40 to 25 in 15 years asks for 31 after 9: exactly there
    assert standing("under-five-mortality-2030", "2024-12") == (
        Status.ON_TRACK,
        31.0,
        Month(2024, 12),
    )
    # 220 to 70 asks for 130 after 9 years; 190 is a third of the way: 30 of 90
    assert standing("maternal-mortality-2030", "2024-12") == (
        Status.OFF_TRACK,
        190.0,
        Month(2024, 12),
    )


def test_a_ratio_is_judged_on_its_rounded_share():
    # baseline 80.0 (320/400); 97.5 asks for 90.5 after 9 years; 378/412 is 91.7
    assert standing("school-completion-2030", "2024-12") == (
        Status.ON_TRACK,
        91.7,
        Month(2024, 12),
    )


def test_a_ceiling_within_its_tolerance_is_at_risk_and_a_misprint_withdrawn_is_no_breach():
    assert standing("unemployment-ceiling", "2024-12") == (Status.AT_RISK, 5.8, Month(2024, 12))
    assert standing("unemployment-ceiling", "2024-09")[1:] == (5.2, Month(2024, 6))


def test_a_flow_quota_with_months_missing_after_its_year_awaits_data():
    # 59,000 where half of 120,000 is due: r = .983
    assert standing("trees-2024", "2024-06") == (Status.ON_TRACK, 59000.0, Month(2024, 6))
    assert standing("trees-2024", "2025-01")[0] is Status.AWAITING_DATA


def test_a_value_before_its_publication_is_not_known():
    target, indicator = CEILING, SDG.indicators["unemployment"]
    rows = [one for one in FIGURES if one.indicator == "unemployment"]
    known = [one for one in rows if one.known_from <= date(2024, 10, 10)]
    series = {"EX": series_of(indicator, known)}
    found = assess(target, indicator, series, as_of=Month(2024, 9), known_on=date(2024, 10, 10))
    assert (found.status, found.measures.value) == (Status.BREACHED, 9.9)
