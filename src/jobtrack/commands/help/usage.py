"""What Typer refuses in a command line, as an error of ours: its sentence is in the run's language."""

import re

import typer

from jobtrack.domain.text import visible
from jobtrack.errors import JobtrackError
from jobtrack.errors.usage import (
    ArgumentMissing,
    CommandMissing,
    NoCommand,
    NoOption,
    NotAChoice,
    NotACount,
    NotADecimalNumber,
    NotUnderstood,
    OptionMissing,
    OptionWithoutValue,
    OptionWithValue,
    OutsideLimits,
    TooMuchGiven,
)

_VALUE = r"Invalid value for '(?P<name>[^']*)'(?: / '[^']*')*: "
_SAID: tuple[tuple[str, type[JobtrackError]], ...] = (  # the first that fits
    (r"Missing command", CommandMissing),
    (r"No such command (?P<name>.*)\. Did you mean '(?P<near>[^']*)'.*", NoCommand),
    (r"No such command (?P<name>.*)", NoCommand),
    (r"No such option: (?P<name>.*) \(Possible options: (?P<near>[^,)]*).*", NoOption),
    (r"No such option: (?P<name>.*)", NoOption),
    (r"Missing argument '(?P<name>[^']*)'.*", ArgumentMissing),
    (r"Missing option '(?P<name>[^']*)'.*", OptionMissing),
    (r"Option '(?P<name>.*)' requires an argument", OptionWithoutValue),
    (r"Option '(?P<name>.*)' does not take a value", OptionWithValue),
    (r"Got unexpected extra argument\(s\) \((?P<text>.*)\)", TooMuchGiven),
    (rf"{_VALUE}(?P<text>.*) is not one of (?P<words>.*)", NotAChoice),
    (rf"{_VALUE}(?P<text>.*) is not a valid int(?: range)?", NotACount),
    (rf"{_VALUE}(?P<text>.*) is not a valid float", NotADecimalNumber),
    (rf"{_VALUE}(?P<text>.*) is not in the range (?P<least>.*)<=x<=(?P<most>.*)", OutsideLimits),
    (r"(?P<detail>.*)", NotUnderstood),
)


def usage_problem(error: typer.TyperException, command: str) -> JobtrackError:
    """The error of ours that says what Typer says, and how to ask for the help of that command.

    ``command`` is what was called, for where Typer does not say it.
    """
    said = " ".join(error.format_message().split()).removesuffix(".")
    context = getattr(error, "ctx", None)
    help = f"{context.command_path if context else command} --help"
    for pattern, kind in _SAID:
        found = re.fullmatch(pattern, said)
        if found is not None:
            fields: dict[str, object] = {
                name: tuple(map(_typed, text.split(", "))) if name == "words" else _typed(text)
                for name, text in found.groupdict().items()
            }
            return kind(help=help, **fields)
    raise AssertionError(said)  # the last pattern fits everything


def _typed(text: str) -> str:
    """A word as it was typed: without the quotes that Python puts around it."""
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return visible(text[1:-1] if is_quoted and text.count(text[0]) == 2 else text).replace("−", "-")
