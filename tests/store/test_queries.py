"""The questions that other tools ask answer as the program itself does."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

import pytest

from jobtrack.cli import main
from jobtrack.domain.month import Month
from jobtrack.domain.report import Scope
from jobtrack.domain.report.by_area import Comparison, build_area_report, places_compared
from jobtrack.domain.row import row_of_target
from jobtrack.domain.series import expected_months
from jobtrack.domain.target import Rule
from jobtrack.store import open_store
from jobtrack.store.catalogue import catalogue_in
from jobtrack.store.queries import queries

SAMPLE = Path(__file__).parents[2] / "sample.db"
NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
DAY, MONTH = date(2025, 7, 1), Month(2025, 7)
Row = dict[str, object]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Published figures, and of three counties one that has not reported the last month."""
    path = Path(shutil.copy(SAMPLE, tmp_path / "jobs.db"))
    for area, period, value in (
        ("500229", "2025-04", "1.2万"),
        ("500229", "2025-06", "1.3万"),
        ("500238", "2025-06", "2.1万"),
        ("500242", "2025-05", "3.4万"),
    ):
        assert main(["--db", str(path), "add", "employed", value, period, "--area", area], now=NOW) == 0
    return path


def asked(db: Path, name: str, language: str = "en", **fields: str) -> list[Row]:
    [query] = [one for one in queries(language) if one.name == name]
    with closing(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query.sql, fields)]


def test_progress_is_that_of_the_targets(db: Path):
    with open_store(db) as store:
        plan = store.plan()
        targets = [
            one
            for one in plan.targets.values()
            if one.rule in {Rule.HOLD, Rule.REACH, Rule.QUOTA} and one.group is None
        ]
        series = store.series(plan, {(one.indicator, one.area) for one in targets}, None)
    found = {row["target"]: row for row in asked(db, "progress")}
    assert set(found) == {one.id for one in targets}
    for target in targets:
        measures = row_of_target(plan, target, series, MONTH, DAY).measures
        row = found[target.id]
        assert (row["period"], row["value"], row["bound"], row["gap"]) == (
            str(measures.period),
            measures.value,
            target.bound,
            measures.gap,
        )
        assert row["percent_of_bound"] == round(100 * (measures.attainment or 0), 1)


PLAN = """
[plan]
id = "town"
name = "Town"
home = "town"

[[section]]
id = "jobs"
name = "Jobs"

[[indicator]]
id = "trained"
name = "Trained"
section = "jobs"
unit = "people"
kind = "flow"

[[area]]
code = "town"
name = "Town"

[[target]]
id = "training"
name = "Training"
indicator = "trained"
rule = "quota"
bound = 600
due = "2025-12"
"""


def test_progress_of_a_quota_on_monthly_amounts_is_their_sum(tmp_path: Path):
    plan, path = tmp_path / "plan.toml", tmp_path / "town.db"
    plan.write_text(PLAN, "utf-8")
    assert main(["--db", str(path), "init", str(plan)]) == 0
    for period, value in (("2024-12", "999"), ("2025-01", "50"), ("2025-03", "60")):
        assert main(["--db", str(path), "add", "trained", value, period], now=NOW) == 0
    assert asked(path, "progress") == [
        {
            "target": "training",
            "name": "Training",
            "indicator": "trained",
            "area": "town",
            "area_name": "Town",
            "rule": "quota",
            "due": "2025-12",
            "period": "2025-03",
            "value": 110,
            "unit": "people",
            "direction": "at_least",
            "bound": 600,
            "percent_of_bound": 18.3,
            "gap": 490,
        }
    ]


def test_gaps_are_the_expected_months_without_a_value(db: Path):
    with open_store(db) as store:
        plan = store.plan()
        found_by_place = store.series(plan, product(plan.indicators, plan.areas), None)
    reported = {  # by the area itself, no sums over others
        place: own
        for place, known in found_by_place.items()
        if (own := [one.period for one in known.observations if one.expected is None])
    }
    newest: dict[str, Month] = {}
    for (id, _), own in reported.items():
        newest[id] = max(own[-1], newest.get(id, own[-1]))
    expected = {
        (id, area, str(month))
        for (id, area), own in reported.items()
        for month in expected_months(plan.indicators[id], own[0], newest[id])
        if month not in own
    }
    found = asked(db, "gaps")
    assert ("employed", "500229", "2025-05") in expected
    assert {(row["indicator"], row["area"], row["period"]) for row in found} == expected
    assert len(found) == len(expected)


