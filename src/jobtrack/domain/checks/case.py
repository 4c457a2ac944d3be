"""What the checks of one indicator look at."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from jobtrack.domain.finding import Finding, Notice, finding
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.rollup import summed_series
from jobtrack.domain.series import Observation, Series

Reported = Mapping[str, Series]  # what areas reported themselves, by code
Read = Callable[[Indicator], Reported]


class Case(NamedTuple):
    """One indicator, and what each area reported of it and of its parts, by their ids.

    The series end with ``as_of``, and are as they were known on the day ``known_on``.
    """

    plan: Plan
    indicator: Indicator
    reported: Reported
    parts: Mapping[str, Reported]
    as_of: Month
    known_on: date

    @property
    def values(self) -> Iterator[tuple[str, Observation]]:
        """Each value that was reported, with the code of its area."""
        return ((area, one) for area, own in self.reported.items() for one in own.observations)

    def finding(self, notice: Notice, area: str, **fields: object) -> Finding:
        """A finding about the indicator in ``area``."""
        return finding(notice, indicator=self.indicator.id, area=area, **fields)

    def finding_at(self, notice: Notice, area: str, one: Observation, **fields: object) -> Finding:
        """A finding about the value ``one`` of the indicator in ``area``."""
        return self.finding(notice, area, period=one.period, value=one.value, **fields)

    def summed(self, areas: Iterable[str]) -> dict[str, Series]:
        """The series of ``areas``, their months without a value filled by sums over those below."""

        def read(_: Indicator, wanted: Collection[str]) -> Reported:
            return {area: self.reported[area] for area in wanted if area in self.reported}

        places = [(self.indicator.id, area) for area in areas]
        return {area: series for (_, area), series in summed_series(self.plan, places, read).items()}

    def is_overdue(self, month: Month) -> bool:
        """Whether a value of ``month`` should be known by now."""
        return month <= self.as_of and self.is_known_after(month, 0)

    def is_known_after(self, month: Month, days: int) -> bool:
        """Whether, since a value of ``month`` should have been known, so many days have gone."""
        return month.last_day + timedelta(days=self.indicator.lag + days) <= self.known_on
