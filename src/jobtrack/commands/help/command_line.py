"""The command line as data: what there is to type, without loading the program that carries it out.

``command_line.json`` says it; the tests hold that file against the program, and write it.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_suffix(".json")


class Parameter(NamedTuple):
    """An option, or an argument, which has no ``flags``. ``name`` is that of its value in Python.

    ``kind`` is the word that the help has for its value, blank for a switch; ``marks`` are what else
    the help says: its default, its range. ``is_repeated``: it may be given again.
    """

    name: str
    kind: str
    help: str
    flags: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    is_file: bool = False
    is_repeated: bool = False
    is_required: bool = False


class Command(NamedTuple):
    """The program, a verb, or a verb of that. ``by_name`` is the one that another word stands for."""

    help: str
    parameters: tuple[Parameter, ...]
    commands: Mapping[str, "Command"]
    by_name: str = ""

    @property
    def options(self) -> dict[str, Parameter]:
        """Its options by each of their flags, in the order of the help."""
        return {flag: one for one in self.parameters for flag in one.flags}

    @property
    def arguments(self) -> list[Parameter]:
        """Its arguments in the order in which they are typed."""
        return [one for one in self.parameters if not one.flags]


def command_line() -> Command:
    """The whole program."""
    return _command(json.loads(FILE.read_text("utf-8")))


def _command(said: Mapping[str, Any]) -> Command:
    parameters = tuple(_parameter(one) for one in said["parameters"])
    verbs = {name: _command(one) for name, one in said.get("commands", {}).items()}
    return Command(said["help"], parameters, verbs, said.get("by_name", ""))


def _parameter(said: Mapping[str, Any]) -> Parameter:
    lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
    return Parameter(**{**said, **lists})
