"""The drafts of a file, waiting in temporary tables: taken in as they come, given out in key order."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, groupby
from pathlib import Path

from jobtrack.domain.importing.settling import Conflict
from jobtrack.domain.importing.sheet import Draft
from jobtrack.errors.database import DiskFull
from jobtrack.errors.staging import NoTemporarySpace
from jobtrack.store import rows, staged
from jobtrack.store.connection import named_errors


class Drafts:
    """Those of one connection. Errors: NoTemporarySpace."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._places: dict[str, int] = {}  # numbered as they are met
        self._place_names: tuple[str, ...] = ()
        self._last_month: rows.Values = ()
        self._is_ascending = True  # every draft so far was of a later month than the one before it
        self._is_arranged = False
        self.run(*staged.TABLES)

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        """Name what happens where temporary tables are written, and nothing else."""
        try:
            with named_errors(self._path):
                yield
        except DiskFull as error:
            raise NoTemporarySpace from error

    def run(self, *statements: str) -> int:
        """Carry out statements that write temporary tables only; the rows that the last one wrote."""
        with self._named_errors():
            return [self._connection.execute(one).rowcount for one in statements][-1]

    def insert(self, statement: str, values: Iterable[rows.Values]) -> None:
        """Carry out ``statement``, which writes a temporary table, for each of ``values``."""
        with self._named_errors():
            self._connection.executemany(statement, values)

    def each(self, query: str, *values: object) -> Iterator[rows.Values]:
        """The rows that ``query`` finds, as they are asked for."""
        with self._named_errors():
            # chained: left halfway, a cursor would be closed after its connection, and complain
            yield from chain(self._connection.execute(query, values))

    # taking in

    def add(self, drafts: Iterable[Draft]) -> None:
        """Take in ``drafts``, in any order, to those that are there already."""
        assert not self._is_arranged
        self.run("BEGIN")
        self.insert(staged.INSERT, self._values(drafts))
        self.run("COMMIT")

    def _values(self, drafts: Iterable[Draft]) -> Iterator[rows.Values]:
        """The drafts in the order of ``staged.STAGED``."""
        places, last = self._places, self._last_month
        for draft in drafts:
            values = staged.staged_values(draft, places.setdefault(draft.place, len(places)))
            if self._is_ascending:
                month = values[:3]
                self._is_ascending = last < month
                last = month
            yield values
        self._last_month = last

    # in order

    def arrange(self) -> None:
        """Sort the drafts by key, those of one key as they came, and note which share one."""
        if not self._is_arranged and not self._is_ascending:
            self.run(*staged.ARRANGE)
        self._is_arranged = True
        self._place_names = tuple(self._places)

    def conflicts(self) -> Iterator[Conflict]:
        """Each draft that differs from the first one of its key in figure or flag, in key order."""
        self.arrange()
        count = len(staged.DRAFT)
        for row in self.each(staged.CONFLICTS):
            yield Conflict(self.draft_of(row[:count]), self.draft_of(row[count:]))

    def merge_twins(self) -> None:
        """Make one draft of those of one key, which do not differ, and note which share a month."""
        self.arrange()
        if not self._is_ascending:
            self.run(*staged.MERGE_TWINS)

    def of_month_up_to(self, row: int) -> list[Draft]:
        """The drafts of the month of the one in ``row``, this one last."""
        up_to_it = self.each(staged.UP_TO_ROW, row)
        _, of_month = next(groupby(up_to_it, key=lambda one: one[:3]))
        return [self.draft_of(one) for one in of_month][::-1]

    def draft_of(self, row: rows.Values) -> Draft:
        """The draft of a row in the order of ``staged.DRAFT``."""
        *values, place, line, cell, is_day_stated, is_flag_stated = row
        return Draft(
            rows.snapshot_of(tuple(values), ""),
            self._place_names[place],
            line,
            cell,
            bool(is_day_stated),
            bool(is_flag_stated),
        )
