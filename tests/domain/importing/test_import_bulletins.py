"""Monthly bulletins as offices send them: titles, two-line headers, totals, parts and notes."""

from tables import CHONGQING, columns, found, lines

from jobtrack.domain.importing.mapping import Defaults
from jobtrack.domain.indicator import Kind

DISTRICTS = """
重庆市2021年8月就业情况月报 | | | | | |
填报单位：重庆市人社局 | | | | | | 单位：人
序号 | 区县 | 城镇新增就业 | | | | 脱贫人口就业规模（万人）
 | | 本月数 | 本年累计 | 去年同期 | 同比（%） | 期末数
甲 | 乙 | 1 | 2 | 3 | 4 | 5
 | 合计 | 330 | 2,600 | 2,500 | 4.0 | 1.10
1 | 万州区 | 100 | 1,000 | 1,050 | -4.8 | 0.50
2 | 涪　陵 | 230 | 1,600 | 1,450 | ↑10.3 | 0.60
 | 其中：渝中区 | 30 | 200 | — | 持平 | …
注：1.本表为初步数。 | | | | | |
单位负责人：张某 | | 填表人：李某 | | 联系电话： | | 13812345678
"""


def test_a_row_for_each_district_and_two_lines_of_header():
    assert found(DISTRICTS) == lines("""
f:6:C: urban-new-jobs 500000 2021-08 this month 330 by 1
f:6:D: urban-new-jobs 500000 2021-08 2600
f:6:E: urban-new-jobs 500000 2021-08 last year of year to date 2500 by 1
f:6:F: urban-new-jobs 500000 2021-08 growth of year to date 4 by 0.1
f:6:G: employed 500000 2021-08 11000
f:7:C: urban-new-jobs 500101 2021-08 this month 100 by 1
f:7:D: urban-new-jobs 500101 2021-08 1000
f:7:E: urban-new-jobs 500101 2021-08 last year of year to date 1050 by 1
f:7:F: urban-new-jobs 500101 2021-08 growth of year to date -4.8 by 0.1
f:7:G: employed 500101 2021-08 5000
f:8:C: urban-new-jobs 500102 2021-08 this month 230 by 1
f:8:D: urban-new-jobs 500102 2021-08 1600
f:8:E: urban-new-jobs 500102 2021-08 last year of year to date 1450 by 1
f:8:F: urban-new-jobs 500102 2021-08 growth of year to date 10.3 by 0.1
f:8:G: employed 500102 2021-08 6000
f:9:C: urban-new-jobs 500103 2021-08 this month 30 by 1
f:9:D: urban-new-jobs 500103 2021-08 200
""")


def test_what_its_columns_mean_is_said():
    assert columns(DISTRICTS) == lines("""
A 序号: ignore (known word)
B 区县: area (known word)
C 城镇新增就业 / 本月数: urban-new-jobs, this month (known word)
D 城镇新增就业 / 本年累计: urban-new-jobs, year to date (known word)
E 城镇新增就业 / 去年同期: urban-new-jobs, last year, year to date (compared, not stored)
F 城镇新增就业 / 同比（%）: urban-new-jobs, growth, year to date, % (compared, not stored)
G 脱贫人口就业规模（万人） / 期末数: employed, end of period, 万人 (known word)
all: area 500000
all: period 2021-08
all: unit 人
""")


def test_merged_headers_may_be_repeated_in_every_cell():
    merged = """
月报 | 月报 | 月报 | 月报
2021年8月 | 2021年8月 | 2021年8月 | 2021年8月
区县 | 城镇新增就业 | 城镇新增就业 | 就业规模
区县 | 本月数 | 本年累计 | 就业规模
万州区 | 1 | 2 | 3
"""
    assert found(merged) == lines("""
f:5:B: urban-new-jobs 500101 2021-08 this month 1 by 1
f:5:C: urban-new-jobs 500101 2021-08 2
f:5:D: employed 500101 2021-08 3
""")


INDICATORS = """
主要指标完成情况（2022年1-6月） | | | | | |
指标名称 | 计量单位 | 本月数 | 本年累计 | 去年同期 | 同比% | 完成年度任务（%）
一、城镇新增就业 | 万人 | 5.1 | 41.00 | 39 | 5.1 | 68.3
二、技工院校招生 | 人 | 200 | 3,000 | | 增长2.5 | 50
（一）山东帮扶农村劳动力就业 | 人 | 1余 | 3501 | | 下降0.8个百分点 |
其中：山东帮扶脱贫人口就业 | 人 | | 1820 | | | 120
三、就业规模 | 万人 | 77.9 | — | 76.6 | 1.7 | 103.7
数据来源：市人社局 | | | | | |
"""


