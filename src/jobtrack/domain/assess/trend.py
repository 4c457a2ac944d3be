"""Where a series is heading."""

from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series

FEWEST_POINTS = 4
POINTS_BACK = 5


def trend_per_month(indicator: Indicator, series: Series) -> float | None:
    """(v_n − v_k) / months from k to n, in the unit per month; None with fewer than four points.

    n is the last observation, k that of ``trend_base``. Source: docs/method.md, trend.
    """
    base, last = trend_base(indicator, series), series.last
    if base is None or last is None:
        return None
    return (last.value - base.value) / last.period.since(base.period)


def trend_base(indicator: Indicator, series: Series) -> Observation | None:
    """The observation k from which the trend runs to the last one; None with fewer than four points.

    The fifth before the last or the earliest since a break; of a year-to-date indicator only the months
    of one year are comparable. Declared seasonal, with the same month of the year before known: that.
    Source: docs/method.md, trend.
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
            return year_before
    return comparable[-1 - min(POINTS_BACK, len(comparable) - 1)]
