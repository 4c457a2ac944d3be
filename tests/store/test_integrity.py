"""Whatever is not as it was recorded is found, down to a single bit."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from databases import NOON, TARGETS, fingerprint, made, origin, raw, rows_of, snapshot

from jobtrack.domain.finding import Finding, Notice, finding
from jobtrack.domain.snapshot import Figure, Qualifier, Snapshot
from jobtrack.domain.target import TargetVersion
from jobtrack.errors.database import DatabaseDamaged
from jobtrack.store import open_store
from jobtrack.store.integrity import check_database, findings_of
from jobtrack.store.store import Store

LATER = NOON + timedelta(days=1)
PAGE = 512  # the smallest: a few rows fill several pages and flow over into others
RATIO = Figure(30.0, Qualifier.EXACT, 12.0, 40.0)


def figures() -> list[Snapshot]:
    """Rows of several batches, series, months and days; a withdrawal and a ratio among them."""
    rows = [snapshot(f"2021-{month:02}", 760000.5 + month, source="Bulletin") for month in range(1, 10)]
    rows += [snapshot("2021-03", None), snapshot("2021-07", -0.1, "2024-05-29", note="两行\n文字")]
    rows.append(snapshot("2021-07", 30)._replace(indicator="rate", area="west", figure=RATIO))
    return rows


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path, tuple(figures()), TARGETS)


def found_in(path: Path, *, has_digests: bool = True) -> list[Finding]:
    return check_database(path, LATER, has_digests=has_digests)


def batches(path: Path) -> list[str]:
    return [key for (key,) in rows_of(path, "SELECT key FROM batch ORDER BY key")]


def changed(path: Path, *statements: str) -> None:
    """Change the database as a tool would that heeds none of its rules."""
    with raw(path) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        sources = triggers.fetchall()
        for name, _ in sources:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in sources:
            connection.execute(sql)


def test_nothing_is_found_in_what_was_recorded_and_nothing_is_written(path: Path):
    before = fingerprint(path)
    assert found_in(path) == []
    assert fingerprint(path) == before


def test_an_empty_database_is_whole(tmp_path: Path):
    assert found_in(made(tmp_path)) == []


CHANGES = [
    "UPDATE snapshot SET value = value + 0.001 WHERE batch = '{batch}'",
    "UPDATE snapshot SET source = 'bulletin' WHERE batch = '{batch}'",
    "UPDATE snapshot SET known_from = '2024-05-19' WHERE batch = '{batch}'",
    "UPDATE snapshot SET area = 'east' WHERE batch = '{batch}'",
    "DELETE FROM snapshot WHERE batch = '{batch}'",
    "INSERT INTO snapshot SELECT indicator, 'north', period, known_from, batch, value, qualifier, flag,"
    " numerator, denominator, source, note FROM snapshot WHERE batch = '{batch}'",
    "UPDATE batch SET person = 'bob' WHERE key = '{batch}'",
    "UPDATE batch SET note = 'x' WHERE key = '{batch}'",
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_row_is_found_in_its_batch(path: Path, change: str):
    third = batches(path)[2]
    changed(path, change.format(batch=third))
    assert found_in(path) == [finding(Notice.DIGEST_DIFFERS, batch=third)]
    assert found_in(path, has_digests=False) == []


def test_a_changed_target_is_found_in_its_batch(path: Path):
    [(batch,)] = rows_of(path, "SELECT batch FROM target WHERE id = 'floor'")
    changed(path, "UPDATE target SET bound = 750000 WHERE id = 'floor'")
    assert found_in(path) == [finding(Notice.DIGEST_DIFFERS, batch=batch)]


def test_rows_that_changed_their_batch_are_found_in_both(path: Path):
    second, third = batches(path)[1:3]
    changed(path, f"UPDATE snapshot SET batch = '{second}' WHERE batch = '{third}'")  # noqa: S608
    assert found_in(path) == [
        finding(Notice.DIGEST_DIFFERS, batch=second),
        finding(Notice.DIGEST_DIFFERS, batch=third),
    ]


def test_a_batch_that_is_missing_is_missed_by_its_rows_and_by_the_next_batch(path: Path):
    second, third = batches(path)[1:3]
    changed(path, f"DELETE FROM batch WHERE key = '{second}'")  # noqa: S608
    assert found_in(path) == [
        finding(Notice.UNKNOWN_REFERENCE, table="snapshot", parent="batch", count=1),
        finding(Notice.PREDECESSOR_MISSING, batch=third, previous=second),
    ]


def test_text_that_is_none_and_types_that_are_wrong_are_found(path: Path):
    second, third = batches(path)[1:3]
    changed(
        path,
        f"UPDATE snapshot SET note = CAST(x'ff' AS TEXT) WHERE batch = '{second}'",  # noqa: S608
        f"UPDATE batch SET note = CAST(x'e4b8' AS TEXT) WHERE key = '{third}'",  # noqa: S608
    )
    assert found_in(path) == [
        finding(Notice.DIGEST_DIFFERS, batch=second),
        finding(Notice.DIGEST_DIFFERS, batch=third),
    ]


OBJECTS = [
    ("CREATE TABLE more (x)", Notice.FOREIGN_OBJECT, "table", "more"),
    ("CREATE VIEW more AS SELECT 1", Notice.FOREIGN_OBJECT, "view", "more"),
    ("CREATE INDEX more ON snapshot (batch)", Notice.FOREIGN_OBJECT, "index", "more"),
    (
        "CREATE TRIGGER more AFTER INSERT ON snapshot BEGIN SELECT 1; END",
        Notice.FOREIGN_OBJECT,
        "trigger",
        "more",
    ),
    ("DROP VIEW current_target", Notice.MISSING_OBJECT, "view", "current_target"),
    (
        "DROP TRIGGER batch_refuses_update",
        Notice.MISSING_OBJECT,
        "trigger",
        "batch_refuses_update",
    ),
    ("ALTER TABLE section ADD COLUMN more TEXT", Notice.ALTERED_OBJECT, "table", "section"),
]


@pytest.mark.parametrize(("statement", "notice", "kind", "name"), OBJECTS, ids=lambda text: text[:14])
def test_a_schema_that_another_tool_changed_is_found(
    path: Path, statement: str, notice: Notice, kind: str, name: str
):
    with raw(path) as connection:
        connection.execute(statement)
    assert found_in(path, has_digests=False) == [finding(notice, kind=kind, name=name)]


def test_statistics_that_sqlite_keeps_are_no_foreign_table(path: Path):
    with raw(path) as connection:
        connection.execute("ANALYZE")
    assert found_in(path) == []


def test_a_clock_behind_the_last_batch_is_found(path: Path):
    [(latest,)] = rows_of(path, "SELECT max(recorded_at) FROM batch")
    earlier = NOON - timedelta(seconds=1)
    assert check_database(path, earlier, has_digests=False) == [
        finding(Notice.CLOCK_BEHIND, now="2024-06-01T11:59:59.000000Z", recorded_at=latest)
    ]


def test_a_damaged_page_is_found_and_what_can_be_read_is_still_compared(path: Path):
    third = batches(path)[2]
    changed(path, f"UPDATE batch SET note = 'x' WHERE key = '{third}'")  # noqa: S608
    [(root,)] = rows_of(path, "SELECT rootpage FROM sqlite_schema WHERE name = 'section'")
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 + 3] ^= 0x40  # the number of its cells
    path.write_bytes(content)
    first, *others, last = found_in(path)
    assert {one.notice for one in (first, *others)} == {Notice.DAMAGED}
    assert last == finding(Notice.DIGEST_DIFFERS, batch=third)


def small(path: Path) -> bytes:
    """The database with pages of ``PAGE`` bytes."""
    with raw(path) as connection:
        connection.execute(f"PRAGMA page_size = {PAGE}")
        connection.execute("VACUUM")
    return path.read_bytes()


def opened(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(content)
    return connection


def answer_of(content: bytes) -> object:
    """Everything that is read of figures, targets, batches and definitions; None where that fails."""
    connection = opened(content)
    try:
        with Store(connection, Path("copy.db"), writing=False) as store:
            places = connection.execute("SELECT DISTINCT indicator, area FROM snapshot").fetchall()
            found = [store.snapshots(*place) for place in (*places, ("employed", "city"))]
            heads = connection.execute("SELECT * FROM batch").fetchall()
            return repr((found, store.target_versions(), heads, store.plan()))
    except (sqlite3.Error, DatabaseDamaged, ValueError, TypeError, AttributeError):
        return None


def is_noticed(content: bytes) -> bool:
    """Whether the check finds something, or says that nothing can be found any more."""
    with closing(opened(content)) as connection:
        try:
            return findings_of(connection, has_digests=True) != []
        except sqlite3.DatabaseError:
            return True


def number_at(content: bytes, place: int) -> tuple[int, int]:
    """SQLite's variable-length number (of at most two bytes) at ``place``, and where it ends."""
    first = content[place]
    if first < 0x80:
        return first, place + 1
    return (first & 0x7F) << 7 | content[place + 1], place + 2