def test_a_row_for_each_indicator():
    assert found(INDICATORS) == lines("""
f:3:C: urban-new-jobs 500000 2022-06 this month 51000 by 1000
f:3:D: urban-new-jobs 500000 2022-06 410000
f:3:E: urban-new-jobs 500000 2022-06 last year of year to date 390000 by 10000
f:3:F: urban-new-jobs 500000 2022-06 growth of year to date 5.1 by 0.1
f:3:G: urban-new-jobs 500000 2022-06 share of year to date 68.3 by 0.1
f:4:C: technical-school-intake 500000 2022-06 this month 200 by 1
f:4:D: technical-school-intake 500000 2022-06 3000
f:4:F: technical-school-intake 500000 2022-06 growth of year to date 2.5 by 0.1
f:4:G: technical-school-intake 500000 2022-06 share of year to date 50 by 1
f:5:C: shandong-employed 500000 2022-06 this month 1 by 1
f:5:D: shandong-employed 500000 2022-06 3501
f:5:F: shandong-employed 500000 2022-06 growth of year to date -0.8 by 0.1
f:6:D: shandong-employed-poverty 500000 2022-06 1820
f:6:G: shandong-employed-poverty 500000 2022-06 share of year to date 120 by 1
f:7:C: employed 500000 2022-06 this month 779000 by 1000
f:7:E: employed 500000 2022-06 last year of year to date 766000 by 1000
f:7:F: employed 500000 2022-06 growth of year to date 1.7 by 0.1
f:7:G: employed 500000 2022-06 share of year to date 103.7 by 0.1
""")


ENGLISH = """
Employment bulletin, January-August 2021 | | | |
Unit: people | | | |
District | Urban new jobs | | | Employed
 | This month | Year to date | Year-on-year (%) | End of month
Total | 300 | 3,000 | 3.1 | 11,000
Wanzhou | 100 | 1,000 | 3.1 | 5,000
Fuling | 200 | 2,000 | 3.1 | 6,000
Note: preliminary. | | | |
Prepared by: somebody | | | |
"""


def test_an_english_bulletin():
    drafts = [one for one in found(ENGLISH) if " by " not in one]
    assert drafts == lines("""
f:5:C: urban-new-jobs 500000 2021-08 3000
f:5:E: employed 500000 2021-08 11000
f:6:C: urban-new-jobs 500101 2021-08 1000
f:6:E: employed 500101 2021-08 5000
f:7:C: urban-new-jobs 500102 2021-08 2000
f:7:E: employed 500102 2021-08 6000
""")


def test_the_measure_may_be_the_upper_level():
    text = """
区县 | 本月数 | | 本年累计 |
 | 城镇新增就业 | 技工院校招生 | 城镇新增就业 | 技工院校招生
万州区 | 1 | 2 | 3 | 4
"""
    assert [one for one in found(text, options=Defaults(period="2021-08")) if " by " not in one] == [
        "f:3:D: urban-new-jobs 500101 2021-08 3",
        "f:3:E: technical-school-intake 500101 2021-08 4",
    ]


def test_a_comparison_is_about_the_level_that_it_stands_below():
    text = """
指标 | 本月 | | 累计 |
 | 数值 | 同比% | 数值 | 同比增减
城镇新增就业 | 1 | 2 | 3 | +4
"""
    assert found(text, options=Defaults(period="2021-08")) == lines("""
f:3:B: urban-new-jobs 500000 2021-08 this month 1 by 1
f:3:C: urban-new-jobs 500000 2021-08 growth of this month 2 by 1
f:3:D: urban-new-jobs 500000 2021-08 3
f:3:E: urban-new-jobs 500000 2021-08 change of year to date 4 by 1
""")


def test_two_months_side_by_side_are_two_values():
    text = """
指标 | 2021年8月 | 2020年8月 | 同比增长（%）
就业规模（万人） | 76.9 | 75.0 | 2.5
"""
    assert found(text) == lines("""
f:2:B: employed 500000 2021-08 769000
f:2:C: employed 500000 2020-08 750000
f:2:D: employed 500000 2021-08 growth 2.5 by 0.1
""")


def test_a_subtotal_is_stored_only_for_the_area_that_it_names():
    text = """
区县 | 就业规模
主城小计 | 5
万州区小计 | 3
"""
    assert found(text, options=Defaults(period="2021-08")) == lines("""
f:2:B: 5 left, a subtotal of no area
f:3:B: employed 500101 2021-08 3
""")


def test_a_number_below_the_table_is_told_of_but_no_phone():
    text = """
区县 | 就业规模
万州区 | 3
审核人：某某 | 1234
联系电话：某某 | 13812345678
"""
    assert found(text, options=Defaults(period="2021-08")) == lines("""
f:2:B: employed 500101 2021-08 3
f:3:B: 1234 left, a line below the table
""")


