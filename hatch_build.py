"""Compile the catalogues and write the manual when a wheel is built or the project is installed."""

import os
import sys
from datetime import UTC, date, datetime
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
        write_manual(Path(self.manual.name), Edition(self.metadata.version, _day()))
        build_data["shared_data"][self.manual.name] = "share/man"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        self.manual.cleanup()


def _day() -> date:
    """Today, or the day of the sources where a build is to come out the same."""
    moment = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(moment), UTC).date() if moment else datetime.now(UTC).date()
