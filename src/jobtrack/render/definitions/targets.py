"""Targets as a list that a person reads, and what becomes of one that changes."""

from collections.abc import Iterable

from jobtrack.domain.plan import Plan
from jobtrack.domain.target import Direction, Rule, Target, TargetVersion
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import list_text
from jobtrack.render.medium.numbers import day_text, digits_text, number_text, span_text
from jobtrack.words import N_


def targets_text(targets: Iterable[Target], plan: Plan, medium: Medium) -> str:
    """A line per target."""
    headers = (N_("Target"), N_("Name"), N_("Rule"), N_("Bound"), N_("Window"), N_("Known from"))
    language = medium.words.language
    lines = [
        (
            one.id,
            one.names.text(language),
            medium.say(one.rule),
            bound_text(one, plan, medium),
            span_text((one.start, one.due), medium),
            day_text(one.known_from, medium),
        )
        for one in targets
    ]
    return list_text(headers, lines, medium)


def bound_text(target: Target, plan: Plan, medium: Medium) -> str:
    """What must be kept or met: at least 760,000, or every unit of a group."""
    if target.rule is Rule.COVER and target.group is not None:
        return medium.say(N_("all {count}")).format(count=plan.groups[target.group].size)
    if target.rule is Rule.GROW:
        percent = number_text(target.bound, 1, medium)
        return f"{_sign(target, medium)}{percent}%"
    decimals = plan.indicators[target.indicator].decimals
    number = medium.glyphs.unknown
    if target.bound is not None:
        number = digits_text(target.bound, decimals + 2, medium)
    return f"{_sign(target, medium)}{number}"


def _sign(target: Target, medium: Medium) -> str:
    is_floor = target.direction is Direction.AT_LEAST
    return medium.glyphs.at_least if is_floor else medium.glyphs.at_most


def target_written_line(
    made: Target, before: Target | None, current: TargetVersion | None, plan: Plan, medium: Medium
) -> str:
    """What became of a target that was set or revised; ``current`` is its version until now."""
    now = bound_text(made, plan, medium)
    old = "" if before is None else bound_text(before, plan, medium)
    later = None if current is None else current.target.known_from
    if before is not None and made.says_the_same(before):
        line = N_("unchanged: {target} {now}")
    elif later is not None and made.known_from is not None and made.known_from < later:
        line = N_("recorded: {target} {now}, known from {day}; what is known from {later} stays")
    else:
        line = (
            N_("set: {target} {now}") if before is None else N_("revised: {target} {before} -> {now}")
        )
    text = medium.say(line).format(
        target=visible(made.id),
        before=old,
        now=now,
        day=day_text(made.known_from, medium),
        later=day_text(later, medium),
    )
    return f"{text}\n"


def target_dropped_line(dropped: Target, current: TargetVersion | None, medium: Medium) -> str:
    """What became of a target that was dropped; ``current`` is its version until now."""
    later = None if current is None else current.target.known_from
    line = N_("dropped: {target}")
    if later is not None and dropped.known_from is not None and dropped.known_from < later:
        line = N_("recorded: {target} dropped, known from {day}; what is known from {later} stays")
    days = {"day": day_text(dropped.known_from, medium), "later": day_text(later, medium)}
    return f"{visible(medium.say(line).format(target=dropped.id, **days))}\n"
