"""One sheet of an Excel workbook (.xlsx): its elements turned into rows as they are come upon."""

from collections.abc import Iterator, Mapping
from string import ascii_uppercase
from typing import NamedTuple

from jobtrack.domain.importing.sheet import cell_place
from jobtrack.files.incoming.archive import Archive
from jobtrack.files.incoming.cell import UNCALCULATED, Look, shown_number
from jobtrack.files.incoming.limits import MOST_COLUMNS, MOST_ROWS
from jobtrack.files.incoming.markup import Collected, new_parser, parsed
from jobtrack.files.incoming.rows import Merged, Row
from jobtrack.files.incoming.xlsx_parts import MAIN, Book, names_in, unescaped

_DIGITS = "0123456789"
_ELEMENTS = names_in(MAIN, "row", "c", "f", "v", "t", "rPh")


class Context(NamedTuple):
    """What the cells of a sheet refer to; ``place`` names the sheet in errors."""

    texts: list[str]
    looks: list[Look]
    book: Book
    merged: Merged
    place: str


class _Columns(dict[str, int]):
    """The place of each column from 0, by its letters."""

    def __missing__(self, letters: str) -> int:
        column = 0
        for letter in letters[:4]:
            column = column * 26 + ascii_uppercase.index(letter) + 1
        if not 0 < column <= MOST_COLUMNS:
            raise ValueError(f"no column {letters[:9]}")
        self[letters] = column - 1
        return column - 1


_COLUMNS = _Columns()


def coordinates(reference: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of a cell such as ``B12``."""
    letters = reference.rstrip(_DIGITS)
    return int(reference[len(letters) :]), _COLUMNS[letters]


def rows_of(archive: Archive, part: str, context: Context) -> Iterator[Row]:
    """The rows of the sheet in ``part`` that hold something, in their order.

    Errors: CellTooLong; ValueError, IndexError, ExpatError where it is broken.
    """
    sheet = _Sheet(context)
    return parsed(archive.pieces(part), sheet.parser, sheet.rows)


class _Sheet:
    """What expat calls: ``rows`` gets each row at its end."""

    def __init__(self, context: Context) -> None:
        self.rows: list[Row] = []
        self.parser = new_parser()
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self._context = context
        self._number, self._column = 0, -1
        self._labels: dict[int, str] = {}
        self._others: dict[int, str] = {}
        self._cell: Mapping[str, str] = {}
        self._text = Collected(lambda: cell_place(context.place, self._number))
        self._is_formula = self._is_pronounced = False

    def _start(self, element: str, fields: Mapping[str, str]) -> None:
        name = _ELEMENTS.get(element)
        if name == "c":
            self._cell = fields
            self._is_formula = False
            reference = fields.get("r")
            self._column = _COLUMNS[reference.rstrip(_DIGITS)] if reference else self._column + 1
        elif name == "v" or (name == "t" and not self._is_pronounced):
            self.parser.CharacterDataHandler = self._text.add
        elif name == "f":
            self._is_formula = True
        elif name == "row":
            self._begin_row(fields.get("r"))
        elif name == "rPh":  # how the text is pronounced
            self._is_pronounced = True

    def _end(self, element: str) -> None:
        name = _ELEMENTS.get(element)
        if name in {"v", "t"}:
            self.parser.CharacterDataHandler = None
        elif name == "c":
            self._end_cell(self._text.take())
        elif name == "row":
            row = self._context.merged.row(self._number, self._labels, self._others)
            if row is not None:
                self.rows.append(row)
        elif name == "rPh":
            self._is_pronounced = False

    def _begin_row(self, number: str | None) -> None:
        before, self._number = self._number, int(number) if number else self._number + 1
        if not before < self._number <= MOST_ROWS:
            raise ValueError(f"row {self._number} behind row {before}")
        self._column = -1
        self._labels, self._others = {}, {}

    def _end_cell(self, text: str) -> None:
        kind = self._cell.get("t", "n")
        if kind == "s":
            text = self._context.texts[int(text)] if text else ""
        elif kind in {"str", "inlineStr"}:
            text = unescaped(text)
        elif kind == "d":
            text = text.removesuffix("Z").removesuffix("T00:00:00").replace("T", " ")
        elif text or self._is_formula:
            self._end_number(text, kind)
            return
        if text:
            self._labels[self._column] = text

    def _end_number(self, text: str, kind: str) -> None:
        """A number, yes or no, or an error; and a formula without a result."""
        if kind == "b":
            text = "TRUE" if text == "1" else "FALSE"
        elif not text or (self._is_formula and self._context.book.is_stale and text == "0"):
            text = UNCALCULATED
        elif kind == "n":
            look = self._look()
            text = shown_number(float(text), look, is_1904=self._context.book.is_1904)
            if look is Look.DAY:
                self._labels[self._column] = text
                return
        self._others[self._column] = text

    def _look(self) -> Look:
        number = self._cell.get("s")
        looks = self._context.looks
        # a format that the workbook does not have, as some programs refer to
        return looks[int(number)] if number and int(number) < len(looks) else Look.NUMBER
