"""Each shape of table comes to the same: a figure for an indicator, an area and a month."""

import re
from pathlib import Path

import pytest
from tables import SDG, columns, found, lines, reading

from jobtrack.domain.importing.mapping import NO_DEFAULTS, Defaults
from jobtrack.errors import JobtrackError

DOCS = Path(__file__).parents[3] / "docs"
AUGUST = Defaults(period="2021-08")

LIST = """
indicator | area   | period    | value  | flag | published  | source | note
employed  | 500101 | 2021-07   | 5100   | A    | 2021-09-03 | Bureau |
就业规模   | 万州   | 2021年8月 | 0.52万 | P    | 2021/9/3   |        | Printed
employed  |        | 2021-08   | 80万余 |      |            |        |
employed  |        | 2021-06   | …      |      |            |        |
employed  |        | 2021-05   | …      | M    |            |        | Misprint
"""


def test_a_list_has_a_row_for_each_value():
    assert found(LIST) == lines("""
f:2:D: employed 500101 2021-07 5100 known from 2021-09-03 Bureau
f:3:D: employed 500101 2021-08 5200 P known from 2021-09-03 Printed
f:4:D: employed 500000 2021-08 800000 (more than)
f:6:D: employed 500000 2021-05 none M Misprint
""")
    assert columns(LIST) == lines("""
A indicator: indicator (known word)
B area: area (known word)
C period: period (known word)
D value: value (known word)
E flag: flag (known word)
F published: published (known word)
G source: source (known word)
H note: note (known word)
""")


EXPORTED = """
indicator|area|period|value|qualifier|flag|numerator|denominator|known_from|source|note
4.1.2 | EX | 2020-12 | 86.7647058823529 | exact | A | 354 | 408 | 2021-04-01 | Survey |
3.2.1 | EX | 2020-12 | 35.5 | at least | E | | | 2021-03-01 | Survey | Small
3.2.1 | EX | 2021-12 | | exact | M | | | 2021-03-01 | |
"""


def test_an_export_is_read_as_it_was_written():
    assert found(EXPORTED, SDG) == lines("""
f:2:D: school-completion EX 2020-12 86.7647058823529 = 354/408 known from 2021-04-01 Survey
f:3:D: under-five-mortality EX 2020-12 35.5 (at least) E known from 2021-03-01 Survey Small
f:4:D: under-five-mortality EX 2021-12 none M known from 2021-03-01
""")


WIDE = [
    """
区县 | 指标 | 2021年7月 | 2021年8月
万州区 | 就业规模 | 1 | 2
""",
    """
area | indicator | Jul 2021 | August 2021
Wanzhou | Employed | 1 | 2
""",
    """
 | | 2021-07-01 | 2021-08-01
万州 | employed | 1 | 2
""",
    """
2021年各月就业情况 | | |
区县 | 指标 | 7月 | 8月
万州区 | 就业规模 | 1 | 2
""",
    """
 | | 2021年 |
区县 | 指标 | 7月 | 8月
万州区 | 就业规模 | 1 | 2
""",
    """
区县 | 指标 | 2021年 | 2021年
区县 | 指标 | 7月 | 8月
万州区 | 就业规模 | 1 | 2
""",
    """
Region | Metric | 2021M07 | 202108
500101 | employed | 1 | 2
""",
]


@pytest.mark.parametrize("text", WIDE)
def test_a_column_for_each_month(text: str):
    last = len(text.strip().splitlines())
    assert found(text) == [
        f"f:{last}:C: employed 500101 2021-07 1",
        f"f:{last}:D: employed 500101 2021-08 2",
    ]


def test_two_years_stand_above_their_months():
    text = """
 | 2020年 | | 2021年 |
区县 | 11月 | 12月 | 1月 | 2月
万州区 | 1 | 2 | 3 | 4
"""
    assert found(text, options=Defaults(indicator="employed")) == lines("""
f:3:B: employed 500101 2020-11 1
f:3:C: employed 500101 2020-12 2
f:3:D: employed 500101 2021-01 3
f:3:E: employed 500101 2021-02 4
""")


def test_a_month_and_its_year_may_stand_in_two_columns():
    text = """
年份 | 月份 | 区县 | 指标 | 数值
2021年 | 8月 | 万州区 | 就业规模 | 1
2021 | 09 | 万州区 | 就业规模 | 2
"""
    assert found(text) == lines("""
f:2:E: employed 500101 2021-08 1
f:3:E: employed 500101 2021-09 2
""")


@pytest.mark.parametrize("title", ["2021年各月情况", "Employment 2021"])
def test_the_year_of_the_months_may_stand_in_the_title(title: str):
    wide = f"{title} | |\n指标 | 7月 | 8月\n就业规模 | 1 | 2"
    assert found(wide) == lines("""
f:3:B: employed 500000 2021-07 1
f:3:C: employed 500000 2021-08 2
""")
    rows = f"{title} |\n月份 | 就业规模\n7月 | 1\n8月 | 2"
    assert found(rows) == lines("""
f:3:B: employed 500000 2021-07 1
f:4:B: employed 500000 2021-08 2
""")


