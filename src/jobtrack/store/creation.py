"""Making a database: whole under another name, then given its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobtrack.errors.database import DatabaseExists
from jobtrack.store.connection import closed_on_failure, connect, named_errors, refused
from jobtrack.store.draft import draft_beside, give_second_name, make_last
from jobtrack.store.schema import apply_steps
from jobtrack.store.store import Store


@contextmanager
def create_store(path: Path) -> Iterator[Store]:
    """A new database, empty of rows, which stands at ``path`` once the block has ended well.

    ``path`` never names a half-made database, and one that exists is never replaced. The file is
    readable by its owner only; missing folders are made. Errors: DatabaseExists, DatabaseForbidden,
    DatabaseFails, SystemRefuses.
    """
    try:
        if path.exists():
            raise DatabaseExists(path=path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with draft_beside(path) as draft:
            with named_errors(path):
                connection = connect(draft)
                with closed_on_failure(connection):
                    apply_steps(connection)
            with Store(connection, path, writing=True) as store:
                yield store
            give_second_name(draft, path)
            make_last(path.parent)
    except FileExistsError:
        raise DatabaseExists(path=path) from None
    except OSError as error:
        raise refused(error, path) from error
