"""The standard streams: what is printed, and what becomes of it where it can't be."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from jobtrack.commands.surroundings import Surroundings
from jobtrack.domain.text import visible
from jobtrack.errors.system import OutputLost


def show(content: str | bytes, here: Surroundings, output: Path | None = None) -> None:
    """Print ``content``, or write it to the file ``output``, which is never left half-written."""
    if output is None and isinstance(content, str):
        print_text(content, sys.stdout)
        return
    written = content.encode() if isinstance(content, str) else content
    if output is None:
        print_bytes(lambda stream: stream.write(written))
        return
    from jobtrack.commands.surroundings.output import draft_of  # noqa: PLC0415 - most runs print

    with draft_of(output, here.path) as draft:
        draft.write_bytes(written)


def print_text(text: str, stream: TextIO) -> None:
    """Write ``text``; a sign that the stream can't carry is written as an escape."""
    with losses_named(stream):
        stream.write(carried(text, stream))
        stream.flush()


def carried(text: str, stream: TextIO) -> str:
    """``text`` in the signs that ``stream`` can carry, the others as escapes."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def print_complaint(sentence: str) -> None:
    """Say on standard error what went wrong, if it can be written: the status says it too."""
    with suppress(OutputLost):
        print_text(f"jobtrack: {visible(sentence)}\n", sys.stderr)


@contextmanager
def losses_named(stream: TextIO) -> Iterator[None]:
    """Name what keeps ``stream`` from being written in the block. Errors: OutputLost."""
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            stream.close()  # or Python tries once more at the end
        raise OutputLost(detail=error.strerror) from error


def open_missing_streams() -> None:
    """Let nothing come from and go to the standard streams that the process was started without.

    Files that are opened later would get their numbers, and what is printed might go into them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, stream)


def print_bytes(write: Callable[[BinaryIO], object]) -> None:
    """Let ``write`` print to standard output, whatever its encoding. Errors: OutputLost."""
    with losses_named(sys.stdout):
        sys.stdout.flush()
        write(sys.stdout.buffer)
        sys.stdout.buffer.flush()
