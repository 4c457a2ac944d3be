"""The scales that a drawing stands on: round values, and months of the calendar."""

from collections.abc import Collection
from math import ceil, floor, log10
from typing import NamedTuple

from jobtrack.domain.month import Month, months
from jobtrack.domain.number import rounded

_MOST_STEPS = 6  # from the lowest tick to the highest
_ROUND = (1, 2, 5, 10)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)
_ROUND_OFF = 1e-12  # of a step: what arithmetic leaves over
_INVISIBLE = 1e-9  # of a step: so near to a tick a value stands on it


class Axis(NamedTuple):
    """Round values in a rising order, at equal distances; the first and the last one are its ends."""

    ticks: tuple[float, ...]

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]

    def share(self, value: float) -> float:
        """How far up ``value`` stands: 0 at the low end, 1 at the high one; not clamped."""
        return (value - self.low) / (self.high - self.low)


def axis_over(values: Collection[float], decimals: int) -> Axis:
    """The axis that holds ``values``, by steps of 1, 2 or 5 times a power of ten, at most six of them.

    No step is finer than ``decimals``. Values that are all the same stand about half way up, zeros at
    the low end.
    """
    low, high = min(values, default=0.0), max(values, default=0.0)
    finest = 10.0**-decimals
    if low == high:
        room = max(abs(low) / 20, finest)
        low, high = (low - room if low else low), high + room
    least = max((high - low) / (_MOST_STEPS - 1), finest)
    power = floor(log10(least) + _ROUND_OFF)
    step = next(one * 10.0**power for one in _ROUND if one * 10.0**power >= least * (1 - _ROUND_OFF))
    first, last = floor(low / step + _INVISIBLE), ceil(high / step - _INVISIBLE)
    last = max(last, first + 1)
    return Axis(tuple(rounded(count * step, max(0, -power)) for count in range(first, last + 1)))


def month_ticks(first: Month, last: Month, most: int) -> tuple[Month, ...]:
    """Months from ``first`` to ``last`` to be named, at most so many, at equal distances.

    Each begins one, two or three months, a half year, a year or a number of years of the calendar.
    Where none of those lies between the two it is ``first``.
    """
    for step in _MONTH_STEPS:
        found = tuple(
            one for one in months(first, last) if (one.year * 12 + one.number - 1) % step == 0
        )
        if len(found) <= most:
            return found or (first,)
    return (first,)
