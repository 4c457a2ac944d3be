"""Reading more figures than memory holds, page by page, without holding anyone up."""

import sqlite3
from collections.abc import Generator, Iterator, Sequence, Set
from contextlib import closing
from datetime import date
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from jobtrack.domain.ledger.reversal import Reversals, standing
from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Snapshot, current_ones
from jobtrack.store import rows
from jobtrack.store.connection import named_errors, open_connection

PAGE = 2_000  # rows
_FAR_FUTURE = "9999-12-31"
_KEY = ("area", "period", "known_from", "batch")  # below its indicator
_BEFORE_ALL = ("", "", "", "")


class Selection(NamedTuple):
    """Which rows are wanted, indicator by indicator in the order given.

    Those of ``areas``, of months up to ``as_of`` and known by ``known_on``; None sets no limit. Of each
    month the current one, or with ``has_revisions`` every one, withdrawals included.
    """

    indicators: tuple[str, ...]
    areas: tuple[str, ...] | None = None
    as_of: Month | None = None
    known_on: date | None = None
    has_revisions: bool = False


class Moment(NamedTuple):
    """The batches that were there, by key, and what those that ``undo`` wrote say of the others."""

    batches: Set[str]
    reversals: Reversals


def read_snapshots(
    path: Path, selection: Selection, moment: Moment, page: int = PAGE
) -> Generator[Snapshot]:
    """The rows of ``moment`` that are selected, in the order of their key within each indicator.

    A page of rows is fetched whole, and its read has ended before the first of them is given: no lock
    is held meanwhile. Rows are never changed, so whatever others record between two pages, these are
    the rows of the moment at which its batches were all there were. Close it to close the database.
    Errors: those of ``Store``.
    """
    with closing(open_connection(path, writing=False)) as connection:
        for indicator in selection.indicators:
            pages = pages_of(connection, path, rows.SNAPSHOT, indicator, selection, page)
            known = (
                rows.snapshot_of(row[:-1], row[-1])
                for row in chain.from_iterable(pages)
                if row[-1] in moment.batches
            )
            if selection.has_revisions:
                yield from known
            else:
                yield from current_ones(_standing(known, moment.reversals))


def _standing(snapshots: Iterator[Snapshot], reversals: Reversals) -> Iterator[Snapshot]:
    """Those that were not taken back, of rows in the order of their key."""
    if not reversals:
        return snapshots
    by_month = groupby(snapshots, key=itemgetter(0, 1, 2))
    return chain.from_iterable(standing(own, reversals) for _, own in by_month)


def pages_of(
    connection: sqlite3.Connection,
    path: Path,
    columns: Sequence[str],
    indicator: str,
    selection: Selection,
    page: int = PAGE,
) -> Iterator[list[rows.Values]]:
    """The rows of one indicator in the order of their key, whichever batch they are of; it comes last.

    ``columns`` are those of ``rows.SNAPSHOT``, or as many of the first as hold the key. Nothing is
    locked between two pages.
    """
    query, limits = _query(columns, selection)
    after = _BEFORE_ALL
    while True:
        with named_errors(path):
            found = connection.execute(query, (indicator, *after, *limits, page)).fetchall()
        yield found
        if len(found) < page:
            return
        after = (*found[-1][1:4], found[-1][-1])


def _query(columns: Sequence[str], selection: Selection) -> tuple[str, tuple[str, ...]]:
    """The query for a page, and its parameters between the last key and the number of rows."""
    areas = selection.areas or ()
    limits = (
        _FAR_FUTURE if selection.as_of is None else str(selection.as_of),
        _FAR_FUTURE if selection.known_on is None else str(selection.known_on),
        *areas,
    )
    key = ", ".join(_KEY)
    # the plus keeps SQLite to the order of the key, in which a page ends where the next one begins
    among = f"AND +area IN ({', '.join('?' * len(areas))})" if areas else ""
    query = (
        f"SELECT {', '.join((*columns, 'batch'))} FROM snapshot"
        f" WHERE indicator = ? AND ({key}) > (?, ?, ?, ?) AND period <= ? AND known_from <= ? {among}"
        f" ORDER BY {key} LIMIT ?"
    )
    return query, limits
