"""The encoding of a text file: told by a mark, else tried strictly in a fixed order, never guessed."""

import codecs
import io
from functools import partial
from typing import BinaryIO, TextIO

from jobtrack.domain.importing.sheet import cell_place
from jobtrack.domain.text import visible
from jobtrack.errors.sheets import (
    EncodingUnclear,
    EncodingUnknown,
    EncodingWrong,
    FileEmpty,
    LineTooLong,
    NulByte,
)
from jobtrack.files.incoming.limits import LONGEST_LINE

TRIED = ("utf-8", "gb18030")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16: before it
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK_BYTES = 1 << 16
_BYTE_ORDER_MARK = "\ufeff"


def open_text(file: BinaryIO, name: str, encoding: str | None) -> TextIO:
    """The text of ``file``, read once to its end to be sure of it, and standing at its beginning.

    ``encoding`` is the one that was asked for; None: the one that a byte order mark tells, else the
    first of ``TRIED`` that fits every byte. Line ends are left as they are. Errors: EncodingUnknown,
    EncodingWrong, EncodingUnclear, NulByte, LineTooLong, FileEmpty.
    """
    found = _encoding_of(file, name, encoding)
    file.seek(0)
    text = io.TextIOWrapper(file, found, newline="")
    if text.read(1) != _BYTE_ORDER_MARK:
        text.seek(0)
    return text


def _encoding_of(file: BinaryIO, name: str, encoding: str | None) -> str:
    marked = encoding or _marked(file)
    if marked is not None:
        if not _is_known(marked):
            raise EncodingUnknown(name=visible(marked))
        if not _fits(file, name, marked):
            raise EncodingWrong(path=name, encoding=visible(marked))
        return marked
    for tried in TRIED:
        if _fits(file, name, tried):
            return tried
    raise EncodingUnclear(path=name)


def _marked(file: BinaryIO) -> str | None:
    file.seek(0)
    head = file.read(4)
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def _is_known(encoding: str) -> bool:
    """Whether Python has it, and as an encoding of text that can be read piece by piece."""
    try:
        codecs.getincrementaldecoder(encoding)
        io.TextIOWrapper(io.BytesIO(), encoding).write("\n")
    except (LookupError, ValueError):
        return False
    return True


def _fits(file: BinaryIO, name: str, encoding: str) -> bool:
    """Whether every byte is text in that encoding. Errors: NulByte, LineTooLong, FileEmpty."""
    file.seek(0)
    decoder = io.IncrementalNewlineDecoder(codecs.getincrementaldecoder(encoding)(), translate=True)
    line, length, is_empty = 1, 0, True
    for chunk in iter(partial(file.read, _CHUNK_BYTES), None):
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeError:
            _check_nul(chunk.decode("latin-1"), name, line, is_wide="\n".encode(encoding) != b"\n")
            return False
        _check_nul(text, name, line, is_wide=False)
        first, last = text.find("\n"), text.rfind("\n")
        if length + (first if first >= 0 else len(text)) > LONGEST_LINE:
            raise LineTooLong(place=cell_place(name, line), limit=f"{LONGEST_LINE:,}")
        length = len(text) - last - 1 if last >= 0 else length + len(text)
        line += text.count("\n")
        is_empty = is_empty and text in {"", _BYTE_ORDER_MARK}
        if not chunk:
            break
    if is_empty:
        raise FileEmpty(path=name)
    return True


def _check_nul(text: str, name: str, line: int, *, is_wide: bool) -> None:
    """Refuse a NUL in ``text``, which begins in ``line``; in a wide encoding bytes may be zero."""
    at = -1 if is_wide else text.find("\0")
    if at >= 0:
        raise NulByte(place=cell_place(name, line + text.count("\n", 0, at)))
