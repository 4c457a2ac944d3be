"""bash, zsh and fish themselves: what stands on their command line after the Tab key."""

import os
import pty
import select
import shutil
import signal
import sqlite3
import sys
import termios
from contextlib import closing
from pathlib import Path

import pytest

from transcript import ROOT

SAY = "told"  # a shell function that writes the words of a line, each in brackets, into this file
BEGINNINGS = {  # how each is started, with which file of settings
    "bash": (["bash", "--noprofile", "-i"], ".bashrc"),
    "zsh": (["zsh", "-i"], ".zshrc"),
    "fish": (["fish", "-i"], ".config/fish/config.fish"),
}
SETTINGS = {
    "bash": f"""
        PS1='$ '
        bind 'set enable-bracketed-paste off'
        eval "$(jobtrack completion bash)"
        {SAY}() {{ printf '<%s>' "$@" >>{SAY}; echo >>{SAY}; }}
    """,
    "zsh": f"""
        PS1='$ '
        autoload -Uz compinit; compinit -u -D
        eval "$(jobtrack completion zsh)"
        {SAY}() {{ printf '<%s>' "$@" >>{SAY}; echo >>{SAY}; }}
    """,
    "fish": f"""
        function fish_greeting; end
        jobtrack completion fish | source
        function {SAY}; printf '<%s>' $argv >>{SAY}; echo >>{SAY}; end
    """,
}
LINES = [  # what is typed before Tab, and the words that the line has then
    ("jobtrack hist", ["history"]),
    ("jobtrack history urban-n", ["history", "urban-new-jobs"]),
    ("jobtrack history 城镇新增就业人", ["history", "城镇新增就业人数"]),
    ("jobtrack history Urban", ["history", "Urban new jobs"]),
    (r"jobtrack history Urban\ n", ["history", "Urban new jobs"]),
    ('jobtrack history "Urban n', ["history", "Urban new jobs"]),
    ("jobtrack history 'Urban n", ["history", "Urban new jobs"]),
    ("jobtrack explain '2024 Sh", ["explain", "2024 Shandong quota, rural"]),
    ("jobtrack history awk", ["history", "awk: a 'b' $HOME (c);`d`\\"]),
    ("jobtrack history awk:", ["history", "awk: a 'b' $HOME (c);`d`\\"]),
    ("jobtrack report --format=ma", ["report", "--format=markdown"]),
    ("jobtrack report --area Chongqing\\ H", ["report", "--area", "Chongqing Hi-tech Zone"]),
    (
        "jobtrack --db ~/other.db history urban-n",
        ["--db", "HOME/other.db", "history", "urban-new-jobs"],
    ),
    ("LC_ALL=C.UTF-8 jobtrack hist", ["history"]),
    ("jobtrack import fig", ["import", "figures.csv"]),
    ("jobtrack report --output=fig", ["report", "--output=figures.csv"]),
    ("jobtrack init fig", ["init", "figures.csv"]),
    ("jobtrack init chong", ["init", "chongqing-2025"]),
    ("jobtrack add employed fig", ["add", "employed", "fig"]),  # a value is no file
]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home folder with a database, a file, and names that shells take amiss."""
    for name in ("jobs.db", "other.db"):
        shutil.copy(ROOT / "sample.db", tmp_path / name)
    (tmp_path / "figures.csv").touch()
    return tmp_path


def told(shell: str, lines: list[str], home: Path) -> list[str]:
    """The words of each line after Tab, as ``shell`` takes it apart when it is carried out."""
    command, settings = BEGINNINGS[shell]
    (home / settings).parent.mkdir(parents=True, exist_ok=True)
    (home / settings).write_text(SETTINGS[shell], "utf-8")
    variables = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm",
        "JOBTRACK_DB": str(home / "jobs.db"),
    }
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(home)
        os.execvpe(command[0], command, variables)  # noqa: S606 - what is tested is a shell
    termios.tcsetwinsize(terminal, (40, 120))
    answer(terminal, f"{SAY} ready\r", home, 1)
    for number, line in enumerate(lines, start=2):
        begin = "\x01" + SAY + " "  # at the start of the line, once it is complete
        answer(terminal, f"{line}\t{begin}\r", home, number)
    os.kill(process, signal.SIGKILL)
    os.close(terminal)
    os.waitpid(process, 0)
    return (home / SAY).read_text("utf-8").splitlines()[1:]


def answer(terminal: int, keys: str, home: Path, count: int) -> None:
    """Press ``keys`` and let the shell show what it does until so many lines were told."""
    shown = b""
    os.write(terminal, keys.encode())
    while not (home / SAY).exists() or (home / SAY).read_bytes().count(b"\n") < count:
        ready, _, _ = select.select([terminal], [], [], 30)
        assert ready, shown.decode("utf-8", "replace")
        shown += os.read(terminal, 1 << 16)


@pytest.mark.parametrize("shell", list(BEGINNINGS))
def test_tab_completes_a_line_that_then_has_the_words_that_were_meant(shell: str, home: Path):
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    name = "awk: a 'b' $HOME (c);`d`\\"
    with closing(sqlite3.connect(home / "jobs.db")) as connection, connection:
        connection.execute("UPDATE indicator SET name_en = ? WHERE id = 'workshops'", (name,))
    before = (home / "jobs.db").read_bytes()
    found = told(shell, [line for line, _ in LINES], home)
    wanted = ["".join(f"<{word}>" for word in words) for _, words in LINES]
    assert [one.replace("<LC_ALL=C.UTF-8>", "").removeprefix("<jobtrack>") for one in found] == [
        one.replace("HOME/", f"{home}/") for one in wanted
    ]
    assert (home / "jobs.db").read_bytes() == before
