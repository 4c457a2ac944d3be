"""Options that can't be meant."""

from jobtrack.errors import JobtrackError
from jobtrack.words import N_


class NoBound(JobtrackError):
    template = N_("{option} '{text}' is no value; write a number such as 760000 or 76万")


class TargetOptionMissing(JobtrackError):
    template = N_("target '{target}' needs {option}; say it too")


class NoLanguage(JobtrackError):
    template = N_("no language '{text}'; write zh or en")


class OutputIsDatabase(JobtrackError):
    template = N_("--output {path} is the database itself; name another file")


class OptionsExclusive(JobtrackError):
    template = N_("{one} does not go with {other}; leave one of them out")


class NotForThatArea(JobtrackError):
    template = N_("target '{target}' does not apply to area '{area}' by itself; leave out --area")
