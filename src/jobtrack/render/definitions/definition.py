"""One definition: all that is said of it, and what becomes of it when it changes."""

from collections.abc import Mapping
from typing import Any

from jobtrack.render.definitions.fields import field_text, stated_text, value_text
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import facts_text
from jobtrack.render.report.contract import Record
from jobtrack.words import N_


def definition_text(record: Record, medium: Medium) -> str:
    """Everything that the plan says of one thing, under the words of the plan file."""
    facts = [
        (field_text(field, medium), value_text(field, value, medium)) for field, value in record.items()
    ]
    return facts_text(facts, medium)


def change_line(
    called: str, before: Mapping[str, Any] | None, after: Mapping[str, Any], medium: Medium
) -> str:
    """What became of a definition: new, or unchanged, or the fields that have changed, old and new."""
    if before is None:
        return medium.say(N_("added: {what}")).format(what=called)
    if before == after:
        return medium.say(N_("unchanged: {what}")).format(what=called)
    joint = "；" if medium.is_chinese else "; "
    changes = joint.join(
        f"{field_text(field, medium)} {stated_text(field, before[field], medium)} -> "
        f"{stated_text(field, value, medium)}"
        for field, value in after.items()
        if value != before[field]
    )
    return medium.say(N_("changed: {what}: {changes}")).format(what=called, changes=changes)
