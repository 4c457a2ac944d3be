"""Compile the catalogues when a wheel is built or the project is installed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Catalogues(BuildHookInterface[Any]):
    """Beside each ``.po`` file of the package, the ``.mo`` file that the program reads."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile them before the files of the wheel are gathered."""
        for source in Path(self.root, "src", "jobtrack", "locale").rglob("*.po"):
            with source.open("rb") as file:
                catalogue = read_po(file)
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
