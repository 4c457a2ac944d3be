"""The hub, a PostgreSQL database of many offices. ``open_hub`` is the door: it loads psycopg."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jobtrack.errors.hub import HubExtraMissing

if TYPE_CHECKING:  # what the door names is loaded behind it
    from jobtrack.store.hub.hub import Hub


def open_hub(address: str, wait: Callable[[float], object]) -> "Hub":
    """The hub that the connection string ``address`` leads to; enter it with ``with``.

    ``wait`` lets so many seconds pass where others come between.

    Errors: HubExtraMissing, HubAddressBad, HubUnusable, HubLost, HubBusy.
    """
    try:
        from jobtrack.store.hub.hub import Hub  # noqa: PLC0415 - see above
    except ImportError as error:
        if "psycopg" not in f"{error.name} {error}":  # which tells so too where it finds no libpq
            raise
        raise HubExtraMissing from error
    return Hub(address, wait)
