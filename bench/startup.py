"""What it costs to start: each everyday command against ``import typer`` in the same environment.

Run ``python bench/startup.py`` with the environment in which jobtrack is installed. The commands take
turns, round by round, so that a machine that slows down slows all of them. What is compared is the CPU
time of the whole process, as the operating system counts it.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROUNDS = 15
SAMPLE = Path(__file__).parents[1] / "sample.db"
REFERENCE = "python -c 'import typer'"


def commands(db: Path) -> dict[str, list[str]]:
    """What is measured, the reference first."""
    jobtrack = [sys.executable, "-m", "jobtrack", "--db", str(db)]
    return {
        REFERENCE: [sys.executable, "-c", "import typer"],
        "jobtrack --help": [*jobtrack, "--help"],
        "jobtrack add": [*jobtrack, "add", "employed", "76.9万", "2021-08"],
        "jobtrack report --format json": [*jobtrack, "report", "--format", "json"],
        "jobtrack report": [*jobtrack, "report"],
    }


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print a row for each command: median CPU time, and the median of the ratios round by round."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(shutil.copy(SAMPLE, folder))
        measured = commands(db)
        for command in measured.values():
            cpu_seconds(command)  # warm the caches
        rounds = [
            {name: cpu_seconds(command) for name, command in measured.items()} for _ in range(ROUNDS)
        ]
    print(f"| command | CPU, median of {ROUNDS} | against `{REFERENCE}` |\n|---|---|---|")
    for name in measured:
        seconds = statistics.median(one[name] for one in rounds)
        ratio = statistics.median(one[name] / one[REFERENCE] for one in rounds)
        print(f"| `{name}` | {seconds * 1000:.0f} ms | {ratio:.2f} |")


if __name__ == "__main__":
    main()
