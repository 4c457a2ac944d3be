"""Bringing batches to the hub, portion by portion, each whole or not at all: the next is sent ahead."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import cycle
from typing import NamedTuple

import psycopg

from jobtrack.domain.ledger.transfer import Portion
from jobtrack.errors.hub import AreaNotOwn, PushedBatchBroken
from jobtrack.store.hub.connection import Wait, in_turn, named_errors
from jobtrack.store.hub.figures import AT_ONCE, Advance
from jobtrack.store.hub.leaving import COLUMNS, Leaving


class Lane(NamedTuple):
    """A connection on which portions go to the hub."""

    connection: psycopg.Connection
    wait: Wait

    def bring(self, leaving: Leaving, portion: Portion, advance: Advance = lambda _: None) -> None:
        """Send the rows of ``portion``; they wait at the server, with the digests that they make."""
        with named_errors(), self.connection.cursor() as cursor:
            cursor.execute("SELECT jobtrack_hub.open_arrival()")
            for table, columns in COLUMNS.items():
                target = f"pg_temp.arriving_{table} ({', '.join(columns)})"
                with cursor.copy(f"COPY {target} FROM STDIN".encode()) as copy:
                    for number, row in enumerate(leaving.rows(table, portion), 1):
                        copy.write_row(row)
                        if table == "snapshot" and number % AT_ONCE == 0:
                            advance(AT_ONCE)
            cursor.execute("SELECT jobtrack_hub.close_arrival()")
        advance(portion.figures % AT_ONCE)

    def take(self) -> None:
        """Let the hub take what waits, in one transaction: the batches that it lacks."""
        take = "SELECT jobtrack_hub.take()"
        in_turn(self.connection, lambda: self.connection.execute(take), self.wait)


class _Taking:
    """What the hub is busy with: one portion at a time, while the next is sent."""

    def __init__(self, taker: ThreadPoolExecutor, leaving: Leaving) -> None:
        self._taker = taker
        self._leaving = leaving
        self._busy: tuple[Lane, Portion, Future[None]] | None = None

    def begin(self, lane: Lane, portion: Portion) -> None:
        self._busy = lane, portion, self._taker.submit(lane.take)

    def end(self) -> None:
        """Wait until it is done. Where the hub refuses a batch, let it take those before that one."""
        if self._busy is None:
            return
        lane, portion, outcome = self._busy
        self._busy = None
        try:
            outcome.result()
        except (PushedBatchBroken, AreaNotOwn) as error:
            earlier = tuple(key for key in portion.keys if key < str(error.fields["batch"]))
            if earlier:
                lane.bring(self._leaving, Portion(earlier, 0))
                lane.take()
            raise


def push(
    lanes: Sequence[Lane], leaving: Leaving, portions: Iterable[Portion], advance: Advance
) -> None:
    """Let the hub take ``portions``, one after the other; it computes each digest anew.

    While it takes one, the next is sent on the other lane, if there are two. ``advance`` is told how
    many more figures were sent. Errors: HubBatchDiffers, PushedBatchBroken, AreaNotOwn, RowUndefined,
    BatchTooLarge, and those of ``in_turn``; the portions before that one stay.
    """
    with ThreadPoolExecutor(1) as taker:
        taking = _Taking(taker, leaving)
        try:
            for lane, portion in zip(cycle(lanes), portions, strict=False):
                if len(lanes) == 1:
                    taking.end()
                lane.bring(leaving, portion, advance)
                taking.end()
                taking.begin(lane, portion)
            taking.end()
        except KeyboardInterrupt:
            for lane in lanes:
                lane.connection.cancel()
            raise
