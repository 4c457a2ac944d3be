"""What every kind of workbook is read into: titles of sheets and their rows, merged cells filled."""

from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jobtrack.files.incoming.limits import MOST_COLUMNS, MOST_ROWS


class Title(NamedTuple):
    """A sheet begins: the rows that follow are its own."""

    text: str


class Row(NamedTuple):
    """A row that holds something: its number from 1, and its cells up to the last one in use."""

    number: int
    cells: list[str]


class Span(NamedTuple):
    """Merged cells: rows from 1, columns from 0, both ends included."""

    top: int
    bottom: int
    left: int
    right: int


class Merged:
    """The merged cells of one sheet. Its rows are asked for in their order."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._to_come: deque[Span] = deque()
        self._open: list[tuple[Span, str | None]] = []
        for span in sorted(spans):
            self.add(span)

    def add(self, span: Span) -> None:
        """Take in a span that begins after the others, in a row still to come. Errors: ValueError."""
        has_rows = 1 <= span.top <= span.bottom <= MOST_ROWS
        has_columns = 0 <= span.left <= span.right < MOST_COLUMNS
        if not (has_rows and has_columns):
            raise ValueError(f"cells merged beyond the sheet: {tuple(span)}")
        self._to_come.append(span)

    def row(self, number: int, labels: Mapping[int, str], others: Mapping[int, str]) -> Row | None:
        """The row with these ``labels`` (texts and days) and ``others`` by column; None if it is empty.

        A label stands in all cells that it spans, a number only in its own. What a cell held before it
        was merged, which no one sees, is left out.
        """
        cells = {**labels, **others}
        if self._to_come or self._open:
            cells = self._spread(number, labels, cells)
        if not cells:
            return None
        filled = [""] * (max(cells) + 1)
        for column, text in cells.items():
            filled[column] = text
        return Row(number, filled)

    def _spread(self, number: int, labels: Mapping[int, str], cells: dict[int, str]) -> dict[int, str]:
        while self._to_come and self._to_come[0].top <= number:
            span = self._to_come.popleft()
            self._open.append((span, labels.get(span.left) if span.top == number else None))
        self._open = [one for one in self._open if one[0].bottom >= number]
        covered: dict[int, str | None] = {}
        for span, label in self._open:
            first = span.left + 1 if span.top == number else span.left
            covered.update(dict.fromkeys(range(first, span.right + 1), label))
        own = {column: text for column, text in cells.items() if column not in covered}
        if not own:
            return own
        return own | {column: text for column, text in covered.items() if text is not None}
