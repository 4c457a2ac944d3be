"""A plan made into a database: what it says of days and months holds there too."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobtrack.cli import main

PLAN = """
[plan]
id = "p"
name = "P"
home = "here"

[[section]]
id = "jobs"
name = "Jobs"

[[indicator]]
id = "employed"
name = "Employed"
section = "jobs"
unit = "people"
kind = "level"

[[area]]
code = "here"
name = "Here"

[[target]]
id = "floor"
name = "Floor"
indicator = "employed"
rule = "hold"
bound = 1
start = "2021-01"
due = "2025-12"
known_from = 2025-07-10
"""
NOW = datetime(2025, 7, 10, 12, tzinfo=UTC)


def status_of_init(folder: Path, text: str) -> tuple[int, bool]:
    """The exit status of ``init`` and whether there is a database afterwards."""
    plan, database = folder / "plan.toml", folder / "jobs.db"
    plan.write_text(text, "utf-8")
    return main(["init", str(plan), "--db", str(database)], now=NOW), database.exists()


def test_a_target_known_from_today_is_taken(tmp_path: Path):
    assert status_of_init(tmp_path, PLAN) == (0, True)


def test_a_target_known_from_a_day_to_come_is_refused(tmp_path: Path):
    assert status_of_init(tmp_path, PLAN.replace("2025-07-10", "2025-07-11")) == (2, False)


def test_a_target_known_from_a_day_to_come_is_not_applied(tmp_path: Path):
    assert status_of_init(tmp_path, PLAN) == (0, True)
    plan = tmp_path / "later.toml"
    plan.write_text(PLAN.replace("2025-07-10", "2025-07-11").replace("bound = 1", "bound = 2"), "utf-8")
    assert main(["targets", "apply", str(plan), "--db", str(tmp_path / "jobs.db")], now=NOW) == 2


@pytest.mark.parametrize("due", ["2999-12", "9999-12"])
def test_a_month_that_a_plan_may_name_can_be_stored_or_is_refused(tmp_path: Path, due: str):
    status, is_made = status_of_init(tmp_path, PLAN.replace("2025-12", due))
    assert (status, is_made) in {(0, True), (2, False)}


@pytest.mark.parametrize("name", ["sdg.toml", "corners.toml"])
def test_the_plans_of_the_tests_make_databases_and_come_out_again(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
):
    plan, database = Path(__file__).parents[1] / "plans" / name, str(tmp_path / "jobs.db")
    assert main(["init", str(plan), "--db", database], now=NOW) == 0
    assert main(["targets", "apply", str(plan), "--db", database, "--dry-run"], now=NOW) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "no difference"
    assert main(["targets", "export", "--db", database], now=NOW) == 0
    exported = tmp_path / "exported.toml"
    exported.write_text(capsys.readouterr().out, "utf-8")
    assert main(["targets", "apply", str(exported), "--db", database], now=NOW) == 0
    assert capsys.readouterr().out == "no difference\n"


def test_the_invented_figures_can_be_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    plan, database = Path(__file__).parents[1] / "plans" / "sdg.toml", str(tmp_path / "jobs.db")
    assert main(["init", str(plan), "--with-data", "--db", database], now=NOW) == 0
    made = f"made {database}: plan sdg-invented, indicators 6, targets 6, figures 31\n"
    assert capsys.readouterr().out == made
    pinned = ["--as-of", "2024-12", "--known-on", "2025-07-01", "--format", "csv"]
    assert main(["report", "--db", database, *pinned], now=NOW) == 0
    lines = capsys.readouterr().out.splitlines()
    columns = lines[0].split(",")
    rows = [dict(zip(columns, line.split(","), strict=False)) for line in lines[1:]]
    assert {row["target"]: row["value"] for row in rows if row["target"]} == {
        "under-five-mortality-2030": "31",
        "maternal-mortality-2030": "190",
        "clinics-everywhere": "1",
        "school-completion-2030": "91.7",
        "unemployment-ceiling": "5.8",
        "trees-2024": "59000",
    }
