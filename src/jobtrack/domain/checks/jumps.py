"""Values that differ from the one before by far more than is usual in their own series."""

from collections.abc import Iterator, Sequence
from math import fsum
from statistics import median
from typing import NamedTuple

from jobtrack.domain.checks.case import Case
from jobtrack.domain.checks.steps import Step, steps
from jobtrack.domain.finding import Finding, Notice
from jobtrack.domain.number import rounded

THRESHOLD = 6.0  # robust z
FEWEST_CHANGES = 12
FEWEST_YEARS = 3  # of a seasonal series, in which a month's change is compared with its own
LEAST_SPREAD = 0.005  # of the usual size of the values
ODD_ONES = 2  # changes that a single odd value makes, there and back
_OF_MEDIAN, _OF_MEAN = 1.4826, 1.2533  # make such a distance the deviation of a normal distribution


class _Usual(NamedTuple):
    """A step beside the change that is usual for its period."""

    step: Step
    change: float

    @property
    def excess(self) -> float:
        return self.step.change - self.change


def jumps(case: Case) -> Iterator[Finding]:
    """Changes c with |c − median| above 6 spreads, and |c| too; 12 changes are needed.

    The spread is the largest of 1.4826 times the median distance from the median (robust z), 1.2533
    times the mean distance but for the two largest (where more than half of the changes are the same,
    the median one is 0), half a percent of the median value, and one unit of the last decimal. Of a
    declared seasonal the median is that of the same month's changes. No change crosses a break, and the
    way back from one odd value is not said again. Source: docs/errors.md, jump.
    """
    decimals = case.indicator.decimals
    for area, series in case.reported.items():
        if len(series.observations) <= FEWEST_CHANGES:
            continue
        for stretch in steps(case.indicator, series):
            usual = _with_usual(stretch, is_seasonal=case.indicator.seasonal)
            if len(usual) < FEWEST_CHANGES:
                continue
            spread = _spread(usual, decimals)
            for step, change in _beyond(usual, THRESHOLD * spread):
                yield case.finding(
                    Notice.JUMP,
                    area,
                    period=step.period,
                    value=rounded(step.value, decimals),
                    change=rounded(step.change, decimals),
                    usual=rounded(change, decimals),
                    spread=rounded(spread, decimals),
                )


def _with_usual(stretch: Sequence[Step], *, is_seasonal: bool) -> list[_Usual]:
    """Each step of ``stretch`` with the usual change; seasonal ones whose month has too few aside."""
    if len(stretch) < FEWEST_CHANGES:
        return []
    if not is_seasonal:
        usual = median(one.change for one in stretch)
        return [_Usual(one, usual) for one in stretch]
    by_number: dict[int, list[float]] = {}
    for one in stretch:
        by_number.setdefault(one.period.number, []).append(one.change)
    medians = {
        number: median(changes) for number, changes in by_number.items() if len(changes) >= FEWEST_YEARS
    }
    return [_Usual(one, medians[one.period.number]) for one in stretch if one.period.number in medians]


def _spread(usual: Sequence[_Usual], decimals: int) -> float:
    size = median(abs(one.step.value) for one in usual)
    distances = sorted(abs(one.excess) for one in usual)
    mean = fsum(distances[:-ODD_ONES]) / (len(distances) - ODD_ONES)
    return max(_OF_MEDIAN * median(distances), _OF_MEAN * mean, LEAST_SPREAD * size, 10.0**-decimals)


def _beyond(usual: Sequence[_Usual], limit: float) -> Iterator[_Usual]:
    """Those that are above ``limit``, but for the way back from one of them."""
    skipped = 0
    for place, one in enumerate(usual):
        if skipped:
            skipped -= 1
        elif min(abs(one.excess), abs(one.step.change)) > limit:  # standing still is no jump
            yield one
            skipped = _way_back([other.excess for other in usual[place : place + 3]], limit)


def _way_back(excesses: Sequence[float], limit: float) -> int:
    """How many steps lead back from the first one; 0 where none do, or one is odder than the first.

    An odd value makes one there and one back; an odd total of a year one, twice that back, one there.
    """
    first, left = excesses[0], excesses[0]
    for count, excess in enumerate(excesses[1:], start=1):
        left += excess
        if abs(excess) > 2 * abs(first) + limit:
            return 0
        if abs(left) <= limit:
            return count
    return 0
