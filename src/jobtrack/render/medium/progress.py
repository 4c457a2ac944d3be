"""A line that shows how far long work has come: the one thing drawn while the program still works."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from jobtrack.domain.number import rounded
from jobtrack.render.medium import Medium
from jobtrack.words import N_


@contextmanager
def progress_on(stream: TextIO, medium: Medium) -> Iterator[Callable[[int, float | None], None]]:
    """What is told how many more rows were read and the share of all, 0–1, where that is known.

    It draws on the terminal ``stream``, and takes the line away at the end.
    """
    rows = TextColumn("{task.fields[rows]}")
    columns = (rows, BarColumn(20), TimeRemainingColumn(compact=True))
    console = Console(file=stream, width=medium.width, no_color=not medium.has_colour)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=None, rows="")
        count = 0

        def advance(more: int, share: float | None) -> None:
            nonlocal count
            count += more
            elapsed = progress.tasks[0].elapsed or 0
            rate = f"{rounded(count / elapsed, 0):,.0f}" if elapsed else medium.glyphs.unknown
            text = medium.say(N_("{count} rows, {rate} a second"))
            total, done = (None, 0.0) if share is None else (1.0, share)
            progress.update(
                task, total=total, completed=done, rows=text.format(count=f"{count:,}", rate=rate)
            )

        yield advance
