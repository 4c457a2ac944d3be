"""The database: the only room that knows SQL. ``open_store`` and ``create_store`` are its doors."""

from pathlib import Path

from jobtrack.store.connection import open_connection
from jobtrack.store.store import Store


def open_store(path: Path, *, writing: bool = False) -> Store:
    """The database at ``path``; enter it with ``with``. Errors: DatabaseUnusable, DatabaseMissing."""
    return Store(open_connection(path, writing=writing), path, writing=writing)


__all__ = ["Store", "open_store"]
