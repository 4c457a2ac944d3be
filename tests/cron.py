"""The installed program where cron starts it: four variables, no terminal, standard input closed."""

import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("jobtrack")


def variables_of(home: Path) -> dict[str, str]:
    """The environment that cron gives, and no more."""
    return {"HOME": str(home), "LOGNAME": "officer", "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}


def in_cron(
    command: str, home: Path, arguments: list[str] | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """How the shell ``command`` ends; ``arguments`` are its ``$@``, ``variables`` the crontab's."""
    return subprocess.run(
        ["/bin/sh", "-c", f"exec <&-\n{command}", "sh", *(arguments or [])],
        capture_output=True,
        check=False,
        cwd=home,
        encoding="utf-8",
        env={**variables_of(home), **variables},
        timeout=300,
    )


def ran(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """How the program ends with these arguments."""
    return in_cron('"$@"', home, [str(PROGRAM), *map(str, arguments)])
