"""Plans and targets that can't be taken as they are."""

from jobtrack.errors import JobtrackError, NotFound
from jobtrack.words import N_


class TargetExists(JobtrackError):
    template = N_("target '{target}' exists; 'jobtrack targets revise {target}' changes it")


class NothingToRevise(JobtrackError):
    template = N_("say what changes in target '{target}', such as --bound 770000")


class BadTarget(JobtrackError):
    """A target that contradicts itself or its indicator."""


class TargetWithoutBound(BadTarget):
    template = N_("target '{target}': a {rule} needs a bound; write it, such as 760000")


class BoundOfCover(BadTarget):
    template = N_(
        "target '{target}': a cover has no bound, it counts the units of its group; leave the bound out"
    )


class CoverWithoutGroup(BadTarget):
    template = N_("target '{target}': a cover needs the group whose units it counts; name it")


class CoverOfNothing(BadTarget):
    template = N_(
        "target '{target}': group '{group}' has neither members nor a size; give it one of them"
    )


class CoverAtMost(BadTarget):
    template = N_("target '{target}': a cover is at_least; leave out the direction")


class DueBeforeStart(BadTarget):
    template = N_("target '{target}': due {due} is before start {start}; correct one of them")


class StartMissing(BadTarget):
    template = N_("target '{target}': a {rule} needs the month it starts; write it as start")


class QuotaAtMost(BadTarget):
    template = N_(
        "target '{target}': a quota is at_least; write a limit for the year as a hold with "
        "direction at_most on a ytd indicator"
    )


class QuotaOfStock(BadTarget):
    template = N_(
        "target '{target}': a quota sums a year, which a {kind} indicator has no sum for; "
        "write a hold judged at due"
    )


class QuotaOutsideYear(BadTarget):
    template = N_(
        "target '{target}': a quota runs from January to December of one year; write start and due so"
    )


class GrowWithoutBase(BadTarget):
    template = N_(
        "target '{target}': a grow compares with either 'last year', 'last december' or a "
        "baseline_period; write one of them"
    )


class GrowOfYtd(BadTarget):
    template = N_(
        "target '{target}': a ytd indicator restarts each January; compare it with 'last year'"
    )


class TargetKnownInFuture(BadTarget):
    template = N_(
        "target '{target}': {day}, from which it is known, is still to come;"
        " write {today} or an earlier day"
    )


class BaselineNotBeforeDue(BadTarget):
    template = N_(
        "target '{target}': baseline_period {baseline_period} is not before due {due}; correct one "
        "of them"
    )


class NotAMilestone(BadTarget):
    template = N_("target '{target}': '{text}' is no milestone; write one such as 2022-12=60")


class MilestonesOutOfOrder(BadTarget):
    template = N_(
        "target '{target}': milestones come in the order of their months, after {first} and before "
        "{last}; put them so"
    )


class ThresholdsOutOfOrder(BadTarget):
    template = N_(
        "target '{target}': on_track_from is below behind_from, or that below off_track_from; correct "
        "one of them"
    )


class FieldOfOtherRule(BadTarget):
    template = N_("target '{target}': {field} belongs to a {rules}; leave it out of a {rule}")


class BadPlan(JobtrackError):
    """A plan file that can't be taken as it is; ``place`` says where in it."""


class NotToml(BadPlan):
    template = N_("{place} is not TOML: {detail}; correct it there")


class PlanFieldMissing(BadPlan):
    template = N_("{place}: '{field}' is missing; add it")


class PlanFieldUnknown(NotFound, BadPlan):
    template = N_("{place}: '{name}' is not known here; see docs/files.md")
    near_template = N_("{place}: '{name}' is not known here; did you mean '{near}'?")


class PlanFieldWrong(BadPlan):
    template = N_("{place}: {field} = {value} does not fit; write {expected}")


class PlanNameTaken(BadPlan):
    template = N_("{place}: '{name}' is taken by another one; choose another id")


class PlanReferenceUnknown(NotFound, BadPlan):
    template = N_(
        "{place}: {field} '{name}' is defined nowhere in the plan; define it, or correct the name"
    )
    near_template = N_("{place}: {field} '{name}' is not defined; did you mean '{near}'?")


class PartOfItself(BadPlan):
    template = N_("{place}: it is a part of its own part '{part}'; leave one of them out")


class PartUnlikeWhole(BadPlan):
    template = N_(
        "{place}: its part '{part}' has another unit or kind, and unlike things are never added; "
        "leave it out"
    )


class RangeReversed(BadPlan):
    template = N_("{place}: least {least} is above most {most}; exchange them")


class AreaWithinItself(BadPlan):
    template = N_("{place} lies within itself; correct its parent or theirs")


class NoBuiltInPlan(JobtrackError):
    template = N_("no built-in plan and no file '{name}'; write {known} or the name of a file")


class NoFigures(JobtrackError):
    template = N_("plan '{plan}' names no file of figures; leave out --with-data")


class PlanAndEmpty(JobtrackError):
    template = N_("--empty makes a database without a plan; leave out '{plan}' or --empty")
