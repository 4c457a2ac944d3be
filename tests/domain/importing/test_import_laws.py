"""Laws: reading at speed gives what reading with care gives, and nothing with a number is lost."""

from hypothesis import given
from hypothesis import strategies as st
from tables import CHONGQING, SDG, TODAY, found, line_of

from jobtrack.domain.importing.body.cells import Cells
from jobtrack.domain.importing.body.figures import found_in
from jobtrack.domain.importing.body.rows import Rows
from jobtrack.domain.importing.header.headers import is_number_like
from jobtrack.domain.importing.header.recognition import layout_of
from jobtrack.domain.importing.mapping import NO_MAPPING
from jobtrack.domain.importing.reading import Reading, reading_of
from jobtrack.domain.importing.sheet import Line, Sheet
from jobtrack.errors import JobtrackError

CELLS = {
    "indicator": ["employed", "workshops", "urban-new-jobs", "就业规模", "employd", "", " employed",
                  "key-counties-above-last-year", "就业规模（万人）"],
    "unit": ["", "人", "万人", "个", "—"],
    "area": ["", "500101", "万州", "nowhere", "500000", "小计"],
    "period": ["2021-08", "2021年8月", "2021年1-8月", "2025-07", "2025-08", "soon", ""],
    "value": ["5", "5.5", "-0", "007", "76.9万", "1,000", "", "…", "x", "4/4", "9" * 16, " 7", "٣"],
    "flag": ["", "A", "e", "M", "X"],
    "qualifier": ["", "exact", "at least", "?"],
    "numerator": ["", "4"],
    "denominator": ["", "8"],
    "published": ["", "2021-09-01", "2025-07-11", "x"],
    "source": ["", "Bureau", " \u202eB "],
    "note": ["", "n"],
}  # fmt: skip
LISTS = st.lists(st.tuples(*(st.sampled_from(texts) for texts in CELLS.values())), max_size=12)


@given(LISTS, st.integers(0, 2))
def test_reading_at_speed_gives_what_reading_with_care_gives(rows: list[tuple[str, ...]], more: int):
    head = [(1, tuple(CELLS))]
    lines = [(number, (*row, *[""] * more)) for number, row in enumerate(rows * 2, start=2)]
    layout = layout_of(head, "f", CHONGQING, NO_MAPPING, NO_MAPPING.defaults)
    with_care = Rows(Cells(layout, CHONGQING, NO_MAPPING, TODAY))
    expected = [line_of(one) for number, row in lines for one in with_care.found_in(number, row)]
    at_speed = found_in(lines, Cells(layout, CHONGQING, NO_MAPPING, TODAY))
    assert list(map(line_of, at_speed)) == expected


@given(st.permutations(list(CELLS)), LISTS)
def test_the_order_of_the_columns_is_of_no_account(order: list[str], rows: list[tuple[str, ...]]):
    names = list(CELLS)
    turned = [tuple(row[names.index(name)] for name in order) for row in rows]

    def read(header: list[str], cells: list[tuple[str, ...]]) -> list[str]:
        lines = enumerate([tuple(header), *cells], start=1)
        found = reading_of(Sheet("f", iter(lines)), CHONGQING, TODAY).found
        return [line_of(one).split(":", 3)[-1] for one in found]

    assert read(order, turned) == read(names, rows)


WORDS = [
    "区县", "万州区", "合计", "城镇新增就业", "就业规模（万人）", "本月数", "本年累计", "同比%",
    "2021年8月", "8月", "2021", "1", "76.9", "5.1%", "—", "", "", "注：无", "单位：人", "x", "指标",
    "数值", "employed",
]  # fmt: skip
GRIDS = st.lists(st.lists(st.sampled_from(WORDS), max_size=6), max_size=8)


def reading_or_refusal(lines: list[Line]) -> Reading | JobtrackError:
    try:
        return reading_of(Sheet("f", iter(lines)), CHONGQING, TODAY)
    except JobtrackError as error:
        return error


@given(GRIDS)
def test_any_grid_is_read_or_refused_in_one_line(rows: list[list[str]]):
    lines = list(enumerate(map(tuple, rows), start=1))
    table = reading_or_refusal(lines)
    if isinstance(table, JobtrackError):
        assert str(table).isprintable()
        return
    told = [line_of(one) for one in table.found]
    places = {line.split(": ")[0] for line in told}
    if any("another table" in line or "header" in line for line in told):
        return
    numbers = {
        f"f:{number}:{column.letters}"
        for number, row in lines[table.layout.first :]
        for column in table.layout.figures
        if column.at < len(row) and is_number_like(row[column.at])
    }
    lines_told = {place.rpartition(":")[0] for place in places}
    assert {one for one in numbers - places if one.rpartition(":")[0] not in lines_told} == set()


def test_a_long_list_is_read_to_its_end_in_order():
    rows = [f"unemployment | 2024-{1 + number % 12:02d} | {number}" for number in range(3000)]
    lines = found("\n".join(["indicator | period | value", *rows]), SDG)
    assert [line.split(" ")[-1] for line in lines] == [str(number) for number in range(3000)]
