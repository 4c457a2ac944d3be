"""Names that a person would take for one another."""

from datetime import date

import pytest
from builders import HOME, hold, indicator, plan
from cases import told

from jobtrack.domain.area import Area
from jobtrack.domain.checks.names import alike_names
from jobtrack.domain.finding import Notice
from jobtrack.domain.text import Names


def areas(*found):
    whole = plan(areas=(HOME,))
    return whole._replace(areas={**whole.areas, **{one.code: one for one in found}})


@pytest.mark.parametrize(
    "other", ["east side", "Ｅａｓｔ Side", "EAST-SIDE", "Eаst Side", "East\u200b Side", "East_Side"]
)
def test_names_that_look_the_same_are_found(other):
    found = areas(
        Area("1", Names("", "East Side"), parent=HOME), Area("2", Names("", other), parent=HOME)
    )
    [(name, noun, first, second, _)] = told(alike_names(found))
    assert (name, noun, first, second) == (Notice.NAMES_ALIKE, "area", "1", "2")


def test_an_alias_is_a_name_and_is_shown_beside_the_other():
    names = Names("江北区", "Jiangbei")
    found = areas(Area("1", names, parent=HOME), Area("2", Names("江北", ""), ("江北区",), HOME))
    assert told(alike_names(found)) == [(Notice.NAMES_ALIKE, "area", "1", "2", "江北区")]


def test_towns_of_other_districts_may_have_the_same_name():
    found = areas(
        Area("a", Names("", "A"), parent=HOME),
        Area("b", Names("", "B"), parent=HOME),
        Area("1", Names("中心镇", ""), parent="a"),
        Area("2", Names("中心镇", ""), parent="b"),
    )
    assert list(alike_names(found)) == []


def test_an_area_may_be_called_as_one_before_it():
    found = areas(
        Area("1", Names("", "East"), parent=HOME, valid_to=date(2020, 1, 1)),
        Area("2", Names("", "East"), parent=HOME, valid_from=date(2020, 1, 1)),
    )
    assert list(alike_names(found)) == []


def test_targets_of_other_years_may_have_the_same_name_and_of_one_may_not():
    names = Names("", "Floor")
    one, next_one = (
        hold(1, f"{year}-01", f"{year}-12", id=f"t{year}", names=names) for year in (2024, 2025)
    )
    assert list(alike_names(plan([indicator()], [one, next_one]))) == []
    twice = plan([indicator()], [one, one._replace(id="t")])
    assert told(alike_names(twice)) == [(Notice.NAMES_ALIKE, "target", "t", "t2024", "Floor")]


def test_indicators_are_compared_wherever_they_stand():
    first = indicator(names=Names("就业人数", "Employed"))
    second = first._replace(id="employed2", names=Names("就业 人数", "In work"), section="income")
    found = told(alike_names(plan([first, second])))
    assert found == [(Notice.NAMES_ALIKE, "indicator", "employed", "employed2", "就业人数, 就业 人数")]
