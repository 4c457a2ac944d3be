"""What a shell is offered to complete a half-typed command line: verbs, options, values, names.

Neither the program nor its verbs are loaded. The database is looked at and left as it is; whatever
keeps it from being read, there are no names then, and no message.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from jobtrack.commands.help.command_line import Command, Parameter, command_line
from jobtrack.commands.shell.half_typed import Line, Word, bash_words, line_of
from jobtrack.commands.surroundings import Surroundings, found_surroundings, typed_path
from jobtrack.commands.surroundings.streams import print_text
from jobtrack.domain.text import visible
from jobtrack.errors import JobtrackError

_MAPPINGS = "COLUMN=MEANING"  # or a file of them
_PLANS = "PLAN"  # built in, or files
_NEW = ("TARGET", ("targets", "set"))  # names what is not there yet


class Place(NamedTuple):
    """Where the cursor stands: behind ``verbs``, in ``command``, and so many ``arguments`` of it.

    ``awaiting`` is the option whose value comes next. ``values`` are those of options, by their names
    in Python; ``is_bare``: behind ``--``, where nothing is an option any more.
    """

    command: Command
    verbs: tuple[str, ...] = ()
    awaiting: Parameter | None = None
    values: Mapping[str, str] = {}
    arguments: int = 0
    is_bare: bool = False


class Offer(NamedTuple):
    """The words that may stand at a place, and whether it may be a file."""

    words: Sequence[Word] = ()
    has_files: bool = False


def complete(shell: str, asked: Sequence[str]) -> None:
    """Print what ``shell`` asks for: ``files`` or ``words``, then a line for each word.

    ``asked`` is the line up to the cursor and, of bash, the signs behind which its words begin.
    """
    line = line_of(*(one.encode("utf-8", "replace").decode() for one in asked[:2]))
    here = found_surroundings([*line.words, line.half], None)
    with suppress(JobtrackError):
        print_text(completion_text(shell, line, here), sys.stdout)


def completion_text(shell: str, line: Line, here: Surroundings) -> str:
    """What ``complete`` prints."""
    place = Place(command_line())
    for word in line.words:
        place = _behind(word, place)
    offer = _offer(place, line.half, here)
    words = [one for one in offer.words if visible(one.text) == one.text and _is_written(one.text)]
    if shell == "bash":
        lines = bash_words([one.text for one in words], line)
    else:
        lines = [_described(one, shell) for one in words]
    return "\n".join(["files" if offer.has_files else "words", *lines, ""])


def _is_written(word: str) -> bool:
    """Whether standard output can carry ``word``."""
    encoding = sys.stdout.encoding or "utf-8"
    return word.encode(encoding, "replace").decode(encoding) == word


def _described(word: Word, shell: str) -> str:
    """The word and what it means, as the scripts for zsh and fish take them."""
    meaning = visible(word.meaning)
    if shell == "fish":
        return f"{word.text}\t{meaning}" if meaning else word.text
    text = word.text.replace("\\", "\\\\").replace(":", "\\:")
    return f"{text}:{meaning}" if meaning else text


def _behind(word: str, place: Place) -> Place:
    """The place once ``word`` stands there too."""
    if place.awaiting is not None:
        return place._replace(awaiting=None, values={**place.values, place.awaiting.name: word})
    if word == "--" and not place.is_bare:
        return place._replace(is_bare=True)
    if _is_option(word, place):
        flag, is_given, value = word.partition("=")
        option = place.command.options.get(flag)
        if option is not None and option.kind and not is_given:
            return place._replace(awaiting=option)
        return place if option is None else place._replace(values={**place.values, option.name: value})
    verbs = place.command.commands
    if word in verbs and not place.arguments:
        shared = {name: value for name, value in place.values.items() if name == "db"}
        return Place(verbs[word], (*place.verbs, word), values=shared, is_bare=place.is_bare)
    if place.command.by_name and not place.arguments:
        return place._replace(command=verbs[place.command.by_name], arguments=1)
    return place._replace(arguments=place.arguments + 1)


def _is_option(word: str, place: Place) -> bool:
    return word.startswith("-") and not place.is_bare and not word[1:2].isdigit()


def _offer(place: Place, half: str, here: Surroundings) -> Offer:
    """What may become of ``half`` at that place."""
    if place.awaiting is not None:
        return _values(place.awaiting, place, half, here)
    if _is_option(half, place):
        flag, is_given, value = half.partition("=")
        if not is_given:
            return Offer(_options(place, half, here))
        option = place.command.options.get(flag)
        found = Offer() if option is None else _values(option, place, value, here)
        return found._replace(words=[one._replace(text=f"{flag}={one.text}") for one in found.words])
    verbs = place.command.commands
    if not verbs:
        return _argument(place, half, here)
    if place.arguments:
        return Offer()  # behind a verb that there is not
    say = here.words.gettext
    words = [Word(name, say(one.help)) for name, one in verbs.items() if name.startswith(half)]
    if place.command.by_name and half:
        shown = _argument(place._replace(command=verbs[place.command.by_name]), half, here)
        words += [one for one in shown.words if one.text not in verbs]
    return Offer(words)


def _argument(place: Place, half: str, here: Surroundings) -> Offer:
    """What may become of an argument; where none is to come, the options."""
    wanted = place.command.arguments
    if place.arguments >= len(wanted) and not (wanted and wanted[-1].is_repeated):
        return Offer(() if half or place.is_bare else _options(place, half, here))
    found = _values(wanted[min(place.arguments, len(wanted) - 1)], place, half, here)
    words = [one for one in found.words if place.is_bare or not one.text.startswith("-")]
    return found._replace(words=words)


def _options(place: Place, half: str, here: Surroundings) -> list[Word]:
    """The options that begin with ``half``, but for those that stand there and are not repeated."""
    return [
        Word(flag, here.words.gettext(one.help))
        for flag, one in place.command.options.items()
        if flag.startswith(half or "--") and (one.is_repeated or one.name not in place.values)
    ]


def _values(parameter: Parameter, place: Place, half: str, here: Surroundings) -> Offer:
    """What may become of a value of ``parameter``."""
    kind = parameter.kind.rstrip(".")
    if parameter.is_file or kind == _MAPPINGS:
        return Offer(has_files=True)
    choices = parameter.choices or (kind.split("|") if "|" in kind else ())
    words: Iterable[Word] = [Word(one) for one in choices if one.startswith(half)]
    if kind and not choices and (kind, place.verbs) != _NEW:
        from jobtrack.commands.shell.namings import Asked, words_of  # noqa: PLC0415 - options have no names

        if "db" in place.values:
            here = here._replace(database=typed_path(place.values["db"]))
        with suppress(JobtrackError):  # there is no database that can be read
            words = words_of(kind, Asked(half, place.values, here))
    return Offer(list(words), has_files=kind == _PLANS)
