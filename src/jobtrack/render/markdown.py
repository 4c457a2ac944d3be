"""A report as Markdown: a table per section, which pastes well into a mail or an issue."""

import re
from collections.abc import Callable, Sequence

from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.text import visible
from jobtrack.render import columns
from jobtrack.render.columns import COLUMNS, Column, says_nothing
from jobtrack.render.medium import Medium
from jobtrack.render.numbers import moment_text
from jobtrack.render.remarks import summary_line, unit_lines
from jobtrack.words import N_

_START = re.compile(r"\A(\d*)([-+=.)])")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])")
_LEFT_OUT = (columns.area, columns.bar, columns.sparkline)


def report_text(report: Report, medium: Medium) -> str:
    """The title, a table for each section, the line of counts and the uncovered units."""
    lines = title_lines(report, medium)
    for section, rows in report.by_section():
        lines += [f"## {escaped(section.names.text(medium.words.language))}", ""]
        lines += table_lines(N_("Target"), rows, columns.name_with_unit, COLUMNS, medium)
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
    """A pipe table: names, under ``header``, and words to the left, numbers to the right."""
    shown = [
        column
        for column in wanted
        if column.text not in _LEFT_OUT and not says_nothing(column, rows, medium)
    ]
    headers = [medium.say(header), *(medium.say(column.header) for column in shown)]
    sides = ["---", *("---:" if column.is_number else "---" for column in shown)]
    lines = [_line(headers), _line(sides)]
    for row in rows:
        cells = [name(row, medium), *(column.text(row, medium) for column in shown)]
        lines.append(_line([escaped(cell) for cell in cells]))
    return lines


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def list_item(text: str) -> str:
    """``text`` as an item of a list, and no list, heading or code within it."""
    item = _START.sub(r"\1\\\2", escaped(text).lstrip(), 1)
    return f"- {item}"


def escaped(text: str) -> str:
    """``text`` as it is, whatever Markdown would make of its signs."""
    return _SPECIAL.sub(r"\\\1", visible(text))
