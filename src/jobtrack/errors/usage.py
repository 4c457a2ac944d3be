"""Command lines that can't be understood. ``help`` is the command that shows how it is meant."""

from jobtrack.errors import JobtrackError, NotFound, filled
from jobtrack.words import N_, Words, placeholders


class CommandMissing(JobtrackError):
    template = N_("no command is given; '{help}' lists them")


class NoCommand(NotFound):
    template = N_("no command '{name}'; '{help}' lists them")
    near_template = N_("no command '{name}'; did you mean '{near}'?")


class NoOption(NotFound):
    template = N_("no option {name}; '{help}' lists them")
    near_template = N_("no option {name}; did you mean {near}?")


class ArgumentMissing(JobtrackError):
    template = N_("{name} is missing; '{help}' shows how")

    def sentence(self, words: Words) -> str:
        name = placeholders(str(self.fields["name"]), words)
        return filled(self.template, {**self.fields, "name": name}, words)


class OptionMissing(JobtrackError):
    template = N_("option {name} is missing; '{help}' shows how")


class OptionWithoutValue(JobtrackError):
    template = N_("option {name} needs a value; '{help}' shows how")


class OptionWithValue(JobtrackError):
    template = N_("option {name} takes no value; write {name} alone")


class TooMuchGiven(JobtrackError):
    template = N_("'{text}' is more than the command takes; '{help}' shows how")


class NotAChoice(JobtrackError):
    template = N_("{name} can't be '{text}'; write one of {words}")


class NotACount(JobtrackError):
    template = N_("{name} '{text}' is no count; write digits, such as 7")


class NotADecimalNumber(JobtrackError):
    template = N_("{name} '{text}' is no number; write one such as 0.95")


class OutsideLimits(JobtrackError):
    template = N_("{name} can't be {text}; write a number from {least} to {most}")


class NotUnderstood(JobtrackError):
    """What Typer says of it in English is ``detail``."""

    template = N_("{detail}; '{help}' shows how")
