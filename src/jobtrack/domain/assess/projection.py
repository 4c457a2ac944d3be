"""Where a series may stand in a later month, and how likely it then meets a bound."""

from enum import StrEnum
from itertools import pairwise
from math import hypot, sqrt
from typing import NamedTuple

from jobtrack.domain.assess.bound import meets
from jobtrack.domain.assess.student import student_cdf, student_quantile
from jobtrack.domain.assess.trend import FEWEST_POINTS
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import is_at_least, rounded
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.target import Direction
from jobtrack.words import N_

DAMPING = 0.9  # φ: what of the drift is left after each month
LIKELY_FROM, UNLIKELY_TO = 0.8, 0.2
QUANTILE = 0.9  # 80 % of what may come lies between low and high
HORIZON = 600
_FEWEST_SEASONAL_MONTHS = 24
_ROUND_OFF = 1e-12  # a spread below this share of the values is what arithmetic leaves over


class Label(StrEnum):
    """How likely the bound is met in the projected month."""

    LIKELY = N_("likely")
    UNCERTAIN = N_("uncertain")
    UNLIKELY = N_("unlikely")


class Projection(NamedTuple):
    """The value expected in a later month, and the bounds of 80 % of what may come.

    In the indicator's unit, not rounded, low ≤ value ≤ high.
    """

    value: float
    low: float
    high: float
    label: Label


def projection_of(
    indicator: Indicator, series: Series, bound: float, direction: Direction, months_ahead: int
) -> Projection | None:
    """The value h = ``months_ahead`` after the last observation, and whether it meets ``bound``.

    Over the n observations since the last break, N months from the first to the last of them:
    v_n + d(φ + φ² + … + φ^h) ± t(.9; n−2)·s·√(h(1 + h/N)), with d = (v_n − v_1)/N, φ = 0.9 and
    s² = Σ g(Δ/g − d)²/(n−2). Δ is a change between neighbouring observations, g the months it took:
    it counts as its change per month, with weight g, since the variance of the sum of g monthly
    changes is g times that of one. Without gaps g is 1 and N is n − 1.

    Declared seasonal, with 24 months covered and at least two of the m yearly changes known: the
    latest value of the same calendar month + k/2 of the mean yearly change ± t(.9; m−1)·√(mean
    squared yearly change · k), k the years from that value on, ⌊(h−1)/12⌋ + 1 without gaps.

    Likely when P(met) ≥ .8, unlikely when ≤ .2, by the t distribution around the value; where the
    interval has no width, by the value as it would be recorded, rounded. None with fewer than four
    points, for h < 1, for a calendar month that a seasonal series does not have, and for a drift of a
    year-to-date value (over the months of one year only) beyond December.
    Source: docs/method.md, projection.
    """
    course = course_of(indicator, series)
    ahead = course.after(months_ahead) if course is not None and months_ahead > 0 else None
    if ahead is None:
        return None
    margin = student_quantile(QUANTILE, ahead.df) * ahead.error
    label = _label_of(_chance(indicator, ahead, bound, direction))
    return Projection(ahead.value, ahead.value - margin, ahead.value + margin, label)


def month_reached(
    indicator: Indicator, series: Series, bound: float, direction: Direction
) -> Month | None:
    """The first month in which the projected value, rounded as if recorded, meets ``bound``.

    From the month of the last observation (met already) to 600 months later; None when never, and
    where nothing is projected. The drift dies away: a bound beyond v_n + 9d, rounded, is never reached.
    Source: docs/method.md, projection.
    """
    course, last = course_of(indicator, series), series.last
    if course is None or last is None:
        return None
    if meets(last.value, bound, direction, last.qualifier):
        return last.period
    for months_ahead in range(1, HORIZON + 1):
        ahead = course.after(months_ahead)
        if ahead and meets(rounded(ahead.value, indicator.decimals), bound, direction):
            return last.period.plus(months_ahead)
    return None


