"""What a file holds before anything is known of its meaning, and what was read from it."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from jobtrack.domain.snapshot import Snapshot
from jobtrack.errors import JobtrackError

Line = tuple[int, Sequence[str]]  # its number in the file from 1, and its cells


class Sheet(NamedTuple):
    """A sheet of a workbook, or all of a text file, line by line in the order of the file.

    A cell is the text that a person would type for it: a number in plain digits (``36.9%`` where it is
    shown so), a day as ``YYYY-MM-DD``, an empty one blank. A text that spans merged cells stands in
    each of them. ``place`` names the sheet in messages: ``august.csv``, or ``august.xlsx:表一``. The
    lines can be walked once; they are read as they are walked. ``share`` tells how much of the file has
    been read by then, 0–1; None where that is not known.
    """

    place: str
    lines: Iterator[Line]
    share: Callable[[], float] | None = None


class Draft(NamedTuple):
    """A figure as it was read, its batch still open, and where: the sheet's place, line, column from 0.

    ``is_day_stated``: the file says from which day it was known; else it is known from today.
    ``is_flag_stated``: the file says which flag it has; else the snapshot has the one of its month.
    """

    snapshot: Snapshot
    place: str
    line: int
    column: int
    is_day_stated: bool
    is_flag_stated: bool


class Rejection(NamedTuple):
    """What can't be taken, and where: ``august.csv:3:D``."""

    place: str
    problem: JobtrackError


def cell_place(place: str, line: int, column: int | None = None) -> str:
    """Where a cell stands, its column by the letters that a spreadsheet shows: ``august.csv:3:D``."""
    if column is None:
        return f"{place}:{line}"
    return f"{place}:{line}:{column_letters(column)}"


def column_letters(column: int) -> str:
    """The letters that a spreadsheet shows for the column at this index from 0: ``D``, ``AA``."""
    letters = ""
    count = column + 1
    while count:
        count, rest = divmod(count - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
