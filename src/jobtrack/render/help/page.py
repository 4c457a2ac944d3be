"""The help of a command as a page: how to call it, what it does, what it takes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jobtrack.render.medium import Medium
from jobtrack.render.medium.wrapping import cells, wrapped
from jobtrack.words import N_

_WIDEST = 80
_LONGEST_TERM = 30
_LEAST_TEXT = 30
_INDENT = 2


class Part(NamedTuple):
    """What is listed under a heading: terms, and what is said of each."""

    heading: str
    entries: Sequence[tuple[str, str]]


class Page(NamedTuple):
    """``usage`` is what is typed, in the pieces at which a line may break; so are no ``examples``."""

    usage: Sequence[str]
    about: str
    parts: Sequence[Part]
    examples: Sequence[str]


def help_text(page: Page, medium: Medium) -> str:
    """The page in the width of the medium, but no wider than can be read with ease."""
    width = min(medium.width or _WIDEST, _WIDEST)
    lines = [*_usage(page.usage, width, medium), ""]
    lines += [" " * _INDENT + line for line in wrapped(page.about, width - _INDENT)]
    for part in page.parts:
        lines += _heading(part.heading, medium) + _listed(part.entries, width)
    lines += _heading(N_("Examples"), medium)
    lines += [" " * _INDENT + line for one in page.examples for line in one.split("\n")]
    return "\n".join(lines)


def _heading(text: str, medium: Medium) -> list[str]:
    return ["", f"{medium.say(text)}{medium.colon}".rstrip()]


def _usage(pieces: Sequence[str], width: int, medium: Medium) -> Iterator[str]:
    """How the command is called; what does not fit stands below its name."""
    line, is_first = medium.say(N_("Usage: ")), True
    indent = " " * cells(line)
    for piece in pieces:
        if not is_first and cells(f"{line} {piece}") > width:
            yield line
            line = indent + piece
        else:
            line += piece if is_first else f" {piece}"
        is_first = False
    yield line


def _listed(entries: Sequence[tuple[str, str]], width: int) -> list[str]:
    """The terms in one column and what is said of them beside it, or below where there is no room."""
    column = _INDENT + min(max(cells(term) for term, _ in entries), _LONGEST_TERM) + 2
    if width - column < _LEAST_TEXT:
        column = 3 * _INDENT
    lines = []
    for term, text in entries:
        start = " " * _INDENT + term
        told = wrapped(text, width - column)
        if cells(start) + 2 > column:
            lines.append(start)
        else:
            lines.append(f"{start}{' ' * (column - cells(start))}{told.pop(0)}".rstrip())
        lines += [" " * column + line for line in told]
    return lines
