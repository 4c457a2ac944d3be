"""A file that is read whole, with the fingerprint that its batch records."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from jobtrack.errors.system import unread

BUILT_IN = Path(__file__).parents[2] / "plans"


class Content(NamedTuple):
    """A file as it was read."""

    path: Path
    bytes: bytes

    @property
    def sha256(self) -> str:
        """In hexadecimal, as the batch records it."""
        return hashlib.sha256(self.bytes).hexdigest()


def content_of(path: Path) -> Content:
    """The file at ``path``. Errors: FileNotReadable, SystemRefuses."""
    try:
        return Content(path, path.read_bytes())
    except OSError as error:
        raise unread(error, path) from error
