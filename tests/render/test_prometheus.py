"""Metrics as the reader of Prometheus takes them, for any figures and any ids."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

from jobtrack.cli import main
from jobtrack.domain.area import Area
from jobtrack.domain.assess.measures import Mark, Measures, Status
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Section
from jobtrack.domain.report import Row
from jobtrack.domain.target import Rule, Target
from jobtrack.domain.text import Names
from jobtrack.render.prometheus import (
    LAST_RECORDED,
    METRICS_OF_TARGETS,
    METRICS_OF_VALUES,
    metrics_text,
)
from transcript import ROOT

NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
NAMES = Names("名", "Name")
PLACE = {"indicator": "i", "area": "a"}
TARGET = {"target": "t", **PLACE}
Sample = tuple[str, dict[str, str], float]


def row_of(id: str = "i", code: str = "a", target: str | None = None, **measures: float) -> Row:
    indicator = Indicator(id, NAMES, (), "s", NAMES, Kind.LEVEL)
    judged = None
    if target is not None:
        judged = Target(
            target,
            NAMES,
            id,
            code,
            Rule.HOLD,
            Month(2025, 1),
            Month(2025, 12),
            known_from=date(2025, 1, 1),
        )
    status = None if target is None else Status.BREACHED
    found = Measures()._replace(**measures)
    return Row(Section("s", NAMES), indicator, Area(code, NAMES), judged, found, status, (), ())


def samples(text: str) -> list[Sample]:
    """What another reader finds in ``text``, line by line."""
    return [
        (sample.name, sample.labels, float(sample.value))
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    ]


def test_a_value_has_its_age_and_whether_it_is_stale():
    row = row_of(value=0.1, age_months=3)._replace(marks=(Mark.STALE,))
    assert samples(metrics_text([row], [], None)) == [
        ("jobtrack_value", PLACE, 0.1),
        ("jobtrack_value_age_months", PLACE, 3),
        ("jobtrack_value_stale", PLACE, 1),
    ]


def test_a_target_has_what_is_known_of_it_and_one_status():
    known = {"value": 9.0, "bound": 10.0, "gap": 1.0, "attainment": 0.9, "pace": -0.5}
    assert samples(metrics_text([], [row_of(target="t", **known)], NOW)) == [
        ("jobtrack_target_value", TARGET, 9),
        ("jobtrack_target_bound", TARGET, 10),
        ("jobtrack_target_gap", TARGET, 1),
        ("jobtrack_target_attainment_ratio", TARGET, 0.9),
        ("jobtrack_target_pace_ratio", TARGET, -0.5),
        ("jobtrack_target_status", {**TARGET, "status": "breached", "colour": "red"}, 1),
        ("jobtrack_last_recorded_timestamp_seconds", {}, NOW.timestamp()),
    ]


def test_what_is_not_known_has_no_line_and_no_head():
    assert metrics_text([row_of()], [], None) == ""


@given(
    st.text(st.characters(exclude_categories=("C", "Z"))),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
)
def test_any_id_and_any_number_come_back(id: str, value: float):
    (name, labels, number), *_ = samples(metrics_text([row_of(id=id, value=value)], [], None))
    assert (name, labels, number) == ("jobtrack_value", {"indicator": id, "area": "a"}, value)


def test_the_metrics_of_a_database_are_well_formed(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    output = tmp_path / "jobtrack.prom"
    command = ["--db", str(ROOT / "sample.db"), "--lang", "zh", "export", "--as-of", "2024-12"]
    assert main([*command, "--output", str(output)], now=NOW) == 0
    assert main([*command, "--format", "prometheus"], now=NOW) == 0
    text = output.read_bytes().decode("ascii")
    assert capsys.readouterr().out == text
    families = list(text_string_to_metric_families(text))
    assert {family.type for family in families} == {"gauge"}
    assert all(family.documentation for family in families)
    names = [one.name for one in (*METRICS_OF_VALUES, *METRICS_OF_TARGETS)]
    assert [family.name for family in families] == [*names, LAST_RECORDED]
    found = samples(text)
    assert len({(name, *sorted(labels.items())) for name, labels, _ in found}) == len(found)
    assert [path.name for path in tmp_path.iterdir()] == ["jobtrack.prom"]


def test_every_metric_is_documented_in_its_order():
    text = (ROOT / "docs" / "files.md").read_text("utf-8")
    names = re.findall(r"^\| `(jobtrack_\w+)`", text, re.MULTILINE)
    assert names == [*(one.name for one in (*METRICS_OF_VALUES, *METRICS_OF_TARGETS)), LAST_RECORDED]
