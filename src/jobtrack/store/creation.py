"""Making a database: whole under another name, then given its own."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobtrack.errors.database import DatabaseExists, DatabaseForbidden
from jobtrack.store.connection import closed_on_failure, connect, named_errors
from jobtrack.store.schema import apply_steps
from jobtrack.store.store import Store


@contextmanager
def create_store(path: Path) -> Iterator[Store]:
    """A new database, empty of rows, which stands at ``path`` once the block has ended well.

    ``path`` never names a half-made database, and one that exists is never replaced. The file is
    readable by its owner only; missing folders are made. Errors: DatabaseExists, DatabaseForbidden.
    """
    if path.exists():
        raise DatabaseExists(path=path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
    except OSError as error:
        raise DatabaseForbidden(path=path) from error
    os.close(handle)
    draft = Path(name)
    try:
        with named_errors(path):
            connection = connect(draft)
            with closed_on_failure(connection):
                apply_steps(connection)
        with Store(connection, path, writing=True) as store:
            yield store
        _give_name(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _give_name(draft: Path, path: Path) -> None:
    """Give ``draft`` the name ``path`` unless that has been taken meanwhile, and make it last."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise DatabaseExists(path=path) from None
    except OSError:  # a file system without hard links
        draft.rename(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
