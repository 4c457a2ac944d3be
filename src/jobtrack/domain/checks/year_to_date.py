"""Amounts taken for totals, and totals taken for amounts."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from jobtrack.domain.checks.case import Case
from jobtrack.domain.checks.possible import possible
from jobtrack.domain.finding import Finding, Notice
from jobtrack.domain.indicator import Kind
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.snapshot import Flag

FEWEST_YEARS = 2
FEWEST_IN_YEAR = 6  # values
LOW = 0.5  # of the value before


def flows_that_only_rise(case: Case) -> Iterator[Finding]:
    """Flows that never fall within a year and start the next one at half their last value or less.

    At least two years with six values or more are needed, and no year in which they fall.
    """
    if case.indicator.kind is not Kind.FLOW:
        return
    for area, series in case.reported.items():
        if _only_rises(series):
            first, last = series.observations[0].period, series.observations[-1].period
            yield case.finding(Notice.FLOW_ONLY_RISES, area, first=first, last=last)


def _only_rises(series: Series) -> bool:
    years = [list(own) for _, own in groupby(series.observations, lambda one: one.period.year)]
    if sum(len(own) >= FEWEST_IN_YEAR for own in years) < FEWEST_YEARS:
        return False
    return all(map(_rises, years)) and all(
        now[0].value <= LOW * before[-1].value for before, now in pairwise(years)
    )


def _rises(year: list[Observation]) -> bool:
    """Whether no value is below the one before, and the last is above the first if there are two."""
    values = [one.value for one in year]
    return values == sorted(values) and (len(values) == 1 or values[-1] > values[0])


def falls_within_a_year(case: Case) -> Iterator[Finding]:
    """Year-to-date totals below the one before of the same year, whatever was printed beside them.

    A new year is no fall, and a break may be one.
    """
    if case.indicator.kind is not Kind.YTD:
        return
    decimals = case.indicator.decimals
    for area, series in case.reported.items():
        for before, now in pairwise(series.observations):
            if (
                now.value < before.value
                and now.period.year == before.period.year
                and now.flag is not Flag.BREAK
                and possible(now, decimals).high < possible(before, decimals).low
            ):
                yield case.finding_at(
                    Notice.YTD_FALLS, area, now, before=before.value, earlier=before.period
                )
