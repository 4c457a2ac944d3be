"""Files of figures: every cell is taken for what it says, or refused with its line and a remedy."""

from datetime import date
from pathlib import Path

import pytest

import jobtrack
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot
from jobtrack.errors import JobtrackError
from jobtrack.errors.files import NotUtf8
from jobtrack.files.figures_csv import read_figures
from jobtrack.files.plan_toml import read_plan

TODAY = date(2025, 7, 10)
PLANS = Path(__file__).parents[1] / "plans"
BUNDLED = Path(jobtrack.__file__).parent / "plans"
SDG = read_plan((PLANS / "sdg.toml").read_bytes(), "sdg.toml")
CORNERS = read_plan((PLANS / "corners.toml").read_bytes(), "corners.toml")
HEADER = "indicator,area,period,value,flag,published,source,note\n"


def read(text: str, plan: Plan = SDG) -> list[Snapshot]:
    return read_figures(text.encode(), "f.csv", plan, TODAY)


def complaint(text: str, plan: Plan = SDG) -> str:
    with pytest.raises(JobtrackError) as found:
        read(text, plan)
    assert found.value.exit_status == 2
    return str(found.value)


def mortality(period: str, figure: Figure | None, known_from: date = TODAY, **fields) -> Snapshot:
    plain = Snapshot("under-five-mortality", "EX", Month.iso(period), known_from, "", figure)
    return plain._replace(**fields)


ALL_COLUMNS = HEADER + "3.2.1,Examplia,2020-12,35.5,E,2021-03-01,Survey,Small sample\n"
ALL_FIELDS = mortality(
    "2020-12",
    Figure(35.5),
    date(2021, 3, 1),
    flag=Flag.ESTIMATED,
    source="Survey",
    note="Small sample",
)


def test_every_column_is_read():
    assert read(ALL_COLUMNS) == [ALL_FIELDS]


def test_the_order_of_columns_is_of_no_account():
    head, row = (line.split(",") for line in ALL_COLUMNS.splitlines())
    turned = f"{','.join(reversed(head))}\n{','.join(reversed(row))}\n"
    assert read(turned) == read(ALL_COLUMNS)


def test_columns_that_are_not_known_are_left_alone():
    lines = zip(ALL_COLUMNS.splitlines(), ("extra,", "9,"), (",more", ",8"), strict=True)
    assert read("".join(f"{first}{line}{last}\n" for line, first, last in lines)) == [ALL_FIELDS]


def test_names_of_columns_are_compared_as_people_write_them():
    written = ALL_COLUMNS.replace("indicator,area", " Indicator ,ＡＲＥＡ", 1)
    assert read(written) == [ALL_FIELDS]


def test_what_is_not_required_can_be_missing():
    figures = read("indicator,period,value\nunder-five-mortality,2020-12,35.5\n")
    assert figures == [mortality("2020-12", Figure(35.5))]


def test_a_row_may_be_shorter_than_the_header():
    assert read(HEADER + "3.2.1,,2020-12,35.5\n") == [mortality("2020-12", Figure(35.5))]


def test_a_value_of_the_running_month_is_provisional():
    found = read("indicator,period,value\n8.5.2,2025-07,5\n8.5.2,2025-06,5\n")
    assert [(str(one.period), one.flag) for one in found] == [("2025-07", "P"), ("2025-06", "A")]


def test_a_deleted_row_takes_nothing_else_away():
    lines = (PLANS / "sdg.csv").read_text("utf-8").splitlines(keepends=True)
    whole = read("".join(lines))
    assert read("".join(lines[:1] + lines[2:])) == whole[1:]
    assert read(lines[0]) == []


def test_empty_lines_are_skipped():
    assert read(ALL_COLUMNS.replace("\n", "\n\n")) == [ALL_FIELDS]


LACKING = {
    "indicator": "f.csv: nothing says which indicator the figures are of; add a column 'indicator', or "
    'import it with --indicator or --map "COLUMN=INDICATOR"',
    "period": "f.csv: nothing says which month the figures are of; add a column 'period', write the "
    "month above the header, such as 2021年8月, or import it with --period",
    "value": "f.csv: no column with figures was recognised among 'indicator', 'area', 'period', 'x', "
    "'flag', 'published', 'source', 'note'; say what one means, such as --map \"x=value\"",
}


@pytest.mark.parametrize("column", LACKING)
def test_a_required_column_is_asked_for(column: str):
    text = HEADER.replace(column, "x", 1) + "soon,,soon,35.5\n"
    assert complaint(text) == LACKING[column]


def test_an_empty_file_has_no_table():
    assert complaint("") == "f.csv: there is no table in it; name the columns in its first line"


