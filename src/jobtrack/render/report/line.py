"""Single lines of plain text: what ``add`` and ``targets`` say of a figure or a target."""

from collections.abc import Mapping

from jobtrack.domain.indicator import Indicator
from jobtrack.domain.plan import Plan
from jobtrack.domain.recording import Effect, Outcome
from jobtrack.domain.row import Row
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import day_text, full_text, month_text, number_text
from jobtrack.render.report import columns
from jobtrack.words import N_

RECORDED = {
    Outcome.NEW: N_("recorded {what}: {now}"),
    Outcome.REVISED: N_("revised {what}: {before} → {now}"),
    Outcome.CONFIRMED: N_("recorded {what}: {now}, as before"),
    Outcome.WITHDRAWN: N_("withdrawn {what}: it was {before}"),
    Outcome.EARLIER: N_(
        "recorded {what}: {now}, known from {day}; the current value {before} "
        "(known from {later}) stays"
    ),
    Outcome.UNCHANGED: N_("unchanged {what}: it is {now} already"),
}


PLANNED = {
    Outcome.NEW: N_("new {what}: {now}"),
    Outcome.REVISED: N_("revision {what}: {before} → {now}"),
    Outcome.CONFIRMED: N_("as before {what}: {now}"),
    Outcome.WITHDRAWN: N_("withdrawal {what}: it is {before}"),
    Outcome.EARLIER: N_(
        "earlier {what}: {now}, known from {day}; the current value {before} (known from {later}) stays"
    ),
    Outcome.UNCHANGED: N_("unchanged {what}: it is {now} already"),
}


def effect_line(
    effect: Effect, plan: Plan, medium: Medium, forms: Mapping[Outcome, str] = RECORDED
) -> str:
    """What recording one figure did (with ``PLANNED``: would do), old → new where it revises."""
    snapshot, before = effect.snapshot, effect.before
    indicator = plan.indicators[snapshot.indicator]
    line = medium.say(forms[effect.outcome]).format(
        what=subject_text(snapshot, plan, medium),
        now=_figure(snapshot, indicator, medium),
        before=_figure(before, indicator, medium),
        day=day_text(snapshot.known_from, medium),
        later=day_text(before.known_from, medium) if before else "",
    )
    return medium.with_arrows(line)


def subject_text(snapshot: Snapshot, plan: Plan, medium: Medium) -> str:
    """What a figure is of: indicator, area and month."""
    language = medium.words.language
    what = (
        plan.indicators[snapshot.indicator].names.text(language),
        plan.areas[snapshot.area].names.text(language),
        month_text(snapshot.period, medium),
    )
    return visible(medium.joined(what))


def _figure(snapshot: Snapshot | None, indicator: Indicator, medium: Medium) -> str:
    if snapshot is None or snapshot.figure is None:
        return medium.glyphs.unknown
    return visible(full_text(snapshot.figure, indicator.unit, medium))


def target_line(row: Row, medium: Medium) -> str:
    """The report line of one target: period, value and bound, attained, gap, status and marks."""
    name = visible(columns.name_with_unit(row, medium))
    facts = (*facts_of(row, medium), columns.status(row, medium), columns.marks(row, medium))
    return f"{name}{medium.colon}{medium.joined(facts)}"


def facts_of(row: Row, medium: Medium) -> list[str]:
    """What is known of a row, in words that need no headers; what is not known is left out."""
    value = columns.value(row, medium)
    if row.target is not None:
        value += f" / {columns.bound(row, medium)}"
    if row.measures.period is None:
        return [value]
    attained, unknown = columns.attained(row, medium), medium.glyphs.unknown
    return [
        columns.period(row, medium),
        value,
        *([attained] if attained not in {"", unknown} else []),
        *([gap] if (gap := _gap_text(row, medium)) else []),
    ]


def _gap_text(row: Row, medium: Medium) -> str:
    """Gap 1,000, or buffer 9,000; blank where neither is known."""
    gap = row.measures.gap
    if gap is None:
        return ""
    word = medium.say(N_("gap {number}") if gap > 0 else N_("buffer {number}"))
    number = number_text(abs(gap), 1 if row.is_growth else columns.decimals(row, gap), medium)
    is_percent = row.is_growth or columns.PERCENT in row.indicator.unit
    return word.format(number=medium.percent(number, is_difference=True) if is_percent else number)
