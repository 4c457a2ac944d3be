"""Files that are read as they come, standard input among them, with their fingerprints."""

import errno
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from jobtrack.domain.text import visible
from jobtrack.errors.files import FileNotReadable

STANDARD_INPUT = Path("-")


class Received(NamedTuple):
    """A file to be read: where it is, what messages call it, and its sha256 in hexadecimal."""

    path: Path
    name: str
    sha256: str


@contextmanager
def received(files: Sequence[Path]) -> Iterator[list[Received]]:
    """``files`` in their order; ``-`` is standard input, kept in a file of its own meanwhile.

    What is no regular file has no fingerprint: its reader refuses it. Errors: FileNotReadable.
    """
    with tempfile.TemporaryDirectory(prefix="jobtrack-") as folder:
        found = []
        for file in files:
            path, name = file, visible(file.name or str(file))
            if file == STANDARD_INPUT:
                path, name = Path(folder, "stdin"), "stdin"
                if sys.stdin is None:
                    raise FileNotReadable(path=name, detail=os.strerror(errno.EBADF))
                with path.open("wb") as copy:
                    shutil.copyfileobj(sys.stdin.buffer, copy)
            found.append(Received(path, name, _fingerprint(path)))
        yield found


def _fingerprint(path: Path) -> str:
    """The sha256 in hexadecimal; blank for what is no regular file."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise FileNotReadable(path=path, detail=error.strerror) from error
