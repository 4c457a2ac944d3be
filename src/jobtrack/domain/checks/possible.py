"""What the number behind a printed one can be."""

from collections.abc import Iterable
from math import fsum, inf
from typing import NamedTuple

from jobtrack.domain.number import plain
from jobtrack.domain.series import Observation
from jobtrack.domain.snapshot import Qualifier


class Range(NamedTuple):
    """From ``low`` to ``high``, both included."""

    low: float
    high: float

    def meets(self, other: "Range") -> bool:
        """Whether one number can be in both."""
        return self.low <= other.high and other.low <= self.high


def possible(one: Observation, decimals: int) -> Range:
    """What was rounded to ``one``: half a unit of its last decimal off, or what its qualifier allows.

    About 430,000 is up to 5,000 off, nearly and more than are up to 10,000, half of and a whole unit of
    the last digit that is not zero; at least has no end, nor has any of them of a sum over areas, whose
    digits don't show how its terms were rounded.
    """
    half = 0.5 * 10.0**-decimals
    if one.qualifier is Qualifier.EXACT:
        return Range(one.value - half, one.value + half)
    unit = _last_unit(one.value) if one.expected is None else inf
    if one.qualifier is Qualifier.ABOUT:
        return Range(one.value - max(half, unit / 2), one.value + max(half, unit / 2))
    if one.qualifier is Qualifier.NEARLY:
        return Range(one.value - unit - half, one.value + half)
    more = inf if one.qualifier is Qualifier.AT_LEAST else unit
    return Range(one.value - half, one.value + more + half)


def total(ranges: Iterable[Range]) -> Range:
    """What the sum of one number out of each of ``ranges`` can be."""
    found = list(ranges)
    return Range(fsum(one.low for one in found), fsum(one.high for one in found))


def _last_unit(value: float) -> float:
    """What a 1 is worth in the place of the last digit of ``value`` that is not zero."""
    whole, _, rest = plain(abs(value)).partition(".")
    if rest:
        return 10.0 ** -len(rest)
    return 10.0 ** (len(whole) - len(whole.rstrip("0"))) if value else 1.0
