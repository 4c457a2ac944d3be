"""The offices of a hub: a role each, with the areas for which it may push."""

import secrets
from collections.abc import Sequence

import psycopg
from psycopg import conninfo, sql

from jobtrack.domain.ledger.transfer import Amount, OfficeAtHub
from jobtrack.errors.hub import HubNameTaken
from jobtrack.store.hub.connection import with_names
from jobtrack.store.hub.setup import KEEPER, OFFICE, READER

_LONGEST_NAME_BYTES = 63
_OFFICES = """
    SELECT name, array(SELECT area FROM office_area WHERE office = name ORDER BY area),
      coalesce(batches, 0), coalesce(figures, 0), last
    FROM office FULL JOIN (
      SELECT office AS name, count(*) AS batches, sum(figures)::bigint AS figures,
        max(arrived_at) AS last
      FROM arrival GROUP BY office) AS pushed USING (name)
    ORDER BY name
"""


def offices(connection: psycopg.Connection) -> list[OfficeAtHub]:
    """Those that may read or have pushed, by name."""
    return [
        OfficeAtHub(name, tuple(areas), Amount(batches, figures), last)
        for name, areas, batches, figures, last in connection.execute(_OFFICES.encode())
    ]


def set_office(connection: psycopg.Connection, name: str, areas: Sequence[str]) -> bool:
    """Let the role ``name`` push for ``areas`` (codes) and what lies below them; without any it reads.

    The role is made where there is none; True then. Errors: HubNameTaken.
    """
    with connection.transaction():
        is_new = _is_new(connection, name)
        if is_new:
            connection.execute(with_names("CREATE ROLE {} LOGIN", name))
        connection.execute(with_names("GRANT {} TO {}", READER, name))
        change = "GRANT {} TO {}" if areas else "REVOKE {} FROM {}"
        connection.execute(with_names(change, OFFICE, name))
        connection.execute(with_names("SET LOCAL ROLE {}", KEEPER))
        connection.execute("INSERT INTO office VALUES (%s) ON CONFLICT DO NOTHING", (name,))
        connection.execute("DELETE FROM office_area WHERE office = %s", (name,))
        for area in dict.fromkeys(areas):
            connection.execute("INSERT INTO office_area VALUES (%s, %s)", (name, area))
    return is_new


def _is_new(connection: psycopg.Connection, name: str) -> bool:
    """Whether there is no such role yet. Errors: HubNameTaken for one of another kind."""
    if len(name.encode()) > _LONGEST_NAME_BYTES or not name or name.startswith(("pg_", "jobtrack_")):
        raise HubNameTaken(name=name)
    found = connection.execute(
        "SELECT rolsuper OR NOT pg_has_role(oid, 'jobtrack_reader', 'MEMBER') FROM pg_roles"
        " WHERE rolname = %s",
        (name,),
    ).fetchone()
    if found is not None and found[0]:
        raise HubNameTaken(name=name)
    return found is None


def address_for(connection: psycopg.Connection, address: str, name: str) -> str:
    """A connection string for the office ``name``, with a new password.

    The server is told only what the password is checked by, so that no log of its shows it.
    """
    password = secrets.token_urlsafe(24)
    hidden = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256")
    role = with_names("ALTER ROLE {} PASSWORD ", name)
    connection.execute(role + sql.Literal(hidden.decode()))
    given = conninfo.conninfo_to_dict(address, user=name, password=password)
    given.pop("passfile", None)
    return conninfo.make_conninfo("", **given)
