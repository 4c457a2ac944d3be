"""Months that should have a value and have none: within a series, and since its end."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jobtrack.domain.checks.case import Case
from jobtrack.domain.finding import Finding, Notice
from jobtrack.domain.month import Month, months
from jobtrack.domain.series import Series, missing_months


def gaps(case: Case) -> Iterator[Finding]:
    """Expected months without a value between the first and the last one, those in a row as one.

    Only of areas that have any value of their own, while they exist; a sum over the areas below is a
    value too.
    """
    for area, series in case.reported.items():
        if _is_closed(series) or not _missing_within(case, area, series):
            continue
        whole = case.summed([area])[area]
        for row in _in_rows(case, _missing_within(case, area, whole)):
            yield case.finding(Notice.MISSING_MONTH, area, first=row[0], last=row[-1], count=len(row))


def stale_series(case: Case) -> Iterator[Finding]:
    """Series that have ended although later months should be known by now; see ``gaps``."""
    for area, series in case.reported.items():
        if not _missing_since(case, area, series):
            continue
        whole = case.summed([area])[area]
        missing = _missing_since(case, area, whole)
        if missing and whole.last is not None:
            period, count = whole.last.period, len(missing)
            yield case.finding(Notice.STALE_SERIES, area, period=period, count=count)


def _is_closed(series: Series) -> bool:
    """Whether no month lies between two of its values that has none: most have no gap at all."""
    found = series.observations
    return len(found) < 2 or found[-1].period.since(found[0].period) == len(found) - 1


def _missing_within(case: Case, area: str, series: Series) -> tuple[Month, ...]:
    first, last = series.observations[0].period, series.observations[-1].period
    found = missing_months(case.indicator, series, first, last)
    return tuple(month for month in found if case.plan.areas[area].is_valid(month))


def _missing_since(case: Case, area: str, series: Series) -> list[Month]:
    """The expected months since its end that should be known, of an area that exists in them."""
    if series.last is None:
        return []
    return [
        month
        for month in months(series.last.period.plus(1), case.as_of)
        if case.indicator.is_expected(month)
        and case.is_overdue(month)
        and case.plan.areas[area].is_valid(month)
    ]


def _in_rows(case: Case, missing: Sequence[Month]) -> list[list[Month]]:
    """``missing`` in runs: no other expected month lies between two of a run."""
    rows = [[one] for one in missing[:1]]
    for before, month in pairwise(missing):
        between = months(before.plus(1), month.plus(-1))
        if any(map(case.indicator.is_expected, between)):
            rows.append([month])
        else:
            rows[-1].append(month)
    return rows
