"""One finding: what it is about and what it says, as a person reads it; and that it was let stand."""

from collections.abc import Mapping
from enum import StrEnum

from jobtrack.domain.area import Area
from jobtrack.domain.finding import Finding
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.ledger.recalled import recalled
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import Target
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import digits_text, month_text, span_text

_DECIMALS = 9  # more than any indicator has


def place_texts(one: Finding, plan: Plan, medium: Medium) -> tuple[str, str, str]:
    """The target that it is about, else the indicator; the area; the month or months. May be blank."""
    things: dict[str, Mapping[str, Target | Indicator | Area]] = {
        "target": plan.targets,
        "indicator": plan.indicators,
        "area": plan.areas,
    }
    called = {
        name: _called(str(one.fields[name]), known, medium)
        for name, known in things.items()
        if name in one.fields
    }
    months = span_text(one.months, medium)
    return called.get("target") or called.get("indicator", ""), called.get("area", ""), months


def _called(id: str, known: Mapping[str, Target | Indicator | Area], medium: Medium) -> str:
    """The name of what has that ``id``, or where nothing has it any more the id."""
    return visible(known[id].names.text(medium.words.language) if id in known else id)


def noticed_text(one: Finding, medium: Medium) -> str:
    """What was noticed, with numbers and months as they are read there."""

    def shown(value: object) -> str:
        if isinstance(value, Month):
            return month_text(value, medium)
        if isinstance(value, StrEnum):
            return medium.say(value)
        if isinstance(value, float):
            return digits_text(value, _DECIMALS, medium)
        return str(value)

    return visible(one.sentence(medium.words, shown))


def acknowledgement_line(template: str, one: Acknowledgement, plan: Plan, medium: Medium) -> str:
    """``template`` with the name of a finding that was let stand, and what it was about and said."""
    finding, text = recalled(one), one.text
    if finding is not None:
        place = medium.joined(place_texts(finding, plan, medium))
        text = medium.colon.join(filter(None, (place, noticed_text(finding, medium))))
    return f"{visible(medium.say(template).format(name=medium.say(one.name), text=text))}\n"
