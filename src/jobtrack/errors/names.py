"""Names that nothing, or more than one thing, has."""

from jobtrack.errors import JobtrackError, NotFound
from jobtrack.words import N_


class NoIndicator(NotFound):
    template = N_("no indicator '{name}'; 'jobtrack indicators' lists them")
    near_template = N_("no indicator '{name}'; did you mean '{near}'?")


class NoArea(NotFound):
    template = N_("no area '{name}'; 'jobtrack areas' lists them")
    near_template = N_("no area '{name}'; did you mean '{near}'?")


class NoGroup(NotFound):
    template = N_("no group '{name}'; 'jobtrack groups' lists them")
    near_template = N_("no group '{name}'; did you mean '{near}'?")


class NoTarget(NotFound):
    template = N_("no target '{name}'; 'jobtrack targets' lists them")
    near_template = N_("no target '{name}'; did you mean '{near}'?")


class Ambiguous(JobtrackError):
    template = N_("'{name}' is the name of several; write one of {choices}")
