"""Indicators as a list that a person reads."""

from jobtrack.domain.plan import Plan
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import list_text
from jobtrack.words import N_


def indicators_text(plan: Plan, medium: Medium) -> str:
    """A line per indicator, in the plan's order."""
    language = medium.words.language
    headers = (N_("Indicator"), N_("Name"), N_("Unit"), N_("Kind"), N_("Every"))
    lines = [
        (
            one.id,
            one.names.text(language),
            one.unit.text(language),
            medium.say(one.kind),
            medium.say(N_("irregular")) if one.every is None else str(one.every),
        )
        for one in plan.indicators.values()
    ]
    return list_text(headers, lines, medium)
