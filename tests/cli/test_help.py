"""The help of every command ends with examples, and they work."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jobtrack.cli import main
from jobtrack.commands.help.command_line import Command, command_line
from jobtrack.commands.help.examples import EXAMPLES
from transcript import ROOT

WIDTH = 80
HUB = {("push",), ("pull",), ("hub",)}
TOWNS = "代码,名称\n500242102,麻旺镇\n500242103,酉酬镇\n"


def verbs_of(command: Command, verbs: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """How every command is called, in the order of the help."""
    below = [path for name, one in command.commands.items() for path in verbs_of(one, (*verbs, name))]
    return [verbs, *below]


def test_every_command_has_examples_and_nothing_else_has():
    assert set(EXAMPLES) == set(verbs_of(command_line()))


@pytest.mark.parametrize("verbs", list(EXAMPLES), ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_ends_with_them(
    language: str, verbs: tuple[str, ...], capsys: pytest.CaptureFixture[str]
):
    assert main(["--lang", language, *verbs, "--help"]) == 0
    lines = [f"  {line}" for example in EXAMPLES[verbs] for line in example.split("\n")]
    heading = {"en": "Examples:", "zh": "示例："}[language]
    assert capsys.readouterr().out.splitlines()[-len(lines) - 2 :] == ["", heading, *lines]
    assert max(map(len, lines)) <= WIDTH


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the examples name."""
    folder = tmp_path_factory.mktemp("office")
    for name in ("jobs.db", "towns.db", "safe.db"):
        shutil.copy(ROOT / "sample.db", folder / name)
    (folder / "towns.csv").write_text(TOWNS, "utf-8")
    towns = ["areas", "import", str(folder / "towns.csv"), "--within", "酉阳"]
    assert main([*towns, "--db", str(folder / "jobs.db")]) == 0
    for verb, file in (("export", "figures.csv"), ("targets export", "my-plan.toml")):
        arguments = [*verb.split(), "--output", str(folder / file), "--db", str(folder / "jobs.db")]
        assert main(arguments) == 0
    return folder


@pytest.mark.parametrize(
    ("verbs", "example"),
    [(verbs, example) for verbs, examples in EXAMPLES.items() for example in examples],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_an_example_does_what_it_says(
    verbs: tuple[str, ...],
    example: str,
    office: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
):
    if verbs[:1] in HUB:
        monkeypatch.setenv("JOBTRACK_HUB", request.getfixturevalue("database"))
        if verbs != ("hub", "init"):
            assert main(["hub", "init"]) == 0
            assert main(["push", "--db", str(office / "jobs.db")]) == 0
    shutil.copytree(office, tmp_path, dirs_exist_ok=True)
    for name in {(): ["jobs.db"], ("init",): ["jobs.db", "towns.db"]}.get(verbs, []):
        (tmp_path / name).unlink()
    if verbs == () and "init" not in example:
        shutil.copy(office / "jobs.db", tmp_path)
    done = subprocess.run(
        ["bash", "-c", example],
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "LANG": "C.UTF-8",
            "JOBTRACK_DB": "jobs.db",
            "JOBTRACK_HUB": os.environ.get("JOBTRACK_HUB", ""),
        },
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
