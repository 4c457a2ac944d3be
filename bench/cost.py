"""What a program costs: CPU time, clock and peak memory of its whole process, and how that is told.

What counts are ratios. Programs that are compared take turns, so that a machine that slows down slows
all of them, and the ratio is the median of those of the rounds.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import IO, NamedTuple, TypeVar

SCRIPTS = Path(sys.executable).parent
_NOT_THE_USERS = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
_FOUND_SOMETHING = 3  # how `jobtrack check` ends that has done all of its work
Name = TypeVar("Name")
Round = Mapping[Name, "Cost"]  # what was measured once, one after the other, by name


class Cost(NamedTuple):
    """CPU (user and system) and clock in seconds, peak memory in MB."""

    cpu: float
    clock: float
    memory: float


_cpu: Callable[[Cost], float] = attrgetter("cpu")


def environment(**variables: str) -> dict[str, str]:
    """That of a user."""
    found = {name: value for name, value in os.environ.items() if name not in _NOT_THE_USERS}
    return found | {"JOBTRACK_PERSON": "bench", **variables}


def jobtrack(db: Path, *arguments: str) -> list[str]:
    """The command as it is typed."""
    return [str(SCRIPTS / "jobtrack"), *arguments, "--db", str(db)]


def cost(command: Sequence[str], output: IO[bytes] | int = subprocess.DEVNULL) -> Cost:
    """Of one run, which must end well."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=output, env=environment()) as process:
        return ended(process, start)


def ended(process: subprocess.Popen[bytes], start: float) -> Cost:
    """The cost of ``process``, which began at ``start``; where it ends badly, so does the bench."""
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, _FOUND_SOMETHING}:
        sys.exit(f"{process.args} ended with {process.returncode}")
    per_megabyte = 1024 if sys.platform == "linux" else 1024**2
    return Cost(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / per_megabyte)


def rounds(count: int, measured: Callable[[int], Round[Name]]) -> list[Round[Name]]:
    """What ``measured`` finds in each of so many rounds; a first one, which fills caches, aside."""
    return [measured(turn) for turn in range(count + 1)][1:]


def median(found: Iterable[Round[Name]], name: Name) -> Cost:
    """Of one program, each number by itself."""
    cpu, clock, memory = (
        statistics.median(column) for column in zip(*(one[name] for one in found), strict=True)
    )
    return Cost(cpu, clock, memory)


def ratio(
    found: Iterable[Round[Name]], name: Name, other: Name, of: Callable[[Cost], float] = _cpu
) -> float:
    """The median of the ratios of two programs, of their CPU times if nothing else is said."""
    return statistics.median(of(one[name]) / of(one[other]) for one in found)


def print_table(header: Sequence[object], lines: Iterable[Sequence[object]]) -> None:
    """In Markdown, each line as soon as it is known."""
    for cells in (header, ["---"] * len(header)):
        print(f"| {' | '.join(map(str, cells))} |")
    for cells in lines:
        print(f"| {' | '.join(map(str, cells))} |", flush=True)


def seconds(time: float) -> str:
    """``time`` as a table has it: in milliseconds below a second."""
    return f"{time * 1000:.0f} ms" if time < 1 else f"{time:.1f} s" if time < 100 else f"{time:.0f} s"
