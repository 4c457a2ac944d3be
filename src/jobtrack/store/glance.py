"""Looking at a database so that nothing changes: no lock is waited for, nothing is made or put right.

A shell that completes a half-typed command looks at it so.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jobtrack.domain.text import Names
from jobtrack.domain.typed.naming import Naming, begins
from jobtrack.errors.database import DatabaseReadOnly
from jobtrack.store.connection import check_file, check_identity, head_of, named_errors, set_up

if TYPE_CHECKING:  # most words are read without all that these need
    from datetime import date

    from jobtrack.domain.indicator import Indicator
    from jobtrack.domain.month import Month
    from jobtrack.domain.series import Series
    from jobtrack.store.ledger import Ledger

_PATIENCE_SECONDS = 0.1
_WAYS_OF_WRITING, _BY_ROLLBACK = slice(18, 20), b"\x01\x01"  # in the head of a file


class Glance:
    """A database that is looked at, by the words that its things are called by.

    Words begin with ``start``, in any case of Latin letters; where that is blank they are ids only.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def indicators(self, start: str, most: int) -> list[Naming]:
        """By ids, names and aliases; no more than ``most`` of each, and the last one."""
        return self._called("indicator", "id", start, most)

    def areas(self, start: str, most: int) -> list[Naming]:
        """By codes, names and aliases; no more than ``most`` of each, and the last one."""
        return self._called("area", "code", start, most)

    def groups(self, start: str, most: int) -> list[Naming]:
        """By ids and names; no more than ``most``, and the last one."""
        return sorted(self._named("area_group", "id", start, most))

    def ledger(self) -> "Ledger":
        """The same database for whatever else is read, without a transaction of its own."""
        from jobtrack.store.ledger import Ledger  # noqa: PLC0415 - see above

        return Ledger(self._connection, self._path, writing=False)

    def reader(
        self, as_of: "Month", known_on: "date | None"
    ) -> "Callable[[Indicator], dict[str, Series]]":
        """What reads the values of one indicator, by area, up to that month, as known on that day."""
        from jobtrack.store.paging import Moment, Selection  # noqa: PLC0415 - see above
        from jobtrack.store.reported import series_reported  # noqa: PLC0415 - see above

        ledger = self.ledger()
        moment = Moment(frozenset(ledger.keys()), ledger.reversals())

        def read(indicator: "Indicator") -> "dict[str, Series]":
            selection = Selection((indicator.id,), None, as_of, known_on)
            return series_reported(self._connection, self._path, indicator, selection, moment)

        return read

    @property
    def size(self) -> int:
        """Of the file, in bytes."""
        [pages], [bytes_of_page] = (
            self._connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("page_count", "page_size")
        )
        return int(pages * bytes_of_page)

    def _called(self, table: str, id: str, start: str, most: int) -> list[Naming]:
        found = self._named(table, id, start, most)
        return sorted(found + self._aliased(table, id, start, most) if start else found)

    def _named(self, table: str, id: str, start: str, most: int) -> list[Naming]:
        """The first words in their order, and the last one: all share what those begin with."""

        def read(direction: str, limit: int) -> list[Naming]:
            found = self._connection.execute(
                _query(table, id, direction), {"start": start, "limit": limit}
            )
            return [Naming(word, thing, Names(zh, en)) for word, thing, zh, en in found]

        first = read("ASC", most)
        return first if len(first) < most else first + read("DESC", 1)

    def _aliased(self, table: str, id: str, start: str, most: int) -> list[Naming]:
        """The aliases of things, of the first of those that have one."""
        found = self._connection.execute(
            f"SELECT aliases, {id}, name_zh, name_en FROM {table}"
            " WHERE instr(char(10) || lower(aliases), char(10) || lower(?)) > 0 LIMIT ?",
            (start, most),
        )
        return [
            Naming(word, thing, Names(zh, en))
            for aliases, thing, zh, en in found
            for word in aliases.split("\n")
            if begins(word, start)
        ]


def _query(table: str, id: str, direction: str) -> str:
    """Words that begin with the first parameter, no more than the second says, and their things."""
    return f"""
      SELECT word, found.id, name_zh, name_en FROM (
        SELECT id, word FROM (
          SELECT {id} AS id, {id} AS word FROM {table}
          UNION ALL SELECT {id}, name_zh FROM {table} WHERE :start <> ''
          UNION ALL SELECT {id}, name_en FROM {table} WHERE :start <> ''
        ) WHERE substr(word, 1, length(:start)) = :start COLLATE NOCASE AND word <> ''
        ORDER BY word {direction} LIMIT :limit
      ) AS found JOIN {table} AS thing ON thing.{id} = found.id
    """


@contextmanager
def glance_at(path: Path) -> Iterator[Glance]:
    """The database at ``path``, while the block lasts.

    One that can't be read without a trace is refused: a crash has left something to roll back, or
    another tool has switched it to WAL, which is read by files beside it. Errors: DatabaseUnusable,
    DatabaseMissing, DatabaseBusy.
    """
    check_file(path)
    if head_of(path, _WAYS_OF_WRITING.stop)[_WAYS_OF_WRITING] != _BY_ROLLBACK:
        raise DatabaseReadOnly(path=path)
    with (
        named_errors(path),
        closing(
            sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro",
                uri=True,
                timeout=_PATIENCE_SECONDS,
                isolation_level=None,
            )
        ) as connection,
    ):
        set_up(connection)
        for setting in ("temp_store = MEMORY", "query_only = ON"):
            connection.execute(f"PRAGMA {setting}")
        check_identity(connection, path)
        yield Glance(connection, path)
