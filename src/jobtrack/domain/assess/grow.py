"""Growth over last December or a named month, or over the same month of the year before."""

from decimal import Decimal

from jobtrack.domain.assess.hold import judge_hold
from jobtrack.domain.assess.measures import Judgement, Measures
from jobtrack.domain.assess.reach import judge_reach
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.series import Series, change_at
from jobtrack.domain.target import Compare, Judge, Target

GROWTH_DECIMALS = 9  # more than any source prints, fewer than arithmetic leaves over


def growth_over(indicator: Indicator, base: float, value: float) -> float | None:
    """By how much ``value`` is above ``base``: in percent, of a ratio in points.

    None over a base that is not above zero. Source: docs/method.md, grow.
    """
    if indicator.kind is Kind.RATIO:
        return rounded(value - base, GROWTH_DECIMALS)
    return None if base <= 0 else rounded((value / base - 1) * 100, GROWTH_DECIMALS)


def bound_over(indicator: Indicator, base: float, growth: float) -> float:
    """T: the value that is above ``base`` by ``growth``, in percent, of a ratio in points.

    By the decimals that are written, not rounded to those of the indicator: 106 is not 5 % above 101.
    Source: docs/method.md, grow.
    """
    b, x = Decimal(repr(base)), Decimal(repr(growth))
    return float(b + x if indicator.kind is Kind.RATIO else b * (1 + x / 100))


def base_month_of(target: Target) -> Month:
    """The named month that growth is over, or the December before the year of due."""
    return target.baseline_period or Month(target.due.year - 1, 12)


def judge_grow(
    target: Target, indicator: Indicator, series: Series, bound: float, as_of: Month
) -> Judgement:
    """Judge growth against ``bound``, in percent, of a ratio in points.

    Over the same month of the year before: a hold at due on the growth itself. Over last December or a
    named month: a reach from there. Source: docs/method.md, grow.
    """
    if target.compare is Compare.LAST_YEAR:
        return _judge_on_year(target, indicator, series, bound, as_of)
    base_month = base_month_of(target)
    base = series.at(base_month)
    if base is None or growth_over(indicator, base.value, base.value) is None:
        return _undefined(indicator, series, bound)
    to_reach = bound_over(indicator, base.value, bound)
    start = max(target.start, base_month)  # before its base nothing has grown
    from_base = target._replace(start=start, baseline=base.value, baseline_period=base_month)
    finely = indicator._replace(decimals=GROWTH_DECIMALS)  # as a gap to such a bound is
    judgement = judge_reach(from_base, finely, series, to_reach, as_of)
    return _with_growth(judgement, indicator, base.value)


def _with_growth(judgement: Judgement, indicator: Indicator, base: float) -> Judgement:
    """``judgement`` with its growth over ``base``, and without the projection of a reach."""
    if judgement.last is None:
        return judgement
    growth = growth_over(indicator, base, judgement.last.value)
    share = None if growth is None else growth / 100
    measures = judgement.measures._replace(
        growth=share,
        projected=None,
        projected_low=None,
        projected_high=None,
        projected_period=None,
        projection=None,
    )
    return judgement._replace(measures=measures)


def _judge_on_year(
    target: Target, indicator: Indicator, series: Series, bound: float, as_of: Month
) -> Judgement:
    """A hold at due whose values are the growth of each month for which it is defined."""
    held = target._replace(judge=Judge.AT_DUE)
    grown = growths(indicator, series)
    judgement = judge_hold(held, as_growth(indicator), grown, bound, as_of)
    if judgement.last is None:
        return _undefined(indicator, series, bound)
    growth = judgement.last.value / 100
    return judgement._replace(measures=judgement.measures._replace(growth=growth))


def as_growth(indicator: Indicator) -> Indicator:
    """``indicator`` as its growth is judged: a level, in percent or points."""
    return indicator._replace(kind=Kind.LEVEL, decimals=GROWTH_DECIMALS)


def growths(indicator: Indicator, series: Series) -> Series:
    """The growth of each month over the same month of the year before, where that is defined."""
    by_month = {one.period: one.value for one in series.observations}
    found = []
    for one in series.observations:
        base = by_month.get(one.period.plus(-12))
        growth = None if base is None else growth_over(indicator, base, one.value)
        if growth is not None:
            found.append(one._replace(value=growth))
    return Series(tuple(found))


def _undefined(indicator: Indicator, series: Series, bound: float) -> Judgement:
    """No growth to judge: the absolute change is all that can be shown."""
    if series.last is None:
        return Judgement(Measures(bound=bound))
    change = change_at(indicator, series, series.last.period)
    return Judgement(
        Measures(
            bound=bound,
            period=series.last.period,
            change_month=change.month,
            change_year=change.year,
        )
    )
