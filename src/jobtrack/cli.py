"""The command line: the verbs in the order of the help, and ``main()``, which carries one out."""

import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, NamedTuple

import typer

from jobtrack import __version__
from jobtrack.commands.options import IN_EITHER_LANGUAGE, DatabaseOption, LanguageOption
from jobtrack.commands.surroundings import ASCII_OPTION, found_surroundings, surroundings
from jobtrack.commands.surroundings.streams import print_complaint, print_text
from jobtrack.errors import JobtrackError
from jobtrack.words import N_, Words

INTERRUPTED = 130
_NEGATIVE = re.compile(r"-\.?\d")
_FREE_TEXT = ("--note", "--source")


class Verb(NamedTuple):
    """A command: its file is ``commands/<module>.py``, where the function or app of that name is."""

    name: str
    summary: str

    @property
    def module(self) -> str:
        """The name of its file, and of its function or app there: no word of Python's own."""
        return f"{self.name}_" if iskeyword(self.name) else self.name


VERBS = (
    Verb("init", N_("Make a database from a plan.")),
    Verb("add", N_("Record one snapshot.")),
    Verb("import", N_("Record the figures of whole files.")),
    Verb("report", N_("Show progress and gaps of every target.")),
    Verb("targets", N_("List, set, revise and drop targets; apply and export a plan.")),
    Verb("indicators", N_("List what is measured.")),
    Verb("areas", N_("List areas; add, revise and import them.")),
    Verb("groups", N_("List groups of areas; set them, add and remove members.")),
    Verb("history", N_("Show the series of one indicator.")),
    Verb("chart", N_("Draw indicators with their targets: SVG, PNG or PDF.")),
    Verb("check", N_("Say what is wrong with the database, if anything is.")),
    Verb("explain", N_("Show how the verdict on a target came about.")),
    Verb("export", N_("Write figures for other tools.")),
    Verb("log", N_("List the batches, or show what one of them did.")),
    Verb("undo", N_("Take a batch back; nothing is deleted.")),
    Verb("merge", N_("Bring in another database, as often as you like.")),
    Verb("push", N_("Bring what was recorded here to the hub of many offices.")),
    Verb("pull", N_("Bring in what other offices have pushed to the hub.")),
    Verb("hub", N_("Make a hub, let offices in, show what is to be exchanged.")),
    Verb("backup", N_("Copy the database, whatever others do to it meanwhile.")),
    Verb("restore", N_("Put a backup in the place of the database.")),
    Verb("completion", N_("Print what lets a shell complete commands and names.")),
)


def main(arguments: Sequence[str] | None = None, *, now: datetime | None = None) -> int:
    """Carry out ``arguments`` (default: those of the process) and return the exit status.

    ``now`` stands for the clock. What a user can put right ends in one line on standard error.
    """
    given = _as_values(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    given = _ascii_first(given)
    here = found_surroundings(given, now)
    try:
        program = typer.main.get_command(app_for(given, here.words))
        if "--help" in given:
            from jobtrack.commands.help.page import translate_help  # noqa: PLC0415 - only this needs it

            translate_help(program, here.words)
        status = program.main(given, "jobtrack", standalone_mode=False, obj=here)
    except JobtrackError as error:
        return _complain(error.sentence(here.words), error.exit_status)
    except typer.TyperException as error:
        from jobtrack.commands.help.usage import usage_problem  # noqa: PLC0415 - few runs end so

        return _complain(usage_problem(error, _called(given)).sentence(here.words), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except (OSError, MemoryError, ImportError) as error:
        from jobtrack.errors.system import OutputLost, unforeseen  # noqa: PLC0415 - few runs end so

        problem = unforeseen(error)
        if problem is None:
            raise
        with suppress(OutputLost):
            print_text("", sys.stdout)  # gives up what Typer could not write
        return _complain(problem.sentence(here.words), problem.exit_status)
    return status if isinstance(status, int) else 0


def _as_values(arguments: Sequence[str]) -> list[str]:
    """``arguments`` with the minus of numbers as a sign that begins no option.

    ``add index -0.8`` is then a value like any other, and a mistyped option is still told from it.
    """
    before, end = ["", *arguments], [*arguments, "--"].index("--")  # no options follow it
    return [
        f"−{one[1:]}" if _NEGATIVE.match(one) and last not in _FREE_TEXT else one
        for last, one in zip(before, arguments[:end], strict=False)
    ] + list(arguments[end:])


def _ascii_first(arguments: Sequence[str]) -> list[str]:
    """``arguments`` with ``--ascii``, which may stand anywhere, before the verb."""
    before, end = ["", *arguments], [*arguments, "--"].index("--")
    others = [
        one
        for last, one in zip(before, arguments[:end], strict=False)
        if one != ASCII_OPTION or last in _FREE_TEXT
    ]
    return [*[ASCII_OPTION][: end - len(others)], *others, *arguments[end:]]


def _called(arguments: Sequence[str]) -> str:
    """The program, and the first verb among ``arguments``."""
    verbs = {verb.name for verb in VERBS}
    return " ".join(["jobtrack", *[one for one in arguments if one in verbs][:1]])


def _complain(sentence: str, status: int) -> int:
    print_complaint(sentence)
    return status


def app_for(arguments: Sequence[str], words: Words) -> typer.Typer:
    """The program, with the verbs that occur in ``arguments`` whole and the others by name only."""
    app = typer.Typer(
        add_completion=False,
        context_settings=IN_EITHER_LANGUAGE,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help=words.gettext(N_("Record monthly indicator snapshots and see where every target stands.")),
    )
    app.callback(invoke_without_command=True)(_program)  # --version needs none, but knows of --db
    for verb in VERBS:
        summary = words.gettext(verb.summary)
        if verb.name not in arguments:
            app.command(verb.name, help=summary)(_by_name_only)
            continue
        command = getattr(import_module(f"jobtrack.commands.{verb.module}"), verb.module)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=verb.name, help=summary)
        else:
            app.command(verb.name, help=summary)(command)
    return app


def _by_name_only() -> None:
    """Stand for a verb that is not called."""


def _program(
    context: typer.Context,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
    ascii: Annotated[
        bool, typer.Option(ASCII_OPTION, help=N_("Draw with plain ASCII signs; may stand anywhere."))
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help=N_("Print the version, and what it works with."))
    ] = False,
) -> None:
    context.obj = surroundings(context, db)
    if version:
        from jobtrack.commands.help.version import version_text  # noqa: PLC0415 - only this needs it

        print_text(f"jobtrack {__version__}\n{version_text(context.obj)}", sys.stdout)
        raise typer.Exit
    if context.invoked_subcommand is None:
        context.fail("Missing command.")