def test_months_without_a_year_are_never_taken_for_another_month():
    wide = "指标 | 7月 | 8月\n就业规模 | 1 | 2"
    assert complaint(wide).startswith("f: nothing says which month")
    assert found(wide, options=AUGUST) == lines("""
f:2:B: employed 500000 2021-07 1
f:2:C: employed 500000 2021-08 2
""")


def test_a_role_may_have_a_remark_in_brackets():
    text = "指标名称（单位） | 区县（自治县） | 数值（人）\n城镇新增就业（万人） | 万州区 | 1"
    assert columns(text.replace("（万人）", ""), options=AUGUST)[:3] == lines("""
A 指标名称（单位）: indicator (known word)
B 区县（自治县）: area (known word)
C 数值（人）: value, 人 (known word)
""")


def test_the_total_of_months_is_not_read():
    text = "指标 | 2021-07 | 2021-08 | 合计\n就业规模 | 1 | 2 | 3"
    assert found(text, options=AUGUST) == lines("""
f:2:B: employed 500000 2021-07 1
f:2:C: employed 500000 2021-08 2
""")
    assert columns(text, options=AUGUST)[3] == "D 合计: not recognised (not recognised, has numbers)"


def test_another_year_in_a_title_of_a_month_is_a_whole_year():
    text = "2021年8月就业情况 | |\n指标 | 2020年 | 2021年\n就业规模 | 1 | 2"
    assert found(text) == [
        "f:3:B: '2020' is a year; write a month, or period = \"year\" in a mapping if its December is "
        "meant",
        "f:3:C: employed 500000 2021-08 2",
    ]


def test_a_year_alone_is_its_december_where_one_value_a_year_is_expected():
    text = """
Indicator | 2015 | 2020
Under-five mortality | 40 | 35
Unemployment | 5 | 6
"""
    refusal = 'is a year; write a month, or period = "year" in a mapping if its December is meant'
    assert found(text, SDG) == [
        "f:2:B: under-five-mortality EX 2015-12 40",
        "f:2:C: under-five-mortality EX 2020-12 35",
        f"f:3:B: '2015' {refusal}",
        f"f:3:C: '2020' {refusal}",
    ]


def test_a_column_for_each_area():
    text = """
指标\\区县 | 万州区 | 涪陵区
就业规模 | 1 | 2
帮扶车间 | 3 | 4
"""
    assert found(text, options=AUGUST) == lines("""
f:2:B: employed 500101 2021-08 1
f:2:C: employed 500102 2021-08 2
f:3:B: workshops 500101 2021-08 3
f:3:C: workshops 500102 2021-08 4
""")
    assert columns(text, options=AUGUST)[0] == "A 指标\\区县: indicator (its cells)"


def test_a_header_of_three_levels_says_area_indicator_and_month():
    text = """
月份 | 万州区 | | 涪陵区 |
 | 就业规模 | 帮扶车间 | 就业规模 | 帮扶车间
 | 人 | 个 | 万人 | 个
2021-07 | 1 | 2 | 3 | 4
"""
    assert found(text) == lines("""
f:4:B: employed 500101 2021-07 1
f:4:C: workshops 500101 2021-07 2
f:4:D: employed 500102 2021-07 30000
f:4:E: workshops 500102 2021-07 4
""")


def test_areas_may_be_in_a_column_called_unit():
    text = """
单位 | 就业规模
万州区 | 1
"""
    assert found(text, options=AUGUST) == ["f:2:B: employed 500101 2021-08 1"]


def test_of_a_code_and_a_name_one_counts():
    text = """
行政区划代码 | 区县 | 指标代码 | 指标 | 数值
50-0101 | 万州区 | employed | 规模 | 1
"""
    assert found(text, options=AUGUST) == ["f:2:E: employed 500101 2021-08 1"]
    assert columns(text, options=AUGUST)[:4] == lines("""
A 行政区划代码: ignore (another column says the same)
B 区县: area (known word)
C 指标代码: indicator (known word)
D 指标: ignore (another column says the same)
""")


def test_the_title_may_name_indicator_month_and_unit():
    text = """
2021年8月城镇新增就业情况表（分区县） | |
 | | （单位：万人）
区县 | 累计 | 占任务%
万州区 | 0.1 | 3%
"""
    assert found(text) == lines("""
f:4:B: urban-new-jobs 500101 2021-08 1000
f:4:C: urban-new-jobs 500101 2021-08 share of year to date 3 by 1
""")
    assert columns(text)[-4:] == lines("""
C 占任务%: share, year to date, % (compared, not stored)
all: indicator urban-new-jobs
all: period 2021-08
all: unit 万人
""")


def test_the_area_that_a_title_begins_with_is_that_of_all_rows():
    text = """
万州区2021年8月就业情况
指标 | 数值
就业规模 | 1
"""
    assert found(text) == ["f:3:B: employed 500101 2021-08 1"]


def test_the_day_of_a_title_counts_only_if_it_ends_its_month():
    text = """
填报日期：2021年9月5日 | 数据截至2021年8月31日
指标 | 数值
就业规模 | 1
"""
    assert found(text) == ["f:3:B: employed 500000 2021-08 1"]