@pytest.mark.parametrize("text", ["…", "—", "-", "/", "", "  ", "不详", "无", "n/a", "..."])
def test_no_value_is_skipped_and_never_zero(text: str):
    rows = f"{HEADER}3.2.1,,2020-12,{text},,,,\n3.2.1,,2021-12,0,,,,\n"
    assert read(rows) == [mortality("2021-12", Figure(0.0))]


@pytest.mark.parametrize("text", ["…", "-", "", "无"])
def test_no_value_with_flag_m_withdraws(text: str):
    rows = f"{HEADER}3.2.1,,2020-12,{text},M,2021-03-02,Bureau,Misprint\n"
    assert read(rows) == [
        mortality(
            "2020-12",
            None,
            date(2021, 3, 2),
            flag=Flag.MISSING,
            source="Bureau",
            note="Misprint",
        )
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("35.5", Figure(35.5)),
        ("３５．５", Figure(35.5)),
        ('"1,035.5"', Figure(1035.5)),
        ("-0.8", Figure(-0.8)),
        ("－0.8", Figure(-0.8)),
        ("76.9万", Figure(769000.0)),
        ("约35", Figure(35.0, Qualifier.ABOUT)),
        ("about 35", Figure(35.0, Qualifier.ABOUT)),
        ("35以上", Figure(35.0, Qualifier.AT_LEAST)),
        (">=35", Figure(35.0, Qualifier.AT_LEAST)),
        ("3.2万余", Figure(32000.0, Qualifier.MORE_THAN)),
        ("more than 35", Figure(35.0, Qualifier.MORE_THAN)),
        ("近35", Figure(35.0, Qualifier.NEARLY)),
        ("nearly 35", Figure(35.0, Qualifier.NEARLY)),
    ],
)
def test_a_value_is_read_as_people_write_it(text: str, figure: Figure):
    assert read(f"{HEADER}3.2.1,,2020-12,{text}\n") == [mortality("2020-12", figure)]


def test_a_ratio_keeps_both_its_numbers():
    [found] = read("indicator,period,value\n4.1.2,2020-12,354/408\n")
    assert found.figure == Figure(86.7647058823529, Qualifier.EXACT, 354.0, 408.0)


def test_a_year_to_date_value_may_name_its_months():
    [found] = read("indicator,period,value\nvisitors,2024年上半年,7\n", CORNERS)
    assert (found.indicator, found.period, found.figure) == ("visitors", Month(2024, 6), Figure(7.0))


SENTENCES = [
    (
        "under-five-mortalty,,2020-12,1",
        "f.csv:2:A: no indicator 'under-five-mortalty'; did you mean 'under-five-mortality'?",
    ),
    ("xyz,,2020-12,1", "f.csv:2:A: no indicator 'xyz'; 'jobtrack indicators' lists them"),
    ("3.2.1,Exampla,2020-12,1", "f.csv:2:B: no area 'Exampla'; did you mean 'Examplia'?"),
    (
        "3.2.1,,2021.10,1",
        "f.csv:2:C: '2021.10' can be read in two ways; write the month as 2021-MM",
    ),
    ("3.2.1,,soon,1", "f.csv:2:C: 'soon' is not a month; write one such as 2021-07 or 2021年7月"),
    (
        "3.2.1,,2025-08,1",
        "f.csv:2:C: 2025-08 has not begun; write 2025-07 or an earlier month",
    ),
    (
        "3.2.1,,2025-06,1,,2025-07-11",
        "f.csv:2:F: 2025-07-11 is still to come; write 2025-07-10 or an earlier day of publication",
    ),
    (
        "3.2.1,,2025-06,1,,2025-02-30",
        "f.csv:2:F: '2025-02-30' is not a day; write one such as 2021-07-19",
    ),
    (
        "3.2.1,,2020-12,1,X",
        "f.csv:2:E: no flag 'X'; write A (normal), P (provisional), E (estimated), B (break) or M "
        "(withdrawn)",
    ),
    (
        "3.2.1,,2020-12,1,M",
        "f.csv:2:D: flag M withdraws a figure and takes no value; write '-' instead of '1'",
    ),
    (
        "3.2.1,,2020-12,nan",
        "f.csv:2:D: 'nan' is not a number; write one such as 769000, 769,000 or 76.9万",
    ),
    (
        "4.1.2,,2020-12,86.8",
        "f.csv:2:D: '86.8' is one number, but this is a ratio; write numerator/denominator, such as "
        "12/40",
    ),
    (
        "3.2.1,,2020-12,12/40",
        "f.csv:2:D: '12/40' is a ratio, but this is one number; write that, such as 12",
    ),
    ("4.1.2,,2020-12,12/0", "f.csv:2:D: '12/0': the denominator must be above zero; correct it"),
]


@pytest.mark.parametrize(("row", "sentence"), SENTENCES)
def test_a_cell_that_can_not_be_taken_names_its_line_and_a_remedy(row: str, sentence: str):
    assert complaint(f"{HEADER}{row}\n") == sentence


