"""Lines of text, with every sign that can't be seen as an escape."""

from collections.abc import Iterable

from jobtrack.domain.text import visible


def lines_text(lines: Iterable[str]) -> str:
    """Each of ``lines`` with its end."""
    return "".join(f"{visible(line)}\n" for line in lines)


def visible_lines(text: str) -> str:
    """``text`` with every invisible sign as an escape but for the ends of its lines."""
    return "\n".join(map(visible, text.split("\n")))
