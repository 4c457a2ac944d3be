"""The partitioning that docs/hub.md shows, carried out as it stands there."""

import re
import shutil
from pathlib import Path

from databases import TARGETS, made, snapshot
from hubs import Office, office_of, query
from test_merging import content

from transcript import ROOT


def recipe() -> str:
    text = (ROOT / "docs" / "hub.md").read_text("utf-8").partition("## Partitioning by year\n")[2]
    found = re.search(r"```sql\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]


def test_a_hub_that_is_partitioned_by_year_works_as_any_other(database: str, tmp_path: Path):
    keeper = Office(made(tmp_path, (snapshot("2019-12", 1), snapshot("2020-01", 2)), TARGETS), database)
    before = tmp_path / "before.db"
    shutil.copy(keeper.path, before)
    assert keeper.run("hub", "init") == 0
    query(keeper, recipe())
    assert keeper.run("push") == 0
    west = office_of(keeper, "west", "west")
    west.record(snapshot("2022-05", 3, area="west"))
    assert west.run("push") == 0
    west.record(snapshot("2022-06", 4, area="east"))
    assert [west.run("push"), keeper.run("pull")] == [2, 0]
    found = query(
        keeper,
        "SELECT tableoid::regclass::text, period, value FROM jobtrack.snapshot ORDER BY period",
    )
    assert found == [
        ("jobtrack.snapshot_before_2020", "2019-12", 1.0),
        ("jobtrack.snapshot_2020", "2020-01", 2.0),
        ("jobtrack.snapshot_later", "2022-05", 3.0),
    ]
    assert query(west, "SELECT count(*) FROM jobtrack.current_snapshot") == [(3,)]
    fresh = office_of(keeper, "east", "east")
    assert content(fresh.path) == content(keeper.path)
