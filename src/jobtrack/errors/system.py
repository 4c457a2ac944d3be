"""What the machine refuses: space, memory, open files, its disk, the streams of a process."""

import errno

from jobtrack.errors import DATABASE_UNUSABLE, JobtrackError, files
from jobtrack.words import N_


class SystemRefuses(JobtrackError):
    exit_status = DATABASE_UNUSABLE


class NoSpaceLeft(SystemRefuses):
    template = N_("no space left to write '{path}' ({detail}); free some, or name another place")


class DiskFails(SystemRefuses):
    template = N_("the disk fails at '{path}' ({detail}); check it, or name another place")


class TooManyOpen(SystemRefuses):
    template = N_("'{path}' can't be opened ({detail}); close some programs, or raise 'ulimit -n'")


class NoMemoryLeft(SystemRefuses):
    template = N_("memory has run out; close some programs, or raise 'ulimit -v'")


class AccessRefused(SystemRefuses):
    template = N_("can't use '{path}': {detail}; put that right or name another place")


class OutputLost(SystemRefuses):
    template = N_(
        "standard output can't be written ({detail}); send it elsewhere, what was recorded is recorded"
    )


class NoTemporaryFolder(SystemRefuses):
    template = N_("no folder for temporary files can be written; name one with TMPDIR")


class NoHome(SystemRefuses):
    template = N_("there is no home folder to keep the database in; name a file with --db")


SAID_BY_SYSTEM = (
    N_("No such file or directory"), N_("Permission denied"), N_("Is a directory"),
    N_("Not a directory"), N_("No space left on device"), N_("Read-only file system"),
    N_("File name too long"), N_("Input/output error"), N_("Too many open files"),
    N_("Operation not permitted"), N_("Disk quota exceeded"), N_("File too large"),
    N_("Too many levels of symbolic links"), N_("Cannot allocate memory"),
    N_("database disk image is malformed"), N_("file is not a database"),
)  # fmt: skip
"""What operating systems and SQLite say most often; it stands in ``detail``."""

_KINDS: dict[int, type[SystemRefuses]] = {
    errno.ENOSPC: NoSpaceLeft,
    errno.EDQUOT: NoSpaceLeft,
    errno.EFBIG: NoSpaceLeft,  # ulimit -f
    errno.EIO: DiskFails,
    errno.EMFILE: TooManyOpen,
    errno.ENFILE: TooManyOpen,
    errno.ENOMEM: NoMemoryLeft,
    errno.EACCES: AccessRefused,
    errno.EPERM: AccessRefused,
    errno.EROFS: AccessRefused,
    errno.ENAMETOOLONG: AccessRefused,
    errno.ELOOP: AccessRefused,
    errno.ENOTDIR: AccessRefused,
}


def refusal_of(error: OSError, path: object) -> SystemRefuses | None:
    """What the machine refused about the file at ``path``; None where it is a fault of another kind."""
    kind = _KINDS.get(error.errno or 0)
    return None if kind is None else kind(path=path, detail=error.strerror)


def unforeseen(error: OSError | MemoryError | ImportError) -> SystemRefuses | None:
    """What the machine refused where nobody was prepared for it; None for a bug."""
    if isinstance(error, MemoryError) or "failed to map segment" in str(error):  # of a library
        return NoMemoryLeft()
    if isinstance(error, ImportError):
        return None
    if error.filename is None:  # what Typer itself writes: the help
        return OutputLost(detail=error.strerror) if error.errno in _KINDS else None
    return refusal_of(error, error.filename)


def unwritten(error: OSError, path: object) -> JobtrackError:
    """Why the file at ``path`` can't be written: the machine can't, or the name is a wrong one."""
    return _refused(error, path) or files.FileNotWritable(path=path, detail=error.strerror or error)


def unread(error: OSError, path: object) -> JobtrackError:
    """Why the file at ``path`` can't be read: the machine can't, or the name is a wrong one."""
    return _refused(error, path) or files.FileNotReadable(path=path, detail=error.strerror or error)


def _refused(error: OSError, path: object) -> JobtrackError | None:
    found = refusal_of(error, path)
    return None if isinstance(found, AccessRefused) else found
