"""Whether an indicator fits the others that it speaks of."""

from jobtrack.domain.indicator import Indicator
from jobtrack.domain.number import plain
from jobtrack.domain.plan import Plan
from jobtrack.errors.plans import PartOfItself, PartUnlikeWhole, RangeReversed


def check_indicator(plan: Plan, one: Indicator, place: str) -> None:
    """Check an indicator whose references resolve; ``place`` names it in errors. Errors: BadPlan.

    Unlike units are never added: parts have the unit and the kind of the whole.
    """
    if one.least is not None and one.most is not None and one.least > one.most:
        raise RangeReversed(place=place, least=plain(one.least), most=plain(one.most))
    for id in (*one.parts, *one.of_which):
        part = plan.indicators[id]
        if one.id in parts_below(plan, id):
            raise PartOfItself(place=place, part=id)
        if (part.unit, part.kind) != (one.unit, one.kind):
            raise PartUnlikeWhole(place=place, part=id)


def parts_below(plan: Plan, id: str) -> set[str]:
    """The indicator ``id``, its parts, theirs, and so on."""
    found, left = set[str](), [id]
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left += (*plan.indicators[one].parts, *plan.indicators[one].of_which)
    return found
