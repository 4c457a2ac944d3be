"""Connecting to the hub; psycopg's errors become ours here, and none of them shows where the hub is."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from ipaddress import ip_address
from random import uniform
from typing import TypeVar

import psycopg
from psycopg import conninfo, errors, pq, sql

from jobtrack.errors import JobtrackError, hub

Result = TypeVar("Result")
Wait = Callable[[float], object]  # seconds
_ATTEMPTS, _FIRST_WAIT_SECONDS, _LONGEST_WAIT_SECONDS = 40, 0.02, 2.0
_CONNECT_SECONDS = 10
_NETWORK = {  # a network that has gone is noticed within a minute, not after hours
    "connect_timeout": _CONNECT_SECONDS,
    "keepalives_idle": 20,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,  # milliseconds
}
_FIELDS = {  # what take() and define() raise, and the fields of its message
    "JT001": (hub.HubBatchDiffers, ("batch",)),
    "JT002": (hub.PushedBatchBroken, ("batch",)),
    "JT003": (hub.AreaNotOwn, ("batch", "area")),
    "JT004": (hub.DefinitionNotOwn, ("noun", "id")),
    "JT005": (hub.RowUndefined, ("batch", "indicator", "area")),
}
_KINDS: dict[str, type[JobtrackError]] = {
    "28000": hub.HubLoginRefused,
    "28P01": hub.HubLoginRefused,
    "3D000": hub.HubMissing,
    "3F000": hub.HubMissing,
    "42P01": hub.HubMissing,
    "42883": hub.HubMissing,
    "42501": hub.HubForbidden,
    "25006": hub.HubStandby,
    "0A000": hub.HubStandby,  # SERIALIZABLE, which is all that is used and a standby has not
    "53100": hub.HubFull,
    "53300": hub.HubBusy,
    "53200": hub.BatchTooLarge,  # no memory; 54000 and XX000 are PostgreSQL's limit of a gigabyte
    "54000": hub.BatchTooLarge,
    "55P03": hub.HubBusy,
    "40001": hub.HubBusy,
    "40P01": hub.HubBusy,
}
_AT_LOGIN = (  # libpq tells of a refused login in words only
    ("too many clients", hub.HubBusy),
    ("remaining connection slots", hub.HubBusy),
    ("too many connections", hub.HubBusy),
    ("starting up", hub.HubLost),
    ("authentication failed", hub.HubLoginRefused),
    ("no pg_hba.conf entry", hub.HubLoginRefused),
    ("no password supplied", hub.HubLoginRefused),
    ("is not permitted to log in", hub.HubLoginRefused),
    ("permission denied for database", hub.HubLoginRefused),
    ("does not support SSL", hub.HubNotEncrypted),
    ("certificate verify failed", hub.HubNotTrusted),
    ("does not match host name", hub.HubNotTrusted),
    ("root certificate file", hub.HubNotTrusted),
    ("client certificate", hub.HubLoginRefused),
)
logging.getLogger("psycopg").addHandler(logging.NullHandler())  # it would say where the hub is


def connect_in_turn(address: str, wait: Wait) -> psycopg.Connection:
    """As ``connect``, but a server that has no connection left is asked again for a while."""
    return _patiently(lambda: connect(address), (hub.HubBusy,), wait)


def connect(address: str) -> psycopg.Connection:
    """A connection in autocommit, encrypted unless it stays on this machine or its string says else.

    Errors: HubAddressBad, HubUnusable, HubLost, HubBusy.
    """
    try:
        given = conninfo.conninfo_to_dict(address)
        whole = conninfo.make_conninfo(address, **{**_NETWORK, **_encryption(given), **given})
    except psycopg.ProgrammingError:
        raise hub.HubAddressBad from None
    try:
        connection = psycopg.connect(whole, autocommit=True, client_encoding="UTF8")
    except psycopg.OperationalError as error:
        raise _refused(error) from None
    if not _is_chosen(given) and not connection.pgconn.ssl_in_use and not _stays_here(connection):
        connection.close()
        raise hub.HubNotEncrypted
    return connection


def _encryption(given: Mapping[str, object]) -> dict[str, str]:
    """TLS, unless somebody chose otherwise; a service's file may say it too, and is not known here."""
    hosts = str(given.get("hostaddr") or given.get("host") or _default("host") or "").split(",")
    if _is_chosen(given) or "service" in given or all(map(_is_here, hosts)):
        return {}
    return {"sslmode": "require"}


