"""The sdist makes a wheel that holds the package, its catalogue and its manual, and nothing else."""

import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import jobtrack
from jobtrack.cli import VERBS
from transcript import ROOT

SOURCES = ROOT / "src"
CATALOGUE = "jobtrack/locale/zh_CN/LC_MESSAGES/jobtrack"
NAME = f"jobtrack-{jobtrack.__version__}"
MANUAL = f"{NAME}.data/data/share/man"
ABOUT = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What each file of the wheel holds, by its name."""
    folder = tmp_path_factory.mktemp("dist")
    build(ROOT, "sdist", folder)
    with tarfile.open(folder / f"{NAME}.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    build(folder / NAME, "wheel", folder)
    with ZipFile(folder / f"{NAME}-py3-none-any.whl") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def build(project: Path, target: str, folder: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder]
    subprocess.run(command, cwd=project, check=True, capture_output=True)


def sources() -> dict[str, bytes]:
    """What each file of the package holds, but for catalogues, which the wheel has compiled."""
    files = (path for path in (SOURCES / "jobtrack").rglob("*") if path.is_file())
    return {
        path.relative_to(SOURCES).as_posix(): path.read_bytes()
        for path in files
        if path.suffix not in {".po", ".mo", ".pyc"}
    }


def test_the_wheel_holds_these_files_and_no_others(wheel: dict[str, bytes]):
    pages = ["jobtrack.1", *(f"jobtrack-{verb.name}.1" for verb in VERBS)]
    manual = [f"{MANUAL}/{place}/{page}" for place in ("man1", "zh_CN/man1") for page in pages]
    about = [f"{NAME}.dist-info/{name}" for name in ABOUT]
    assert sorted(wheel) == sorted([*sources(), f"{CATALOGUE}.mo", *manual, *about])


def test_the_package_in_the_wheel_is_that_of_the_sources(wheel: dict[str, bytes]):
    package = sources()
    assert {name: wheel[name] for name in package} == package


def test_the_wheel_speaks_the_catalogue_of_the_sources(wheel: dict[str, bytes]):
    compiled = BytesIO()
    with (SOURCES / f"{CATALOGUE}.po").open("rb") as file:
        write_mo(compiled, read_po(file))
    assert wheel[f"{CATALOGUE}.mo"] == compiled.getvalue()


def test_the_manual_in_the_wheel_has_the_version_and_its_day(wheel: dict[str, bytes]):
    heading = f"## {jobtrack.__version__} – "
    days = [
        line.removeprefix(heading)
        for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
        if line.startswith(heading)
    ]
    title, *_ = wheel[f"{MANUAL}/man1/jobtrack.1"].decode("utf-8").splitlines()
    assert [title] == [
        f'.TH JOBTRACK 1 {day} "{NAME.replace("-", " ")}" "jobtrack manual"' for day in days
    ]
