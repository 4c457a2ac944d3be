"""The unit of a figure may stand in a header, in a column or above the table, but once."""

import pytest
from tables import SDG, found, lines

from jobtrack.domain.importing.mapping import Defaults

AUGUST = Defaults(period="2021-08")
TABLES = [
    "指标 | 数值\n就业规模（万人） | 76.9",
    "指标 | 单位 | 数值\n就业规模 | 万人 | 76.9",
    "区县 | 就业规模（万人）\n | 76.9",
    "区县 | 就业规模\n | 万人\n | 76.9",
    "单位：万人 |\n指标 | 数值\n就业规模 | 76.9",
    "（计量单位：%、万人） |\n指标 | 数值\n就业规模 | 76.9",
    "指标 | 数值\n就业规模 | 76.9万人",
    "指标 | 数值（万）\n就业规模 | 76.9",
]


@pytest.mark.parametrize("text", TABLES)
def test_a_unit_scales_exactly_wherever_it_stands(text: str):
    [line] = found(text, options=AUGUST)
    assert line.endswith(": employed 500000 2021-08 769000")


def test_the_nearest_unit_counts():
    text = """
 | 单位：万人
区县 | 就业规模 | 就业帮扶车间（个）
万州区 | 1 | 2
"""
    assert found(text, options=AUGUST) == lines("""
f:3:B: employed 500101 2021-08 10000
f:3:C: workshops 500101 2021-08 2
""")


def test_a_qualifier_stays_beside_a_number_that_is_scaled():
    text = "区县 | 就业规模（万人）\n万州区 | 约1.5\n涪陵区 | 1.5余\n渝中区 | 2以上\n大足区 | 近3"
    assert found(text, options=AUGUST) == lines("""
f:2:B: employed 500101 2021-08 15000 (about)
f:3:B: employed 500102 2021-08 15000 (more than)
f:4:B: employed 500103 2021-08 20000 (at least)
f:5:B: employed 500111 2021-08 30000 (nearly)
""")


def test_a_unit_that_is_said_twice_is_refused():
    text = """
区县 | 就业规模（万人） | 单位
万州区 | 76.9万 |
涪陵区 | 76.9人 |
渝中区 | 76.9 | 人
大足区 | 76.9 | 万人
"""
    twice = "is given already; keep one of them"
    assert found(text, options=AUGUST) == [
        f"f:2:B: '76.9万' gives a unit, and '万人' {twice}",
        f"f:3:B: '76.9人' gives a unit, and '万人' {twice}",
        f"f:4:C: '人' gives a unit, and '万人' {twice}",
        "f:5:B: employed 500111 2021-08 769000",
    ]


def test_a_unit_of_another_thing_is_refused():
    text = """
指标 | 单位 | 数值
就业规模 | 人次 | 76
就业帮扶车间 | 万人 | 76
培训在岗农民工 | 万人次 | 4.1
"""
    assert found(text, options=AUGUST) == lines("""
f:2:C: '76' gives the unit '人次', but this is counted in 人 / people; write it so
f:3:C: '76' gives the unit '万人', but this is counted in 个 / workshops; write it so
f:4:C: training-migrant-workers 500000 2021-08 41000
""")


@pytest.mark.parametrize("unit", ["%", "％", "percent", "Percentage", "per cent"])
def test_a_percentage_may_be_called_so(unit: str):
    text = f"Indicator | Units | Value\nUnemployment | {unit} | 5.4\nUnemployment | {unit} | 5.4%"
    result = found(text, SDG, options=AUGUST)
    assert [line.split(": ")[1] for line in result] == ["unemployment EX 2021-08 5.4"] * 2


RATIOS = """
indicator | period | value | numerator | denominator
4.1.2 | 2020-12 | 354/408 | |
4.1.2 | 2020-12 | | 354 | 408
4.1.2 | 2020-12 | 86.8 | 354 | 408
4.1.2 | 2020-12 | 86.8% | 354 | 408
4.1.2 | 2020-12 | 354/408 | 354 | 408
4.1.2 | 2020-12 | 86.9 | 354 | 408
4.1.2 | 2020-12 | 86.8 | |
4.1.2 | 2020-12 | 86.8 | 354 | —
4.1.2 | 2020-12 | | 354 | 0
3.2.1 | 2020-12 | 35 | 354 | 408
4.1.2 | 2020-12 | — | — | —
"""


def test_a_ratio_has_numerator_and_denominator():
    ratio = "school-completion EX 2020-12 86.7647058823529 = 354/408"
    assert found(RATIOS, SDG) == [
        f"f:2:C: {ratio}",
        f"f:3:C: {ratio}",
        f"f:4:C: {ratio}",
        f"f:5:C: {ratio}",
        f"f:6:C: {ratio}",
        "f:7:C: '86.9' is not 354/408; correct one of them",
        "f:8:C: '86.8' is one number, but this is a ratio; write numerator/denominator, such as 12/40",
        "f:9:C: a ratio needs numerator and denominator; write both",
        "f:10:C: '354/0': the denominator must be above zero; correct it",
        "f:11:C: '354/408' is a ratio, but this is one number; write that, such as 12",
    ]
