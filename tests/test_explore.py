"""docs/explore.md holds: Datasette shows a database, in a browser too, while others record."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from chromium import needs_chromium, opened
from jobtrack.cli import main
from jobtrack.store.catalogue import COLUMNS
from jobtrack.store.queries import queries
from transcript import ROOT

PATIENCE = [
    word
    for what in ("sql_time_limit_ms", "facet_time_limit_ms")
    for word in ("--setting", what, "10000")
]
NOTHING_YET = {"waiting", "acknowledged"}  # in the sample


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(ROOT / "sample.db", tmp_path_factory.mktemp("explore") / "jobs.db"))


@pytest.fixture(scope="module")
def address(db: Path) -> Iterator[str]:
    """Where Datasette shows the database, as the document says it is started."""
    metadata = db.with_name("metadata.json")
    exported = ["--db", str(db), "--lang", "zh", "export", "--format", "datasette"]
    assert main([*exported, "--output", str(metadata)]) == 0
    command = [sys.executable, "-m", "datasette", "serve", db, "--metadata", metadata]
    with subprocess.Popen(
        [*command, *PATIENCE, "--port", "0"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as server:
        try:
            assert server.stderr is not None
            yield next(
                found[0] for line in server.stderr if (found := re.search(r"http://[\d.:]+", line))
            )
        finally:
            server.terminate()


def page(url: str) -> str:
    with urlopen(url, timeout=30) as answer:  # noqa: S310 - our own server
        return answer.read().decode("utf-8")


def rows(url: str) -> list[dict[str, object]]:
    return json.loads(page(f"{url}{'&' if '?' in url else '?'}_shape=array"))


def test_a_table_says_what_it_is_and_counts_by_facet(address: str):
    shown = page(f"{address}/jobs/current_snapshot")
    for text in ("当前数据", "以指标单位计；已撤回的为空", 'id="facet-indicator"'):
        assert text in shown
    found = json.loads(page(f"{address}/jobs/current_snapshot.json?flag=E"))
    assert {row[found["columns"].index("flag")] for row in found["rows"]} == {"E"}
    assert set(found["facet_results"]) == {"indicator", "area", "flag"}


def test_others_are_called_by_their_names(address: str):
    assert "脱贫人口就业规模" in page(f"{address}/jobs/snapshot?indicator=employed")


def test_every_question_is_there_and_answers(address: str):
    home = page(f"{address}/jobs")
    for query in queries("zh"):
        assert f"/jobs/{query.name}" in home
        shown = page(f"{address}/jobs/{query.name}?known_on=&indicator=")
        assert query.name in NOTHING_YET or "<td" in shown
    first = rows(f"{address}/jobs/progress.json")[0]
    assert (first["target"], first["value"], first["gap"]) == ("employment-floor", 830_000, -70_000)
    known = rows(f"{address}/jobs/known_on.json?known_on=2021-07-31&indicator=employed")
    assert [(row["period"], row["value"]) for row in known] == [("2021-06", 765_000)]


def test_what_belongs_to_the_schema_is_hidden(address: str):
    found = json.loads(page(f"{address}/jobs.json"))
    assert {one["name"] for one in found["tables"] if one["hidden"]} == {"_sqlite_migrations"}


def test_figures_are_recorded_while_others_browse_and_are_shown(address: str, db: Path):
    def browse() -> None:
        for _ in range(20):
            page(f"{address}/jobs/current_snapshot")

    readers = [Thread(target=browse) for _ in range(3)]
    for reader in readers:
        reader.start()
    for value in range(1, 6):
        added = ["--db", str(db), "add", "workshops", str(700 + value), f"2025-0{value}"]
        assert main(added) == 0
    for reader in readers:
        reader.join()
    found = rows(f"{address}/jobs/current_snapshot.json?indicator=workshops&period__gte=2025-01")
    assert [row["value"] for row in found] == [705, 704, 703, 702, 701]
    assert [path.name for path in sorted(db.parent.iterdir())] == ["jobs.db", "metadata.json"]


def test_nothing_can_be_written_through_it(address: str):
    sql = "insert+into+section+values('x',9,'','')"
    with pytest.raises(OSError, match="400"):
        page(f"{address}/jobs.json?sql={sql}")


@needs_chromium
@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("jobs", ["进度：最新数值与目标值", "current_snapshot"]),
        ("jobs/current_snapshot?indicator=employed", ["当前数据", "830000"]),
        ("jobs/current_snapshot?_facet=source", ['id="facet-source"']),
        ("jobs/acknowledgement", ["已确认的检查发现", "检查发现的名称"]),
        ("jobs/known_on?known_on=2021-07-31&indicator=employed", ["765000", "2021-07-31"]),
        ("jobs/progress.json?_shape=array", ['"target": "employment-floor"', '"value": 830000,']),
    ],
    ids=["database", "table", "facet", "acknowledgements", "question", "json"],
)
def test_a_browser_shows_the_pages(address: str, tmp_path: Path, path: str, texts: list[str]):
    shown = opened(f"{address}/{path}", tmp_path, "--dump-dom").stdout
    for text in texts:
        assert text in shown


def test_every_column_is_documented_as_it_is_described():
    text = (ROOT / "docs" / "files.md").read_text("utf-8")
    section = text.partition("### Columns of the tables\n")[2].partition("\n### ")[0]
    assert dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", section, re.MULTILINE)) == COLUMNS


def test_every_question_is_documented_in_its_order():
    text = (ROOT / "docs" / "explore.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == [one.name for one in queries("en")]
