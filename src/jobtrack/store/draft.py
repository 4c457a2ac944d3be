"""Files that get their name only once they are whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def real(path: Path) -> Path:
    """The file that ``path`` leads to where it is a symbolic link: what takes its place goes there."""
    return path.resolve() if path.is_symlink() else path


@contextmanager
def draft_beside(path: Path) -> Iterator[Path]:
    """An empty file in the folder of ``path``, for its owner only; gone at the end unless renamed.

    Errors: OSError.
    """
    draft = path.with_name(f".{path.name[:50]}.{os.urandom(8).hex()}")
    try:  # from before it is there: a signal may come as soon as it is
        draft.touch(mode=0o600, exist_ok=False)
        yield draft
    finally:
        for suffix in ("", "-journal"):
            draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def make_last(path: Path) -> None:
    """Write what stands in the file or folder ``path`` to the disk. Errors: OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def give_second_name(path: Path, name: Path) -> None:
    """Let the file at ``path`` be called ``name`` too, which is free. Errors: FileExistsError, OSError.

    Where the file system has no second names it is called ``name`` only.
    """
    try:
        os.link(path, name)
    except FileExistsError:
        raise
    except OSError:
        path.rename(name)
