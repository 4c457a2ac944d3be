"""Files that can't be read or written, and their cells."""

from jobtrack.errors import JobtrackError
from jobtrack.words import N_


class FileNotReadable(JobtrackError):
    template = N_("can't read '{path}': {detail}; put that right or name another file")


class FileNotWritable(JobtrackError):
    template = N_("can't write '{path}': {detail}; put that right or name another file")


class NotUtf8(JobtrackError):
    template = N_("'{path}' is not UTF-8 text; save it as UTF-8")


class NotCsv(JobtrackError):
    template = N_("{place} can't be read as CSV: {detail}; save it as CSV, a row for each value")


class TooManyCells(JobtrackError):
    template = N_(
        "the row has {count} cells, the header {columns}; name each column, and write a cell that "
        "holds commas in quotes"
    )


class BadCell(JobtrackError):
    """A cell that can't be taken: where it is, and the problem in its own words."""

    template = N_("{place}: {problem}")
