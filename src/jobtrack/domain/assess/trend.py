"""Where a series is heading."""

from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.series import Series

FEWEST_POINTS = 4
POINTS_BACK = 5


def trend_per_month(indicator: Indicator, series: Series) -> float | None:
    """(v_n − v_k) / months from k to n, in the unit per month; None with fewer than four points.

    n is the last observation, k the fifth before it or the earliest since a break; of a year-to-date
    indicator only the months of one year are comparable. Declared seasonal, with the same month of the
    year before known: (v_n − v_{n−12}) / 12. Source: docs/method.md, trend.
    """
    comparable = series.since_break().observations
    if not comparable:
        return None
    last = comparable[-1]
    if indicator.kind is Kind.YTD:
        comparable = tuple(one for one in comparable if one.period >= Month(last.period.year, 1))
    if len(comparable) < FEWEST_POINTS:
        return None
    if indicator.seasonal:
        year_before = Series(comparable).at(last.period.plus(-12))
        if year_before is not None:
            return (last.value - year_before.value) / 12
    earlier = comparable[-1 - min(POINTS_BACK, len(comparable) - 1)]
    return (last.value - earlier.value) / last.period.since(earlier.period)
