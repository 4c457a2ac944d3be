"""A batch's digest is what its documentation says, computed here from the tables alone."""

import hashlib
from decimal import Decimal
from pathlib import Path

from databases import NOON, TARGETS, made, origin, raw, snapshot

from jobtrack.domain.snapshot import Figure, Qualifier
from jobtrack.domain.target import TargetVersion
from jobtrack.store import open_store

OWN = ("recorded_at", "previous", "person", "command", "file", "file_sha256", "note")
SNAPSHOT = (
    "indicator", "area", "period", "known_from", "value", "qualifier", "flag", "numerator",
    "denominator", "source", "note",
)  # fmt: skip
TARGET = (
    "id", "known_from", "dropped", "name_zh", "name_en", "indicator", "area", "area_group", "rule",
    "direction", "judge", "bound", "start", "due", "baseline", "baseline_period", "min_count",
    "tolerance", "milestones", "path", "seasonal_share", "compare",
    "on_track_from", "behind_from", "off_track_from", "source", "note",
)  # fmt: skip
ACKNOWLEDGEMENT = ("finding", "name", "text")
TABLES = (("snapshot", SNAPSHOT), ("target", TARGET), ("acknowledgement", ACKNOWLEDGEMENT))


def cell(value: str | float | None) -> str:
    """A number as a plain decimal, nothing as blank, text with its tabs and line ends escaped."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\\", r"\\").replace("\t", r"\t").replace("\n", r"\n")
    exact = format(Decimal(repr(value)), "f")
    return exact.rstrip("0").rstrip(".") if "." in exact else exact


def digests(path: Path) -> list[tuple[str, str, str]]:
    """Key and digest of each batch as stored, and the digest of what is stored with it."""
    found = []
    with raw(path) as connection:
        batches = connection.execute(
            "SELECT key, digest, recorded_at, previous, person, command, file, file_sha256, note"
            " FROM batch ORDER BY key"
        ).fetchall()
        for key, digest, *own in batches:
            lines = [("batch", *own)]
            for table, columns in TABLES:
                rows = connection.execute(
                    f"SELECT {', '.join(columns)} FROM {table} WHERE batch = ?"  # noqa: S608 - own words
                    f" ORDER BY {', '.join(columns[:4])}",
                    (key,),
                )
                lines += [(table, *row) for row in rows]
            text = "".join("\t".join(map(cell, line)) + "\n" for line in lines)
            found.append((key, digest, hashlib.sha256(text.encode()).hexdigest()))
    return found


def test_the_digest_is_that_of_the_rows_in_the_tables(tmp_path: Path):
    figures = [
        snapshot("2021-09", 0.1 + 0.2),
        snapshot("2021-07", -12.5, source="A \\ B", note="two\nlines\tand a tab"),
        snapshot("2021-08", None),
        snapshot("2021-10", 1e22),
        snapshot("2021-11", 0.000001),
        snapshot("2021-12", 1)._replace(
            indicator="rate", figure=Figure(30.0, Qualifier.EXACT, 12.0, 40.0)
        ),
    ]
    path = made(tmp_path, targets=TARGETS)
    with open_store(path, writing=True) as store:
        store.record(origin(file="f.csv", note="tab\there"), figures)
        store.record(
            origin(),
            figures[:1],
            [TargetVersion(TARGETS[0], is_dropped=True), *map(TargetVersion, TARGETS[1:])],
        )
        store.record(origin())
    found = digests(path)
    assert len(found) == len(TARGETS) + 3
    for key, stored, computed in found:
        assert (stored, key[-8:]) == (computed, computed[:8])


def test_the_digest_does_not_depend_on_the_order_of_rows(tmp_path: Path):
    figures = [snapshot(f"2021-0{n}", n) for n in (3, 1, 2)]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    batches = []
    for folder, rows in (("a", figures), ("b", figures[::-1])):
        with open_store(made(tmp_path / folder), writing=True) as store:
            batches.append(store.record(origin(NOON), rows))
    assert batches[0] == batches[1]


def test_the_digest_covers_who_when_and_what_came_before(tmp_path: Path):
    path = made(tmp_path)
    with open_store(path, writing=True) as store:
        one = store.record(origin(), [snapshot("2021-07", 1)])
        other = store.record(origin(), [snapshot("2021-07", 1)])
    assert one.digest != other.digest
