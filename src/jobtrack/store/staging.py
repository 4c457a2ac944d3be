"""Recording the figures of whole files: any number, in any order, as one batch or not at all.

Drafts wait in a temporary table, which SQLite keeps in a file of its own once it is large; it goes away
with the connection, even if the process is killed. What becomes of a figure is decided by the domain's
rule; SQL only answers the two cases that nearly all figures are: the month has no rows at all, or that
very row is there already.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from pathlib import Path
from types import TracebackType
from typing import Self

from jobtrack.domain.batch import Batch, Origin, line
from jobtrack.domain.importing.settling import (
    Conflict,
    PlacedEffect,
    contradiction,
    effects_in_turn,
    place_of,
)
from jobtrack.domain.importing.sheet import Draft, Rejection
from jobtrack.domain.plan import Plan
from jobtrack.domain.recording import Effect, Outcome
from jobtrack.domain.snapshot import Snapshot
from jobtrack.errors.files import BadCell
from jobtrack.errors.staging import DefinitionsChanged
from jobtrack.store import rows, staged
from jobtrack.store.connection import (
    allow_temporary_tables,
    closed_on_failure,
    named_errors,
    open_connection,
    stop_on_interrupt,
)
from jobtrack.store.drafts import Drafts
from jobtrack.store.store import Store

_CACHE_KIB = 8000  # for the pages of each of the two files, and for sorting
_LINES_AT_ONCE = 500


def open_staging(path: Path, *, writing: bool) -> "Staging":
    """A staging area for the database at ``path``; enter it with ``with``.

    Without ``writing`` everything but ``record`` can be done, and the database file stays as it is.
    Errors: DatabaseUnusable, DatabaseMissing.
    """
    connection = open_connection(path, writing=writing)
    with closed_on_failure(connection):
        return Staging(connection, path, writing=writing)


class Staging:
    """Figures on their way into a database: ``stage``, ``settle``, ``record``, in this order.

    Nobody else is kept waiting before ``settle``. What is recorded is there once the block ends well,
    and nothing of it before. Errors: those of ``DatabaseUnusable``, DatabaseBusy after half a minute of
    waiting, and NoTemporarySpace.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, *, writing: bool) -> None:
        self._connection = connection
        self._store = Store(connection, path, writing=writing)
        self._begin = "BEGIN IMMEDIATE" if writing else "BEGIN"
        for setting in ("temp_store = FILE", "temp.journal_mode = OFF"):
            connection.execute(f"PRAGMA {setting}")
        for schema in ("main", "temp"):
            connection.execute(f"PRAGMA {schema}.cache_size = -{_CACHE_KIB}")
        stop_on_interrupt(connection)
        if not writing:
            allow_temporary_tables(connection)
        self._drafts = Drafts(connection, path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            if kind is None and self._connection.in_transaction:
                with named_errors(self._store.path):
                    self._connection.execute("COMMIT")
        finally:
            self._connection.close()  # rolls back what is not committed

    def stage(self, drafts: Iterable[Draft]) -> None:
        """Take ``drafts`` in, in any order; may be called again, for the next file, say."""
        self._drafts.add(drafts)

    def conflicts(self) -> Iterator[Conflict]:
        """Each draft that differs from the first one of its key in figure or flag, in key order."""
        return self._drafts.conflicts()

    def drop_conflicts(self) -> int:
        """Leave out every draft of a key that has two figures; the number of drafts left out."""
        self._drafts.arrange()
        return self._drafts.run(staged.DROP_CONFLICTS)

    def settle(self, plan: Plan) -> None:
        """Decide what becomes of each figure; until the block ends the decision stays true.

        ``plan`` is what the drafts were read by. A figure that the drafts give twice counts once.
        Errors: DefinitionsChanged, and BadCell for the first conflict that was not dropped.
        """
        for conflict in self.conflicts():
            rejection = contradiction(conflict)
            raise BadCell(place=rejection.place, problem=rejection.problem)
        self._drafts.merge_twins()
        with named_errors(self._store.path):
            self._connection.execute(self._begin)
        self._check_definitions(plan)
        [(has_figures,)] = self._drafts.each(staged.HAS_FIGURES)
        if has_figures:
            is_any_back = bool(self._store.reversals())
            self._drafts.run(staged.UNCHANGED_BESIDE_REVERSALS if is_any_back else staged.UNCHANGED)
        self._drafts.insert(staged.DECIDED, self._decisions())
        self._drafts.run(staged.DECIDE)

    def _check_definitions(self, plan: Plan) -> None:
        """Check that all that ``plan`` defines is as it was; what others added does no harm."""
        now = self._store.plan()
        for known, found in ((plan.indicators, now.indicators), (plan.areas, now.areas)):
            if any(found.get(id) != one for id, one in known.items()):
                raise DefinitionsChanged(path=self._store.path)

    def _decisions(self) -> Iterator[rows.Values]:
        """Row, outcome, flag and new digest line of each draft that SQL alone could not decide."""
        undecided = self._drafts.each(staged.UNDECIDED)
        for _, of_month in groupby(undecided, key=lambda row: row[1:4]):
            drafts = {row[0]: self._drafts.draft_of(row[1:]) for row in of_month}
            settled = self._in_turn(list(drafts.values()))
            for (number, draft), one in zip(drafts.items(), settled, strict=True):
                if isinstance(one, Rejection):
                    yield number, staged.REJECTED, str(draft.snapshot.flag), None
                else:
                    keeps_flag = one.snapshot.flag is draft.snapshot.flag
                    new_line = (
                        None if keeps_flag else line("snapshot", *rows.snapshot_values(one.snapshot))
                    )
                    yield number, str(one.outcome), str(one.snapshot.flag), new_line

    def _in_turn(self, drafts: Sequence[Draft]) -> list[Effect | Rejection]:
        """What becomes of the drafts of one month, in the order of their day."""
        one = drafts[0].snapshot
        return effects_in_turn(drafts, self._store.snapshots(one.indicator, one.area, one.period))

    def snapshots(self, indicator: str, area: str) -> list[Snapshot]:
        """The rows of one series that the database holds, in the order of their key."""
        return self._store.snapshots(indicator, area)

    # showing; before ``record``

    def counts(self) -> dict[Outcome, int]:
        """How many figures have each outcome, in the order of the outcomes; rejected ones aside."""
        [(total,)] = self._drafts.each("SELECT count(*) FROM temp.staged")
        decided: dict[str, int] = dict(self._drafts.each(staged.COUNTS))
        new = total - sum(decided.values())
        return {one: decided.get(one, 0) + (new if one is Outcome.NEW else 0) for one in Outcome}

    def effects(self, outcome: Outcome, limit: int) -> list[PlacedEffect]:
        """The first ``limit`` figures with that outcome in key order."""
        return [
            PlacedEffect(settled, place)
            for place, settled in self._settled(outcome, limit)
            if not isinstance(settled, Rejection)
        ]

    def rejections(self) -> Iterator[Rejection]:
        """The figures that can't be recorded, in key order: withdrawals of what has no value."""
        for _, settled in self._settled(staged.REJECTED, -1):
            if isinstance(settled, Rejection):
                yield settled

    def _settled(self, outcome: str, limit: int) -> Iterator[tuple[str, Effect | Rejection]]:
        """What became of the first ``limit`` figures with that outcome (-1: all), and their places."""
        for (row,) in self._drafts.each(staged.WITH_OUTCOME, outcome, limit):
            drafts = self._drafts.of_month_up_to(row)
            yield place_of(drafts[-1]), self._in_turn(drafts)[-1]

    # recording

    def record(self, origin: Origin) -> Batch | None:
        """Write what changes anything as one batch; None where nothing does, and no batch then."""
        [(is_any_written,)] = self._drafts.each(staged.IS_ANY_WRITTEN)
        if not is_any_written:
            return None
        batch = self._store.begin_batch(origin, self._digest_lines())
        with named_errors(self._store.path):
            self._connection.execute(staged.RECORD, (batch.key,))
        return batch

    def _digest_lines(self) -> Iterator[str]:
        """The lines of what is written, many in each text."""
        lines = self._drafts.each(staged.DIGEST_LINES)
        while some := list(islice(lines, _LINES_AT_ONCE)):
            yield "\n".join(line for (line,) in some)
