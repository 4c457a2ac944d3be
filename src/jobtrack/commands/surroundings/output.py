"""Files that are written: under another name first, so that none is ever left half-written."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from jobtrack.errors.exporting import FormatNotWritten, OutputMissing
from jobtrack.errors.options import OutputIsDatabase
from jobtrack.errors.system import unwritten

_OF_OTHERS = {".doc", ".docx", ".ods", ".odt", ".pdf", ".png", ".ppt", ".pptx", ".svg", ".xls", ".xlsm"}
_Format = TypeVar("_Format")


@contextmanager
def draft_of(output: Path, database: Path) -> Iterator[Path]:
    """A file beside ``output`` that takes its name once the block has ended well, else is gone.

    What is no file, such as ``/dev/null``, is written itself. Errors: OutputIsDatabase, and
    FileNotWritable or SystemRefuses for what the operating system refuses in the block.
    """
    with refusals_named(output):
        if output.exists() and database.exists() and output.samefile(database):
            raise OutputIsDatabase(path=output)
        if output.exists() and not output.is_file() and not output.is_dir():
            yield output
            return
        draft = output.parent / f".{output.name}.{os.getpid()}"
        try:
            yield draft
            draft.replace(output)
        finally:
            draft.unlink(missing_ok=True)


@contextmanager
def refusals_named(output: Path) -> Iterator[None]:
    """Name what the operating system refuses in the block. Errors: FileNotWritable, SystemRefuses."""
    try:
        yield
    except OSError as error:
        raise unwritten(error, output) from error


def format_named(output: Path, endings: Mapping[str, _Format], usual: _Format) -> _Format:
    """What the end of a file's name asks for: a format of ``endings``, else the ``usual`` one.

    Errors: FormatNotWritten where a program would open the file and find another format in it.
    """
    ending = output.suffix.lower()
    if ending in _OF_OTHERS:
        raise FormatNotWritten(path=output, words=tuple(endings))
    return endings.get(ending, usual)


def refuse_terminal(format: str, output: Path | None) -> None:
    """Refuse bytes where they would be typed on a screen. Errors: OutputMissing."""
    if output is None and sys.stdout.isatty():
        raise OutputMissing(format=format)
