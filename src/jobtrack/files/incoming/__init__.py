"""Files of figures, whatever their format: read into sheets of plain cells, in bounded memory."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from jobtrack.domain.importing.sheet import Sheet
from jobtrack.domain.text import visible
from jobtrack.errors.sheets import IsAFolder, NotARegularFile
from jobtrack.errors.system import unread
from jobtrack.files.incoming.encoding import open_text
from jobtrack.files.incoming.kind import HEAD_BYTES, is_json_lines, is_workbook


@contextmanager
def open_sheets(path: Path, name: str, encoding: str | None = None) -> Iterator[Iterator[Sheet]]:
    """The sheets of the file at ``path``: those of a workbook that are visible and not empty, or one.

    ``name`` is what messages call it; its ending must agree with the content. ``encoding`` is that of
    a text, None where it is not stated; a workbook has its own. A line that holds nothing is left out
    and its number with it. File and processes are closed when the block ends. Errors, before the block
    or while walking: FileNotReadable, and all of ``errors.sheets``. Source: docs/files.md, what can be
    read.
    """
    name = visible(name)
    with _opened(path, name) as file:
        if is_workbook(file.read(HEAD_BYTES), name):
            # they start a process, which text has no need of
            from jobtrack.files.incoming.workbook import workbook_sheets  # noqa: PLC0415

            with workbook_sheets(file, name) as sheets:
                yield sheets
        else:
            with open_text(file, name, encoding) as text:
                size = path.stat().st_size
                sheet = _text_sheet(text, name)
                yield iter((sheet._replace(share=lambda: file.tell() / size),))


def _opened(path: Path, name: str) -> BinaryIO:
    """Errors: IsAFolder, NotARegularFile (opening a pipe would wait for a writer), FileNotReadable."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise IsAFolder(path=name)
        if not stat.S_ISREG(mode):
            raise NotARegularFile(path=name)
        return path.open("rb")
    except OSError as error:
        raise unread(error, name) from None


def _text_sheet(text: TextIO, name: str) -> Sheet:
    if is_json_lines(text, name):
        from jobtrack.files.incoming.json_lines import json_lines  # noqa: PLC0415 - most text is CSV

        return Sheet(name, json_lines(text, name))
    from jobtrack.files.incoming.delimited import delimited_lines  # noqa: PLC0415 - and some is not

    return Sheet(name, delimited_lines(text, name))