PAGES = """
2021年8月就业情况 |
区县 | 就业规模
万州区 | 3
2021年8月就业情况 |
区县 | 就业规模
涪陵区 | 4
"""


def test_a_header_that_a_page_says_again_is_skipped():
    assert found(PAGES) == lines("""
f:3:B: employed 500101 2021-08 3
f:6:B: employed 500102 2021-08 4
""")


ANOTHER = "another table begins here; put each into a file or a sheet of its own"


def test_another_table_below_is_refused_and_nothing_of_it_is_read():
    other_month = PAGES.replace("2021年8月就业情况 |\n区县 | 就业规模\n涪", "2021年7月 |\n涪")
    assert found(other_month) == ["f:3:B: employed 500101 2021-08 3", f"f:5: {ANOTHER}"]
    other_header = PAGES.replace("区县 | 就业规模\n涪陵区 | 4", "区县 | 备注\n涪陵区 | 4\n渝中区 | 5")
    assert found(other_header) == ["f:3:B: employed 500101 2021-08 3", f"f:6: {ANOTHER}"]
    stacked = """
一、就业规模 | |
区县 | 2021年7月 | 2021年8月
万州区 | 3 | 1
二、某某人数 | |
区县 | 2021年7月 | 2021年8月
万州区 | 30 | 10
"""
    assert found(stacked)[2:] == [f"f:6: {ANOTHER}"]


def test_an_area_that_is_called_as_a_column_may_be_is_an_area():
    city = CHONGQING.areas["500000"]._replace(aliases=("city",))
    plan = CHONGQING._replace(areas={**CHONGQING.areas, city.code: city})
    text = """
indicator | area | period | value
key-counties-above-last-year | city | 2023-12 | 3/4
key-counties-above-last-year | city | 2024-12 | 4/4
"""
    assert found(text, plan) == lines("""
f:2:D: key-counties-above-last-year 500000 2023-12 75 = 3/4
f:3:D: key-counties-above-last-year 500000 2024-12 100 = 4/4
""")


def test_a_title_above_a_list_of_areas_begins_another_table():
    text = """
万州区 |
指标 | 2021-08
就业规模 | 1
涪陵区 |
就业规模 | 2
"""
    assert found(text) == ["f:3:B: employed 500101 2021-08 1", f"f:5: {ANOTHER}"]


def test_a_note_below_the_table_begins_none():
    text = """
2021年8月 |
区县 | 就业规模
万州区 | 3
2021年7月起口径调整 |
"""
    assert found(text) == ["f:3:B: employed 500101 2021-08 3"]


def test_headings_within_a_table_are_skipped():
    text = """
指标 | 数值
一、城镇就业 |
城镇新增就业 | 1
二、脱贫人口就业 | 二、脱贫人口就业
就业规模 | 2
"""
    assert found(text, options=Defaults(period="2021-08")) == lines("""
f:3:B: urban-new-jobs 500000 2021-08 1
f:5:B: employed 500000 2021-08 2
""")


def test_a_plain_flow_in_a_table_to_date_is_no_amount_of_its_month():
    jobs = CHONGQING.indicators["urban-new-jobs"]._replace(kind=Kind.FLOW)
    plan = CHONGQING._replace(indicators={**CHONGQING.indicators, jobs.id: jobs})
    text = """
2021年1-8月 | |
区县 | 城镇新增就业 | 就业规模
万州区 | 1 | 2
"""
    assert found(text, plan) == lines("""
f:3:B: 1 left, a total since January, of what is recorded by the month
f:3:B: urban-new-jobs 500101 2021-08 year to date 1 by 1
f:3:C: employed 500101 2021-08 2
""")


def test_a_month_beside_its_year_to_date_is_the_amount_of_the_month():
    text = """
指标 | 单位 | 2021年8月 | 2021年1-8月 | 同比±%
城镇新增就业 | 万人 | 6.1 | 48.2 | 8.8
帮扶车间 | 个 | 473 | — |
"""
    assert found(text) == lines("""
f:2:C: urban-new-jobs 500000 2021-08 this month 61000 by 1000
f:2:D: urban-new-jobs 500000 2021-08 482000
f:2:E: urban-new-jobs 500000 2021-08 growth of year to date 8.8 by 0.1
f:3:C: workshops 500000 2021-08 473
""")


def test_a_comparison_is_about_the_indicator_on_its_left():
    text = "区县 | 就业规模 | 完成年度目标（%） | 帮扶车间 | 增减\n万州区 | 4 | 101.3 | 5 | -1"
    assert found(text, options=Defaults(period="2021-08")) == lines("""
f:2:B: employed 500101 2021-08 4
f:2:C: employed 500101 2021-08 share 101.3 by 0.1
f:2:D: workshops 500101 2021-08 5
f:2:E: workshops 500101 2021-08 change -1 by 1
""")
