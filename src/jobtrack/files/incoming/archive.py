"""A zip file that is a workbook: its parts, unpacked piece by piece and never beyond a limit."""

import posixpath
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from jobtrack.errors.sheets import PasswordProtected, WorkbookInflated

MOST_UNPACKED_BYTES = 4 << 30  # a full sheet of a million rows and twenty columns is 1 GB
MOST_TIMES_SMALLER = 500  # the dullest sheets pack 150-fold, zip bombs a thousandfold
_TOO_SMALL_FOR_A_BOMB = 64 << 20
_PIECE_BYTES = 1 << 16
_IS_ENCRYPTED = 1


class Archive:
    """The parts of a zip file by name; case and the kind of slash are of no account."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        """Errors: BadZipFile, WorkbookInflated, PasswordProtected; ``name`` is what they call it."""
        self.name = name
        self._zip = ZipFile(file)
        entries = self._zip.infolist()
        if any(one.flag_bits & _IS_ENCRYPTED for one in entries):
            raise PasswordProtected(path=name)
        # what is declared is all that is ever unpacked: zipfile stops there
        is_bomb = any(
            one.file_size > max(_TOO_SMALL_FOR_A_BOMB, MOST_TIMES_SMALLER * one.compress_size)
            for one in entries
        )
        if is_bomb or sum(one.file_size for one in entries) > MOST_UNPACKED_BYTES:
            raise WorkbookInflated(path=name)
        self._entries = {_key(one.filename): one for one in entries}

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._entries

    def pieces(self, part: str) -> Iterator[bytes]:
        """The content of ``part``. Errors: KeyError without it, BadZipFile, zlib.error, EOFError."""
        entry = self._entries[_key(part)]
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise ValueError(f"{part} is packed in an unusual way")
        with self._zip.open(entry) as content:
            while piece := content.read(_PIECE_BYTES):
                yield piece

    def mentions(self, part: str, word: bytes) -> bool:
        """Whether ``word`` occurs in the content of ``part``."""
        return mentions(self.pieces(part), word)


def mentions(pieces: Iterable[bytes], word: bytes) -> bool:
    """Whether ``word`` occurs in what ``pieces`` make together."""
    before = b""
    for piece in pieces:
        if word in before + piece:
            return True
        before = piece[-len(word) :]
    return False


def _key(part: str) -> str:
    return posixpath.normpath(part.replace("\\", "/")).lstrip("/").lower()
