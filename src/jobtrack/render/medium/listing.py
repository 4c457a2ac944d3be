"""Lists of definitions as tables for a person: one line each, as wide as the medium."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from jobtrack.render.medium import Medium
from jobtrack.render.medium.lines import visible_lines
from jobtrack.render.medium.prose import QUIET, Prose, rendered
from jobtrack.render.medium.wrapping import cells, wrapped

_GUTTER = 2
_INDENT = "  "


def list_text(headers: Sequence[str], lines: Sequence[Sequence[str]], medium: Medium) -> str:
    """A table without rules: ids first, then names, which stand below the ids where room is scarce.

    Narrow media get a block per line.
    """
    titles = [medium.say(header) for header in headers]
    if medium.is_narrow:
        return "\n".join(facts_text(list(zip(titles, line, strict=True)), medium) for line in lines)
    if not medium.is_roomy:
        titles = [titles[0], *titles[2:]]
        lines = [(f"{id}\n{_INDENT}{name}", *rest) for id, name, *rest in lines]
    return table_text(titles, lines, medium)


def table_text(
    titles: Sequence[str], lines: Sequence[Sequence[str]], medium: Medium, numbers: Sequence[int] = ()
) -> str:
    """Titles and lines in columns, those of ``numbers`` to the right; longer cells go on below.

    Where the columns have no room even so, a block per line.
    """
    rows = [[visible_lines(cell) for cell in line] for line in lines]
    widths = _widths([list(column) for column in zip(titles, *rows, strict=True)], medium.width)
    if widths is None:
        return "\n".join(facts_text(list(zip(titles, line, strict=True)), medium) for line in lines)
    table = Table(box=None, pad_edge=False, padding=(0, _GUTTER, 0, 0))
    for number, (title, width) in enumerate(zip(titles, widths, strict=True)):
        table.add_column(
            Prose(_folded(title, width), style="bold"),
            justify="right" if number in numbers else "left",
            no_wrap=True,
        )
    for row in rows:
        table.add_row(*(_cell(_folded(cell, one)) for cell, one in zip(row, widths, strict=True)))
    return rendered([table], medium)


def _widths(columns: Sequence[Sequence[str]], room: int | None) -> list[int] | None:
    """How wide each column is, the widest but the first made narrower until all have room.

    None where they have none: each must hold its longest word.
    """
    parts = [[part for cell in column for part in cell.split("\n")] for column in columns]
    widths = [max(map(cells, column)) for column in parts]
    if room is None:
        return widths
    least = [max(cells(one) for part in column for one in wrapped(part, 1)) for column in parts]
    least[0] = widths[0]
    excess = sum(widths) + _GUTTER * (len(widths) - 1) - room
    while excess > 0:
        wide = [n for n, width in enumerate(widths) if width > least[n]]
        if not wide:
            return None
        widest = max(wide, key=lambda n: widths[n])
        widths[widest] -= 1
        excess -= 1
    return widths


def _folded(cell: str, width: int) -> str:
    """The lines of ``cell`` in lines of that width, each with the indent that it has."""
    folded = []
    for line in cell.split("\n"):
        indent = _INDENT if line.startswith(_INDENT) else ""
        folded += [indent + one for one in wrapped(line, width - len(indent))]
    return "\n".join(folded)


def _cell(cell: str) -> Text:
    """A cell, a name below an id quietly."""
    first, *rest = cell.split("\n")
    is_named = any(one.startswith(_INDENT) for one in rest)
    return Prose(first).append("".join(f"\n{one}" for one in rest), style=QUIET if is_named else "")


def facts_text(facts: Sequence[tuple[str, str]], medium: Medium) -> str:
    """Everything about one thing: a line per fact that is known."""
    return rendered([facts_table(facts)], medium)


def facts_table(facts: Sequence[tuple[str, str]]) -> Table:
    """Labels, and beside each of them its fact, folded under itself; the lines of a fact below it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in facts:
        if value:
            table.add_row(Prose(label, style="bold"), Prose(visible_lines(value)))
    return table
