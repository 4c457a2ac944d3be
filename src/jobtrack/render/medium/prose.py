"""What Rich draws, as text, and Rich's text in lines that end where Chinese lets them end."""

import io
from collections.abc import Iterable

from rich.console import Console, Group, JustifyMethod, OverflowMethod, RenderableType
from rich.containers import Lines
from rich.text import Text

from jobtrack.render.medium import NARROWEST, Medium
from jobtrack.render.medium.wrapping import line_starts

QUIET = "bright_black"
"""The style of what is said beside what counts."""


class Prose(Text):
    """Text that breaks between Chinese signs, but not before one that closes, nor within a date."""

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        if no_wrap or self.no_wrap or self.plain.isascii():
            return super().wrap(
                console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap
            )
        lines = Lines()
        for whole in self.split(allow_blank=True):
            parts = whole.divide(line_starts(whole.plain, width))
            for part in parts:
                part.rstrip_end(width)
            if justify:
                parts.justify(console, width, justify=justify, overflow=overflow or "fold")
            lines.extend(parts)
        return lines


def rendered(parts: Iterable[RenderableType], medium: Medium) -> str:
    """``parts`` one below the other as text of the medium's width, without trailing blanks."""
    text = io.StringIO()
    console = Console(
        file=text,
        width=max(medium.room, NARROWEST),
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
