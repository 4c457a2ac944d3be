"""An export as SDMX-CSV 2.0: the columns of its field guide, frequencies and their periods."""

import csv
import io

import pytest
from exports import EMPLOYED, PLAN, RATE, WITHDRAWN, snapshot, written

from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Figure
from jobtrack.files.outgoing import ExportFormat
from jobtrack.files.outgoing.sdmx_csv import structure_id, time_of

CURRENT = (
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,"
    "DECIMALS,OBS_STATUS,QUALIFIER,NUMERATOR,DENOMINATOR,KNOWN_FROM,SOURCE_DETAIL,COMMENT_OBS\r\n"
    "dataflow,JOBTRACK:village-2025(1.0.0),I,M,town,employed,2025-01,1230,people,0,"
    "0,A,exact,,,2025-02-12,镇统计公报,Printed beside it: +2.0%\r\n"
    "dataflow,JOBTRACK:village-2025(1.0.0),I,A,500101,rate,2024,8.2,%,0,"
    "1,P,about,41,500,2025-02-12,,\r\n"
)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_an_observation_is_a_row_under_its_structure():
    assert written(ExportFormat.SDMX_CSV, EMPLOYED, RATE).decode() == CURRENT


def test_of_revisions_the_day_and_the_batch_are_dimensions_of_a_structure_of_its_own():
    first, second = rows(written(ExportFormat.SDMX_CSV, EMPLOYED, WITHDRAWN, has_revisions=True))
    assert list(first)[:9] == [
        "STRUCTURE",
        "STRUCTURE_ID",
        "ACTION",
        "FREQ",
        "REF_AREA",
        "INDICATOR",
        "KNOWN_FROM",
        "BATCH",
        "TIME_PERIOD",
    ]
    assert first["STRUCTURE_ID"] == "JOBTRACK:village-2025-revisions(1.0.0)"
    assert (second["OBS_VALUE"], second["OBS_STATUS"], second["QUALIFIER"]) == ("", "M", "")
    assert second["RECORDED_AT"] == "2025-08-01T08:30:00.000001Z"
    assert second["SOURCE_DETAIL"] == "'=Bureau, letter 3"


@pytest.mark.parametrize(
    ("indicator", "period", "expected"),
    [
        ("employed", "2021-03", ("M", "2021-03")),
        ("trained", "2021-03", ("Q", "2021-Q1")),
        ("trained", "2021-12", ("Q", "2021-Q4")),
        ("trained", "2021-04", ("M", "2021-04")),
        ("spent", "2021-06", ("S", "2021-S1")),
        ("spent", "2021-12", ("S", "2021-S2")),
        ("rate", "2021-12", ("A", "2021")),
        ("rate", "2021-11", ("M", "2021-11")),
        ("shops", "2021-12", ("I", "2021-12")),
    ],
)
def test_a_period_is_written_as_its_frequency_has_it(
    indicator: str, period: str, expected: tuple[str, str]
):
    assert time_of(PLAN.indicators[indicator], Month.iso(period)) == expected


def test_no_two_months_of_an_indicator_are_one_observation():
    months = [Month(2021, number) for number in range(1, 13)]
    for indicator in PLAN.indicators.values():
        assert len({time_of(indicator, month) for month in months}) == 12


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("chongqing-2025", "JOBTRACK:chongqing-2025(1.0.0)"),
        ("a.b", "JOBTRACK:a_2Eb(1.0.0)"),
        ("计划", "JOBTRACK:_8BA1_5212(1.0.0)"),
    ],
)
def test_a_structure_is_called_after_the_plan_by_the_signs_that_sdmx_has(id: str, expected: str):
    assert structure_id(PLAN._replace(id=id)) == expected


def test_a_unit_without_an_english_name_has_its_chinese_one():
    (row,) = rows(written(ExportFormat.SDMX_CSV, snapshot("trained", "2021-03", Figure(5.0))))
    assert row["UNIT_MEASURE"] == "人次"
