"""completion: the lines that let a shell complete what is typed."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.options import LanguageOption
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.words import N_

SCRIPTS = Path(__file__).with_name("shell")


class Shell(StrEnum):
    """The shells that there are lines for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def completion(
    context: typer.Context,
    shell: Annotated[Shell, typer.Argument(metavar="SHELL", help=N_("bash, zsh or fish."))],
    lang: LanguageOption = None,
) -> None:
    script = (SCRIPTS / f"jobtrack.{shell}").read_text("utf-8")
    show(script, surroundings(context))
