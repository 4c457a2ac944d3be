"""Runs the console blocks of a document as one shell session and compares what they print.

A block is fenced as ```console; a line ``$ COMMAND`` is run, the lines below it are all that it must
print on both streams, and ``[STATUS]`` ends it where the status is not 0. The session starts in an
empty folder with a copy of ``sample.db``, and of ``examples`` where commands name it; a document that
makes a hub finds an empty PostgreSQL database named in ``JOBTRACK_HUB``. Today's date and month are
compared as TODAY (今天) and THIS-MONTH, a moment of recording as YYYY-MM-DD HH:MM, the digits of a
batch as x. ``pytest --update-transcripts`` writes what was printed.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]
FENCE = "```"
MARK = "\x1e"
PLACES = ("README*.md", "docs/**/*.md", "examples/*.md", "tests/cli/*.md")


def documents() -> list[Path]:
    """Every document that has console blocks."""
    found = [path for place in PLACES for path in sorted(ROOT.glob(place))]
    return [path for path in found if f"{FENCE}console\n" in path.read_text("utf-8")]


def language_of(path: Path) -> str:
    """What the document at ``path`` is written in, and speaks to the program."""
    return "zh" if path.parent.name == "zh" or path.name.endswith(".zh.md") else "en"


def makes_a_hub(text: str) -> bool:
    """Whether the document needs a server."""
    return "\n$ jobtrack hub init" in text


def replayed(text: str, folder: Path, **variables: str) -> str:
    """The document ``text`` with every console block as it is printed now, run in ``folder``."""
    lines = text.splitlines()
    commands = [line.removeprefix("$ ") for line, is_command in _marked(lines) if is_command]
    outputs = iter(_session(commands, folder, variables))
    written: list[str] = []
    in_output = False
    for line, is_command in _marked(lines):
        if is_command:
            written += [line, *next(outputs)]
            in_output = True
        elif line.startswith(FENCE):
            in_output = False
            written.append(line)
        elif not in_output:
            written.append(line)
    return "\n".join(written) + "\n"


def _marked(lines: list[str]) -> list[tuple[str, bool]]:
    """Each line, and whether it is a command of a console block."""
    marked, in_block = [], False
    for line in lines:
        if line.startswith(FENCE):
            in_block = line == f"{FENCE}console"
        marked.append((line, in_block and line.startswith("$ ")))
    return marked


def _session(commands: list[str], folder: Path, variables: Mapping[str, str]) -> list[list[str]]:
    """What each command prints, as lines, run one after the other by one shell."""
    shutil.copy(ROOT / "sample.db", folder)
    if any("examples/" in command for command in commands):
        shutil.copytree(ROOT / "examples", folder / "examples")
    script = "".join(f"{command}\nprintf '{MARK}%s{MARK}' $?\n" for command in commands)
    began = date.today()  # noqa: DTZ011 - the local day, as the program takes it
    done = subprocess.run(
        ["bash"],
        input=f"exec 2>&1\n{script}",
        capture_output=True,
        check=True,
        cwd=folder,
        env={
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
            "JOBTRACK_PERSON": "officer",
            **{name: os.environ[name] for name in ("TZ",) if name in os.environ},
            **variables,
        },
        encoding="utf-8",
        timeout=300,
    )
    parts = done.stdout.split(MARK)
    outputs = []
    for text, status in zip(parts[0::2], parts[1::2], strict=False):
        outputs.append(_undated(text, began).splitlines() + ([] if status == "0" else [f"[{status}]"]))
    return outputs


def _undated(text: str, began: date) -> str:
    """``text``, of a session that ``began`` today or yesterday, the same on every day."""
    text = re.sub(r"(recorded\s+)\d{4}-\d\d-\d\d", r"\1YYYY-MM-DD", text)
    text = re.sub(r"\d{4}年\d{1,2}月\d{1,2}日录入", "YYYY年MM月DD日录入", text)
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d\b", "YYYY-MM-DD HH:MM", text)
    text = re.sub(r"^[0-9a-f]{8}(?=  )", "xxxxxxxx", text, flags=re.MULTILINE)
    text = re.sub(
        r"((?:batch|undo|redo|undone by) |批次|已被)[0-9a-f]{8}(?![0-9A-Za-z])", r"\1xxxxxxxx", text
    )
    for today in (began, date.today()):  # noqa: DTZ011 - as above
        text = text.replace(f"{today.year}年{today.month}月{today.day}日", "今天")
        text = text.replace(str(today), "TODAY").replace(f"{today:%Y-%m}", "THIS-MONTH")
    return text