class Ahead(NamedTuple):
    """The value expected in one month, its standard error and the degrees of freedom of that."""

    value: float
    error: float
    df: int


class Drift(NamedTuple):
    """A mean change per month and the spread s of the changes, over ``months``; up to ``end``."""

    last: Observation
    per_month: float
    spread: float
    months: int
    df: int
    end: Month | None

    def after(self, months: int) -> Ahead | None:
        if self.end is not None and self.last.period.plus(months) > self.end:
            return None
        damped = DAMPING * (1 - DAMPING**months) / (1 - DAMPING)
        error = self.spread * sqrt(months * (1 + months / self.months))
        return Ahead(self.last.value + self.per_month * damped, error, self.df)


class Seasons(NamedTuple):
    """The latest observation of each calendar month, by its number, and the yearly changes."""

    last: Observation
    latest: dict[int, Observation]
    changes: tuple[float, ...]

    def after(self, months: int) -> Ahead | None:
        period, m = self.last.period.plus(months), len(self.changes)
        same = self.latest.get(period.number)
        if same is None:
            return None
        years = period.year - same.period.year
        mean, root_mean_square = sum(self.changes) / m, hypot(*self.changes) / sqrt(m)
        return Ahead(same.value + mean / 2 * years, root_mean_square * sqrt(years), m - 1)


def course_of(indicator: Indicator, series: Series) -> Drift | Seasons | None:
    """How the series goes on, by what is comparable with its last observation."""
    comparable = series.since_break().observations
    if len(comparable) < FEWEST_POINTS:
        return None
    first, last = comparable[0].period, comparable[-1].period
    covered = last.since(first) + indicator.months_in(first)
    if indicator.seasonal and covered >= _FEWEST_SEASONAL_MONTHS:
        changes = _yearly_changes(comparable)
        if len(changes) > 1:
            latest = {one.period.number: one for one in comparable}
            return Seasons(comparable[-1], latest, changes)
    if indicator.kind is not Kind.YTD:
        return _drift_of(comparable, end=None)
    of_one_year = tuple(one for one in comparable if one.period.year == last.year)
    if len(of_one_year) < FEWEST_POINTS:
        return None
    return _drift_of(of_one_year, end=Month(last.year, 12))


def _yearly_changes(observations: tuple[Observation, ...]) -> tuple[float, ...]:
    """The change of each value from the same month of the year before, where that is known."""
    known = {one.period: one.value for one in observations}
    before = ((one.value, known.get(one.period.plus(-12))) for one in observations)
    return tuple(now - then for now, then in before if then is not None)


def _drift_of(observations: tuple[Observation, ...], end: Month | None) -> Drift:
    first, last = observations[0], observations[-1]
    months = last.period.since(first.period)
    per_month = (last.value - first.value) / months
    strays = []
    for earlier, later in pairwise(observations):
        gap = later.period.since(earlier.period)
        strays.append(sqrt(gap) * ((later.value - earlier.value) / gap - per_month))
    df = len(observations) - 2
    spread = hypot(*strays) / sqrt(df)
    if spread <= _ROUND_OFF * max(abs(one.value) for one in observations):
        spread = 0.0
    return Drift(last, per_month, spread, months, df, end)


def _chance(indicator: Indicator, ahead: Ahead, bound: float, direction: Direction) -> float:
    """P that the value is on the good side of ``bound``: F(D(value − T) / error), a share."""
    if ahead.error == 0:
        return float(meets(rounded(ahead.value, indicator.decimals), bound, direction))
    return student_cdf(direction.sign * (ahead.value - bound) / ahead.error, ahead.df)


def _label_of(chance: float) -> Label:
    if is_at_least(chance, LIKELY_FROM):
        return Label.LIKELY
    return Label.UNLIKELY if is_at_least(UNLIKELY_TO, chance) else Label.UNCERTAIN
