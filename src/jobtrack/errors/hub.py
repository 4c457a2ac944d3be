"""A hub that can't be reached or used, and what it does not take."""

from jobtrack.errors import DATABASE_BUSY, DATABASE_UNUSABLE, JobtrackError
from jobtrack.words import N_


class HubExtraMissing(JobtrackError):
    template = N_("the hub needs one more library; run: pip install 'jobtrack[hub]'")


class HubUnnamed(JobtrackError):
    template = N_(
        "no hub is named; write its connection string into {path}, for its owner only, or into "
        "JOBTRACK_HUB"
    )


class HubFileOpen(JobtrackError):
    template = N_("others may read {path}, which opens the hub; run: chmod 600 '{path}'")


class HubAddressBad(JobtrackError):
    template = N_(
        "the hub's connection string can't be read; write it as 'host=… dbname=… user=…' or as a "
        "postgresql:// address"
    )


class HubUnusable(JobtrackError):
    exit_status = DATABASE_UNUSABLE


class HubNotEncrypted(HubUnusable):
    template = N_(
        "the connection to the hub is not encrypted; add sslmode=verify-full to its connection string"
    )


class HubNotTrusted(HubUnusable):
    template = N_(
        "the hub's certificate is not one that the connection string trusts; ask who keeps the hub for "
        "its host and sslrootcert"
    )


class HubLoginRefused(HubUnusable):
    template = N_(
        "the hub does not let this role in; put the connection string right, or ask who keeps the hub"
    )


class HubMissing(HubUnusable):
    template = N_("there is no hub in that PostgreSQL database; 'jobtrack hub init' makes one")


class HubEmpty(HubUnusable):
    template = N_("nothing is defined on the hub yet; who keeps it runs 'jobtrack push' first")


class HubTooNew(HubUnusable):
    template = N_(
        "the hub is of a newer jobtrack (version {found} of its schema, this one knows {known}); "
        "upgrade jobtrack"
    )


class HubTooOld(HubUnusable):
    template = N_(
        "the hub is of an older jobtrack (version {found} of its schema, this one needs {known}); who "
        "keeps it runs 'jobtrack hub init', which upgrades it"
    )


class HubForbidden(HubUnusable):
    template = N_("the hub does not allow this role to do that; ask who keeps the hub")


class HubStandby(HubUnusable):
    template = N_(
        "that server is a standby, which takes nothing; name the primary too, and add "
        "target_session_attrs=read-write to the connection string"
    )


class HubEncoding(HubUnusable):
    template = N_(
        "that PostgreSQL database holds text as {found}; make one with ENCODING 'UTF8' for the hub"
    )


class HubFull(HubUnusable):
    template = N_("the hub has no space left; tell who keeps it, and run the command again then")


class HubRefuses(HubUnusable):
    template = N_(
        "the hub refuses what was sent ({detail}); run 'jobtrack check --integrity', and tell who "
        "keeps the hub"
    )


class HubLost(JobtrackError):
    template = N_(
        "the hub does not answer; whole batches that arrived stay, run the command again to go on"
    )
    exit_status = DATABASE_BUSY


class HubBusy(JobtrackError):
    template = N_("the hub is busy with others; run the command again to go on")
    exit_status = DATABASE_BUSY


class HubDefinitionsChanged(JobtrackError):
    template = N_("definitions on the hub were changed meanwhile; run the command again")
    exit_status = DATABASE_BUSY


class HubDefinitionsDiffer(JobtrackError):
    template = N_(
        "definitions on the hub differ, as listed; --ours lets those here hold, --theirs those there"
    )


class PushDefinitionsDiffer(JobtrackError):
    template = N_(
        "definitions on the hub differ, as listed; run 'jobtrack pull --theirs' to take those of the "
        "hub, or 'jobtrack push --ours' to put those here in their place"
    )


class PushTargetsDiffer(JobtrackError):
    template = N_(
        "the hub has other versions of targets, as listed; run 'jobtrack pull' with --ours or --theirs "
        "to decide, then push again"
    )


class HubBatchDiffers(JobtrackError):
    template = N_(
        "batch {batch} is another one here than on the hub; 'jobtrack check --integrity' tells what "
        "was changed"
    )


class PushedBatchBroken(JobtrackError):
    template = N_(
        "batch {batch} is not what was recorded, and the hub does not take it; restore a backup that "
        "'jobtrack check --integrity' passes"
    )


class BatchTooLarge(JobtrackError):
    template = N_(
        "a batch is larger than the server can verify at once; import its figures as several files "
        "into a new database, and push that"
    )


class PulledBatchBroken(JobtrackError):
    template = N_(
        "batch {batch} of the hub is not what was recorded, and is not taken; tell who keeps the hub"
    )


class AreaNotOwn(JobtrackError):
    template = N_(
        "batch {batch} writes to area {area}, which is not this office's on the hub; let the office "
        "push it that has the area, or ask who keeps the hub"
    )


class DefinitionNotOwn(JobtrackError):
    template = N_(
        "this office may not define {noun} {id} on the hub; let the office do it that has the plan's "
        "home area, or ask who keeps the hub"
    )


class RowUndefined(JobtrackError):
    template = N_(
        "batch {batch} has figures of {indicator} in {area}, which the hub does not define; run "
        "'jobtrack push' again"
    )


class HubNameTaken(JobtrackError):
    template = N_("'{name}' is a role of that server already and no office; choose another name")
