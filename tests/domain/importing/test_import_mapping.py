"""What a user says of a file that it does not say itself."""

from datetime import date

import pytest
from tables import SDG, columns, found, lines, reading

from jobtrack.domain.importing.mapping import (
    NO_MAPPING,
    Defaults,
    FileMapping,
    mapping_of,
)
from jobtrack.errors.importing import NoMeaning, NotAMapping

AUGUST = Defaults(period="2021-08")


def mapped(*entries: str) -> FileMapping:
    mapping = NO_MAPPING
    for entry in entries:
        mapping = mapping.with_column(entry)
    return mapping


MEANINGS = {
    "Pop=value": "f:2:B: employed 500101 2021-08 5",
    "Pop = VALUE": "f:2:B: employed 500101 2021-08 5",
    "pop=就业帮扶车间": "f:2:B: workshops 500101 2021-08 5",
    "Pop=employed, unit 万人": "f:2:B: employed 500101 2021-08 50000",
    "Pop=employed, end of period, 2021-07": "f:2:B: employed 500101 2021-07 5",
    "B=urban-new-jobs，本年累计": "f:2:B: urban-new-jobs 500101 2021-08 5",
    "Pop=urban-new-jobs, growth": "f:2:B: urban-new-jobs 500101 2021-08 growth 5 by 1",
}


@pytest.mark.parametrize(("entry", "line"), MEANINGS.items())
def test_a_column_means_what_the_user_says(entry: str, line: str):
    header = "" if entry.startswith("B=") else "Pop"
    text = f"Code | {header}\n500101 | 5"
    options = AUGUST._replace(indicator="employed")
    assert found(text, mapping=mapped("Code=area", entry), options=options) == [line]


def test_what_the_user_says_counts_before_what_is_known():
    text = "区县 | 就业规模 | 数值\n万州区 | 1 | 2"
    mapping = mapped("就业规模=ignore", "数值=就业帮扶车间")
    assert found(text, mapping=mapping, options=AUGUST) == ["f:2:C: workshops 500101 2021-08 2"]
    assert columns(text, mapping=mapping, options=AUGUST)[1:3] == lines("""
B 就业规模: ignore (--map)
C 数值: workshops, value (--map)
""")


def test_any_level_of_a_header_may_be_mapped_or_all_of_them():
    text = "区县 | 甲类 | \n | 甲数 | 累计\n万州区 | 1 | 2"
    level = mapped("甲类=urban-new-jobs", "甲数=ignore")
    assert found(text, mapping=level, options=AUGUST) == ["f:3:C: urban-new-jobs 500101 2021-08 2"]
    whole = mapped("甲类 / 累计=urban-new-jobs, ytd")
    assert found(text, mapping=whole, options=AUGUST) == ["f:3:C: urban-new-jobs 500101 2021-08 2"]


def test_the_column_is_all_before_the_last_equals_sign():
    assert mapped("a=b=area").columns == {"a=b": "area"}


@pytest.mark.parametrize("entry", ["", "Pop", "=area", "Pop=", " = "])
def test_an_entry_without_column_or_meaning_is_refused(entry: str):
    with pytest.raises(NotAMapping) as caught:
        mapped(entry)
    assert str(caught.value) == (
        f"--map '{entry}' says nothing; write \"COLUMN=meaning\" or name a .toml file"
    )


def test_a_meaning_that_is_not_known_is_refused_with_the_nearest():
    with pytest.raises(NoMeaning) as caught:
        found("Pop | x\n1 | 2", mapping=mapped("Pop=employd"))
    assert str(caught.value) == "--map: 'Pop' can't mean 'employd'; did you mean 'employed'?"
    with pytest.raises(NoMeaning) as caught:
        found("Pop | x\n1 | 2", mapping=mapped("Pop=?!"))
    assert str(caught.value) == (
        "--map: 'Pop' can't mean '?!'; write an indicator, a column such as period, or ignore"
    )


def test_entries_for_columns_that_are_not_there_are_left_alone_and_told_of():
    table = reading("区县 | 就业规模\n万州区 | 1", mapping=mapped("Nope=area"), options=AUGUST)
    assert table.layout.unused == ("nope",)


DOCUMENT = {
    "period": "year",
    "columns": {"Units": "ignore", "Obs": "value"},
    "defaults": {
        "indicator": "{file}",
        "area": "EX",
        "period": "{sheet}",
        "unit": "%",
        "published": date(2021, 3, 1),
        "source": "Open data, {file}",
        "note": "n",
        "flag": "E",
    },
    "indicators": {"indicator_8-5-2": "8.5.2", "Other": "ignore"},
    "areas": {"Nord": "North"},
    "keep": {"Sex": ["", "Total"]},
}


def test_a_document_says_all_that_can_be_said():
    assert mapping_of(DOCUMENT, "m.toml") == FileMapping(
        columns={"units": "ignore", "obs": "value"},
        indicators={"indicator-8-5-2": "8.5.2", "other": "ignore"},
        areas={"nord": "North"},
        keep={"sex": frozenset({"", "total"})},
        is_yearly=True,
        defaults=Defaults(
            "{file}", "EX", "{sheet}", "%", date(2021, 3, 1), "Open data, {file}", "n", "E"
        ),
    )
    assert mapping_of({}, "m.toml") == NO_MAPPING


OPEN = """
Year | Units | Sex | Region | Series | Obs
2019 | Percent | | | A | 5.1
2020 | Percent | | Nord | A | 5.2
2021 | Percent | total | South | A | 5.3
2020 | Percent | Female | | A | 5.9
"""


def test_open_data_is_read_through_a_mapping():
    assert found(OPEN, SDG, mapping_of(DOCUMENT, "m.toml"), place="indicator_8-5-2.csv") == [
        f"indicator_8-5-2.csv:{cell}: unemployment {area} {month} {value} E known from 2021-03-01 "
        "Open data, indicator_8-5-2 n"
        for cell, area, month, value in (
            ("2:F", "EX", "2019-12", "5.1"),
            ("3:F", "EX-N", "2020-12", "5.2"),
            ("4:F", "EX-S", "2021-12", "5.3"),
        )
    ]


def test_rows_of_what_the_mapping_ignores_are_left_out():
    text = "Indicator | Area | 2020-12\nOther | EX | 1\n8.5.2 | Elsewhere | 2\n8.5.2 | EX | 3"
    mapping = FileMapping(indicators={"other": "ignore"}, areas={"elsewhere": "ignore"})
    assert found(text, SDG, mapping) == ["f:4:C: unemployment EX 2020-12 3"]


def test_the_sheet_may_name_what_its_figures_are_of():
    text = "指标 | 数值\n就业规模 | 1"
    options = Defaults(area="{sheet}", period="{file}")
    [line] = found(text, options=options, place="2021年8月.xlsx:万州区")
    assert line == "2021年8月.xlsx:万州区:2:B: employed 500101 2021-08 1"


def test_options_count_before_the_defaults_of_a_mapping():
    mapping = FileMapping(defaults=Defaults(period="2021-07", source="Mapping", note="Mapping"))
    options = Defaults(period="2021-08", source="Option")
    assert found("指标 | 数值\n就业规模 | 1", mapping=mapping, options=options) == [
        "f:2:B: employed 500000 2021-08 1 Option Mapping"
    ]
