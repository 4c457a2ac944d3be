"""The amounts of a series that can be compared with one another, and their changes."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.snapshot import Flag


class Amount(NamedTuple):
    """What a period added to a year-to-date total, per month."""

    period: Month
    value: float


class Step(NamedTuple):
    """How the amount of ``period`` differs from that of the expected period before it."""

    period: Month
    value: float
    change: float


def steps(indicator: Indicator, series: Series) -> Iterator[list[Step]]:
    """The steps between neighbouring periods, a list for each stretch without a break, in order."""
    stretch: list[Observation] = []
    for one in series.observations:
        if one.flag is Flag.BREAK and stretch:
            yield _steps(indicator, stretch)
            stretch = []
        stretch.append(one)
    yield _steps(indicator, stretch)


def _steps(indicator: Indicator, stretch: Sequence[Observation]) -> list[Step]:
    amounts: Sequence[Amount | Observation] = stretch
    if indicator.kind is Kind.YTD:
        amounts = list(_own_amounts(indicator, stretch))
    return [
        Step(now.period, now.value, now.value - before.value)
        for before, now in pairwise(amounts)
        if _are_neighbours(indicator, before.period, now.period)
    ]


def _own_amounts(indicator: Indicator, stretch: Sequence[Observation]) -> Iterator[Amount]:
    before: Observation | None = None
    for one in stretch:
        length = indicator.months_in(one.period)
        if one.period.number == length:
            yield Amount(one.period, one.value / length)
        elif before is not None and _are_neighbours(indicator, before.period, one.period):
            yield Amount(one.period, (one.value - before.value) / length)
        before = one


def _are_neighbours(indicator: Indicator, before: Month, period: Month) -> bool:
    """Whether no other period is expected between the two."""
    return period.since(before) == indicator.months_in(period)
