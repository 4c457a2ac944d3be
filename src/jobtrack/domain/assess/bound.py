"""Which side of the bound a value is on, and how far from it."""

from jobtrack.domain.indicator import Indicator
from jobtrack.domain.number import rounded
from jobtrack.domain.snapshot import Qualifier
from jobtrack.domain.target import Direction, Rule, Target

_BELOW = {Qualifier.NEARLY}
_ABOVE = {Qualifier.MORE_THAN, Qualifier.AT_LEAST}


def bound_of(target: Target, indicator: Indicator) -> float:
    """T, rounded to the indicator's decimals; of a grow, in percent, as it is. A cover has none."""
    assert target.bound is not None
    is_growth = target.rule is Rule.GROW
    return target.bound if is_growth else rounded(target.bound, indicator.decimals)


def meets(
    value: float, bound: float, direction: Direction, qualifier: Qualifier = Qualifier.EXACT
) -> bool:
    """Whether ``value`` is on the good side of ``bound`` (both rounded to the indicator's decimals).

    Exactly on the bound is met, unless the qualifier says that the true value lies on its wrong side:
    "nearly 5,000" is not at least 5,000, "more than 5" is not at most 5.
    """
    if value == bound:
        wrong = _BELOW if direction is Direction.AT_LEAST else _ABOVE
        return qualifier not in wrong
    return value > bound if direction is Direction.AT_LEAST else value < bound


def gap_between(target: Target, value: float, bound: float, decimals: int) -> float:
    """D(T − v): what is missing to ``bound``, in the indicator's unit; negative when it is passed."""
    return rounded(target.direction.sign * (bound - value), decimals)


def attainment_of(target: Target, value: float, bound: float) -> float | None:
    """v/T, a share; only for at least with T > 0."""
    if target.direction is Direction.AT_MOST or bound <= 0:
        return None
    return value / bound