def pages_of(content: bytes, root: int) -> Iterator[int]:
    """The numbers of the pages of one table: its tree, and what flows over from its rows."""
    start = (root - 1) * PAGE
    is_inner = content[start] == 2  # then a page number stands before each row, and in the head
    yield root
    if is_inner:
        yield from pages_of(content, int.from_bytes(content[start + 8 : start + 12]))
    for cell in range(int.from_bytes(content[start + 3 : start + 5])):
        place = start + (12 if is_inner else 8) + 2 * cell
        row = start + int.from_bytes(content[place : place + 2])
        if is_inner:
            yield from pages_of(content, int.from_bytes(content[row : row + 4]))
            row += 4
        size, row = number_at(content, row)
        if content[start] == 13:  # a leaf of the one table with row numbers, which come first
            _, row = number_at(content, row)
            yield from overflowing(content, size, row, PAGE - 35)
        else:
            yield from overflowing(content, size, row, (PAGE - 12) * 64 // 255 - 23)


def overflowing(content: bytes, size: int, row: int, most: int) -> Iterator[int]:
    """The pages with the rest of a row of ``size`` bytes, beyond ``most``, that begins at ``row``."""
    least = (PAGE - 12) * 32 // 255 - 23
    if size <= most:
        return
    kept = least + (size - least) % (PAGE - 4)
    rest = row + (kept if kept <= most else least)
    following = int.from_bytes(content[rest : rest + 4])
    while following:
        yield following
        rest = (following - 1) * PAGE
        following = int.from_bytes(content[rest : rest + 4])


LARGE = ("snapshot", "target", "batch")
DEFINITIONS = ("plan", "section", "indicator", "area", "area_group", "area_group_member")


def flipped(content: bytes, page: int) -> Iterator[bytes]:
    """``content`` with each bit of ``page`` flipped in turn."""
    copy = bytearray(content)
    for place in range((page - 1) * PAGE, page * PAGE):
        for bit in range(8):
            copy[place] ^= 1 << bit
            yield bytes(copy)
            copy[place] ^= 1 << bit


@pytest.mark.parametrize("table", [*LARGE, *DEFINITIONS])
def test_no_flipped_bit_changes_an_answer_without_being_found(tmp_path: Path, table: str):
    path = made(tmp_path)
    for rows in (figures()[:2], figures()[-2:]):
        with open_store(path, writing=True) as store:
            store.record(origin(), rows, [TargetVersion(TARGETS[0])])
    content = small(path)
    [(root,)] = rows_of(path, "SELECT rootpage FROM sqlite_schema WHERE name = ?", table)
    true, pages = answer_of(content), list(pages_of(content, root))
    assert not is_noticed(content)
    assert table in DEFINITIONS or len(pages) > 1
    unnoticed = [
        (page, number)
        for page in pages
        for number, copy in enumerate(flipped(content, page))
        if answer_of(copy) not in {true, None} and not is_noticed(copy)
    ]
    assert unnoticed == []
