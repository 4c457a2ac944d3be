"""A report as a table for a terminal or a pipe, drawn by Rich; narrow ones get a block per target."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.text import visible
from jobtrack.render.medium import NARROWEST, Medium
from jobtrack.render.medium.numbers import moment_text
from jobtrack.render.medium.prose import QUIET, Prose, rendered
from jobtrack.render.report import columns
from jobtrack.render.report.columns import COLUMNS, Column
from jobtrack.render.report.layout import (
    LEAST_NAME_WIDTH,
    Layout,
    Lines,
    Look,
    cell_of,
    fitting,
    line_of,
)
from jobtrack.render.report.line import facts_of
from jobtrack.render.report.remarks import summary_line, unit_lines

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
    layout = fitting([row for part in parts for row in part.rows], look, medium)
    if not parts or medium.is_narrow or layout.name_width < LEAST_NAME_WIDTH:
        return _blocks(parts, look, medium)
    return _tables(parts, layout, medium)


def title_of(report: Report, medium: Medium) -> Text:
    """The plan's name, and what it is as of."""
    title = visible(report.plan.names.text(medium.words.language))
    moment = moment_text(report.as_of, report.known_on, medium)
    return Prose(f"{title}\n", style="bold").append(f"{moment}\n", style="not bold")


def _heading(part: Part) -> Text:
    return Prose(visible(part.heading), style="bold cyan")


def _remarks(part: Part) -> Iterator[RenderableType]:
    for remark in part.remarks:
        yield Padding(Prose(visible(remark), style=QUIET), (0, 0, 0, 2))


def _tables(parts: Sequence[Part], layout: Layout, medium: Medium) -> Iterator[RenderableType]:
    """A table per part, all of the same columns, under one header."""
    shown = [column for column, _ in layout.columns]
    yield Lines(layout, [[Prose(), *(Prose(medium.say(column.header)) for column in shown)]])
    yield Prose(medium.glyphs.rule * layout.width, style=QUIET)
    for part in parts:
        rows = part.rows
        yield _heading(part)
        if not layout.look.is_short or any(column.text is columns.marks for column in shown):
            yield Lines(layout, [line_of(row, layout, medium) for row in rows])
        else:
            targets = [row for row in rows if row.target is not None]
            yield Lines(layout, [line_of(row, layout, medium) for row in targets])
            short = layout.short
            others = [row for row in rows if row.target is None]
            yield Lines(short, [line_of(row, short, medium) for row in others])
        yield from _remarks(part)
    yield Prose()


def _blocks(parts: Sequence[Part], look: Look, medium: Medium) -> Iterator[RenderableType]:
    """A block of lines per row, for narrow terminals and for numbers that leave the names no room."""
    for part in parts:
        yield _heading(part)
        for row in part.rows:
            yield Padding(Prose(visible(look.full_name(row, medium))), (0, 0, 0, 2))
            yield Padding(_facts(row, medium), (0, 0, 0, 4))
        yield from _remarks(part)
    if parts:
        yield Prose()


def _facts(row: Row, medium: Medium) -> Text:
    """What the columns that are always there say, as many side by side as fit."""
    room = max(medium.width or 0, NARROWEST) - 4
    status = cell_of(Column("", columns.status), row, medium)
    facts = [Prose(fact) for fact in facts_of(row, medium)]
    lines = Prose()
    used = 0
    for fact in (*facts, status, Prose(columns.marks(row, medium), style=QUIET)):
        if not fact.plain:
            continue
        if used and used + 2 + fact.cell_len > room:
            lines.append("\n")
            used = 0
        lines.append("  " if used else "").append_text(fact)
        used += fact.cell_len + (2 if used else 0)
    return lines


def _foot(report: Report, medium: Medium) -> Iterator[RenderableType]:
    yield Prose(summary_line(report, medium))
    for line in unit_lines(report, medium):
        yield Prose(line)
