"""File systems of a run's own, in memory: as small as a test says, or only to be read."""

import shutil
import subprocess

import pytest
from program import DONE, Office, Outcome

_OWN = ("unshare", "--mount", "--map-root-user")
_MADE = 'mount -t tmpfs -o size="$1" none "$2" && cp "$3" "$2"/jobs.db && cd "$2"'
_LOOKED_AT = '; status=$?; cp jobs.db "$database"; ls -A | grep -v "^jobs.db$" >&2; exit $status'


def _can_mount() -> bool:
    if shutil.which("unshare") is None:
        return False
    command = [*_OWN, "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(command, capture_output=True, check=False).returncode == DONE


needs_mounts = pytest.mark.skipif(not _can_mount(), reason="no file system can be mounted here")


def run_on_a_disk(office: Office, *arguments: str, kibibytes: int) -> Outcome:
    """The program with its database on a disk of that size; what is left there goes to stderr too.

    Afterwards the database of ``office`` is what is on the disk.
    """
    script = f'database=$3; {_MADE} && shift 3 && "$@"{_LOOKED_AT}'
    return _run(office, script, f"{kibibytes}k", arguments)


def run_on_a_read_only_medium(office: Office, *arguments: str) -> Outcome:
    """The program with its database on one."""
    script = f'{_MADE} && mount -o remount,ro "$2" && cd "$2" && shift 3 && "$@"'
    return _run(office, script, "10m", arguments)


def _run(office: Office, script: str, size: str, arguments: tuple[str, ...]) -> Outcome:
    place = office.folder / "disk"
    place.mkdir()
    done = subprocess.run(
        [*_OWN, "bash", "-c", script, "bash", size, place, office.path, *office.command(*arguments)],
        env=office.environment(JOBTRACK_DB="jobs.db"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
