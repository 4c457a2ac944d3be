"""Lists of definitions as tables for a person: one line each, as wide as the medium."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jobtrack.domain.text import visible
from jobtrack.render.layout import QUIET, ROOMY
from jobtrack.render.medium import Medium
from jobtrack.render.table import BLOCKS_BELOW, rendered

_SHORT = 36


def list_text(headers: Sequence[str], lines: Sequence[Sequence[str]], medium: Medium) -> str:
    """A table without rules: ids first, then names, which stand below the ids where room is scarce.

    Narrow media get a block per line.
    """
    titles = [medium.say(header) for header in headers]
    if medium.width is not None and medium.width < BLOCKS_BELOW:
        return "\n".join(facts_text(list(zip(titles, line, strict=True)), medium) for line in lines)
    if medium.width is not None and medium.width < ROOMY:
        titles = [titles[0], *titles[2:]]
        lines = [(f"{id}\n  {name}", *rest) for id, name, *rest in lines]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, title in enumerate(titles):
        cells = [part for line in lines for part in line[number].split("\n")]
        is_short = all(cell_len(cell) <= _SHORT for cell in cells)
        table.add_column(Text(title, style="bold"), overflow="fold", no_wrap=is_short)
    for line in lines:
        table.add_row(*(_cell(cell) for cell in line))
    return rendered([table], medium)


def _cell(cell: str) -> Text:
    """A cell, a name below an id quietly."""
    first, *rest = cell.split("\n")
    return Text(visible(first)).append("".join(f"\n{visible(one)}" for one in rest), style=QUIET)


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
            lines = "\n".join(map(visible, value.split("\n")))
            table.add_row(Text(label, style="bold"), Text(lines))
    return table
