"""Copies and other databases that can't be taken, and swaps that can't be made."""

from jobtrack.errors import JobtrackError
from jobtrack.words import N_


class SameDatabase(JobtrackError):
    template = N_("{path} is the database itself; name another file")


class NotTheirs(JobtrackError):
    template = N_("{path} is not a jobtrack database; name one that is")


class NotWhole(JobtrackError):
    """A database that is not taken; ``problem`` says what was noticed first."""

    template = N_("{path} is not taken: {problem}; use a copy that 'jobtrack check --integrity' passes")


class BatchDiffers(JobtrackError):
    template = N_(
        "batch {batch} is another one here than in {path}; 'jobtrack check --integrity' tells what was "
        "changed"
    )


class DefinitionsDiffer(JobtrackError):
    template = N_(
        "definitions in {path} differ, as listed; --ours lets those here hold, --theirs those there"
    )


class CopyIsFolder(JobtrackError):
    template = N_("{path} is a folder; name a file in it")


class CopyNotReplaced(JobtrackError):
    template = N_("{path} exists and is not a jobtrack database; move it away or name another file")


class ConsentMissing(JobtrackError):
    template = N_("{path} was not changed; add --yes to change it")
