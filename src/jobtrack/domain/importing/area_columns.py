"""The columns of a list of areas: the words by which they are known, and the header above them."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.importing.header.personal import check_cells, check_headers
from jobtrack.domain.importing.sheet import Line, column_letters
from jobtrack.domain.text import excerpt, folded, tidy
from jobtrack.errors.areas import AreaColumnTwice, NamesUnsaid
from jobtrack.words import N_

_DEEPEST = 20  # lines in which a header is looked for


class AreaColumn(StrEnum):
    """What a column of a list of areas is for."""

    CODE = N_("code")
    NAME = N_("name")
    EN = N_("English name")
    WITHIN = N_("within")
    ALIASES = N_("aliases")
    VALID_FROM = N_("valid from")
    VALID_TO = N_("valid to")


_WORDS = {
    AreaColumn.CODE: """代码 编码 区划代码 区划编码 行政区划代码 行政区划编码 统计用区划代码 地区代码
        区域代码 区县代码 乡镇代码 code codes areacode area-code adcode""",
    AreaColumn.NAME: """名称 地区 地区名称 区域 区域名称 行政区划 行政区划名称 乡镇 乡镇名称 乡镇街道
        乡镇街道名称 乡镇(街道) 镇街 镇街名称 街道 单位名称 name names namezh name-zh area areas
        areaname area-name town towns township townships""",
    AreaColumn.EN: "英文名 英文名称 英文 en nameen name-en englishname english",
    AreaColumn.WITHIN: """上级 上级地区 上级区划 上级代码 上级名称 所属 所属地区 所属区县 所属区县名称
        所属区划 所在地区 所在区县 within parent parents parentcode parent-code parentname""",
    AreaColumn.ALIASES: """别名 其他名称 曾用名 简称 又名 alias aliases othername othernames
        formername""",
    AreaColumn.VALID_FROM: """生效日期 启用日期 设立日期 成立日期 起始日期 valid-from validfrom from
        since""",
    AreaColumn.VALID_TO: """失效日期 停用日期 撤销日期 终止日期 截止日期 valid-to validto to until""",
}
_COLUMNS = {word: column for column, words in _WORDS.items() for word in words.split()}
_NAME_OR_WITHIN = {
    "区县", "区县名称", "区县(自治县)", "区(县)", "各区县",
    "district", "districts", "county", "counties",
}  # fmt: skip
"""The district of a town where there is a column of names besides, else what is listed itself."""

Columns = Mapping[AreaColumn, int]


class Recognised(NamedTuple):
    """What was made of a sheet: which of its lines is the first below the header, and its columns.

    Each column, from left to right, has its header and its meaning, None where nobody reads it.
    """

    place: str
    first: int
    columns: tuple[tuple[str, AreaColumn | None], ...]


def recognised(lines: Sequence[Line], place: str) -> Recognised:
    """What the columns of a sheet with these ``lines`` mean. Without a header each line is a name.

    Errors: NamesUnsaid, AreaColumnTwice, PersonalData.
    """
    rows = [cells for _, cells in lines]
    for index, cells in enumerate(rows[:_DEEPEST]):
        columns = _columns(cells, place)
        if AreaColumn.NAME in columns or AreaColumn.CODE in columns:
            return _checked(place, index + 1, cells, rows[index + 1 :], columns)
    used = {at for cells in rows for at, text in enumerate(cells) if text.strip()}
    check_headers(place, [(text,) for text in rows[0]])
    if len(used) != 1:
        raise NamesUnsaid(place=place)
    at = used.pop()
    return _checked(place, 0, [""] * (at + 1), rows, {AreaColumn.NAME: at})


def _checked(
    place: str, first: int, header: Sequence[str], rows: Sequence[Sequence[str]], columns: Columns
) -> Recognised:
    """What was recognised, where nothing of it is about persons. Errors: PersonalData."""
    check_headers(place, [(text,) for text in header])
    check_cells(place, rows)
    meanings = {at: column for column, at in columns.items()}
    texts = (excerpt(tidy(text)) for text in header)
    return Recognised(place, first, tuple((text, meanings.get(at)) for at, text in enumerate(texts)))


def _columns(cells: Sequence[str], place: str) -> Columns:
    """The columns that a header of these ``cells`` names. Errors: AreaColumnTwice."""
    words = [folded(text) for text in cells]
    found: dict[AreaColumn, int] = {}
    for at, column in ((at, _COLUMNS[word]) for at, word in enumerate(words) if word in _COLUMNS):
        if column in found:
            first, second = column_letters(found[column]), column_letters(at)
            raise AreaColumnTwice(place=place, first=first, second=second, meaning=column)
        found[column] = at
    either = AreaColumn.WITHIN if AreaColumn.NAME in found else AreaColumn.NAME
    for at, word in enumerate(words):
        if word in _NAME_OR_WITHIN:
            found.setdefault(either, at)
    return found
