"""Lines under columns, as many as fit; in narrow media a block a line."""

from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from rich.cells import cell_len
from rich.table import Table

from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import facts_text
from jobtrack.render.medium.prose import Prose, rendered

Line = TypeVar("Line")
_GUTTER = 2
_FOLDED = 40  # the least width of a text that is longer


class GridColumn(NamedTuple, Generic[Line]):
    """``text`` says what stands in a line; of the ranks above 0 the lowest find room first."""

    header: str
    text: Callable[[Line, Medium], str]
    rank: int = 0
    is_number: bool = False


class _Filled(NamedTuple):
    """A column with the text of every line."""

    header: str
    cells: list[str]
    rank: int
    is_number: bool

    @property
    def width(self) -> int:
        return max(map(cell_len, (self.header, *self.cells)))


def grid_text(wanted: Iterable[GridColumn[Line]], lines: Sequence[Line], medium: Medium) -> str:
    """The columns that fit and say something, or in narrow media a block a line."""
    filled = [
        _Filled(medium.say(header), [visible(text(one, medium)) for one in lines], rank, is_number)
        for header, text, rank, is_number in wanted
    ]
    silent = {"", medium.glyphs.unknown}
    if not medium.is_narrow:
        telling = [one for one in filled if one.rank == 0 or set(one.cells) - silent]
        return rendered([_table(_fitting(telling, medium.width), medium)], medium)
    blocks = [
        facts_text([(one.header, one.cells[n]) for one in filled if one.cells[n] not in silent], medium)
        for n in range(len(lines))
    ]
    return "\n".join(blocks)


def _fitting(found: Sequence[_Filled], width: int | None) -> Sequence[_Filled]:
    """The columns that have room, by rank until the next one has none."""
    if width is None:
        return found
    left, chosen = width + _GUTTER, []
    for one in sorted(found, key=lambda one: one.rank):
        left -= _GUTTER + (one.width if one.is_number else min(one.width, _FOLDED))
        if one.rank > 0 and left < 0:
            break
        chosen.append(one)
    return [one for one in found if one in chosen]


def _table(shown: Sequence[_Filled], medium: Medium) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _GUTTER, 0, 0))
    for one in shown:
        table.add_column(
            Prose(one.header, style="bold"),
            justify="right" if one.is_number else "left",
            no_wrap=one.is_number or one.width <= _FOLDED or medium.width is None,
            overflow="fold",
        )
    for line in zip(*(one.cells for one in shown), strict=True):
        table.add_row(*map(Prose, line))
    return table
