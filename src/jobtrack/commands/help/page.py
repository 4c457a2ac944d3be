"""What ``--help`` prints: the page of a command, in the language and the width of the run."""

import sys
from collections.abc import Iterator
from typing import Any

import typer

from jobtrack.commands.help.examples import EXAMPLES
from jobtrack.commands.surroundings import Surroundings
from jobtrack.commands.surroundings.streams import carried
from jobtrack.render.help.page import Page, Part, help_text
from jobtrack.words import N_, Words, placeholders

_OF_TYPER = (N_("Show this message and exit."), N_("required"))  # marked only: it says them


class HelpContext(typer.Context):
    """The context of a command whose help is a page of ours."""

    def get_help(self) -> str:
        """The page, in signs that standard output can carry."""
        here: Surroundings = self.obj
        return carried(help_text(page_of(self, here.words), here.medium()), sys.stdout)


def translate_help(command: Any, words: Words) -> None:
    """Put the help of ``command``, of its options and of its verbs into the language of ``words``."""
    command.context_class = HelpContext
    for part in (command, *command.params):
        if getattr(part, "help", None):
            part.help = words.gettext(part.help)
    for verb in getattr(command, "commands", {}).values():
        translate_help(verb, words)


def page_of(context: Any, words: Words) -> Page:
    """The page of the command that ``context`` is of."""
    command = context.command
    by_kind: dict[str, list[Any]] = {"argument": [], "option": []}
    for one in command.get_params(context):
        by_kind[one.param_type_name].append(one)
    arguments = [
        one.make_metavar(context) if one.required else f"[{one.make_metavar(context)}]"
        for one in by_kind["argument"]
    ]
    verbs = getattr(command, "commands", {})
    behind = [*arguments, *(["COMMAND [ARGS]..."] if verbs else [])]
    pieces = [context.command_path, *(placeholders(one, words) for one in ("[OPTIONS]", *behind))]
    parts = (
        Part(N_("Arguments"), [_entry(one, context, words) for one in by_kind["argument"]]),
        Part(N_("Options"), [_entry(one, context, words) for one in by_kind["option"]]),
        Part(N_("Commands"), [(name, one.help or "") for name, one in verbs.items()]),
    )
    verb = tuple(context.command_path.split()[1:])
    return Page(pieces, command.help or "", [part for part in parts if part.entries], EXAMPLES[verb])


def _entry(parameter: Any, context: Any, words: Words) -> tuple[str, str]:
    """A parameter as it is typed, and what it is for, with what Typer adds to that in brackets."""
    term, text = parameter.get_help_record(context)
    own = parameter.help or ""
    added = text.removeprefix(own).strip().removeprefix("[").removesuffix("]")
    said = words.gettext(own) if own else ""  # where Typer's own --help is concerned
    facts = f"[{'; '.join(_added(added, words))}]" if added else ""
    return placeholders(term, words), "  ".join(one for one in (said, facts) if one)


def _added(text: str, words: Words) -> Iterator[str]:
    """The facts that Typer adds: what is taken by default, whether it must be given, its range."""
    for fact in text.split("; "):
        name, is_default, value = fact.partition("default: ")
        if is_default and not name:
            yield words.gettext(N_("default: {value}")).format(value=value)
        else:
            yield words.gettext(fact)
