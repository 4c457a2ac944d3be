"""The definitions of the hub, read and said."""

from collections.abc import Iterable, Sequence

import psycopg
from psycopg.types.json import Jsonb

from jobtrack.domain.plan import Plan
from jobtrack.errors.hub import HubDefinitionsChanged
from jobtrack.store import rows
from jobtrack.store.definitions import TABLES, definition_rows, definitions_of
from jobtrack.store.hub.connection import Wait, in_turn


def plan_there(connection: psycopg.Connection) -> Plan | None:
    """The definitions of the hub, without targets; None where nothing is defined yet."""
    if not selected(connection, ("id",), "plan"):
        return None
    return definitions_of(lambda columns, source: selected(connection, columns, source))


def selected(
    connection: psycopg.Connection, columns: Sequence[str], source: str, *values: object
) -> list[rows.Values]:
    """All rows of ``SELECT columns FROM source``."""
    query = f"SELECT {', '.join(columns)} FROM {source}".encode()
    return connection.execute(query, values or None).fetchall()


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
