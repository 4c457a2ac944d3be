"""What applying a plan changes, a line each."""

from collections.abc import Iterable

from jobtrack.domain.definitions.difference import Definitions, Difference
from jobtrack.render.definitions.targets import bound_text
from jobtrack.render.medium import Medium
from jobtrack.render.medium.lines import lines_text
from jobtrack.render.medium.numbers import day_text
from jobtrack.words import N_

_NOUNS = {
    "sections": N_("sections"),
    "indicators": N_("indicators"),
    "areas": N_("areas"),
    "groups": N_("groups"),
}


def definitions_lines(definitions: Iterable[Definitions], medium: Medium) -> list[str]:
    """The ids that are new and that are changed, noun by noun."""
    return [
        medium.say(message).format(noun=medium.say(_NOUNS[one.noun]), ids=medium.comma.join(ids))
        for one in definitions
        for message, ids in (
            (N_("new {noun}: {ids}"), one.new),
            (N_("changed {noun}: {ids}"), one.changed),
        )
        if ids
    ]


def difference_text(difference: Difference, medium: Medium, *, is_applied: bool) -> str:
    """The definitions and targets that are new or changed; last, what became of it."""
    say, lines = medium.say, []
    if difference.is_headed_anew:
        lines.append(say(N_("changed: plan {id}")).format(id=difference.merged.id))
    lines += definitions_lines(difference.definitions, medium)
    plan = difference.merged
    for target in difference.new:
        line = say(N_("new target: {id} {bound}"))
        lines.append(line.format(id=target.id, bound=bound_text(target, plan, medium)))
    for target in difference.revised:
        before = bound_text(difference.before[target.id], plan, medium)
        now, day = bound_text(target, plan, medium), target.known_from
        change = now if now == before else f"{before} -> {now}"
        line = say(N_("revised target: {id} {change}, known from {day}"))
        lines.append(line.format(id=target.id, change=change, day=day_text(day, medium)))
    if difference.kept:
        kept = medium.comma.join(target.id for target in difference.kept)
        lines.append(say(N_("kept, not in the file: {ids}")).format(ids=kept))
    if difference.is_empty:
        lines.append(say(N_("no difference")))
    else:
        lines.append(say(N_("applied") if is_applied else N_("not applied (--dry-run)")))
    return lines_text(lines)
