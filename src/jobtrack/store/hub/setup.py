"""Making a hub: numbered files of SQL, which are never edited once released, and the roles."""

from pathlib import Path
from typing import NamedTuple

import psycopg

from jobtrack.errors.hub import HubEncoding, HubMissing, HubTooNew, HubTooOld
from jobtrack.store.hub.connection import with_names

HUB_VERSION = 1  # the number of files schema_N.sql
KEEPER, OFFICE, READER = "jobtrack_keeper", "jobtrack_office", "jobtrack_reader"
_LOCK = 0x4A54524B  # "JTRK": two that make a hub go one after the other


class Setup(NamedTuple):
    """From which version of the schema (0: none) to which."""

    found: int
    known: int


def set_up(connection: psycopg.Connection, known: int = HUB_VERSION) -> Setup:
    """Make the hub's roles and tables, or those of them that are missing: all or nothing.

    Errors: HubTooNew, HubEncoding.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        encoding = connection.info.parameter_status("server_encoding")
        if encoding != "UTF8":
            raise HubEncoding(found=encoding)
        found = _version(connection)
        if found > known:
            raise HubTooNew(found=found, known=known)
        if found < known:
            _make_roles(connection)
            connection.execute(with_names("SET LOCAL ROLE {}", KEEPER))
            for number in range(found + 1, known + 1):
                script = Path(__file__).with_name(f"schema_{number}.sql").read_text("utf-8")
                connection.execute(script.encode())
            connection.execute("DELETE FROM jobtrack_hub.version")
            connection.execute("INSERT INTO jobtrack_hub.version VALUES (%s)", (known,))
    return Setup(found, known)


def check_version(connection: psycopg.Connection) -> None:
    """Check that there is a hub of this schema. Errors: HubMissing, HubTooNew, HubTooOld."""
    found = _version(connection)
    if not found:
        raise HubMissing
    if found != HUB_VERSION:
        raise (HubTooNew if found > HUB_VERSION else HubTooOld)(found=found, known=HUB_VERSION)


def _version(connection: psycopg.Connection) -> int:
    """That of the schema; 0 where there is none."""
    row = connection.execute("SELECT to_regclass('jobtrack_hub.version') IS NOT NULL").fetchone()
    if row is None or not row[0]:
        return 0
    version = connection.execute("SELECT number FROM jobtrack_hub.version").fetchone()
    return 0 if version is None else int(version[0])


def _make_roles(connection: psycopg.Connection) -> None:
    """The three roles, which all hubs of a server share; who makes the hub becomes a keeper."""
    for role in (KEEPER, OFFICE, READER):
        known = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,)).fetchone()
        if known is None:
            connection.execute(with_names("CREATE ROLE {} NOLOGIN", role))
    for statement, *names in (
        ("GRANT {} TO {}", READER, OFFICE),
        ("GRANT {}, {} TO CURRENT_USER", OFFICE, KEEPER),
        ("GRANT CREATE, TEMPORARY ON DATABASE {} TO {}", connection.info.dbname, KEEPER),
    ):
        connection.execute(with_names(statement, *names))