def documented(page: str, heading: str) -> list[str]:
    section = (DOCS / page).read_text("utf-8").partition(f"### {heading}\n")[2].partition("\n### ")[0]
    return re.findall(r"```csv\n(.*?)```", section, re.DOTALL)


DOCUMENTED = [
    """
f:2:D: urban-new-jobs 500101 2021-08 1200
f:3:D: urban-new-jobs 500102 2021-08 1000
""",
    """
f:2:C: employed 500101 2021-07 5100
f:2:D: employed 500101 2021-08 5200
""",
    """
f:5:B: urban-new-jobs 500000 2021-08 this month 300 by 1
f:5:C: urban-new-jobs 500000 2021-08 2500
f:5:D: urban-new-jobs 500000 2021-08 growth of year to date 5.1 by 0.1
f:5:E: employed 500000 2021-08 11000
f:6:B: urban-new-jobs 500101 2021-08 this month 100 by 1
f:6:C: urban-new-jobs 500101 2021-08 1000
f:6:D: urban-new-jobs 500101 2021-08 growth of year to date 4.2 by 0.1
f:6:E: employed 500101 2021-08 5000
f:7:B: urban-new-jobs 500102 2021-08 this month 200 by 1
f:7:C: urban-new-jobs 500102 2021-08 1500
f:7:D: urban-new-jobs 500102 2021-08 growth of year to date 5.7 by 0.1
f:7:E: employed 500102 2021-08 6000
""",
    """
f:2:C: urban-new-jobs 500000 2021-08 this month 300 by 1
f:2:D: urban-new-jobs 500000 2021-08 2500
f:2:E: urban-new-jobs 500000 2021-08 last year of year to date 2379 by 1
f:2:F: urban-new-jobs 500000 2021-08 growth of year to date 5.1 by 0.1
f:3:E: employed 500000 2021-08 last year of year to date 766000 by 1000
""",
    """
f:2:B: employed 500101 2021-08 5000
f:2:C: employed 500102 2021-08 6000
f:2:D: employed 500000 2021-08 11000
""",
]


@pytest.mark.parametrize(("page", "heading"), [("files.md", "Shapes"), ("zh/files.md", "格式")])
def test_the_examples_of_the_documents_are_read_as_they_say(page: str, heading: str):
    read = [found(text.replace(",", "|"), options=AUGUST) for text in documented(page, heading)]
    assert read == [lines(result) for result in DOCUMENTED]


def test_a_sheet_without_numbers_and_known_columns_is_empty():
    for text in ("", "填报说明\n请按月填报", " | \n | "):
        table = reading(text)
        assert table.layout.is_empty
        assert list(table.found) == []


def complaint(text: str, options: Defaults = NO_DEFAULTS) -> str:
    with pytest.raises(JobtrackError) as caught:
        found(text, options=options)
    return str(caught.value)


def test_a_sheet_of_which_nothing_is_known_is_refused_with_its_columns():
    assert complaint("foo | bar | baz\nx | y | 3") == (
        "f: no column with figures was recognised among 'foo', 'bar', 'baz'; say what one means, such "
        'as --map "baz=value"'
    )


def test_what_no_place_says_is_asked_for():
    assert complaint("区县 | 本年累计\n万州区 | 1", AUGUST) == (
        "f: nothing says which indicator the figures are of; add a column 'indicator', or import it "
        'with --indicator or --map "COLUMN=INDICATOR"'
    )
    assert complaint("区县 | 就业规模\n万州区 | 1") == (
        "f: nothing says which month the figures are of; add a column 'period', write the month above "
        "the header, such as 2021年8月, or import it with --period"
    )


def test_two_columns_that_mean_the_same_are_refused():
    refusal = 'delete one or say --map "COLUMN=ignore"'
    assert complaint("区县 | 就业规模 | 务工规模\n万州区 | 1 | 2", AUGUST) == (
        f"f: columns B and C mean the same, 务工规模; {refusal}"
    )
    assert complaint("月份 | 就业规模 | period\n2021-08 | 1 | 2021-08") == (
        f"f: columns A and C mean the same, period; {refusal}"
    )


def test_a_second_column_without_cells_does_no_harm():
    text = "区县 | 就业规模 | 务工规模\n万州区 | 1 |"
    assert found(text, options=AUGUST) == ["f:2:B: employed 500101 2021-08 1"]


def test_a_column_of_numbers_that_nobody_knows_is_told_of():
    text = "区县 | 就业规模 | 男 | 备用\n万州区 | 3 | 1 | x"
    assert found(text, options=AUGUST) == ["f:2:B: employed 500101 2021-08 3"]
    assert columns(text, options=AUGUST) == lines("""
A 区县: area (known word)
B 就业规模: employed, value (known word)
C 男: not recognised (not recognised, has numbers)
D 备用: not recognised (not recognised)
all: period 2021-08
""")
    assert [one.is_lost for one in reading(text, options=AUGUST).layout.columns] == [
        False, False, True, False,
    ]  # fmt: skip
