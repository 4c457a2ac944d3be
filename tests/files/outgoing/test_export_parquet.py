"""An export as Parquet, read as DuckDB and Arrow read a folder of many offices' exports."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pytest
from exports import EMPLOYED, FIRST, PLAN, RATE, SECOND, WITHDRAWN, snapshot

from jobtrack.domain.snapshot import Figure, Snapshot
from jobtrack.files.outgoing import folder_writer
from jobtrack.files.outgoing.contract import Export
from jobtrack.files.outgoing.parquet import indicator_folder, write_part
from jobtrack.files.outgoing.part import part_of

ALL = tuple(PLAN.indicators)
NAME = "20250701T083000.000000Z-1a2b3c4d-current.parquet"
LATER = EMPLOYED._replace(batch=SECOND, figure=Figure(1300.0))


def exported(
    folder: Path,
    *snapshots: Snapshot,
    batches: frozenset[str] = frozenset({FIRST}),
    scope: str = "current",
) -> None:
    """The snapshots, as the database that has these batches writes them."""
    export = Export(PLAN, snapshots, scope == "revisions")
    folder_writer()(export, folder, part_of(batches, scope, ALL))


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def table(folder: Path) -> pa.Table:
    return ds.dataset(folder, partitioning="hive").to_table()


def query(folder: Path, columns: str) -> list[tuple[object, ...]]:
    source = f"read_parquet('{folder}/*/*/*.parquet', hive_partitioning = true)"
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM {source} ORDER BY ALL").fetchall()  # noqa: S608


def test_each_indicator_and_year_has_a_folder_of_its_own(tmp_path: Path):
    exported(tmp_path, EMPLOYED, snapshot("employed", "2024-12", Figure(1.0), area="town"), RATE)
    assert files(tmp_path) == [
        f"indicator=employed/year=2024/{NAME}",
        f"indicator=employed/year=2025/{NAME}",
        f"indicator=rate/year=2024/{NAME}",
    ]


def test_columns_have_types_and_what_is_not_said_is_null(tmp_path: Path):
    exported(tmp_path, EMPLOYED, RATE)
    rows = table(tmp_path).sort_by("period").to_pylist()
    assert rows[1] == {
        "area": "town",
        "period": date(2025, 1, 1),
        "value": 1230.0,
        "qualifier": "exact",
        "flag": "A",
        "numerator": None,
        "denominator": None,
        "known_from": date(2025, 2, 12),
        "source": "镇统计公报",
        "note": "Printed beside it: +2.0%",
        "indicator": "employed",
        "year": 2025,
    }
    assert (rows[0]["numerator"], rows[0]["denominator"], rows[0]["source"]) == (41.0, 500.0, None)


def test_revisions_have_their_batch_and_its_moment(tmp_path: Path):
    exported(tmp_path, EMPLOYED, WITHDRAWN, scope="revisions")
    first, second = table(tmp_path).sort_by("batch").to_pylist()
    assert first["recorded_at"] == datetime(2025, 7, 1, 8, 30, tzinfo=UTC)
    assert (second["value"], second["qualifier"], second["flag"]) == (None, None, "M")
    assert second["batch"] == SECOND


def test_duckdb_reads_the_folder_with_its_partitions_as_columns(tmp_path: Path):
    exported(tmp_path, EMPLOYED, RATE)
    assert query(tmp_path, "indicator, year, area, period, value") == [
        ("employed", 2025, "town", date(2025, 1, 1), 1230.0),
        ("rate", 2024, "500101", date(2024, 12, 1), 8.2),
    ]


def test_the_exports_of_two_offices_stand_side_by_side(tmp_path: Path):
    exported(tmp_path, EMPLOYED)
    exported(tmp_path, LATER._replace(area="500101"), batches=frozenset({SECOND}))
    assert query(tmp_path, "area, value") == [("500101", 1300.0), ("town", 1230.0)]


def test_the_same_state_again_changes_nothing(tmp_path: Path):
    exported(tmp_path, EMPLOYED, RATE)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")}
    exported(tmp_path, EMPLOYED, RATE)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.parquet")} == before


def test_a_later_state_takes_the_place_of_an_earlier_one(tmp_path: Path):
    exported(tmp_path, EMPLOYED, RATE)
    exported(tmp_path, LATER, batches=frozenset({FIRST, SECOND}))
    assert query(tmp_path, "indicator, value") == [("employed", 1300.0)]


def test_a_database_that_has_another_ones_batches_takes_the_place_of_its_export(tmp_path: Path):
    exported(tmp_path, EMPLOYED._replace(area="500101"), batches=frozenset({FIRST}))
    merged = (EMPLOYED._replace(area="500101"), LATER)
    exported(tmp_path, *merged, batches=frozenset({FIRST, SECOND}))
    assert query(tmp_path, "area, value") == [("500101", 1230.0), ("town", 1300.0)]


def test_an_export_of_one_indicator_leaves_the_others(tmp_path: Path):
    exported(tmp_path, EMPLOYED, RATE)
    part = part_of(frozenset({FIRST, SECOND}), "current", ("employed",))
    folder_writer()(Export(PLAN, [LATER]), tmp_path, part)
    assert query(tmp_path, "indicator, value") == [("employed", 1300.0), ("rate", 8.2)]


def test_another_kind_of_export_and_files_of_others_are_left(tmp_path: Path):
    exported(tmp_path, EMPLOYED, scope="revisions")
    foreign = tmp_path / "indicator=employed" / "year=2025" / "data.parquet"
    foreign.write_bytes(b"")
    exported(tmp_path, EMPLOYED)
    assert files(tmp_path) == [
        f"indicator=employed/year=2025/{NAME}",
        f"indicator=employed/year=2025/{NAME.replace('current', 'revisions')}",
        "indicator=employed/year=2025/data.parquet",
    ]


@pytest.mark.parametrize(
    ("indicator", "folder"),
    [
        ("urban-new_jobs.2", "indicator=urban-new_jobs.2"),
        ("就业", "indicator=就业"),
        ("a/b=c%d:e", "indicator=a%2Fb%3Dc%25d%3Ae"),
    ],
)
def test_an_indicator_is_its_folder_whatever_its_id(tmp_path: Path, indicator: str, folder: str):
    assert indicator_folder(indicator) == folder
    exported(tmp_path, EMPLOYED._replace(indicator=indicator))
    assert table(tmp_path)["indicator"].to_pylist() == [indicator]
    assert query(tmp_path, "indicator") == [(indicator,)]


def test_chunks_of_any_size_give_the_same_rows(tmp_path: Path):
    months = [
        snapshot("employed", f"{year}-{month:02d}", Figure(float(month)), area=area)
        for area in ("500101", "town")
        for year in (2023, 2024)
        for month in (1, 2, 3)
    ]
    found = []
    for chunk in (1, 4, 20_000):
        write_part(Export(PLAN, months), tmp_path / str(chunk), part_of({FIRST}, "current", ALL), chunk)
        found.append(query(tmp_path / str(chunk), "area, period, value"))
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == len(months)


def interrupted() -> Iterator[Snapshot]:
    yield LATER
    yield RATE
    raise KeyboardInterrupt


def test_an_interrupted_export_leaves_the_folder_as_it_was(tmp_path: Path):
    exported(tmp_path, EMPLOYED)
    before = files(tmp_path)
    part = part_of({FIRST, SECOND}, "current", ALL)
    with pytest.raises(KeyboardInterrupt):
        write_part(Export(PLAN, interrupted()), tmp_path, part, 1)
    assert files(tmp_path) == before
    assert [path.name for path in tmp_path.iterdir()] == ["indicator=employed"]
    assert query(tmp_path, "value") == [(1230.0,)]


def test_an_interrupted_first_export_leaves_no_folder(tmp_path: Path):
    with pytest.raises(KeyboardInterrupt):
        write_part(Export(PLAN, interrupted()), tmp_path / "lake", part_of({FIRST}, "current", ALL))
    assert list(tmp_path.iterdir()) == []


def test_an_export_of_nothing_is_an_empty_folder(tmp_path: Path):
    exported(tmp_path / "new" / "folder", batches=frozenset())
    assert files(tmp_path) == []
    assert (tmp_path / "new" / "folder").is_dir()
