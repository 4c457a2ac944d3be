"""Areas and groups that can't be as they are wanted, and lists of areas that can't be taken."""

from jobtrack.errors import JobtrackError
from jobtrack.errors.plans import BadPlan
from jobtrack.words import N_


class AreaExists(JobtrackError):
    template = N_("area '{area}' exists; 'jobtrack areas revise {area}' changes it")


class AreaUnrevised(JobtrackError):
    template = N_("say what changes in area '{area}', such as --valid-to 2025-11-06")


class AreaNameTaken(JobtrackError):
    template = N_("area '{area}': '{name}' is a name of area '{other}' already; choose another one")


class AreaNeverValid(BadPlan):
    template = N_(
        "{place}: valid_to {valid_to} is not later than valid_from {valid_from}; correct one of them"
    )


class AreaCodeUnsaid(JobtrackError):
    template = N_(
        "'{name}' is no area yet; write its code, or the area that it lies in, in a column or with "
        "--within AREA"
    )


class AreaNameBlank(JobtrackError):
    template = N_("the line has no name; write it")


class AreaTwice(JobtrackError):
    template = N_("says otherwise of area '{area}' than line {line}; delete one of the two")


class NamesUnsaid(JobtrackError):
    template = N_(
        "{place}: nothing says which column has the names; write a first line such as code,name or "
        "代码,名称"
    )


class AreaColumnTwice(JobtrackError):
    template = N_("{place}: columns {first} and {second} both mean {meaning}; delete one of them")


class LinesRefused(JobtrackError):
    template = N_("nothing was changed; correct what is said above ({count})")


class InferredWithoutGroup(JobtrackError):
    template = N_("--inferred is said of the members of a group; name it with --group")


class GroupNameTaken(JobtrackError):
    template = N_("group '{group}': '{name}' is a name of group '{other}' already; choose another one")


class GroupTooSmall(JobtrackError):
    template = N_(
        "group '{group}' would have {count} members and a size of {size}; raise it with 'jobtrack "
        "groups set {group} --size {count}', or remove members"
    )


class GroupUnchanged(JobtrackError):
    template = N_("say what changes in group '{group}', such as --size 17")


class NotAMember(JobtrackError):
    template = N_("area '{area}' is no member of group '{group}'; 'jobtrack groups {group}' lists them")
