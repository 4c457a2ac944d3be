"""A report as a table for a terminal or a pipe, drawn by Rich; narrow ones get a block per target."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jobtrack.domain.assess.measures import Colour
from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.text import visible
from jobtrack.render import columns
from jobtrack.render.columns import COLUMNS, Column, says_nothing
from jobtrack.render.line import facts_of
from jobtrack.render.medium import Medium
from jobtrack.render.numbers import moment_text
from jobtrack.render.remarks import summary_line, unit_lines

BLOCKS_BELOW = 70
_NARROWEST = 20
_NAME_WIDTH, _LEAST_NAME_WIDTH = 30, 12
ROOMY = 100
_NO_LIMIT = 100_000
QUIET = "bright_black"
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


_TARGETS = Look(columns.name, columns.name_with_unit, columns.aside, COLUMNS, is_short=True)


def report_text(report: Report, medium: Medium) -> str:
    """The report section by section, a line of counts and the uncovered units below it."""
    sections = [
        Part(section.names.text(medium.words.language), rows) for section, rows in report.by_section()
    ]
    body = parts_text(sections, _TARGETS, medium)
    return rendered([title_of(report, medium), *body, *_foot(report, medium)], medium)


class Part(NamedTuple):
    """Rows under a heading, and what is said below them."""

    heading: str
    rows: Sequence[Row]
    remarks: Sequence[str] = ()


def parts_text(parts: Sequence[Part], look: Look, medium: Medium) -> Iterator[RenderableType]:
    """A table per part, or where it is too narrow for that a block per row."""
    layout = _fitting([row for part in parts for row in part.rows], look, medium)
    is_narrow = medium.width is not None and medium.width < BLOCKS_BELOW
    if is_narrow or layout.name_width < _LEAST_NAME_WIDTH:
        return _blocks(parts, look, medium)
    return _tables(parts, layout, medium)


def rendered(parts: Iterable[RenderableType], medium: Medium) -> str:
    """``parts`` one below the other as text of the medium's width, without trailing blanks."""
    text = io.StringIO()
    console = Console(
        file=text,
        width=_NO_LIMIT if medium.width is None else max(medium.width, _NARROWEST),
        color_system="standard" if medium.has_colour else None,
        force_terminal=medium.has_colour,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    for part in parts:
        console.print(part, overflow="fold")
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def title_of(report: Report, medium: Medium) -> Text:
    """The plan's name, and what it is as of."""
    title = visible(report.plan.names.text(medium.words.language))
    moment = moment_text(report.as_of, report.known_on, medium)
    return Text(f"{title}\n", style="bold").append(f"{moment}\n", style="not bold")


def _heading(part: Part) -> Text:
    return Text(visible(part.heading), style="bold cyan")


def _remarks(part: Part) -> Iterator[RenderableType]:
    for remark in part.remarks:
        yield Padding(Text(visible(remark), style=QUIET), (0, 0, 0, 2))


def _cell(column: Column, row: Row, medium: Medium) -> Text:
    style = ""
    if column.text in (columns.marks, columns.aside):
        return Text(visible(column.text(row, medium)), style=QUIET)
    if row.status is not None and column.text in _COLOURED:
        style = STATUS_STYLES[row.status.colour]
    return Text(visible(column.text(row, medium)), style=style, no_wrap=True)


def _tables(parts: Sequence[Part], layout: "_Layout", medium: Medium) -> Iterator[RenderableType]:
    """A table per part, all of the same columns, under one header."""
    shown = [column for column, _ in layout.columns]
    yield layout.grid([[Text(), *(Text(medium.say(column.header)) for column in shown)]])
    yield Text(medium.glyphs.rule * layout.width, style=QUIET)
    for part in parts:
        rows = part.rows
        yield _heading(part)
        if not layout.look.is_short or any(column.text is columns.marks for column in shown):
            yield layout.grid(_line(row, layout, medium) for row in rows)
        else:
            targets = [row for row in rows if row.target is not None]
            yield layout.grid(_line(row, layout, medium) for row in targets)
            short = layout.short
            yield short.grid(_line(row, short, medium) for row in rows if row.target is None)
        yield from _remarks(part)
    yield Text()


def _line(row: Row, layout: "_Layout", medium: Medium) -> list[RenderableType]:
    """The cells of a row; unit and marks stand below the name where they have no other place."""
    look = layout.look
    name = Text(visible(look.name(row, medium)))
    if any(column.text is columns.marks for column, _ in layout.columns):
        name = Text(visible(look.full_name(row, medium)))
    elif (aside := look.aside(row, medium)) and layout.has_room_below:
        name.append(f"\n{visible(aside)}", style=QUIET)
    cells = [_cell(column, row, medium) for column, _ in layout.columns]
    return [Padding(name, (0, 0, 0, 2)), *cells]


class _Layout(NamedTuple):
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
    def short(self) -> "_Layout":
        """That of rows without a target: what the later columns leave is for unit and marks."""
        count = 1 + next(n for n, (one, _) in enumerate(self.columns) if one.text is columns.value)
        rest = sum(width + self.gutter for _, width in self.columns[count:]) - self.gutter
        aside = Column("", self.look.aside, is_number=False)
        shown = [*self.columns[:count], (aside, rest)]
        return self._replace(columns=shown, has_room_below=False)

    def grid(self, lines: Iterable[Sequence[RenderableType]]) -> Table:
        """Lines of cells under these widths; only the name folds."""
        grid = Table.grid()
        grid.add_column(width=self.name_width, overflow="fold")
        for column, width in self.columns:
            grid.add_column(width=self.gutter)
            if column.is_number:
                grid.add_column(width=width, justify="right", no_wrap=True)
            else:
                grid.add_column(width=width, overflow="fold")
        for name, *cells in lines:
            grid.add_row(name, *(part for cell in cells for part in (Text(), cell)))
        return grid


def _fitting(rows: Sequence[Row], look: Look, medium: Medium) -> _Layout:
    """The columns that fit the medium's width beside a name of readable width."""
    widths = {column: _width(column, rows, medium) for column in look.columns}
    limit = medium.width or _NO_LIMIT
    gutter = 1 if limit < ROOMY else 2
    names = (cell_len(visible(look.full_name(row, medium))) for row in rows)
    longest = max(names, default=0) + 2
    chosen: list[Column] = []
    left = limit
    for column in sorted(look.columns, key=lambda column: column.rank):
        rest = left - widths[column] - gutter
        if column.rank == 0 or (widths[column] and rest >= min(longest, _NAME_WIDTH)):
            chosen.append(column)
            left = rest
    found = [(column, widths[column]) for column in look.columns if column in chosen]
    return _Layout(look, min(longest, left), found, gutter)


def _width(column: Column, rows: Sequence[Row], medium: Medium) -> int:
    """How many cells a column needs; none where it would say nothing."""
    if says_nothing(column, rows, medium):
        return 0
    texts = (visible(column.text(row, medium)) for row in rows)
    return max(map(cell_len, (medium.say(column.header), *texts)))


def _blocks(parts: Sequence[Part], look: Look, medium: Medium) -> Iterator[RenderableType]:
    """A block of lines per row, for narrow terminals and for numbers that leave the names no room."""
    for part in parts:
        yield _heading(part)
        for row in part.rows:
            yield Padding(Text(visible(look.full_name(row, medium))), (0, 0, 0, 2))
            yield Padding(_facts(row, medium), (0, 0, 0, 4))
        yield from _remarks(part)
    if parts:
        yield Text()


def _facts(row: Row, medium: Medium) -> Text:
    """What the columns that are always there say, as many side by side as fit."""
    room = max(medium.width or 0, _NARROWEST) - 4
    status = _cell(Column("", columns.status), row, medium)
    facts = [Text(fact) for fact in facts_of(row, medium)]
    lines = Text()
    used = 0
    for fact in (*facts, status, Text(columns.marks(row, medium), style=QUIET)):
        if not fact.plain:
            continue
        if used and used + 2 + fact.cell_len > room:
            lines.append("\n")
            used = 0
        lines.append("  " if used else "").append_text(fact)
        used += fact.cell_len + (2 if used else 0)
    return lines


def _foot(report: Report, medium: Medium) -> Iterator[RenderableType]:
    yield Text(summary_line(report, medium))
    for line in unit_lines(report, medium):
        yield Text(line)
