"""The process of its own in which a workbook is read: what it costs ends with it.

Standard input is the workbook; standard output gets a line of JSON for each title, row and error, and
``["end"]`` after the last.
"""

import contextlib
import json
import resource
import signal
from typing import BinaryIO

from jobtrack.domain.importing.sheet import cell_place
from jobtrack.domain.text import visible
from jobtrack.errors import JobtrackError
from jobtrack.errors.sheets import LineTooLong, NulByte, WorkbookBroken, WorkbookTooFull
from jobtrack.files.incoming.limits import LONGEST_LINE, Limits
from jobtrack.files.incoming.rows import Row, Title
from jobtrack.files.incoming.workbook_kind import workbook_rows

_NO_MEMORY = b'["memory"]\n'  # made before memory runs out
_LONGEST_DETAIL = 120


def run(request: str) -> None:
    """Read the workbook on standard input as ``request`` says: JSON of its name and the limits."""
    name, limits = json.loads(request)
    hold_to(Limits(*limits))
    with open(0, "rb", closefd=False) as file, open(1, "wb", closefd=False) as out:
        try:
            _send_all(file, name, Limits(*limits).cells, out)
        except JobtrackError as error:
            _send(out, "error", type(error).__name__, error.fields)
        except MemoryError:
            out.write(_NO_MEMORY)
        except Exception as error:  # noqa: BLE001 - a broken file breaks its readers in any way
            detail = visible(f"{type(error).__name__}: {error}")[:_LONGEST_DETAIL]
            _send(out, "error", WorkbookBroken.__name__, {"path": name, "detail": detail})
        else:
            _send(out, "end")


def hold_to(limits: Limits) -> None:
    """Let the system end this process where it takes too much; Ctrl-C is its parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.processor_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # not on this system, or held tighter already
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _send_all(file: BinaryIO, name: str, most_cells: int, out: BinaryIO) -> None:
    title, cells = "", 0
    for one in workbook_rows(file, name):
        if isinstance(one, Title):
            title = visible(one.text)
            _send(out, "title", title)
            continue
        _check_row(one, f"{name}:{title}")
        cells += len(one.cells)
        if cells > most_cells:
            raise WorkbookTooFull(path=name, limit=f"{most_cells:,}")
        _send(out, "row", one.number, one.cells)


def _check_row(row: Row, place: str) -> None:
    if sum(map(len, row.cells)) > LONGEST_LINE:
        raise LineTooLong(place=cell_place(place, row.number), limit=f"{LONGEST_LINE:,}")
    if any("\0" in cell for cell in row.cells):
        raise NulByte(place=cell_place(place, row.number))


def _send(out: BinaryIO, *message: object) -> None:
    out.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
