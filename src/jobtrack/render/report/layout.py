"""The lines of a report under columns, as many as fit, drawn by Rich line by line."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

from jobtrack.domain.assess.measures import Colour
from jobtrack.domain.row import Row
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.prose import QUIET, Prose
from jobtrack.render.report import columns
from jobtrack.render.report.columns import Column, says_nothing

_INDENT = 2
LEAST_NAME_WIDTH = 12
_NAME_WIDTH = 30
_COLOURED = (columns.status, columns.bar, columns.gap)
STATUS_STYLES = {
    Colour.RED: "bold red",
    Colour.AMBER: "yellow",
    Colour.GREEN: "green",
    Colour.GREY: "bright_black",
}


class Look(NamedTuple):
    """What stands in a line: how a row is called (in full where there is room), and its columns.

    With ``is_short`` a row without a target has its unit and marks where others have what is judged.
    """

    name: Callable[[Row, Medium], str]
    full_name: Callable[[Row, Medium], str]
    aside: Callable[[Row, Medium], str]
    columns: Sequence[Column]
    is_short: bool = False


class Layout(NamedTuple):
    """How wide the name is and each column that fits, with ``gutter`` cells before each of them."""

    look: Look
    name_width: int
    columns: Sequence[tuple[Column, int]]
    gutter: int
    has_room_below: bool = True

    @property
    def width(self) -> int:
        return self.name_width + sum(width + self.gutter for _, width in self.columns)

    @property
    def short(self) -> "Layout":
        """That of rows without a target: what the later columns leave is for unit and marks."""
        count = 1 + next(n for n, (one, _) in enumerate(self.columns) if one.text is columns.value)
        rest = sum(width + self.gutter for _, width in self.columns[count:]) - self.gutter
        aside = Column("", self.look.aside, is_number=False)
        shown = [*self.columns[:count], (aside, rest)]
        return self._replace(columns=shown, has_room_below=False)


def cell_of(column: Column, row: Row, medium: Medium) -> Text:
    style = ""
    if column.text in (columns.marks, columns.aside):
        style = QUIET
    elif row.status is not None and column.text in _COLOURED:
        style = STATUS_STYLES[row.status.colour]
    return Prose.styled(visible(column.text(row, medium)), style)


def line_of(row: Row, layout: Layout, medium: Medium) -> list[Text]:
    """The cells of a row; unit and marks stand below the name where they have no other place."""
    look = layout.look
    name = Prose(visible(look.name(row, medium)))
    if any(column.text is columns.marks for column, _ in layout.columns):
        name = Prose(visible(look.full_name(row, medium)))
    elif (aside := look.aside(row, medium)) and layout.has_room_below:
        name.append(f"\n{visible(aside)}", style=QUIET)
    return [name, *(cell_of(column, row, medium) for column, _ in layout.columns)]


class Lines(NamedTuple):
    """Lines of a name and its cells, each as wide as ``layout`` says; what is longer folds.

    Rich prints it line by line. Its own tables would measure, pad and split every cell first, which
    takes longer than all else that a report does.
    """

    layout: Layout
    lines: Sequence[Sequence[Text]]

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> RenderResult:
        cells = [(column.is_number, width) for column, width in self.layout.columns]
        columns = [(False, self.layout.name_width - _INDENT), *cells]
        blanks = [Prose(" " * width) for _, width in columns]
        indent, gutter = Segment(" " * _INDENT), Prose(" " * self.layout.gutter)
        for line in self.lines:
            folded = [_folded(cell, *one, console) for cell, one in zip(line, columns, strict=True)]
            for parts in zip_longest(*folded):
                filled = [part or blank for part, blank in zip(parts, blanks, strict=True)]
                yield indent
                yield from gutter.join(filled).render(console, end="\n")


def _folded(cell: Text, is_number: bool, width: int, console: Console) -> list[Text]:  # noqa: FBT001
    """``cell`` in lines of just that width."""
    fits = "\n" not in cell.plain and cell.cell_len <= width
    lines = [cell] if fits else list(cell.wrap(console, width, overflow="fold"))
    for line in lines:
        line.align("right" if is_number else "left", width)
    return lines


def fitting(rows: Sequence[Row], look: Look, medium: Medium) -> Layout:
    """The columns that fit the medium's width beside a name of readable width.

    Names have less than ``LEAST_NAME_WIDTH`` only where the columns leave them no more.
    """
    widths = {column: _width(column, rows, medium) for column in look.columns}
    gutter = 2 if medium.is_roomy else 1
    names = max((cell_len(visible(look.full_name(row, medium))) for row in rows), default=0)
    asides = max((cell_len(visible(look.aside(row, medium))) for row in rows), default=0)
    longest = _INDENT + max(names, min(asides, _NAME_WIDTH))
    chosen: list[Column] = []
    left = medium.room
    for column in sorted(look.columns, key=lambda column: column.rank):
        rest = left - widths[column] - gutter
        if column.rank == 0 or (widths[column] and rest >= min(longest, _NAME_WIDTH)):
            chosen.append(column)
            left = rest
    found = [(column, widths[column]) for column in look.columns if column in chosen]
    if any(column.text is columns.marks for column in chosen):
        longest = _INDENT + names
    return Layout(look, min(max(longest, LEAST_NAME_WIDTH), left), found, gutter)


def _width(column: Column, rows: Sequence[Row], medium: Medium) -> int:
    """How many cells a column needs; none where it would say nothing."""
    if column.rank > 0 and says_nothing(column, rows, medium):
        return 0
    texts = (visible(column.text(row, medium)) for row in rows)
    return max(map(cell_len, (medium.say(column.header), *texts)))
