"""Bringing batches and definitions to the hub: portion by portion, each of them whole or not at all."""

from collections.abc import Iterable

import psycopg
from psycopg.types.json import Jsonb

from jobtrack.domain.ledger.transfer import Portion
from jobtrack.domain.plan import Plan
from jobtrack.errors.hub import AreaNotOwn, HubDefinitionsChanged, PushedBatchBroken
from jobtrack.store.definitions import TABLES, definition_rows
from jobtrack.store.hub.connection import Wait, in_turn
from jobtrack.store.hub.figures import AT_ONCE, Advance
from jobtrack.store.hub.leaving import COLUMNS, Leaving
from jobtrack.store.hub.mirror import plan_there, selected


def open_push(connection: psycopg.Connection) -> None:
    """Make the tables in which pushed rows arrive, once for each connection."""
    connection.execute("SELECT jobtrack_hub.open_push()")


def push_portion(
    connection: psycopg.Connection,
    leaving: Leaving,
    portion: Portion,
    wait: Wait,
    advance: Advance = lambda _: None,
) -> None:
    """Let the hub take the batches of ``portion`` that it lacks, in one transaction.

    It computes each digest anew. Where it refuses one batch, those before it are taken. ``advance`` is
    told how many more figures were sent. Errors: HubBatchDiffers, PushedBatchBroken, AreaNotOwn,
    RowUndefined, BatchTooLarge, and those of ``in_turn``.
    """
    try:
        _push_whole(connection, leaving, portion, wait, advance)
    except (PushedBatchBroken, AreaNotOwn) as error:
        earlier = tuple(key for key in portion.keys if key < str(error.fields["batch"]))
        if earlier:
            push_portion(connection, leaving, Portion(earlier, 0), wait)
        raise


def _push_whole(
    connection: psycopg.Connection, leaving: Leaving, portion: Portion, wait: Wait, advance: Advance
) -> None:
    sent = 0  # figures that ``advance`` has been told of: sent anew, they are no more

    def push() -> None:
        nonlocal sent
        with connection.cursor() as cursor:
            for table, columns in COLUMNS.items():
                target = f"pg_temp.arriving_{table} ({', '.join(columns)})"
                with cursor.copy(f"COPY {target} FROM STDIN".encode()) as copy:
                    for number, row in enumerate(leaving.rows(table, portion), 1):
                        copy.write_row(row)
                        if table == "snapshot" and number - sent == AT_ONCE:
                            advance(AT_ONCE)
                            sent = number
            cursor.execute("SELECT jobtrack_hub.take()")

    in_turn(connection, push, wait)
    advance(portion.figures - sent)


def define(connection: psycopg.Connection, plan: Plan, seen: Plan | None, wait: Wait) -> None:
    """Make the definitions of the hub those of ``plan``, which has all that it has.

    ``seen`` is what ``plan`` was made from; None: nothing was defined. Errors: DefinitionNotOwn,
    HubDefinitionsChanged where that is no longer so, and those of ``in_turn``.
    """

    def say() -> None:
        if plan_there(connection) != seen:
            raise HubDefinitionsChanged
        said = definition_rows(plan)
        document = {}
        for name, columns in TABLES.items():
            stored = set(selected(connection, columns, name))
            document[name] = [_as_json(columns, row) for row in said[name] if row not in stored]
        if any(document.values()):
            connection.execute("SELECT jobtrack_hub.define(%s)", (Jsonb(document),))

    in_turn(connection, say, wait)


def _as_json(columns: Iterable[str], row: Iterable[object]) -> dict[str, object]:
    """A row by its columns; a yes or no is 1 or 0, as in the local file."""
    values = (int(value) if isinstance(value, bool) else value for value in row)
    return dict(zip(columns, values, strict=True))
