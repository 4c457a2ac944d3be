"""Verbs that take a name where a subcommand may stand: ``areas 酉阳`` is ``areas show 酉阳``."""

from typing import Any

import typer
from typer.core import TyperGroup

from jobtrack.commands.options import ListFormat

SHOW = "show"


class ShowsByName(TyperGroup):
    """Subcommands, and another word in their place, alone or before options, is what to show."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The subcommand that ``args`` name first, and its own arguments."""
        first, *others = args
        is_name = first not in self.commands and all(one.startswith("-") for one in others[:1])
        shown = [SHOW, *(["--"] if first.startswith("-") else []), *args]  # as it was typed behind one
        return super().resolve_command(ctx, shown if is_name else args)


def shown_as(context: typer.Context, format: ListFormat) -> ListFormat:
    """The ``format`` of what is shown, also where it stands before the name."""
    before = context.parent.params["format"] if context.parent is not None else format
    return ListFormat(before) if format is ListFormat.TABLE else format
