"""export as scripts and other programs meet it: bytes, files, formats, what is refused."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import openpyxl
import pytest

import jobtrack
from jobtrack.cli import main

SAMPLE = Path(__file__).parents[2] / "sample.db"
NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(jobtrack.__file__).parents[1])}
BOM = b"\xef\xbb\xbf"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    return Path(shutil.copy(SAMPLE, folder / "jobs.db"))


def export(db: Path, *arguments: object) -> int:
    return main(["--db", str(db), "export", *map(str, arguments)], now=NOW)


def printed(db: Path, *arguments: object, **environment: str) -> bytes:
    """What the program prints in cron's bare environment."""
    return subprocess.run(
        [sys.executable, "-m", "jobtrack", "--db", db, "export", *map(str, arguments)],
        stdout=subprocess.PIPE,
        env={**ENVIRONMENT, **environment},
        timeout=120,
        check=True,
    ).stdout


@pytest.mark.parametrize("format", ["csv", "jsonl", "sdmx-csv"])
@pytest.mark.parametrize(
    "environment", [{}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "gbk"}, {"JOBTRACK_LANG": "zh"}]
)
def test_what_is_printed_is_what_a_file_has_whatever_the_locale(
    db: Path, tmp_path: Path, format: str, environment: dict[str, str]
):
    output = tmp_path / "export"
    assert export(db, "--format", format, "--output", output) == 0
    content = output.read_bytes()
    assert printed(db, "--format", format, **environment) == content
    assert "截至目前" in content.decode("utf-8")


def test_only_csv_has_a_byte_order_mark_and_only_if_it_is_wanted(db: Path):
    assert printed(db).startswith(BOM + b"indicator,area,period")
    assert printed(db) == BOM + printed(db, "--no-bom")
    assert printed(db, "--format", "jsonl").startswith(b'{"indicator"')
    assert printed(db, "--format", "sdmx-csv").startswith(b"STRUCTURE,STRUCTURE_ID,ACTION,")


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("a.csv", BOM + b"indicator,"),
        ("a.JSONL", b'{"indicator"'),
        ("a.xlsx", b"PK"),
        ("a.txt", BOM + b"indicator,"),
    ],
)
def test_without_a_format_the_name_of_the_file_says_it(
    db: Path, tmp_path: Path, name: str, beginning: bytes
):
    assert export(db, "--output", tmp_path / name) == 0
    assert (tmp_path / name).read_bytes().startswith(beginning)


def test_a_format_that_is_given_counts_more_than_the_name(db: Path, tmp_path: Path):
    assert export(db, "--format", "jsonl", "--output", tmp_path / "a.csv") == 0
    assert (tmp_path / "a.csv").read_bytes().startswith(b'{"indicator"')


@pytest.mark.parametrize("revisions", [[], ["--revisions"]])
def test_every_format_has_as_many_figures(db: Path, tmp_path: Path, revisions: list[str]):
    count = len(printed(db, *revisions).splitlines()) - 1
    assert len(printed(db, "--format", "jsonl", *revisions).splitlines()) == count
    assert len(printed(db, "--format", "sdmx-csv", *revisions).splitlines()) == count + 1
    assert export(db, "--output", tmp_path / "a.xlsx", *revisions) == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active.max_row == count + 1
    assert export(db, "--format", "parquet", "--output", tmp_path / "folder", *revisions) == 0
    with duckdb.connect() as connection:
        pattern = f"{tmp_path}/folder/*/*/*.parquet"
        found = connection.execute("SELECT count(*) FROM read_parquet(?)", [pattern]).fetchone()
    assert found == (count,)


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_same_figures_are_the_same_bytes_at_any_time(db: Path, tmp_path: Path):
    found = []
    for year in (2025, 2031):
        folder = tmp_path / str(year)
        folder.mkdir()
        for arguments in (
            ["--output", folder / "a.csv", "--datapackage"],
            ["--output", folder / "a.xlsx"],
            ["--output", folder / "parquet", "--format", "parquet"],
        ):
            words = ["--db", str(db), "export", *map(str, arguments)]
            assert main(words, now=NOW.replace(year=year)) == 0
        found.append(content_of(folder))
    assert found[0] == found[1]
    assert len(found[0]) > 20


def test_an_export_leaves_the_database_as_it_is_and_alone_in_its_folder(db: Path, tmp_path: Path):
    before = content_of(db.parent)
    assert export(db, "--output", tmp_path / "a.csv", "--revisions") == 0
    assert content_of(db.parent) == before


def test_the_description_has_the_size_and_the_hash_of_its_file(db: Path, tmp_path: Path):
    assert export(db, "--output", tmp_path / "a.csv", "--datapackage") == 0
    content = (tmp_path / "a.csv").read_bytes()
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    (resource,) = package["resources"]
    assert (package["name"], resource["path"]) == ("chongqing-2025", "a.csv")
    assert (resource["bytes"], resource["hash"]) == (
        len(content),
        f"sha256:{hashlib.sha256(content).hexdigest()}",
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "datapackage.json", "office"]


def test_a_part_is_named_by_its_limits_but_not_by_its_indicators(db: Path, tmp_path: Path):
    def part(*arguments: str) -> str:
        folder = tmp_path / "-".join(("parts", *arguments))
        assert export(db, "--format", "parquet", "--output", folder, *arguments) == 0
        (name,) = {path.name for path in folder.rglob("*.parquet")}
        return name

    whole = part()
    assert whole.endswith("-current.parquet")
    assert part("--indicator", "employed") == whole
    assert part("--revisions").endswith("-revisions.parquet")
    limited = [
        part("--area", "Chongqing"),
        part("--as-of", "2022-01"),
        part("--known-on", "2022-01-31"),
    ]
    assert len({whole, *limited}) == 4


@pytest.mark.parametrize(
    ("format", "extra", "library"),
    [
        ("xlsx", "excel", "xlsxwriter"),
        ("parquet", "parquet", "pyarrow"),
    ],
)
def test_a_library_that_is_missing_is_named_by_what_installs_it(
    db: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    format: str,
    extra: str,
    library: str,
):
    loaded = [f"jobtrack.files.outgoing.{format}"]
    loaded += [name for name in sys.modules if name.startswith(f"{library}.")]
    for name in loaded:
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, library, None)  # as if it were not installed
    assert export(db, "--format", format, "--output", tmp_path / "out") == 2
    assert capsys.readouterr().err == (
        f"jobtrack: --format {format} needs one more library; run: pip install 'jobtrack[{extra}]'\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["office"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_datasette_reads_names_the_database_by_its_file(db: Path, language: str):
    printed_text = printed(db, "--format", "datasette", "--lang", language).decode("utf-8")
    metadata = json.loads(printed_text)
    assert list(metadata["databases"]) == ["jobs"]
    assert metadata["databases"]["jobs"]["tables"]["area"]["label_column"] == f"name_{language}"


@pytest.mark.parametrize(
    "option", [["--indicator", "employed"], ["--revisions"], ["--as-of", "2024-12"]]
)
def test_what_datasette_reads_is_of_the_whole_database(
    db: Path, capsys: pytest.CaptureFixture[str], option: list[str]
):
    assert export(db, "--format", "datasette", *option) == 2
    assert capsys.readouterr().err == (
        f"jobtrack: --format datasette does not go with {option[0]}; leave one of them out\n"
    )