def test_who_is_missing_is_who_the_report_by_area_waits_for(db: Path):
    comparison = Comparison(Scope(["employed"]))
    with open_store(db) as store:
        plan = store.plan()
        series = store.series(plan, places_compared(plan, comparison, MONTH), None)
    table = build_area_report(plan, series, comparison, MONTH, DAY).tables[0]
    found = [row for row in asked(db, "waiting") if row["indicator"] == "employed"]
    assert [row["area"] for row in found] == [one.code for one in table.waiting]
    assert {row["period"] for row in found} == {"2025-06"}
    assert {row["last_period"] for row in found if row["area"] == "500242"} == {"2025-05"}


def test_a_revision_has_its_first_and_its_latest_value(db: Path):
    main(["--db", str(db), "add", "employed", "1.25万", "2025-06", "--area", "500229"], now=NOW)
    [row] = [row for row in asked(db, "revisions") if row["area"] == "500229"]
    assert row == {
        "indicator": "employed",
        "indicator_name": "Employed, lifted from poverty",
        "area": "500229",
        "area_name": "Chengkou County",
        "period": "2025-06",
        "unit": "people",
        "versions": 2,
        "first_known_from": "2025-07-01",
        "first_value": 13_000,
        "latest_known_from": "2025-07-01",
        "latest_value": 12_500,
        "difference": -500,
        "source": "",
    }


@pytest.mark.parametrize("day", ["2021-08-31", "2022-08-02", "2024-12-31", ""])
def test_known_on_is_an_export_of_that_day(db: Path, tmp_path: Path, day: str):
    output = tmp_path / "figures.jsonl"
    options = ["--known-on", day] if day else []
    assert main(["--db", str(db), "export", "--output", str(output), *options], now=NOW) == 0
    exported = [json.loads(line) for line in output.read_text("utf-8").splitlines()]
    keys = ("indicator", "area", "period", "value", "qualifier", "flag", "known_from")
    found = asked(db, "known_on", known_on=day, indicator="")
    assert {tuple(row[key] for key in keys) for row in found} == {
        tuple(row[key] for key in keys) for row in exported
    }
    one = asked(db, "known_on", known_on=day, indicator="employed")
    assert one == [row for row in found if row["indicator"] == "employed"]


def test_acknowledged_are_the_findings_that_stand(db: Path, capsys: pytest.CaptureFixture[str]):
    def run(*arguments: str) -> str:
        main(["--db", str(db), *arguments], now=NOW)
        return capsys.readouterr().out

    first, second, *_ = json.loads(run("check", "--only", "missing-month", "--format", "json"))
    for finding, note in ((first, "early"), (second, "never reported"), (first, "published late")):
        run("check", "acknowledge", finding["key"], "--note", note)
        if note == "early":
            run("undo", "--yes")
    [last, other] = asked(db, "acknowledged")
    assert (last["finding"], last["name"], last["text"], last["note"]) == (
        first["key"],
        first["finding"],
        first["text"],
        "published late",
    )
    assert other["finding"] == second["key"]
    run("undo", "--yes")
    assert asked(db, "acknowledged") == [other]
    run("undo", "--yes")
    assert asked(db, "acknowledged") == [last, other]


def test_a_number_has_a_point_only_where_it_is_not_whole(db: Path):
    main(["--db", str(db), "add", "key-counties-above-last-year", "197/200", "2025-06"], now=NOW)
    found = {(row["indicator"], row["period"]): row["value"] for row in known_now(db)}
    values = [
        found["key-counties-above-last-year", "2025-06"],
        found["key-counties-above-last-year", "2021-08"],
    ]
    assert values == [98.5, 100]
    assert [type(one) for one in values] == [float, int]


def known_now(db: Path) -> list[Row]:
    return asked(db, "known_on", known_on="", indicator="")


def test_names_come_in_the_language_asked_for(db: Path):
    assert [asked(db, "progress", language)[0]["name"] for language in ("zh", "en")] == [
        "就业规模底线76万人",
        "Employment floor of 760,000",
    ]


def test_a_database_without_figures_answers_with_nothing(tmp_path: Path):
    path = tmp_path / "empty.db"
    assert main(["--db", str(path), "init", "--empty"]) == 0
    for query in queries("en"):
        fields = {"known_on": "", "indicator": ""} if query.name == "known_on" else {}
        assert asked(path, query.name, **fields) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_view_and_column_is_described(language: str):
    with closing(sqlite3.connect(SAMPLE)) as connection:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")
        actual = {
            name: {column for _, column, *_ in connection.execute(f"PRAGMA table_info({name})")}
            for (name,) in names
        }
    catalogue = catalogue_in(language)
    hidden = {table.name for table in catalogue.tables if table.is_hidden}
    described = {table.name: set(table.columns) for table in catalogue.tables if not table.is_hidden}
    assert described == {name: columns for name, columns in actual.items() if name not in hidden}
    for table in catalogue.tables:
        named = {table.sort.removeprefix("-"), table.label, *table.facets} - {None, ""}
        assert named <= set(table.columns)
