"""Compile the catalogues and write the manual when a wheel is built or the project is installed."""

import re
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Generated(BuildHookInterface[Any]):
    """What the project holds as a source only: the catalogues that it reads, its manual pages."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make them before the files of the wheel are gathered."""
        package = Path(self.root, "src", "jobtrack")
        for source in (package / "locale").rglob("*.po"):
            with source.open("rb") as file:
                catalogue = read_po(file)
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
        sys.path.insert(0, str(package.parent))
        from jobtrack.commands.help.manual import Edition, write_manual  # noqa: PLC0415 - reads the catalogues

        self.manual = TemporaryDirectory()
        changelog = Path(self.root, "CHANGELOG.md").read_text("utf-8")
        write_manual(Path(self.manual.name), Edition(self.metadata.version, _day(changelog)))
        build_data["shared_data"][self.manual.name] = "share/man"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        self.manual.cleanup()


def _day(changelog: str) -> date:
    """When the newest version came out, so that the same sources make the same wheel on every day."""
    released = re.search(r"^## .+ – (\d{4}-\d\d-\d\d)$", changelog, re.MULTILINE)
    if released is None:
        raise ValueError("CHANGELOG.md has no heading such as '## 1.0.0 – 2026-11-24'")
    return date.fromisoformat(released[1])
