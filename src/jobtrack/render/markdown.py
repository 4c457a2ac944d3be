"""A report as Markdown: a table per section, which pastes well into a mail or an issue."""

import re
from collections.abc import Callable, Sequence

from rich.cells import cell_len

from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import moment_text
from jobtrack.render.report import columns
from jobtrack.render.report.columns import COLUMNS, Column, says_nothing
from jobtrack.render.report.remarks import summary_line, unit_lines
from jobtrack.words import N_

_SPECIAL = re.compile(  # some only where what follows makes a pair, a tag or the end of a heading
    r"[\\`*_\[\]]|<(?=[a-z/!?])|&(?=[a-z#])|~(?=.*~)|\$(?=.*\$)|#(?=[# ]*$)", re.IGNORECASE
)
_BEGINS_A_BLOCK = re.compile(r"^(?:(\d+)(?=[.)])|(?=[#>+=-]))")
_SHORTEST_RULE = 4
_LEFT_OUT = (columns.area, columns.bar, columns.sparkline)


def report_text(report: Report, medium: Medium) -> str:
    """The title, a table for each section, the line of counts and the uncovered units."""
    lines = title_lines(report, medium)
    for section, rows in report.by_section():
        lines += [f"## {escaped(section.names.text(medium.words.language))}", ""]
        header = N_("Indicator") if all(row.target is None for row in rows) else N_("Target")
        lines += table_lines(header, rows, columns.name_with_unit, COLUMNS, medium)
        lines.append("")
    lines.append(escaped(summary_line(report, medium)))
    remarks = unit_lines(report, medium)
    if remarks:
        lines += ["", *map(list_item, remarks)]
    return "\n".join(lines) + "\n"


def title_lines(report: Report, medium: Medium) -> list[str]:
    """The plan's name, and what it is as of."""
    moment = moment_text(report.as_of, report.known_on, medium)
    return [f"# {escaped(report.plan.names.text(medium.words.language))}", "", moment, ""]


def table_lines(
    header: str,
    rows: Sequence[Row],
    name: Callable[[Row, Medium], str],
    wanted: Sequence[Column],
    medium: Medium,
) -> list[str]:
    """A pipe table: names, under ``header``, and words to the left, numbers to the right.

    Columns that say nothing are left out. Cells are as wide as their column, so that a mail that shows
    the text as it is shows a table too.
    """
    shown = [
        column
        for column in wanted
        if column.text not in _LEFT_OUT and not says_nothing(column, rows, medium)
    ]
    grid = [[medium.say(header), *(medium.say(column.header) for column in shown)]]
    for row in rows:
        cells = (name(row, medium), *(column.text(row, medium) for column in shown))
        grid.append([_inline(cell).replace("|", r"\|") for cell in cells])
    widths = [max(_SHORTEST_RULE, *map(cell_len, cells)) for cells in zip(*grid, strict=True)]
    sides = [False, *(column.is_number for column in shown)]
    rule = [_rule(width, is_number) for width, is_number in zip(widths, sides, strict=True)]
    return [_line(cells, widths, sides) for cells in (grid[0], rule, *grid[1:])]


def _rule(width: int, is_number: bool) -> str:  # noqa: FBT001 - as a column has it
    return f"{'-' * (width - 1)}{':' if is_number else '-'}"


def _line(cells: Sequence[str], widths: Sequence[int], sides: Sequence[bool]) -> str:
    filled = (
        f"{blanks}{cell}" if is_number else f"{cell}{blanks}"
        for cell, width, is_number in zip(cells, widths, sides, strict=True)
        for blanks in [" " * (width - cell_len(cell))]
    )
    return f"| {' | '.join(filled)} |"


def list_item(text: str) -> str:
    """``text`` as an item of a list, and no list, heading or code within it."""
    return f"- {escaped(text)}"


def escaped(text: str) -> str:
    """``text`` at the beginning of a block as it is, whatever Markdown would make of its signs."""
    return _BEGINS_A_BLOCK.sub(r"\1\\", _inline(text).lstrip())


def _inline(text: str) -> str:
    """``text`` within a line; what means nothing there stays easy to read."""
    return _SPECIAL.sub(r"\\\g<0>", visible(text))
