"""Lines end where the language lets them end, and hold no more cells than there are."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.render.help.page import Page, Part, help_text
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import table_text
from jobtrack.render.medium.wrapping import cells, wrapped
from jobtrack.words import ENGLISH, words_in

SIGNS = "ab1.,() 人月年数据，。（）“”、：…─"
TEXTS = st.text(SIGNS, max_size=60)


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.integers(2, 40))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: int):
    lines = wrapped(text, width)
    assert squeezed("".join(lines)) == squeezed(text)
    assert all(cells(line) <= width for line in lines)


@given(st.text("数据人月，。）（", max_size=60), st.integers(20, 40))
def test_no_line_begins_with_a_sign_that_closes_where_it_can_be_helped(text: str, width: int):
    if not any(one in "，。）（" and two in "，。）（" for one, two in pairwise(text)):
        assert not any(line.startswith(("，", "。", "）")) for line in wrapped(text, width)[1:])


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("按期应已有更新的数据，请核对。", 22, ["按期应已有更新的数据，", "请核对。"]),
        ("按期应已有更新的数据，请核对。", 20, ["按期应已有更新的数", "据，请核对。"]),
        ("合计76.9万人以上", 12, ["合计76.9万人", "以上"]),
        ("合计76.9万人以上", 10, ["合计", "76.9万人以", "上"]),
        ("起止2021年1月至2025年12月", 16, ["起止2021年1月至", "2025年12月"]),
        ("见（批次0e3a830d）", 16, ["见", "（批次0e3a830d）"]),
        ("see docs/files.md now", 10, ["see", "docs/files", ".md now"]),
        ("", 5, [""]),
    ],
)
def test_lines_are_broken_as_they_are_read(text: str, width: int, lines: list[str]):
    assert wrapped(text, width) == lines


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.integers(20, 100))
def test_a_table_is_never_cut(rows: list[tuple[str, str, str]], width: int):
    shown = table_text(["甲", "乙", "丙"], rows, Medium(width=width))
    assert all(cells(line) <= width for line in shown.splitlines())
    for row in rows:
        for cell in row:
            assert not set(squeezed(cell)) - set(shown)
    told = "".join(cell for row in rows for cell in row)
    assert [shown.count(one) for one in "数据"] == [told.count(one) for one in "数据"]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [20, 40, 80, None])
def test_a_page_of_help_says_all_that_there_is(language: str, width: int | None):
    medium = Medium(words_in(language), width=width)
    page = Page(
        ["jobtrack add", "[OPTIONS]", "VALUE"],
        "录入一条数据，并显示相关目标的进展。",
        [Part("Options", [("--area AREA", "地区（默认计划所在地）；可多次给出。")])],
        ["jobtrack add employed 76.9万 2021-08"],
    )
    shown = squeezed(help_text(page, medium))
    heads = ("用法：", "选项：", "示例：") if language == "zh" else ("Usage:", "Options:", "Examples:")
    for text in (*page.usage, page.about, *heads, *page.parts[0].entries[0], *page.examples):
        assert squeezed(text) in shown
    assert ENGLISH.language == "en"