def test_the_line_is_that_of_the_file():
    text = ALL_COLUMNS + '3.2.1,,2019-12,36,,,,"two\nlines"\n' + "xyz,,2020-12,1\n"
    assert complaint(text) == "f.csv:5:A: no indicator 'xyz'; 'jobtrack indicators' lists them"


def test_a_figure_is_given_once():
    twice = HEADER + "3.2.1,,2020-12,35,,2021-03-01\nchild mortality,EX,2020/12,36,,2021/3/1\n"
    assert complaint(twice) == (
        "f.csv:3:D: under-five-mortality 2020-12 EX, known from 2021-03-01, is 36 here and 35 at "
        "f.csv:2:D; keep one of them"
    )


@pytest.mark.parametrize(
    ("second", "shown"), [("-,M", "-"), ("35,E", "35 (E)"), ("35余,", "more than 35")]
)
def test_a_figure_is_given_with_one_flag_and_one_qualifier(second: str, shown: str):
    twice = f"{HEADER}3.2.1,,2020-12,35,,2021-03-01\n3.2.1,,2020-12,{second},2021-03-01\n"
    assert complaint(twice) == (
        f"f.csv:3:D: under-five-mortality 2020-12 EX, known from 2021-03-01, is {shown} here and 35 at "
        "f.csv:2:D; keep one of them"
    )


def test_the_same_figure_again_is_one_figure():
    again = HEADER + "3.2.1,,2020-12,35,,2021-03-01\n3.2.1,EX,2020-12,35.0,A,2021-03-01\n"
    assert read(again) == [mortality("2020-12", Figure(35.0), date(2021, 3, 1))]


def test_a_revision_is_another_figure():
    revised = HEADER + "3.2.1,,2020-12,35,,2021-03-01\n3.2.1,,2020-12,36,,2021-03-02\n"
    assert read(revised) == [
        mortality("2020-12", Figure(35.0), date(2021, 3, 1)),
        mortality("2020-12", Figure(36.0), date(2021, 3, 2)),
    ]


def test_a_byte_order_mark_is_accepted():
    content = b"\xef\xbb\xbf" + ALL_COLUMNS.encode()
    assert read_figures(content, "f.csv", SDG, TODAY) == [ALL_FIELDS]


def test_windows_line_ends_are_accepted():
    assert read(ALL_COLUMNS.replace("\n", "\r\n")) == [ALL_FIELDS]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_refused(encoding: str):
    with pytest.raises(NotUtf8) as found:
        read_figures((HEADER + "3.2.1,,2020-12,3.2万余\n").encode(encoding), "f.csv", SDG, TODAY)
    assert str(found.value) == "'f.csv' is not UTF-8 text; save it as UTF-8"


def test_signs_that_nobody_sees_are_made_visible():
    [found] = read(HEADER + '3.2.1,,2020-12,35,,,\x1b[31mred,"a\nb\u202ec"\n')
    assert (found.source, found.note) == ("\\x1b[31mred", "a\\nb\\u202ec")


@pytest.mark.parametrize("cell", ["x" * 200_000, "9" * 5000, "\x00", "1\x000"])
def test_a_cell_of_rubbish_is_refused_in_one_short_line(cell: str):
    sentence = complaint(f"{HEADER}3.2.1,,2020-12,{cell}\n")
    assert sentence.startswith("f.csv:2")
    assert sentence.isprintable()
    assert len(sentence) < 200


def test_a_comma_that_parts_a_number_in_two_cells_is_refused():
    # without quotes the file says 35 in one cell and 000 in another that no column names
    assert complaint("indicator,period,value\n3.2.1,2020-12,35,000\n") == (
        "f.csv:2:D: the row has 4 cells, the header 3; name each column, and write a cell that holds "
        "commas in quotes"
    )


def test_a_column_that_is_named_twice_is_refused():
    assert complaint("indicator,period,value,Value\n3.2.1,2020-12,35,36\n") == (
        'f.csv: columns C and D mean the same, Value; delete one or say --map "COLUMN=ignore"'
    )


@pytest.mark.parametrize(
    ("plan", "figures"),
    [(PLANS / "sdg.toml", 31), (BUNDLED / "chongqing-2025.toml", None)],
    ids=["sdg", "chongqing-2025"],
)
def test_the_figures_beside_a_plan_fit_it(plan: Path, figures: int | None):
    known = read_plan(plan.read_bytes(), plan.name)
    content = (plan.parent / known.figures).read_bytes()
    found = read_figures(content, known.figures, known, TODAY)
    keys = [(one.indicator, one.area, one.period, one.known_from) for one in found]
    assert len(set(keys)) == len(keys) == (figures or len(keys))
    assert all(one.known_from > date(one.period.year, one.period.number, 1) for one in found)