def _is_chosen(given: Mapping[str, object]) -> bool:
    """Whether the string or the environment says how to encrypt."""
    return "sslmode" in given or _default("sslmode") != "prefer"


def _default(keyword: str) -> str | None:
    """What libpq takes where the string says nothing: the environment's word, or its own."""
    values = {one.keyword: one.val for one in pq.Conninfo.get_defaults()}
    value = values.get(keyword.encode())
    return None if value is None else value.decode()


def _stays_here(connection: psycopg.Connection) -> bool:
    return _is_here(connection.info.hostaddr or connection.info.host)


def _is_here(host: str) -> bool:
    """Whether ``host`` is a socket of this machine or its loopback address."""
    if not host or host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _refused(error: psycopg.OperationalError) -> JobtrackError:
    """Why nobody was let in. Of the text, which names host and role, nothing is shown."""
    named = _KINDS.get(error.sqlstate or "")
    by_words = (kind for words, kind in _AT_LOGIN if words in str(error))
    if "does not exist" in str(error) and 'database "' in str(error):
        return hub.HubMissing()
    return (named or next(by_words, hub.HubLost))()


@contextmanager
def named_errors() -> Iterator[None]:
    """Name what the server refuses, and a server that has gone; what has no name here stays a bug."""
    try:
        yield
    except psycopg.Error as error:
        problem = _problem(error)
        if problem is None:
            raise
        raise problem from None


def _problem(error: psycopg.Error) -> JobtrackError | None:
    state = error.sqlstate or ""
    if state in _FIELDS:
        kind, names = _FIELDS[state]
        values = (error.diag.message_primary or "").split("\t")
        return kind(**dict(zip(names, values, strict=False)))
    if state in _KINDS:
        return _KINDS[state]()
    if state == "XX000" and "invalid memory alloc request size" in str(error):
        return hub.BatchTooLarge()
    if state.startswith(("22", "23")) or isinstance(error, psycopg.DataError):
        return hub.HubRefuses(detail=error.diag.message_primary or error)
    if state.startswith(("08", "57")) or isinstance(error, psycopg.OperationalError):
        return hub.HubLost()
    return None


def with_names(statement: str, *names: str) -> sql.Composed:
    """``statement`` with a role's or database's name, quoted, in the place of each pair of braces."""
    return sql.SQL(statement).format(*map(sql.Identifier, names))


def in_turn(connection: psycopg.Connection, act: Callable[[], Result], wait: Wait) -> Result:
    """What ``act`` gives, in one SERIALIZABLE transaction, done anew where others came between.

    Errors: HubBusy where others always do, and those of ``named_errors``.
    """

    def acted() -> Result:
        with connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")
            return act()

    with named_errors():
        return _patiently(acted, (errors.SerializationFailure, errors.DeadlockDetected), wait)


def _patiently(act: Callable[[], Result], passing: tuple[type[Exception], ...], wait: Wait) -> Result:
    """What ``act`` gives, done again after each of the errors that are ``passing``, if not for ever."""
    longest = _FIRST_WAIT_SECONDS
    for _ in range(_ATTEMPTS - 1):
        try:
            return act()
        except passing:
            wait(uniform(0, longest))  # noqa: S311 - it keeps offices apart, and guards nothing
            longest = min(2 * longest, _LONGEST_WAIT_SECONDS)
    return act()
