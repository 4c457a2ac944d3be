"""Lists of definitions as tables for a person: one line each, as wide as the medium."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.table import rendered


def list_text(headers: Sequence[str], lines: Sequence[Sequence[str]], medium: Medium) -> str:
    """A table without lines; every cell folds where the medium is too narrow for it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    for header in headers:
        table.add_column(Text(medium.say(header), style="bold"), overflow="fold")
    for line in lines:
        table.add_row(*(Text(visible(cell)) for cell in line))
    return rendered([table], medium)


def facts_text(facts: Sequence[tuple[str, str]], medium: Medium) -> str:
    """Everything about one thing: a line per fact."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in facts:
        table.add_row(Text(label, style="bold"), Text(visible(value)))
    return rendered([table], medium)
