"""A sheet of terminal cells to draw on: lines in braille where it can be carried, signs above them."""

from typing import NamedTuple

from rich.text import Text

from jobtrack.render.medium import Glyphs

_BLANK = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # of a cell, by its row and column


class Place(NamedTuple):
    """A place on the sheet: shares of its width from the left and of its height from below, 0–1."""

    x: float
    y: float


class Canvas:
    """``width`` × ``height`` cells. What is drawn later lies above what was drawn before."""

    def __init__(self, width: int, height: int, glyphs: Glyphs) -> None:
        self.width, self.height = width, height
        self._has_braille = bool(glyphs.braille)
        self._dots: dict[tuple[int, int], int] = {}
        self._signs: dict[tuple[int, int], str] = {}
        self._styles: dict[tuple[int, int], str] = {}

    def line(self, start: Place, end: Place, plain: str, style: str, *, every: int = 1) -> None:
        """A straight line: of every so-many-th dot, without braille of ``plain`` in each free cell."""
        (left, top), (right, bottom) = self._dot(start), self._dot(end)
        steps = max(abs(right - left), abs(bottom - top))
        for step in range(0, steps + 1, every if self._has_braille else 1):
            share = step / steps if steps else 0.0
            x, y = round(left + (right - left) * share), round(top + (bottom - top) * share)
            cell = (x // 2, y // 4)
            if not self._holds(cell):
                continue
            self._dots[cell] = self._dots.get(cell, 0) | _DOTS[y % 4][x % 2]
            if not self._has_braille:
                self._signs[cell] = plain
            self._styles[cell] = style

    def sign(self, place: Place, sign: str, style: str) -> None:
        """One sign in the cell of ``place``."""
        x, y = self._dot(place)
        self.put((x // 2, y // 4), sign, style)

    def put(self, cell: tuple[int, int], sign: str, style: str) -> None:
        """One sign in ``cell``: column from the left, row from the top."""
        if self._holds(cell):
            self._signs[cell], self._styles[cell] = sign, style

    def column_of(self, x: float) -> int:
        """The column in which the share ``x`` of the width lies."""
        return self._dot(Place(x, 0))[0] // 2

    def row_of(self, y: float) -> int:
        """The row, from the top, in which the share ``y`` of the height lies."""
        return self._dot(Place(0, y))[1] // 4

    def row(self, number: int) -> Text:
        """The signs of a row from the top."""
        text = Text()
        for column in range(self.width):
            cell = (column, number)
            dots = chr(_BLANK + self._dots[cell]) if cell in self._dots else " "
            text.append(self._signs.get(cell, dots), style=self._styles.get(cell))
        return text

    def _holds(self, cell: tuple[int, int]) -> bool:
        return 0 <= cell[0] < self.width and 0 <= cell[1] < self.height

    def _dot(self, place: Place) -> tuple[int, int]:
        """The dot at ``place`` from the left and from the top; ends lie in the middle of a row."""
        x = round(place.x * (self.width - 1) * 2)
        return x, round((1 - place.y) * (self.height - 1) * 4) + 1
