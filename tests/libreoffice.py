"""Workbooks as LibreOffice writes them: converted without a screen, in a profile of their own."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def converted(paths: list[Path], ending: str, folder: Path, *options: str) -> dict[str, Path]:
    """The files anew with that ending, by the name that each had without one.

    What stands behind a colon in ``ending`` names the filter that writes it.
    """
    assert SOFFICE is not None
    name = ending.partition(":")[0]
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            *options,
            "--convert-to",
            ending,
            "--outdir",
            folder / name,
            *paths,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {path.stem: folder / name / f"{path.stem}.{name}" for path in paths}
