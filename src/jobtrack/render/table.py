"""A report as a table for a terminal or a pipe, drawn by Rich; narrow ones get a block per target."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.text import Text

from jobtrack.domain.assess.measures import Colour
from jobtrack.domain.plan import Section
from jobtrack.domain.report import Report, Row
from jobtrack.domain.text import visible
from jobtrack.render import columns
from jobtrack.render.columns import COLUMNS, Column
from jobtrack.render.line import facts_of
from jobtrack.render.medium import Medium
from jobtrack.render.numbers import moment_text
from jobtrack.render.remarks import coverage_lines, summary_line

BLOCKS_BELOW = 70
_NARROWEST = 20
_INDENT = 2
_NAME_WIDTH, _LEAST_NAME_WIDTH = 30, 12
ROOMY = 100
_NO_LIMIT = 100_000
QUIET = "bright_black"
Sections = Sequence[tuple[Section, Sequence[Row]]]
_COLOURED = (columns.status, columns.bar, columns.gap)
STATUS_STYLES = {
    Colour.RED: "bold red",
    Colour.AMBER: "yellow",
    Colour.GREEN: "green",
    Colour.GREY: "bright_black",
}


def report_text(report: Report, medium: Medium) -> str:
    """The report section by section, a line of counts and the uncovered units below it."""
    sections = report.by_section()
    layout = _fitting([row for _, rows in sections for row in rows], medium)
    is_narrow = medium.width is not None and medium.width < BLOCKS_BELOW
    if is_narrow or layout.name_width < _LEAST_NAME_WIDTH:
        body = _blocks(sections, medium)
    else:
        body = _tables(sections, layout, medium)
    return rendered([_title(report, medium), *body, *_foot(report, medium)], medium)


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
    console.print(Group(*parts), overflow="fold")
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def _title(report: Report, medium: Medium) -> Text:
    title = visible(report.plan.names.text(medium.words.language))
    moment = moment_text(report.as_of, report.known_on, medium)
    return Text(f"{title}\n", style="bold").append(f"{moment}\n", style="not bold")


def _heading(section: Section, medium: Medium) -> Text:
    return Text(visible(section.names.text(medium.words.language)), style="bold cyan")


def _cell(column: Column, row: Row, medium: Medium) -> Text:
    style = ""
    if column.text in (columns.marks, columns.aside):
        style = QUIET
    elif row.status is not None and column.text in _COLOURED:
        style = STATUS_STYLES[row.status.colour]
    return Text.styled(visible(column.text(row, medium)), style)


def _tables(sections: Sections, layout: "_Layout", medium: Medium) -> Iterator[RenderableType]:
    """A table per section, all of the same columns, under one header."""
    shown = [column for column, _ in layout.columns]
    yield _Grid(layout, [[Text(), *(Text(medium.say(column.header)) for column in shown)]])
    yield Text(medium.glyphs.rule * layout.width, style=QUIET)
    for section, rows in sections:
        yield _heading(section, medium)
        if any(column.text is columns.marks for column in shown):
            yield _Grid(layout, [_line(row, layout, medium) for row in rows])
        else:
            targets = [row for row in rows if row.target is not None]
            yield _Grid(layout, [_line(row, layout, medium) for row in targets])
            short = layout.short
            others = [row for row in rows if row.target is None]
            yield _Grid(short, [_line(row, short, medium) for row in others])
    yield Text()


def _line(row: Row, layout: "_Layout", medium: Medium) -> list[Text]:
    """The cells of a row; unit and marks stand below the name where they have no other place."""
    name = Text(visible(columns.name(row, medium)))
    if any(column.text is columns.marks for column, _ in layout.columns):
        name = Text(visible(columns.name_with_unit(row, medium)))
    elif (aside := columns.aside(row, medium)) and layout.has_room_below:
        name.append(f"\n{visible(aside)}", style=QUIET)
    return [name, *(_cell(column, row, medium) for column, _ in layout.columns)]


class _Layout(NamedTuple):
    """How wide the name is and each column that fits, with ``gutter`` cells before each of them."""

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
        aside = Column("", columns.aside, is_number=False)
        shown = [*self.columns[:count], (aside, rest)]
        return self._replace(columns=shown, has_room_below=False)


class _Grid(NamedTuple):
    """Lines of a name and its cells, each as wide as ``layout`` says; what is longer folds.

    Rich prints it line by line. Its own tables would measure, pad and split every cell first, which
    takes longer than all else that a report does.
    """

    layout: _Layout
    lines: Sequence[Sequence[Text]]

    def __rich_console__(self, console: Console, _: ConsoleOptions) -> RenderResult:
        cells = [(column.is_number, width) for column, width in self.layout.columns]
        columns = [(False, self.layout.name_width - _INDENT), *cells]
        blanks = [Text(" " * width) for _, width in columns]
        indent, gutter = Segment(" " * _INDENT), Text(" " * self.layout.gutter)
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


def _fitting(rows: Sequence[Row], medium: Medium) -> _Layout:
    """The columns that fit the medium's width beside a name of readable width."""
    widths = {column: _width(column, rows, medium) for column in COLUMNS}
    limit = medium.width or _NO_LIMIT
    gutter = 1 if limit < ROOMY else 2
    names = (cell_len(visible(columns.name_with_unit(row, medium))) for row in rows)
    longest = max(names, default=0) + 2
    chosen: list[Column] = []
    left = limit
    for column in sorted(COLUMNS, key=lambda column: column.rank):
        rest = left - widths[column] - gutter
        if column.rank == 0 or (widths[column] and rest >= min(longest, _NAME_WIDTH)):
            chosen.append(column)
            left = rest
    found = [(column, widths[column]) for column in COLUMNS if column in chosen]
    return _Layout(min(longest, left), found, gutter)


def _width(column: Column, rows: Sequence[Row], medium: Medium) -> int:
    """How many cells a column needs; none where it would say nothing."""
    texts = [visible(column.text(row, medium)) for row in rows]
    if column.rank > 0 and all(text in {"", medium.glyphs.unknown} for text in texts):
        return 0
    return max(map(cell_len, (medium.say(column.header), *texts)))


def _blocks(sections: Sections, medium: Medium) -> Iterator[RenderableType]:
    """A block of lines per row, for narrow terminals and for numbers that leave the names no room."""
    for section, rows in sections:
        yield _heading(section, medium)
        for row in rows:
            yield Padding(Text(visible(columns.name_with_unit(row, medium))), (0, 0, 0, 2))
            yield Padding(_facts(row, medium), (0, 0, 0, 4))
    if sections:
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
    for line in coverage_lines(report, medium):
        yield Text(line)
