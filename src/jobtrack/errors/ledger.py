"""Batches that can't be named or taken back."""

from jobtrack.errors import DATABASE_BUSY, JobtrackError
from jobtrack.words import N_


class NoBatch(JobtrackError):
    template = N_("no batch '{name}'; 'jobtrack log' lists them")


class BatchAmbiguous(JobtrackError):
    template = N_("'{name}' begins the names of several batches; write one of {choices}")


class NothingRecorded(JobtrackError):
    template = N_("no batch yet; 'jobtrack add' records a figure")


class UndoUnconfirmed(JobtrackError):
    template = N_("undo asks first, and there is no terminal to ask on; add --yes or --dry-run")


class UndoOvertaken(JobtrackError):
    template = N_(
        "something was recorded while undo asked, so nothing was undone; run the command again"
    )
    exit_status = DATABASE_BUSY


class NotASince(JobtrackError):
    template = N_("'{text}' is neither a day nor a number of days; write one such as 2021-07-19 or 7d")


class SinceInFuture(JobtrackError):
    template = N_("{day} is still to come; --since takes today ({today}) or an earlier day")


class NoFormatOfSince(JobtrackError):
    template = N_("--since can't be printed as {format}; write --format table, json, markdown or html")
