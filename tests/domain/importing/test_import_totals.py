"""Totals: the area that they stand for, and whether they are the sum of their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import CHONGQING, SDG, found, lines

from jobtrack.domain.area import Area
from jobtrack.domain.importing.mapping import Defaults
from jobtrack.domain.text import Names

AUGUST = Defaults(period="2021-08")


def differing(text: str, **terms) -> list[str]:
    return [line for line in found(text, **terms) if " total " in line]


@pytest.mark.parametrize("word", ["合计", "合　计", "总计", "共计", "全市", "全区", "Total", "重庆市"])
def test_a_total_is_the_value_of_the_area_around_the_others(word: str):
    text = f"区县 | 就业规模\n{word} | 3\n万州区 | 1\n涪陵区 | 2"
    assert found(text, options=AUGUST)[0] == "f:2:B: employed 500000 2021-08 3"
    assert differing(text, options=AUGUST) == []


def test_a_total_that_is_not_the_sum_is_a_finding():
    text = "区县 | 就业规模\n万州区 | 1\n涪陵区 | 2\n合计 | 4"
    assert differing(text, options=AUGUST) == ["f:4:B: employed 500000 2021-08 total 4, sum of 2 3"]


def test_a_total_may_stand_in_a_column():
    text = "指标 | 合计 | 万州区 | 涪陵区\n就业规模 | 3 | 1 | 2\n帮扶车间 | 9 | 1 | 2"
    assert found(text, options=AUGUST)[-2:] == lines("""
f:3:D: workshops 500102 2021-08 2
f:3:B: workshops 500000 2021-08 total 9, sum of 2 3
""")


def test_the_total_of_sexes_is_the_figure_itself():
    text = "区县 | 就业规模 | |\n | 合计 | 男 | 女\n万州区 | 3 | 1 | 2"
    assert found(text, options=AUGUST) == ["f:3:B: employed 500101 2021-08 3"]


@pytest.mark.parametrize(("total", "findings"), [("3.2", 0), ("3.4", 0), ("3.1", 1), ("3.5", 1)])
def test_half_a_unit_of_the_last_digit_of_each_may_be_missing(total: str, findings: int):
    # 1.1 and 2.2 may be as much as 1.15 and 2.25, and 3.4 as little as 3.35
    text = f"区县 | 就业规模（万人）\n万州区 | 1.1\n涪陵区 | 2.2\n合计 | {total}"
    assert len(differing(text, options=AUGUST)) == findings


@pytest.mark.parametrize(("unit", "findings"), [("人", 1), ("万元", 0)])
def test_whole_numbers_are_rounded_only_where_the_unit_is_a_round_one(unit: str, findings: int):
    counted = CHONGQING.indicators["employed"]._replace(unit=Names(unit, unit))
    plan = CHONGQING._replace(indicators={**CHONGQING.indicators, "employed": counted})
    text = "区县 | 就业规模\n万州区 | 1\n涪陵区 | 2\n合计 | 4"
    assert len(differing(text, plan=plan, options=AUGUST)) == findings


@pytest.mark.parametrize("cell", ["…", "", "many"])
def test_without_every_number_nothing_is_said(cell: str):
    text = f"区县 | 就业规模\n万州区 | 1\n涪陵区 | {cell}\n合计 | 4"
    assert differing(text, options=AUGUST) == []


def test_parts_are_not_summed_again():
    text = "区县 | 就业规模\n合计 | 3\n万州区 | 1\n其中：大足区 | 1\n涪陵区 | 2"
    assert differing(text, options=AUGUST) == []


def test_ratios_are_not_summed():
    text = "Area | 4.1.2\nTotal | 1/2\nNorth | 1/2\nSouth | 1/2"
    assert found(text, SDG, options=AUGUST) == lines("""
f:2:B: school-completion EX 2021-08 50 = 1/2
f:3:B: school-completion EX-N 2021-08 50 = 1/2
f:4:B: school-completion EX-S 2021-08 50 = 1/2
""")


def town(code: str, parent: str) -> Area:
    return Area(code, Names(code, code), parent=parent)


TOWNS = CHONGQING._replace(
    areas={
        **CHONGQING.areas,
        "龙都街道": town("龙都街道", "500101"),
        "周家坝街道": town("周家坝街道", "500101"),
    }
)


def test_a_total_of_towns_is_that_of_their_district():
    text = "乡镇 | 就业规模\n龙都街道 | 1\n周家坝街道 | 2\n合计 | 4"
    assert found(text, TOWNS, options=AUGUST)[2:] == lines("""
f:4:B: employed 500101 2021-08 4
f:4:B: employed 500101 2021-08 total 4, sum of 2 3
""")


def test_a_list_is_compared_only_where_a_row_is_called_a_total():
    rows = "万州区 | 就业规模 | 2021-08 | 1"
    head = "区县 | 指标 | 月份 | 数值"
    assert differing(f"{head}\n重庆市 | 就业规模 | 2021-08 | 9\n{rows}") == []
    assert differing(f"{head}\n合计 | 就业规模 | 2021-08 | 9\n{rows}") == [
        "f:2:D: employed 500000 2021-08 total 9, sum of 1 1"
    ]


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=6), st.integers(0, 5))
def test_a_sum_of_whole_numbers_is_found_right_in_any_order(parts: list[int], place: int):
    names = ["万州区", "涪陵区", "渝中区", "大足区", "忠县", "云阳县"]
    rows = [f"{name} | {part}" for name, part in zip(names, parts, strict=False)]
    rows.insert(place, f"合计 | {sum(parts)}")
    text = "\n".join(["区县 | 就业规模", *rows])
    assert differing(text, options=AUGUST) == []
    wrong = text.replace(f"合计 | {sum(parts)}", f"合计 | {sum(parts) + 1}")
    assert len(differing(wrong, options=AUGUST)) == 1
