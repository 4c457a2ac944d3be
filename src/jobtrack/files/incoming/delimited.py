"""Delimited text, CSV and its kin: which sign parts the cells, and the lines."""

import contextlib
import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import TextIO

from jobtrack.domain.importing.sheet import Line, cell_place
from jobtrack.errors import JobtrackError
from jobtrack.errors.sheets import CellTooLong, QuoteNotClosed, TextAfterQuote
from jobtrack.files.incoming.limits import LONGEST_CELL, LONGEST_LINE

DELIMITERS = ("\t", ";", "|", "，", ",")  # of equals the first: a comma may stand within a number
_BLOCK_CHARACTERS = 1 << 16
_SAMPLE_LINES = 200


def delimited_lines(text: TextIO, place: str) -> Iterator[Line]:
    """The lines of ``text`` from where it stands, without those that hold nothing at all.

    The number of a line is that of its beginning, where cells span several. A quote that is never
    closed swallows no more than ``LONGEST_LINE`` characters. Errors: QuoteNotClosed, TextAfterQuote,
    CellTooLong.
    """
    number = 1
    first = text.readlines(_BLOCK_CHARACTERS)

    def blocks() -> Iterator[Sequence[str]]:
        # asked for the next block, the reader has taken in every line before it
        begun, taken, block = number, 0, first
        while block:
            yield block
            taken = taken + _BLOCK_CHARACTERS if begun == number else 0
            if taken > LONGEST_LINE:
                raise QuoteNotClosed(place=cell_place(place, number))
            begun, block = number, text.readlines(_BLOCK_CHARACTERS)

    lines = csv.reader(chain.from_iterable(blocks()), delimiter=delimiter_of(first), strict=True)
    try:
        for cells in lines:
            if cells:
                yield number, cells
            number = lines.line_num + 1
    except csv.Error as error:
        raise _named(str(error), cell_place(place, number), spans=lines.line_num > number) from None


def delimiter_of(lines: Sequence[str]) -> str:
    """The sign that parts the cells of a file that begins with ``lines``: the one of most lines.

    Of two that part equally many it is the one that gives more lines the same number of cells, then
    the one that gives more cells, then the first of ``DELIMITERS``. A comma where none parts any.
    """
    best = max(DELIMITERS, key=lambda sign: _evidence(lines, sign))
    return best if any(_evidence(lines, best)) else ","


def _evidence(lines: Sequence[str], sign: str) -> tuple[int, int, int]:
    """How many lines ``sign`` parts, the most of them with the same number of cells, and that number.

    Lines such as titles, units and footnotes have one cell and say nothing. What comes after quotes
    that do not go with ``sign`` says nothing either.
    """
    widths: Counter[int] = Counter()
    with contextlib.suppress(csv.Error):
        for cells in csv.reader(islice(lines, _SAMPLE_LINES), delimiter=sign, strict=True):
            if len(cells) > 1:
                widths[len(cells)] += 1
    width, alike = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
    return widths.total(), alike, width


def _named(message: str, place: str, *, spans: bool) -> JobtrackError:
    """What the csv module complains of, in our words; ``spans``: the row goes over several lines."""
    is_too_long = message.startswith("field larger")
    if is_too_long and not spans:
        return CellTooLong(place=place, limit=f"{LONGEST_CELL:,}")
    if is_too_long or message.startswith("unexpected end"):
        return QuoteNotClosed(place=place)
    return TextAfterQuote(place=place)
