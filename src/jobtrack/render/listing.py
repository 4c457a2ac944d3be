"""Lists of definitions as tables for a person: one line each, as wide as the medium."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.table import BLOCKS_BELOW, rendered

_SHORT = 18


def list_text(headers: Sequence[str], lines: Sequence[Sequence[str]], medium: Medium) -> str:
    """A table without rules, the first column whole; narrow media get a block per line."""
    titles = [medium.say(header) for header in headers]
    if medium.width is not None and medium.width < BLOCKS_BELOW:
        return "\n".join(facts_text(list(zip(titles, line, strict=True)), medium) for line in lines)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for number, title in enumerate(titles):
        is_short = all(cell_len(line[number]) <= _SHORT for line in lines)
        table.add_column(Text(title, style="bold"), overflow="fold", no_wrap=is_short or number == 0)
    for line in lines:
        table.add_row(*(Text(visible(cell)) for cell in line))
    return rendered([table], medium)


def facts_text(facts: Sequence[tuple[str, str]], medium: Medium) -> str:
    """Everything about one thing: a line per fact that is known."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in facts:
        if value:
            table.add_row(Text(label, style="bold"), Text(visible(value)))
    return rendered([table], medium)
