"""Making a database: whole under another name, then given its own."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from jobtrack.errors.database import DatabaseExists, DatabaseForbidden
from jobtrack.store.connection import closed_on_failure, connect, named_errors
from jobtrack.store.draft import draft_beside, give_second_name, make_last
from jobtrack.store.schema import apply_steps
from jobtrack.store.store import Store


@contextmanager
def create_store(path: Path) -> Iterator[Store]:
    """A new database, empty of rows, which stands at ``path`` once the block has ended well.

    ``path`` never names a half-made database, and one that exists is never replaced. The file is
    readable by its owner only; missing folders are made. Errors: DatabaseExists, DatabaseForbidden.
    """
    with _draft_of(path) as draft:
        with named_errors(path):
            connection = connect(draft)
            with closed_on_failure(connection):
                apply_steps(connection)
        with Store(connection, path, writing=True) as store:
            yield store
        try:
            give_second_name(draft, path)
        except FileExistsError:
            raise DatabaseExists(path=path) from None
        make_last(path.parent)


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """The file to be called ``path``, in its folder, which is made if it is missing."""
    with ExitStack() as stack:
        try:
            if path.exists():
                raise DatabaseExists(path=path)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = stack.enter_context(draft_beside(path))
        except OSError as error:
            raise DatabaseForbidden(path=path) from error
        yield draft
