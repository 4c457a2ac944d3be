"""Groups as a list that a person reads, and what becomes of them and of their members, a line each."""

from collections.abc import Iterable

from jobtrack.domain.area import Group
from jobtrack.domain.definitions.definition import group_fields
from jobtrack.domain.definitions.group_change import Standing, standing_of
from jobtrack.domain.plan import Plan
from jobtrack.render.definitions.areas import called_text
from jobtrack.render.definitions.definition import change_line
from jobtrack.render.definitions.fields import field_text, value_text
from jobtrack.render.medium import Medium
from jobtrack.render.medium.lines import lines_text
from jobtrack.render.medium.listing import facts_text, list_text
from jobtrack.words import N_

_BECAME = {
    (Standing.ABSENT, Standing.NAMED): N_("added to {group}: {area}"),
    (Standing.ABSENT, Standing.INFERRED): N_("added to {group} as inferred: {area}"),
    (Standing.INFERRED, Standing.NAMED): N_("no longer inferred in {group}: {area}"),
    (Standing.NAMED, Standing.ABSENT): N_("removed from {group}: {area}"),
    (Standing.INFERRED, Standing.ABSENT): N_("removed from {group}: {area}"),
}


def groups_text(plan: Plan, medium: Medium) -> str:
    """A line per group with its members."""
    language, doubt = medium.words.language, "？" if medium.is_chinese else "?"
    groups = [
        (
            one.id,
            one.names.text(language),
            f"{len(one.members)} / {one.size}",
            medium.comma.join(
                f"{plan.areas[code].names.text(language)}{doubt if code in one.inferred else ''}"
                for code in one.members
            ),
        )
        for one in plan.groups.values()
    ]
    headers = (N_("Group"), N_("Name"), N_("Named"), N_("Members (?: inferred)"))
    return list_text(headers, groups, medium)


def group_text(group: Group, plan: Plan, medium: Medium) -> str:
    """Everything that the plan says of ``group``, each member on a line with its code."""
    fields = {"group": group.id, **group_fields(group), "unnamed": group.unnamed or None}
    del fields["id"]
    facts = [(field, value_text(field, value, medium)) for field, value in fields.items()]
    lines = {
        field: "\n".join(called_text(plan.areas[code], medium) for code in fields[field])
        for field in ("members", "inferred")
    }
    said = [(field_text(field, medium), lines.get(field, text)) for field, text in facts]
    return facts_text(said, medium)


def group_written_line(before: Group | None, group: Group, medium: Medium) -> str:
    """Whether ``group`` is new, or unchanged, or what has changed in it."""
    old = None if before is None else group_fields(before)
    called = f"{group.id} {group.names.text(medium.words.language)}"
    return lines_text([change_line(called, old, group_fields(group), medium)])


def members_text(before: Group, after: Group, codes: Iterable[str], plan: Plan, medium: Medium) -> str:
    """What became of the areas of these ``codes`` in a group, then how many of it are named."""
    lines = []
    for code in codes:
        change = (standing_of(code, before), standing_of(code, after))
        form = medium.say(_BECAME.get(change, N_("unchanged in {group}: {area}")))
        lines.append(form.format(group=after.id, area=called_text(plan.areas[code], medium)))
    return lines_text([*lines, _named(after, medium)])


def _named(group: Group, medium: Medium) -> str:
    form = medium.say(N_("{group}: {named} of {size} named"))
    return form.format(group=group.id, named=len(group.members), size=group.size)


def joined_line(before: Group, after: Group, medium: Medium) -> str:
    """How many members a group got, how many of it are inferred no longer, and how many are named."""
    form = medium.say(N_("members added {added}, no longer inferred {confirmed}; {named}"))
    confirmed = len(set(before.inferred) - set(after.inferred))
    added = len(after.members) - len(before.members)
    return form.format(added=added, confirmed=confirmed, named=_named(after, medium))
