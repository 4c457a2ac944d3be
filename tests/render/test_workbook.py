"""A report as a workbook, read by another library than wrote it."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from reports import (
    CHINESE,
    DAY,
    HOSTILE,
    PLAIN,
    lines,
    loaded,
    records,
    report,
    workbook,
    workbook_bytes,
)

from jobtrack.domain.area import Area
from jobtrack.domain.month import Month
from jobtrack.domain.report import Report
from jobtrack.domain.report.by_area import AreaReport, AreaTable
from jobtrack.domain.row import Row
from jobtrack.domain.text import Names
from jobtrack.domain.workbook import length_of
from jobtrack.render import Format
from jobtrack.render.report.by_area import area_report
from jobtrack.render.report.columns import COLUMNS, Column, attained
from jobtrack.render.xlsx.book import sheet_title
from jobtrack.render.xlsx.cell import TYPED, Cell, cell_of
from jobtrack.render.xlsx.chart import charts_below


def month(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}-01")


def test_numbers_are_numbers_shares_are_shares_and_months_are_dates():
    first = records(workbook(report("2024-12")).worksheets[0])[0]
    assert first == {
        "Section": "Employment",
        "Target": "Employment floor of 760,000 (people)",
        "Area": "Chongqing",
        "Period": month("2024-12"),
        "Value": 830_000,
        "Bound": 760_000,
        "Done": pytest.approx(830_000 / 760_000),
        "Gap/buffer": 70_000,
        "Time gone": None,
        "On the year": 22_000,
        "12 months": None,
        "Status": "on track",
        "Marks": "unverified, breached before",
    }


def test_a_number_is_shown_with_what_stands_beside_it():
    sheet = workbook(report("2024-12"), CHINESE).worksheets[0]
    forms = {cell.value: sheet.cell(5, cell.column).number_format for cell in sheet[4]}
    assert (forms["月份"], forms["数值"], forms["目标值"]) == (
        'yyyy"年"m"月"',
        '#,##0"余"',
        '"≥"#,##0;"≥"-#,##0',
    )
    assert (forms["完成率"], forms["缺口/余量"]) == ("0.0%", "+#,##0;-#,##0;#,##0")


def test_what_is_not_met_never_shows_as_a_hundred_percent():
    row = report("2024-12").targets[0]
    measures = row.measures._replace(attainment=0.99999, gap=1.0)
    assert cell_of(done(), row._replace(measures=measures), PLAIN) == Cell(0.99999, '"99.9%"')
    assert cell_of(done(), row, PLAIN) == Cell(830_000 / 760_000, "0.0%")


def test_every_column_of_numbers_holds_numbers():
    assert {column.text for column in COLUMNS if column.is_number} == set(TYPED)


def done() -> Column:
    return next(column for column in COLUMNS if column.text is attained)


@pytest.mark.parametrize(
    ("name", "fill"),
    [
        ("on track", "FFC6EFCE"),
        ("achieved", "FFC6EFCE"),
        ("no data", "FFE4E4E4"),
        ("awaiting data", "FFE4E4E4"),
    ],
)
def test_a_status_is_a_word_on_its_colour(name: str, fill: str):
    sheet = workbook(report("2024-12")).worksheets[0]
    column = next(cell.column for cell in sheet[4] if cell.value == "Status")
    cells = [row[column - 1] for row in sheet.iter_rows(min_row=5)]
    assert {cell.fill.fgColor.rgb for cell in cells if cell.value == name} == {fill}


def test_the_header_stays_in_sight_and_on_every_page_which_is_one_wide():
    book = workbook(report("2024-12"))
    assert [(one.freeze_panes, one.print_title_rows) for one in book.worksheets[:2]] == [
        ("C5", "$4:$4"),
        ("B5", "$4:$4"),
    ]
    for sheet in book.worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            None,
            0,
        )  # one wide: the default


def test_columns_are_as_wide_as_what_stands_in_them_a_chinese_sign_counting_two():
    sheet = workbook(report("2024-12"), CHINESE).worksheets[0]
    names = [row["目标"] for row in records(sheet)]
    assert "国家重点县超上年占比" in names
    assert sheet.column_dimensions["B"].width >= 2 * len("2024年鲁渝农村劳动力任务（人）") - 4
    assert sheet.column_dimensions["E"].width >= len("830,000余") + 1


def test_a_section_has_its_series_as_a_table_of_months_with_gaps_left_empty():
    sheet = workbook(report("2022-03"))["Employment"]
    assert lines(sheet)[3:] == [
        ("Period", "Employed, lifted from poverty (people)", "Employment floor of 760,000 · Bound",
         "2022 employment task (implied) · Bound", "2021 employment task (implied) · Bound",
         "Key counties above last year", "Key districts above last year"),
        (month("2021-06"), 766_000, 760_000, None, 751_100, None, None),
        (month("2021-07"), 766_000, 760_000, None, 751_100, None, None),
        (month("2021-08"), 769_000, 760_000, None, 751_100, 100, 100),
        (month("2021-09"), 769_300, 760_000, None, 751_100, None, None),
        (month("2021-10"), None, 760_000, None, 751_100, None, None),
        (month("2021-11"), None, 760_000, None, 751_100, None, None),
        (month("2021-12"), None, 760_000, None, 751_100, None, None),
        (month("2022-01"), None, 760_000, 751_100, None, None, None),
        (month("2022-02"), None, 760_000, 751_100, None, None, None),
        (month("2022-03"), 759_000, 760_000, 751_100, None, None, None),
    ]  # fmt: skip
    [table] = sheet.tables.values()
    assert table.ref == "A4:G14"
    assert [sheet.cell(5, column).number_format for column in (1, 2)] == ["yyyy-mm", "#,##0"]


def references(sheet: Worksheet) -> Iterator[list[tuple[str, str, str]]]:
    """Of each chart the cells that its lines are of: name, months, values."""
    for chart in sheet._charts:  # noqa: SLF001 - the library offers no other way
        yield [(one.tx.strRef.f, one.cat.numRef.f, one.val.numRef.f) for one in chart.series]


def test_a_series_has_a_chart_with_its_bounds_as_further_lines():
    sheet = workbook(report("2022-03"))["Employment"]
    assert list(references(sheet)) == [
        [
            (f"Employment!${letter}$4", "Employment!$A$5:$A$14", f"Employment!${letter}$5:${letter}$14")
            for letter in "BCDE"
        ]
    ]


@pytest.mark.parametrize("as_of", ["2021-08", "2022-03", "2024-07", "2024-12"])
def test_the_last_value_of_a_series_is_that_of_its_row(as_of: str):
    found = report(as_of)
    rows = [row for row in (*found.targets, *found.indicators) if row.measures.period is not None]
    lasts = [found.series_of(row).at(row.measures.period or Month(1, 1)) for row in rows]
    assert rows
    assert [last.value if last else None for last in lasts] == [row.measures.value for row in rows]


def test_the_last_sheet_says_what_it_is_and_what_the_marks_mean():
    sheet = workbook(report("2022-03")).worksheets[-1]
    assert lines(sheet)[:8] == [
        ("Plan", "Chongqing: employment of people lifted out of poverty, 2025"),
        ("As of", "2022-03"),
        ("Known on", "2025-07-01"),
        ("Source", report("2022-03").plan.source),
        (None, None),
        ("Marks", "Meaning"),
        ("stale", "a later value should be known by now"),
        ("provisional", "the figure is provisional"),
    ]


def test_below_the_table_stands_what_is_said_of_it_in_lines_no_wider_than_it():
    sheet = workbook(report("2024-12")).worksheets[0]
    said = [row[0] for row in lines(sheet)[4 + len(records(sheet)) :] if row[0]]
    assert said == [
        "Targets: 6 · no data 2 · awaiting data 1 · achieved 2 · on track 1",
        "A base in every key county, unknown: Chengkou County, Wuxi County, Youyang Tujia and Miao "
        "Autonomous County, Pengshui Miao and Tujia Autonomous County",
        "A workshop in every key town, not named yet: 17 of 17",
    ]


def hostile(found: Report, text: str) -> Report:
    def renamed(row: Row) -> Row:
        names = Names(text, text)
        target = None if row.target is None else row.target._replace(names=names, source=text)
        return row._replace(
            target=target,
            area=Area(row.area.code, names),
            section=row.section._replace(names=names),
            indicator=row.indicator._replace(names=names, unit=names),
        )

    plan = found.plan._replace(
        names=Names(text, text),
        source=text,
        sections={id: one._replace(names=Names(text, text)) for id, one in found.plan.sections.items()},
    )
    return found._replace(
        plan=plan,
        targets=tuple(map(renamed, found.targets)),
        indicators=tuple(map(renamed, found.indicators)),
    )


@pytest.mark.parametrize(
    "text",
    [
        HOSTILE,
        "=cmd|' /C calc'!A0",
        "http://x.example",
        "<r>a</r>",
        "'",
        "a" * 300,
        "👩" * 300,
        "a" * 33_000,
        "History",
    ],
)
def test_hostile_text_is_inert(text: str):
    book = workbook(hostile(report("2022-03"), text))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert "\x1b" not in "".join(str(cell.value) for cell in cells)
    titles = [sheet.title.casefold() for sheet in book.worksheets]
    assert len(set(titles)) == len(titles) == 8


def test_the_same_report_is_the_same_bytes():
    found = report("2024-07")
    assert workbook_bytes(found) == workbook_bytes(found)


def test_a_report_of_nothing_is_a_header():
    empty = report("2024-12")._replace(targets=(), indicators=())
    assert [sheet.title for sheet in workbook(empty).worksheets] == ["Overview", "About this report"]


def test_area_by_area_a_target_has_a_sheet_with_its_areas_as_they_are_ranked():
    found = report("2024-12")
    whole, plan = found.targets[0], found.plan
    counties = [plan.areas[code] for code in plan.groups["national-key-counties"].members[:2]]
    rows = tuple(whole._replace(area=area) for area in counties)
    table = AreaTable(whole, rows, whole.measures.period, (counties[1],))
    content = area_report(AreaReport(plan, found.as_of, DAY, (table,)), Format.XLSX, PLAIN)
    assert isinstance(content, bytes)
    first, last = loaded(content).worksheets
    assert (first.title, last.title) == ("Employment floor of 760,000", "About this report")
    assert [(row["Area"], row["Value"]) for row in records(first)] == [
        ("Chongqing", 830_000),
        (counties[0].names.en, 830_000),
        (counties[1].names.en, 830_000),
    ]
    assert lines(first)[-1][0] == f"nothing reported for 2024-12: {counties[1].names.en}"


@pytest.mark.parametrize(
    ("count", "columns", "below"), [(1, 2, 1), (2, 3, 2), (3, 4, 2), (8, 9, 4), (24, 30, 10)]
)
def test_charts_stand_one_below_the_other_as_far_as_a_page_goes(count: int, columns: int, below: int):
    assert charts_below(count, columns) == below


@given(st.lists(st.text(max_size=40), max_size=8))
def test_a_sheet_always_has_a_title_that_excel_takes(titles: list[str]):
    taken = {"history"}
    for title in titles:
        name = sheet_title(title, taken)
        assert 1 <= length_of(name) <= 31
        assert name.casefold() not in taken
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        taken.add(name.casefold())
