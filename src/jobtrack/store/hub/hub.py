"""An open hub: what the commands ask of it. Its parts stand in the other files of this room."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from types import TracebackType
from typing import Self

from jobtrack.domain.ledger.transfer import OfficeAtHub, Portion
from jobtrack.domain.plan import Plan
from jobtrack.errors.hub import HubBusy
from jobtrack.store import rows
from jobtrack.store.hub import definitions, figures, mirror, offices, setup
from jobtrack.store.hub.connection import Wait, connect, connect_in_turn, named_errors
from jobtrack.store.hub.figures import Advance
from jobtrack.store.hub.leaving import Leaving
from jobtrack.store.hub.pushing import Lane, push

Setup = setup.Setup
_SEARCH_PATH = "SET search_path = jobtrack, jobtrack_hub"


class Hub:
    """Enter it with ``with``, then ``check``; only ``set_up`` needs no hub to be there.

    Errors of all it does: HubUnusable, HubLost, HubBusy.
    """

    def __init__(self, address: str, wait: Wait) -> None:
        self._address = address
        self._wait = wait
        self._connection = connect_in_turn(address, wait)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._connection.close()

    def set_up(self) -> Setup:
        """Make the hub, or upgrade it; from which version to which."""
        with named_errors():
            return setup.set_up(self._connection)

    def check(self) -> None:
        """Check that it is a hub that this jobtrack knows. Errors: HubMissing, HubTooNew, HubTooOld."""
        with named_errors():
            setup.check_version(self._connection)
            self._connection.execute(_SEARCH_PATH.encode())

    @contextmanager
    def of_one_moment(self) -> Iterator[None]:
        """Let all that is read within it be of the same moment."""
        with named_errors(), self._connection.transaction():
            self._connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield

    def batches(self) -> dict[str, int]:
        """How many figures each batch has, by its key."""
        with named_errors():
            found = self._connection.execute("SELECT batch, figures FROM arrival").fetchall()
        return dict(found)

    def plan(self) -> Plan | None:
        """The definitions, without targets; None where nothing is defined yet."""
        with named_errors():
            return definitions.plan_there(self._connection)

    def mirror(self, wanted: Collection[str] = ()) -> sqlite3.Connection:
        """A database in memory of what the hub defines, with the ``wanted`` batches but for figures."""
        with named_errors():
            return mirror.mirror_of(self._connection, wanted)

    def figures(self, wanted: Collection[str], advance: Advance) -> Iterator[rows.Values]:
        """Those of the ``wanted`` batches, in the order of the local key; see there."""
        return figures.figures(self._connection, wanted, advance)

    def push(self, leaving: Leaving, portions: Sequence[Portion], advance: Advance) -> None:
        """Bring ``portions`` to the hub; see there. Errors: HubForbidden for who may only read."""
        with ExitStack() as opened:
            lanes = [Lane(self._connection, self._wait)]
            if len(portions) > 1:
                with suppress(HubBusy):  # where many push at the same time, one has to do
                    second = opened.enter_context(connect(self._address))
                    lanes.append(Lane(second, self._wait))
            push(lanes, leaving, portions, advance)

    def define(self, plan: Plan, seen: Plan | None) -> None:
        """Make the definitions those of ``plan``; see there."""
        definitions.define(self._connection, plan, seen, self._wait)

    def offices(self) -> list[OfficeAtHub]:
        """Those that may read or have pushed, by name."""
        with named_errors():
            return offices.offices(self._connection)

    def set_office(self, name: str, areas: Sequence[str]) -> bool:
        """Let ``name`` push for ``areas``; whether it is new. Errors: HubNameTaken."""
        with named_errors():
            return offices.set_office(self._connection, name, areas)

    def address_for(self, name: str) -> str:
        """A connection string for that office, with a new password."""
        with named_errors():
            return offices.address_for(self._connection, self._address, name)
