"""The description beside a CSV: what it says of the columns, the key and the file."""

import json

import pytest
from exports import PLAN

from jobtrack.domain.text import Names
from jobtrack.files.outgoing.contract import COLUMNS, REVISION_COLUMNS
from jobtrack.files.outgoing.datapackage import CsvFile, description_text

FILE = CsvFile("village.csv", 321, "ab" * 32, has_revisions=False)


def test_a_package_has_the_plans_title_and_source_and_one_table():
    found = json.loads(description_text(PLAN, FILE))
    (resource,) = found.pop("resources")
    schema = resource.pop("schema")
    assert found == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "village-2025",
        "title": "示例计划 / Example plan",
        "sources": [{"title": "Work plan of the town, 2025"}],
    }
    assert resource == {
        "name": "snapshots",
        "type": "table",
        "path": "village.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": 321,
        "hash": f"sha256:{'ab' * 32}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
    }
    assert [field["name"] for field in schema["fields"]] == list(COLUMNS)
    assert {field["name"]: field["type"] for field in schema["fields"]} == {
        "indicator": "string",
        "area": "string",
        "period": "yearmonth",
        "value": "number",
        "qualifier": "string",
        "flag": "string",
        "numerator": "number",
        "denominator": "number",
        "known_from": "date",
        "source": "string",
        "note": "string",
    }
    assert schema["missingValues"] == [""]
    assert schema["primaryKey"] == ["indicator", "area", "period"]


def test_of_revisions_the_key_has_the_day_and_the_batch():
    found = json.loads(description_text(PLAN, FILE._replace(has_revisions=True)))
    schema = found["resources"][0]["schema"]
    assert [field["name"] for field in schema["fields"]] == list(REVISION_COLUMNS)
    assert schema["primaryKey"] == ["indicator", "area", "period", "known_from", "batch"]


@pytest.mark.parametrize(
    ("id", "name"),
    [("Plan 2025", "plan-2025"), ("计划", None), ("计划-2025", "2025"), ("a.b_c", "a.b_c")],
)
def test_a_package_is_called_after_the_plan_by_the_signs_that_names_have(id: str, name: str | None):
    assert json.loads(description_text(PLAN._replace(id=id), FILE)).get("name") == name


def test_what_is_not_known_is_left_out():
    plan = PLAN._replace(source="", names=Names("计划", ""))
    found = json.loads(description_text(plan, FILE))
    assert ("sources" in found, found["title"]) == (False, "计划")
