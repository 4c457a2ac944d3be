"""Findings that can't be named or acknowledged."""

from jobtrack.errors import JobtrackError, NotFound
from jobtrack.words import N_


class NoNotice(NotFound):
    template = N_("no finding is called '{name}'; write one of {choices}")
    near_template = N_("no finding is called '{name}'; did you mean '{near}'?")


class NoFinding(JobtrackError):
    template = N_("no finding '{key}' that can be acknowledged; 'jobtrack check --all' lists them")


class FindingAmbiguous(JobtrackError):
    template = N_("'{key}' begins the keys of several findings; write one of {choices}")


class NoteMissing(JobtrackError):
    template = N_("--note is blank; say why the finding may stand")
