"""Files that are read as they come, standard input among them, with their fingerprints."""

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from jobtrack.domain.text import visible
from jobtrack.errors.system import NoTemporaryFolder, unread

STANDARD_INPUT = Path("-")


class Received(NamedTuple):
    """A file to be read: where it is, what messages call it, and its sha256 in hexadecimal."""

    path: Path
    name: str
    sha256: str


@contextmanager
def received(files: Sequence[Path]) -> Iterator[list[Received]]:
    """``files`` in their order; ``-`` is standard input, kept in a file of its own meanwhile.

    What is no regular file has no fingerprint: its reader refuses it. Errors: FileNotReadable,
    NoTemporaryFolder, SystemRefuses.
    """
    with ExitStack() as stack:
        yield [
            stack.enter_context(_standard_input()) if file == STANDARD_INPUT else _received(file)
            for file in files
        ]


@contextmanager
def _standard_input() -> Iterator[Received]:
    """What comes on it, in a file that goes away when the block ends."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="jobtrack-")
    except FileNotFoundError as error:  # of all places that are tried
        raise NoTemporaryFolder from error
    with folder as name:
        path = Path(name, "stdin")
        try:
            with path.open("wb") as copy:
                shutil.copyfileobj(sys.stdin.buffer, copy)
        except OSError as error:
            raise unread(error, "stdin") from error
        yield _received(path)


def _received(path: Path) -> Received:
    return Received(path, visible(path.name or str(path)), _fingerprint(path))


def _fingerprint(path: Path) -> str:
    """The sha256 in hexadecimal; blank for what is no regular file."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise unread(error, path) from error
