"""Figures of a file that can't be recorded together, or not now."""

from jobtrack.errors import DATABASE_BUSY, DATABASE_UNUSABLE, JobtrackError
from jobtrack.words import N_


class FiguresContradict(JobtrackError):
    template = N_(
        "{indicator} {period} {area}, known from {known_from}, is {second} here and {first} at {place}"
        "; keep one of them"
    )


class DefinitionsChanged(JobtrackError):
    template = N_(
        "the definitions in {path} were changed while the figures were read; run the command again, "
        "nothing was recorded"
    )
    exit_status = DATABASE_BUSY


class NoTemporarySpace(JobtrackError):
    template = N_(
        "no space left for temporary files; free some, or name another folder with SQLITE_TMPDIR, "
        "nothing was recorded"
    )
    exit_status = DATABASE_UNUSABLE
