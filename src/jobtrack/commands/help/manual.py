"""The manual: a page for the program and one for each verb, of what its help says."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from jobtrack.commands.help.command_line import Command, Parameter, command_line
from jobtrack.commands.help.examples import EXAMPLES
from jobtrack.commands.surroundings import NOTICED
from jobtrack.render.help import roff
from jobtrack.words import LANGUAGES, N_, Words, placeholders, words_in

PROGRAM = "jobtrack"
FOLDERS = {"en": "man1", "zh": "zh_CN/man1"}  # below share/man
STATUSES = (
    ("0", N_("Done.")),
    ("1", N_("A bug in jobtrack: a traceback is shown.")),
    ("2", N_("Wrong usage or bad input; nothing was recorded.")),
    (str(NOTICED), N_("--fail-on was reached, or check found something; it is printed.")),
    ("4", N_("The database can't be used, or the machine refuses something.")),
    ("5", N_("The database is busy: try again.")),
    ("129, 143", N_("Ended by SIGHUP or SIGTERM.")),
    ("130", N_("Interrupted (Ctrl-C).")),
    ("141", N_("The reader of the output has gone.")),
)
ENVIRONMENT = (
    ("JOBTRACK_DB", N_("The database to use where --db names none.")),
    ("JOBTRACK_LANG", N_("The language to speak where --lang names none: zh or en.")),
    ("JOBTRACK_PERSON", N_("Who records, for the log (default: the login name).")),
    ("LC_ALL, LC_MESSAGES, LANG", N_("The language where none of these names one, and the signs.")),
    ("COLUMNS", N_("The width of what is printed.")),
    ("NO_COLOR", N_("No colour, if it is not blank.")),
    ("TMPDIR", N_("Where large imports are put in order.")),
)
FILES = (
    ("~/.local/share/jobtrack/jobtrack.db", N_("The database on Linux, where none is named.")),
    (
        "~/Library/Application Support/jobtrack/jobtrack.db",
        N_("The database on macOS, where none is named."),
    ),
)
_REPORTING = {PROGRAM, "jobtrack-report", "jobtrack-check"}  # which may end with NOTICED


class Edition(NamedTuple):
    """Of what and when the pages are."""

    version: str
    day: date


def write_manual(folder: Path, edition: Edition) -> None:
    """Write the pages in every language below ``folder``."""
    for language in LANGUAGES:
        place = folder / FOLDERS[language]
        place.mkdir(parents=True, exist_ok=True)
        for name, text in pages(words_in(language), edition):
            (place / f"{name}.1").write_text(text, "utf-8")


def pages(words: Words, edition: Edition) -> Iterator[tuple[str, str]]:
    """The name and the text of each page in that language, in the order of the help."""
    program = command_line()
    yield PROGRAM, _page(PROGRAM, (), program, words, edition)
    for verb, command in program.commands.items():
        name = f"{PROGRAM}-{verb}"
        yield name, _page(name, (verb,), command, words, edition)


def _page(name: str, verbs: tuple[str, ...], command: Command, words: Words, edition: Edition) -> str:
    say = words.gettext
    summary = say(command.help).rstrip(".。")
    others = [PROGRAM] if verbs else [f"{PROGRAM}-{verb}" for verb in command.commands]
    statuses = [one for one in STATUSES if name in _REPORTING or one[0] != str(NOTICED)]
    below = [*_commands_below(verbs, command)] if verbs else []
    return "".join(
        [
            roff.title(
                name, str(edition.day), f"{PROGRAM} {edition.version}", say(N_("jobtrack manual"))
            ),
            roff.section(say(N_("NAME")), roff.name(name, summary)),
            roff.section(
                say(N_("SYNOPSIS")), *(_usage(*one, words) for one in [(verbs, command), *below])
            ),
            roff.section(say(N_("DESCRIPTION")), *_description(command, words)),
            roff.section(say(N_("OPTIONS")), _options(command, words)),
            roff.section(say(N_("COMMANDS")), *_commands(verbs, command, words)),
            roff.section(say(N_("EXIT STATUS")), _explained(statuses, words)),
            roff.section(say(N_("ENVIRONMENT")), _explained(ENVIRONMENT, words)),
            roff.section(say(N_("FILES")), _explained(FILES, words)),
            roff.section(say(N_("EXAMPLES")), *_examples([verbs, *(path for path, _ in below)])),
            roff.section(
                say(N_("SEE ALSO")), ",\n".join(f"{roff.bold(one)}(1)" for one in others), "\n"
            ),
        ]
    )


def _commands_below(
    verbs: tuple[str, ...], command: Command
) -> Iterator[tuple[tuple[str, ...], Command]]:
    return (((*verbs, name), one) for name, one in command.commands.items())


def _usage(verbs: tuple[str, ...], command: Command, words: Words) -> str:
    """How it is called: one line."""
    parts = [roff.bold(" ".join([PROGRAM, *verbs])), f"[{_typed('OPTIONS', words)}]"]
    for one in command.arguments:
        kind = _typed(one.kind, words)
        parts.append(kind if one.is_required else f"[{kind}]")
    if command.commands:
        kind = _typed("COMMAND", words)
        parts.append(f"[{kind}]" if verbs else kind)
    return roff.paragraph(" ".join(parts))


def _typed(kind: str, words: Words) -> str:
    """What stands for something that is to be typed."""
    return roff.italic(placeholders(kind, words))


def _description(command: Command, words: Words) -> list[str]:
    arguments = [(_typed(one.kind, words), _told(one, words)) for one in command.arguments]
    return [roff.paragraph(roff.filled(words.gettext(command.help))), roff.listed(arguments)]


def _options(command: Command, words: Words) -> str:
    options = dict.fromkeys(command.options.values())
    return roff.listed((_flags(one, words), _told(one, words)) for one in options)


def _flags(option: Parameter, words: Words) -> str:
    value = f" {_typed(option.kind, words)}" if option.kind else ""
    return ", ".join(f"{roff.bold(flag)}{value}" for flag in option.flags)


def _told(parameter: Parameter, words: Words) -> str:
    """Its help and what marks it."""
    marks = [_mark(one, words) for one in parameter.marks]
    if parameter.is_required and parameter.flags:
        marks.append(words.gettext(N_("required")))
    return " ".join([words.gettext(parameter.help), *(f"[{mark}]" for mark in marks)])


def _mark(mark: str, words: Words) -> str:
    name, is_default, value = mark.partition("default: ")
    return words.gettext(N_("default: {value}")).format(value=value) if is_default else name


def _commands(verbs: tuple[str, ...], command: Command, words: Words) -> list[str]:
    """Of the program a list of its verbs, of a verb all about each of its own."""
    if not verbs:
        entries = [(roff.bold(name), words.gettext(one.help)) for name, one in command.commands.items()]
        return [roff.listed(entries)]
    return [
        roff.subsection(
            " ".join([PROGRAM, *path]),
            roff.paragraph(roff.filled(words.gettext(one.help))),
            roff.listed(
                (_typed(argument.kind, words), _told(argument, words)) for argument in one.arguments
            ),
            _options(one, words),
        )
        for path, one in _commands_below(verbs, command)
    ]


def _explained(entries: list[tuple[str, str]] | tuple[tuple[str, str], ...], words: Words) -> str:
    return roff.listed((roff.bold(name), words.gettext(text)) for name, text in entries)


def _examples(paths: list[tuple[str, ...]]) -> Iterator[str]:
    for path in paths:
        for one in EXAMPLES[path]:
            yield roff.example(one.split("\n"))
