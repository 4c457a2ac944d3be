"""Every line that can't be taken is told of, each mistake once, with its place and what to write."""

import pytest
from tables import TODAY, found, lines, reading

from jobtrack.domain.importing.mapping import NO_MAPPING, Defaults
from jobtrack.domain.text import visible
from jobtrack.errors import JobtrackError
from jobtrack.errors.figures import PublishedInFuture
from jobtrack.errors.importing import PersonalData

AUGUST = Defaults(period="2021-08")


def test_each_bad_row_of_a_list_is_told_of():
    text = """
indicator | area | period | value | flag | published | qualifier
employd | | 2021-08 | 1 | | |
employed | 万洲区 | 2021-08 | 1 | | |
employed | | 2021.10 | 1 | | |
employed | | 2025-08 | 1 | | |
employed | | 2021-08 | 七十六万 | | |
employed | | 2021-08 | 1 | X | |
employed | | 2021-08 | 1 | M | |
employed | | 2021-08 | 1 | | 2025-07-11 |
employed | | 2021-08 | 1 | | | maybe
employed | | 2021-08 | 1余 | | | at least
 | | 2021-08 | 1 | | |
employed | | | 1 | | |

employed | | 2021-08 | 2 | | | 以上
employd | | 2021-08 | — | | |
"""
    assert found(text) == lines("""
f:2:A: no indicator 'employd'; did you mean 'employed'?
f:3:B: no area '万洲区'; did you mean '万州区'?
f:4:C: '2021.10' can be read in two ways; write the month as 2021-MM
f:5:C: 2025-08 has not begun; write 2025-07 or an earlier month
f:6:D: '七十六万' is in Chinese numerals; write digits, such as 76万
f:7:E: no flag 'X'; write A (normal), P (provisional), E (estimated), B (break) or M (withdrawn)
f:8:D: flag M withdraws a figure and takes no value; write '-' instead of '1'
f:9:F: 2025-07-11 is still to come; write 2025-07-10 or an earlier day of publication
f:10:G: no qualifier 'maybe'; write exact, about, at least, more than or nearly
f:11:D: '1余' says both 'more than' and 'at least'; write one of them
f:12:A: the row has a figure but no indicator; write it
f:13:C: the row has a figure but no month; write it
f:15:D: employed 500000 2021-08 2 (at least)
""")


def test_a_row_with_more_cells_than_the_header_is_refused():
    text = "指标 | 月份 | 数值\nemployed | 2021-08 | 35 | | 000 |\nemployed | 2021-08 | 35 | |"
    assert found(text) == [
        "f:2:D: the row has 6 cells, the header 3; name each column, and write a cell that holds "
        "commas in quotes",
        "f:3:C: employed 500000 2021-08 35",
    ]


def test_a_mistake_of_a_row_is_told_once_and_one_of_a_cell_for_each_cell():
    text = """
区县 | 2021-07 | 2021-08 | 2021-09
万洲区 | 1 | 2 | 3
涪陵区 | a | 2 | b
"""
    not_a_number = "is not a number; write one such as 769000, 769,000 or 76.9万"
    assert found(text, options=Defaults(indicator="employed")) == [
        "f:2:A: no area '万洲区'; did you mean '万州区'?",
        f"f:3:B: 'a' {not_a_number}",
        "f:3:C: employed 500102 2021-08 2",
        f"f:3:D: 'b' {not_a_number}",
    ]


def test_a_row_of_measures_names_one_that_is_known():
    text = """
指标 | 指标类型 | 数值
城镇新增就业 | 本年累计 | 5
城镇新增就业 | 同比 | 5%
城镇新增就业 | 去年的 | 5
"""
    assert found(text, options=AUGUST) == lines("""
f:2:C: urban-new-jobs 500000 2021-08 5
f:3:C: urban-new-jobs 500000 2021-08 growth 5 by 1
f:4:B: no measure '去年的'; write one such as this month, year to date or end of period
""")


def test_a_day_to_come_is_refused_as_a_default_too():
    tomorrow = TODAY.replace(day=TODAY.day + 1)
    with pytest.raises(PublishedInFuture):
        reading("指标 | 数值\nemployed | 1", options=AUGUST._replace(published=tomorrow))


HEADERS = (
    "姓名 | 姓　名 | 户主姓名 | 身份证号 | 公民身份号码 | 本人手机号（必填） | 联系电话 | 银行卡号 | "
    "Full name | First Name | ID number | id_no | National ID | Phone | Mobile number | Passport No"
)


@pytest.mark.parametrize("header", HEADERS.split(" | "))
def test_a_column_about_persons_is_refused_whatever_else_the_file_holds(header: str):
    for text in (f"区县 | {header} | 就业规模\n万州区 | x | 1", f"序号 | {header}\n1 | x"):
        with pytest.raises(PersonalData) as caught:
            found(text, options=AUGUST)
        assert str(caught.value) == (
            f"f: column B '{visible(header)}' looks like personal data, which jobtrack never stores; "
            "delete it from the file"
        )


CELLS = [
    "500101198001011234",
    "50010119800101123X",
    "13812345678",
    "+86 13812345678",
    "１３８１２３４５６７８",
]


@pytest.mark.parametrize("cell", CELLS)
def test_a_column_of_identity_or_mobile_numbers_is_refused(cell: str):
    text = f"区县 | 编号 | 就业规模\n万州区 | {cell} | 1\n涪陵区 | {cell} | 1\n渝中区 | | 1"
    with pytest.raises(PersonalData):
        found(text, options=AUGUST)


@pytest.mark.parametrize("header", ["持证人数", "Phones sold", "姓名错误数", "Mobile workers"])
def test_a_count_is_not_about_persons(header: str):
    text = f"区县 | {header} | 就业规模\n万州区 | 5 | 1"
    assert found(text, options=AUGUST) == ["f:2:C: employed 500101 2021-08 1"]


def test_figures_may_have_as_many_digits_as_a_mobile_number():
    text = "区县 | 就业规模\n万州区 | 13812345678\n涪陵区 | 15012345678"
    assert found(text, options=AUGUST) == lines("""
f:2:B: employed 500101 2021-08 13812345678
f:3:B: employed 500102 2021-08 15012345678
""")


def test_a_mapping_does_not_let_persons_in():
    for header in ("姓名=ignore", "姓名=note"):
        with pytest.raises(JobtrackError):
            found("区县 | 姓名 | 就业规模\n万州区 | x | 1", mapping=NO_MAPPING.with_column(header))


def test_an_area_that_stands_once_above_its_rows_is_asked_for_in_each():
    text = """
区县 | 指标 | 数值
万州区 | 就业规模 | 1
 | 帮扶车间 | 2
涪陵区 | 就业规模 | 3
"""
    assert found(text, options=AUGUST) == lines("""
f:2:C: employed 500101 2021-08 1
f:3:A: the row has a figure but no area, and rows above name one; write it in each row
f:4:C: employed 500102 2021-08 3
""")


def test_in_a_list_a_blank_area_is_the_home_of_the_plan():
    text = """
area | indicator | value
 | employed | 3
Wanzhou | employed | 1
Fuling | employed | 2
"""
    assert found(text, options=AUGUST)[0] == "f:2:C: employed 500000 2021-08 3"
