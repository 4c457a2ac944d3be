"""The values of one indicator in one area, a value a month, as known on a day."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month, months
from jobtrack.domain.number import rounded
from jobtrack.domain.snapshot import Flag, Qualifier, Snapshot, in_order_known

Place = tuple[str, str]  # what a series is of: indicator id, area code


class Observation(NamedTuple):
    """The value of one month, rounded to the indicator's decimals.

    ``revised``: another one was known at the end of the first day on which any was. ``addend`` is what
    is added over areas, where that is not the value: the unrounded one, of a ratio its numerator, over
    ``denominator``. A sum over areas says of how many that ``report`` it was made; it is partial while
    there are fewer than ``expected``, and then the least that it can be.
    """

    period: Month
    value: float
    qualifier: Qualifier = Qualifier.EXACT
    flag: Flag = Flag.NORMAL
    revised: bool = False
    addend: float | None = None
    denominator: float | None = None
    reported: int | None = None
    expected: int | None = None

    @property
    def is_partial(self) -> bool:
        """Whether areas are missing from this sum."""
        return self.reported != self.expected


_period: Callable[[Observation], Month] = itemgetter(0)


class Series(NamedTuple):
    """Observations in order of their month, each month at most once, with gaps where none is known."""

    observations: tuple[Observation, ...] = ()

    def between(self, first: Month | None, last: Month) -> "Series":
        """The observations from ``first`` (None: from the beginning) to ``last``, both included."""
        known = self.observations
        start = 0 if first is None else bisect_left(known, first, key=_period)
        return Series(known[start : bisect_right(known, last, key=_period)])

    def complete(self) -> "Series":
        """The observations but for sums from which areas are missing."""
        return Series(tuple(one for one in self.observations if one.reported == one.expected))

    def at(self, period: Month) -> Observation | None:
        """The observation of exactly ``period``."""
        found = self.between(period, period).observations
        return found[0] if found else None

    @property
    def last(self) -> Observation | None:
        """The latest observation."""
        return self.observations[-1] if self.observations else None

    def since_break(self) -> "Series":
        """The observations comparable with the last one: from the latest break on."""
        breaks = [n for n, one in enumerate(self.observations) if one.flag is Flag.BREAK]
        return Series(self.observations[breaks[-1] :]) if breaks else self

    def has_break(self, after: Month, through: Month) -> bool:
        """Whether values of ``after`` and of ``through`` lie on two sides of a break."""
        later = self.between(after.plus(1), through).observations
        return any(one.flag is Flag.BREAK for one in later)


Known = tuple[  # a row of a series: month, day known from, value and what stands beside it
    Month, object, float | None, Qualifier, Flag, float | None, float | None
]


def series_of(indicator: Indicator, snapshots: Iterable[Snapshot]) -> Series:
    """The current values among ``snapshots`` of ``indicator`` in one area, given in any order."""
    known: list[Known] = []
    for row in in_order_known(snapshots):
        value, qualifier, numerator, denominator = row.figure or _NO_FIGURE
        known.append((row.period, row.known_from, value, qualifier, row.flag, numerator, denominator))
    return series_from(indicator, known)


_NO_FIGURE = (None, Qualifier.EXACT, None, None)


def series_from(indicator: Indicator, known: Sequence[Known]) -> Series:
    """The current values among ``known`` by month, and of a month in the order they came to count.

    A month whose current row is a withdrawal has no observation. Source: docs/method.md, three times.
    """
    found, start = [], 0
    for end, (period, _, exact, qualifier, flag, numerator, denominator) in enumerate(known, start=1):
        if end < len(known) and known[end][0] == period:
            continue  # a later row of the same month counts
        rows, start = known[start:end], end
        if exact is None:
            continue
        value = rounded(exact, indicator.decimals)
        revised = len(rows) > 1 and _first_value(indicator, rows) != value
        addend = exact if numerator is None and exact != value else numerator
        found.append(Observation(period, value, qualifier, flag, revised, addend, denominator))
    return Series(tuple(found))


def _first_value(indicator: Indicator, rows: Iterable[Known]) -> float | None:
    """The value of a month at the end of the first day on which it had any."""
    by_day = {row[1]: row[2] for row in rows}
    first = next((value for value in by_day.values() if value is not None), None)
    return None if first is None else rounded(first, indicator.decimals)


def missing_months(
    indicator: Indicator, series: Series, first: Month, last: Month
) -> tuple[Month, ...]:
    """The expected months from ``first`` to ``last`` that have no value."""
    expected = expected_months(indicator, first, last)
    known = {one.period for one in series.between(first, last).observations}
    return () if known.issuperset(expected) else tuple(one for one in expected if one not in known)


@lru_cache(maxsize=256)  # a report asks for the same window of thousands of areas
def expected_months(indicator: Indicator, first: Month, last: Month) -> tuple[Month, ...]:
    """The months from ``first`` to ``last``, both included, for which a value is due."""
    return tuple(month for month in months(first, last) if indicator.is_expected(month))


def is_stale(indicator: Indicator, last: Month, as_of: Month, known_on: date) -> bool:
    """Whether a value later than ``last`` should be known: expected, ≤ as-of, its lag over."""
    expected = expected_months(indicator, last.plus(1), as_of)
    lag = timedelta(days=indicator.lag)
    return bool(expected) and expected[0].last_day + lag <= known_on


class Change(NamedTuple):
    """How a value differs from the month before and from the same month of the year before.

    In the indicator's unit (``year_percent`` in percent). None unless exactly that month is known.
    For a year-to-date indicator ``month`` is the month's own amount.
    """

    month: float | None = None
    year: float | None = None
    year_percent: float | None = None


def change_at(indicator: Indicator, series: Series, period: Month) -> Change:
    """The change of the value of ``period``, which is known."""
    now, before, last_year = (series.at(period.plus(-n)) for n in (0, 1, 12))
    if now is None:
        return Change()
    month = year = percent = None
    if indicator.kind is Kind.YTD and period.number == 1:
        month = now.value
    elif before is not None:
        month = rounded(now.value - before.value, indicator.decimals)
    if last_year is not None:
        year = rounded(now.value - last_year.value, indicator.decimals)
        if last_year.value > 0 and indicator.kind is not Kind.RATIO:
            percent = year / last_year.value * 100
    return Change(month, year, percent)
