"""The database: the only room that knows SQL. ``open_store`` and ``create_store`` are its doors."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what a door names is loaded behind it
    from jobtrack.store.store import Store


def open_store(path: Path, *, writing: bool = False) -> "Store":
    """The database at ``path``; enter it with ``with``. Errors: DatabaseUnusable, DatabaseMissing."""
    from jobtrack.store.connection import open_connection  # noqa: PLC0415 - see above
    from jobtrack.store.store import Store  # noqa: PLC0415

    return Store(open_connection(path, writing=writing), path, writing=writing)
