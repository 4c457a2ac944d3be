"""Workbooks, read in a process of their own and handed on row by row."""

import json
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, BinaryIO

from jobtrack.domain.importing.sheet import Line, Sheet
from jobtrack.errors import JobtrackError, Phrase, sheets
from jobtrack.errors.sheets import WorkbookBroken, WorkbookTooLarge, WorkbookTooSlow
from jobtrack.files.incoming.limits import LONGEST_LINE, MOST_COLUMNS, WORKBOOK, Limits
from jobtrack.words import N_

_PROGRAM = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from jobtrack.files.incoming.workbook_child import run; run(sys.argv[1])"
)
_PIECE_BYTES = 1 << 16
# in JSON a character is twelve bytes at most, and a cell has quotes and a comma
_LONGEST_MESSAGE = 12 * LONGEST_LINE + 3 * MOST_COLUMNS + 100


@contextmanager
def workbook_sheets(file: BinaryIO, name: str, limits: Limits = WORKBOOK) -> Iterator[Iterator[Sheet]]:
    """The visible sheets of the workbook ``file`` that have a row, in their order.

    Going on to the next sheet passes over what is left of the one before. The process is gone when
    the block ends, however it ends. Errors, while walking: those of ``workbook_kind`` and
    WorkbookBroken, WorkbookTooLarge, WorkbookTooFull, WorkbookTooSlow, LineTooLong, NulByte.
    """
    request = json.dumps([name, limits])
    paths = [str(Path(one).absolute()) for one in sys.path]
    process = subprocess.Popen(  # noqa: S603 - this Python, which takes its modules from the same places
        [sys.executable, "-I", "-c", _PROGRAM, request, *paths],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    messages = _messages(process, name, limits)
    try:
        yield _sheets(messages, name)
    finally:
        messages.close()
        process.kill()
        assert process.stdout is not None
        process.stdout.close()
        process.wait()


def _sheets(messages: Iterator[list[Any]], name: str) -> Iterator[Sheet]:
    for (_, title), rows in groupby(_rows(messages), key=itemgetter(0)):
        yield Sheet(f"{name}:{title}", (line for _, line in rows))


def _rows(messages: Iterator[list[Any]]) -> Iterator[tuple[tuple[int, str], Line]]:
    """Each row with the place and the title of its sheet; sheets without a row are not seen."""
    index, title = 0, ""
    for kind, *content in messages:
        if kind == "title":
            index, title = index + 1, content[0]
        else:
            number, cells = content
            yield (index, title), (number, cells)


def _messages(
    process: subprocess.Popen[bytes], name: str, limits: Limits
) -> Generator[list[Any], None, None]:
    """The titles and rows that ``process`` sends. Errors: those that it sends, and those of its end."""
    rest = b""
    for piece in _pieces(process, name, limits):
        *lines, rest = (rest + piece).split(b"\n")
        if len(rest) > _LONGEST_MESSAGE:
            raise WorkbookTooLarge(path=name)
        for line in lines:
            message: list[Any] = json.loads(line)
            if message[0] == "end":
                return
            if message[0] == "memory":
                raise WorkbookTooLarge(path=name)
            if message[0] == "error":
                raise _error(*message[1:])
            yield message
    raise _death(process.wait(), name)


def _pieces(process: subprocess.Popen[bytes], name: str, limits: Limits) -> Iterator[bytes]:
    """What ``process`` writes, until it ends. Errors: WorkbookTooSlow."""
    assert process.stdout is not None
    pipe = process.stdout.fileno()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while selector.select(limits.silent_seconds):
            piece = os.read(pipe, _PIECE_BYTES)
            if not piece:
                return
            yield piece
    raise WorkbookTooSlow(path=name)


def _error(kind: str, fields: dict[str, str]) -> JobtrackError:
    error: JobtrackError = getattr(sheets, kind)(**fields)
    return error


def _death(status: int, name: str) -> JobtrackError:
    """Why the process ended before it was done: minus ``status`` is the signal that ended it."""
    if status == -signal.SIGXCPU:
        return WorkbookTooSlow(path=name)
    if status == -signal.SIGKILL:  # the system does so when memory runs out
        return WorkbookTooLarge(path=name)
    return WorkbookBroken(
        path=name, detail=Phrase(N_("its reader ended with status {status}"), status=status)
    )
