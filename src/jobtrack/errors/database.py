"""Databases that can't be used."""

from jobtrack.errors import DATABASE_BUSY, DATABASE_UNUSABLE, JobtrackError
from jobtrack.words import N_


class DatabaseMissing(JobtrackError):
    template = N_("no database at {path}; 'jobtrack init' makes one")
    exit_status = DATABASE_UNUSABLE


class DatabaseExists(JobtrackError):
    template = N_(
        "{path} exists and was not changed; 'jobtrack targets apply PLAN' changes its plan, --db names "
        "another file"
    )


class DatabaseUnusable(JobtrackError):
    exit_status = DATABASE_UNUSABLE


class NotADatabase(DatabaseUnusable):
    template = N_("{path} is not a jobtrack database; name another file with --db")


class DatabaseDamaged(DatabaseUnusable):
    template = N_("{path} is damaged ({detail}); restore it from a backup")


class DatabaseTooNew(DatabaseUnusable):
    template = N_(
        "{path} was written by a newer jobtrack (version {found} of its schema, this one "
        "knows {known}); upgrade jobtrack"
    )


class DatabaseTooOld(DatabaseUnusable):
    template = N_(
        "{path} was written by an older jobtrack (version {found} of its schema, this one "
        "needs {known}); 'jobtrack init' upgrades it, after a backup"
    )


class DatabaseForbidden(DatabaseUnusable):
    template = N_("no permission to use {path}; ask its owner, or name another file with --db")


class DatabaseReadOnly(DatabaseUnusable):
    template = N_("{path} is read-only; make it writable or work on a copy, nothing was recorded")


class DiskFull(DatabaseUnusable):
    template = N_("no space left to write {path}; free some, nothing was recorded")


class DatabaseFails(DatabaseUnusable):
    template = N_(
        "{path} can't be read or written ({detail}); check the disk, its quota and 'ulimit', then "
        "'jobtrack log' for what was recorded"
    )


class DatabaseBusy(JobtrackError):
    template = N_("{path} is in use by another command; try again in a moment")
    exit_status = DATABASE_BUSY


class DatabaseReplaced(JobtrackError):
    template = N_("{path} was moved or replaced meanwhile; run the command again")
    exit_status = DATABASE_BUSY
