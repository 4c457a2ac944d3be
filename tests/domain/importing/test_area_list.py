"""Lists of areas: which columns they have, what each line adds or changes, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tables import CHONGQING, sheet

from jobtrack.domain.area import Area
from jobtrack.domain.importing.area_columns import AreaColumn, recognised
from jobtrack.domain.importing.area_list import AreaList, area_list_of
from jobtrack.domain.importing.sheet import Sheet
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, find_area
from jobtrack.domain.text import Names
from jobtrack.errors import JobtrackError
from jobtrack.errors.areas import AreaColumnTwice, NamesUnsaid
from jobtrack.errors.importing import NoTable, PersonalData
from jobtrack.errors.names import Ambiguous, NoArea

BANXI = Area("500242-板溪镇", Names("板溪镇", ""), (), "500242")


def listed(text: str, plan: Plan = CHONGQING, within: str | None = None) -> AreaList:
    return area_list_of([sheet(text)], plan, within)


def new_or_changed(found: AreaList, plan: Plan = CHONGQING) -> list[Area]:
    areas = found.plan.areas.values()
    return [area for area in areas if plan.areas.get(area.code) != area]


def problems(found: AreaList) -> list[str]:
    return [f"{one.place}: {one.problem}" for one in found.rejections]


def meanings(text: str) -> list[AreaColumn | None]:
    lines = list(sheet(text).lines)
    return [column for _, column in recognised(lines, "f").columns]


def test_names_alone_are_the_towns_of_the_area_that_is_said():
    found = listed("板溪镇\n龚滩镇", within="酉阳县")
    assert new_or_changed(found) == [
        BANXI, Area("500242-龚滩镇", Names("龚滩镇", ""), (), "500242"),
    ]  # fmt: skip
    assert (found.codes, found.rejections) == (("500242-板溪镇", "500242-龚滩镇"), ())


@pytest.mark.parametrize("header", ["名称", "乡镇名称", "乡镇（街道）", "Name", "TOWN", "区县"])
def test_a_header_above_the_names_is_none_of_them(header: str):
    assert new_or_changed(listed(f"{header}\n板溪镇", within="酉阳")) == [BANXI]


def test_every_column_in_chinese_and_in_english():
    chinese = "代码|名称|英文名称|上级|别名|生效日期|失效日期"
    english = "code|name|name_en|within|aliases|valid_from|valid_to"
    for header in (chinese, english):
        found = listed(f"{header}\nx-1|一镇|One|酉阳|壹镇、1镇；One Town|2020年1月1日|2026-01-01")
        assert meanings(f"{header}\na|b|c|d|e|f|g") == list(AreaColumn)
        assert new_or_changed(found) == [
            Area(
                "x-1", Names("一镇", "One"), ("壹镇", "1镇", "One Town"), "500242",
                date(2020, 1, 1), date(2026, 1, 1),
            )
        ]  # fmt: skip


def test_a_district_beside_a_town_is_where_it_lies():
    assert meanings("序号|区县|乡镇|备注\n1|酉阳县|板溪镇|") == [
        None, AreaColumn.WITHIN, AreaColumn.NAME, None,
    ]  # fmt: skip
    assert new_or_changed(listed("序号|区县|乡镇|备注\n1|酉阳县|板溪镇|")) == [BANXI]
    assert meanings("区县|District\n酉阳县|Youyang") == [AreaColumn.NAME, None]


def test_titles_above_and_notes_and_totals_below_are_no_areas():
    found = listed("重点乡镇名单|\n区县|乡镇\n酉阳县|板溪镇\n合计|1\n注：2021年|")
    assert new_or_changed(found) == [BANXI]
    assert found.left == (("f:4", "合计 1"), ("f:5", "注：2021年"))


def test_subtotals_and_a_header_said_again_are_no_areas():
    found = listed("区县|乡镇\n酉阳县|板溪镇\n酉阳县|小计\n区县|乡镇\n城口县|小计（1）")
    assert new_or_changed(found) == [BANXI]
    assert found.left == (("f:3", "酉阳县 小计"), ("f:5", "城口县 小计（1）"))


def test_the_official_list_changes_nothing_in_the_bundled_plan():
    names = [area for area in CHONGQING.areas.values() if area.parent == "500000"]
    lines = [f"{one.code}|{one.names.zh}|{one.names.en}|{one.valid_to or ''}" for one in names]
    found = listed("\n".join(["adcode|name_zh|name_en|valid_to", *lines]))
    assert (new_or_changed(found), len(found.codes)) == ([], 39)


def test_areas_that_are_known_are_found_by_name_alone():
    found = listed("酉阳\n城口县\nWuxi County")
    assert (found.codes, new_or_changed(found)) == (("500242", "500229", "500238"), [])


def test_a_code_with_another_name_renames_and_an_old_name_changes_nothing():
    named = listed("代码|名称\n500242101|板溪镇", within="酉阳").plan
    renamed = listed("代码|名称\n500242101|板溪街道", named).plan
    assert renamed.areas["500242101"] == Area("500242101", Names("板溪街道", ""), ("板溪镇",), "500242")
    assert listed("代码|名称\n５００２４２１０１|板溪镇", renamed).plan == renamed
    assert listed("板溪镇", renamed, within="酉阳").plan == renamed


def test_districts_and_their_towns_come_in_one_file():
    found = listed("代码|名称|上级\nn|新区|重庆市\n|甲镇|新区\n|乙镇|n")
    assert [(one.code, one.parent) for one in new_or_changed(found)] == [
        ("n", "500000"), ("n-甲镇", "n"), ("n-乙镇", "n"),
    ]  # fmt: skip


def test_towns_of_one_name_in_two_districts_are_two():
    found = listed("区县|乡镇\n酉阳|太平镇\n城口|太平镇")
    assert found.codes == ("500242-太平镇", "500229-太平镇")
    assert found.shared == {"太平镇": ["500242-太平镇", "500229-太平镇"]}
    with pytest.raises(Ambiguous):
        find_area(found.plan, "太平镇")


def test_every_line_that_can_not_be_taken_is_told():
    found = listed(
        "代码|名称|上级|失效日期\n"
        "|甲镇||\n"
        "||酉阳|2026-01-01\n"
        "|乙镇|酉杨|\n"
        "a b|丙镇|酉阳|\n"
        "x|丁镇|酉阳|年底\n"
        "y|戊镇|酉阳|\n"
        "y|己镇|酉阳|\n"
        "z|戊镇|酉阳|\n"
        "q|庚镇|酉阳||多\n"
        "酉阳|辛镇|酉阳|\n"
    )
    assert problems(found) == [
        "f:2: '甲镇' is no area yet; write its code, or the area that it lies in, in a column or with "
        "--within AREA",
        "f:3: the line has no name; write it",
        "f:4: no area '酉杨'; 'jobtrack areas' lists them",
        "f:5: area 'a b': code = 'a b' does not fit; write a word without spaces or invisible signs",
        "f:6: area 'x': valid_to = 年底 does not fit; write a day such as 2025-12-31",
        "f:8: says otherwise of area 'y' than line 7; delete one of the two",
        "f:9: area 'z': '戊镇' is a name of area 'y' already; choose another one",
        "f:10: the row has 5 cells, the header 4; name each column, and write a cell that holds commas "
        "in quotes",
        "f:11: area '酉阳': '酉阳' is a name of area '500242' already; choose another one",
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("酉阳县|板溪镇", NamesUnsaid),
        ("板溪镇|\n|龚滩镇", NamesUnsaid),
        ("名称|地区\n甲|乙", AreaColumnTwice),
        ("姓名\n张三", PersonalData),
        ("乡镇|联系电话\n板溪镇|1", PersonalData),
        ("13812345678\n13912345678", PersonalData),
    ],
)
def test_a_table_that_is_no_list_of_areas_is_refused(text: str, error: type[JobtrackError]):
    with pytest.raises(error):
        listed(text, within="酉阳")


def test_a_sheet_without_lines_and_an_unknown_parent_are_refused():
    with pytest.raises(NoTable):
        area_list_of([Sheet("f", iter(()))], CHONGQING, None)
    with pytest.raises(NoArea):
        listed("板溪镇", within="酉杨")


NAME = st.text(st.characters(exclude_categories=["Cs"]), max_size=6).map(lambda text: f"{text}镇")
ROW = st.tuples(st.sampled_from(["酉阳", "城口县", "", "酉杨"]), NAME | st.just(""), NAME | st.just(""))


@given(st.lists(ROW, max_size=8), st.none() | st.just("秀山"))
def test_importing_a_list_twice_changes_nothing_more(rows, within):
    def again(plan: Plan) -> AreaList:
        lines = enumerate([("所属区县", "乡镇", "别名"), *rows], start=1)
        return area_list_of([Sheet("f", iter(list(lines)))], plan, within)

    first = again(CHONGQING)
    if not first.rejections:
        second = again(first.plan)
        assert (second.plan, second.codes, second.rejections) == (first.plan, first.codes, ())


def test_the_districts_of_the_bundled_plan_are_38_and_then_37():
    def districts(month: Month) -> list[Area]:
        areas = CHONGQING.areas.values()
        return [one for one in areas if one.parent == "500000" and one.is_valid(month)]

    assert [len(districts(Month(2025, number))) for number in (1, 10, 11, 12)] == [38, 38, 37, 37]
    before, after = ({one.code for one in districts(Month(2025, number))} for number in (10, 11))
    assert (before - after, after - before) == ({"500105", "500112"}, {"500157"})


def test_the_units_without_an_official_code_are_in_no_sum():
    assert [find_area(CHONGQING, name).parent for name in ("万盛经开区", "高新区")] == [None, None]
