"""Figures that can't be recorded or asked for."""

from jobtrack.errors import JobtrackError
from jobtrack.words import N_


class PeriodInFuture(JobtrackError):
    template = N_("{period} has not begun; write {current} or an earlier month")


class PublishedInFuture(JobtrackError):
    template = N_("{day} is still to come; write {today} or an earlier day of publication")


class KnownOnInFuture(JobtrackError):
    template = N_("{day} is still to come; --known-on takes today ({today}) or an earlier day")


class AsOfInFuture(JobtrackError):
    template = N_("{month} is later than {latest}; --as-of takes that month or an earlier one")


class NoValue(JobtrackError):
    template = N_("'{text}' is no value; to withdraw the figure of that month add --flag M")


class WithdrawalWithValue(JobtrackError):
    template = N_("flag M withdraws a figure and takes no value; write '-' instead of '{text}'")


class NothingToWithdraw(JobtrackError):
    template = N_(
        "{indicator} {period} {area} has no value that could be withdrawn; check the month and the area"
    )


class WouldRevise(JobtrackError):
    template = N_("{indicator} {period} {area} is {old} already; leave out --no-revise to record {new}")


class NotAFlag(JobtrackError):
    template = N_(
        "no flag '{text}'; write A (normal), P (provisional), E (estimated), B (break) or M (withdrawn)"
    )
