"""A sum over a calendar year that reaches its bound."""

from jobtrack.domain.assess.bound import attainment_of, gap_between, meets
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing, marks_of
from jobtrack.domain.assess.path import EARLY_SHARE, pace_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import is_at_least, rounded
from jobtrack.domain.series import Observation, Series, missing_months
from jobtrack.domain.snapshot import Qualifier, qualifier_of_sum
from jobtrack.domain.target import Target


def running_totals(indicator: Indicator, year: Series) -> Series:
    """The year-to-date value at each observed month: as reported, or the sum of the flows so far."""
    if indicator.kind is Kind.YTD:
        return year
    total, words, totals = 0.0, set[Qualifier](), []
    for one in year.observations:
        total = rounded(total + one.value, indicator.decimals)
        words.add(one.qualifier)
        totals.append(one._replace(value=total, qualifier=qualifier_of_sum(words)))
    return Series(tuple(totals))


def judge_quota(
    target: Target, indicator: Indicator, series: Series, bound: float, as_of: Month
) -> Judgement:
    """Judge the year-to-date value against the bound's share of the year gone (序时进度).

    With months missing among flows, share and run rate count the months reported; the sum is then a
    lower bound. Source: docs/method.md, quota.
    """
    year = series.between(target.start, min(as_of, target.due))
    totals = running_totals(indicator, year)
    last = totals.last
    if last is None:
        return Judgement(Measures(bound=bound))
    missing: tuple[Month, ...] = ()
    if indicator.kind is Kind.FLOW:
        missing = missing_months(indicator, year, target.start, last.period)
    months = last.period.number - sum(indicator.months_in(month) for month in missing)
    seasonal = seasonal_share(target, indicator, series, year)
    share = months / 12 if seasonal is None else seasonal
    measures = _measures(target, indicator, last, bound, months, share)
    met = any(meets(one.value, bound, target.direction, one.qualifier) for one in totals.observations)
    is_due_in = last.period == target.due
    outcome = True if met else False if is_due_in and not missing else None
    marks = [Mark.EARLY] if measures.pace is None else []
    if missing:
        marks.append(Mark.PARTIAL)
    if met and not meets(last.value, bound, target.direction, last.qualifier):
        marks.append(Mark.LOST)
    if indicator.kind is Kind.FLOW:
        marks += [mark for one in year.observations for mark in marks_of(one)]
    standing = Standing(met, is_due_in or as_of > target.due, outcome)
    return Judgement(measures, standing, last, tuple(marks))


def _measures(
    target: Target, indicator: Indicator, last: Observation, bound: float, months: int, share: float
) -> Measures:
    """The year-to-date value against what the path asks for; the calendar's share stands beside it."""
    expected = bound * share
    months_left = target.due.since(last.period)
    gap = gap_between(target, last.value, bound, indicator.decimals)
    return Measures(
        bound=bound,
        attainment=attainment_of(target, last.value, bound),
        elapsed=share,
        expected=expected,
        gap=gap,
        gap_to_path=expected - last.value,
        pace=pace_of(last.value, 0.0, expected) if is_at_least(share, EARLY_SHARE) else None,
        required_per_month=gap / months_left if months_left else None,
        observed_per_month=last.value / months,
        months_left=months_left,
        months_reported=months,
        share_of_year=months / 12,
        ahead_points=(last.value - bound * months / 12) / bound * 100 if bound > 0 else None,
        run_rate=last.value / months,
        projected=last.value / share if share > 0 else None,
    )


FEWEST_YEARS = 2


def seasonal_share(target: Target, indicator: Indicator, series: Series, year: Series) -> float | None:
    """The mean share of the year's total that past years had by t, over the months reported.

    None where the target does not ask for it or there are fewer than two past years to go by.
    Source: docs/method.md, quota.
    """
    shares = past_shares(target, indicator, series, year)
    return sum(shares.values()) / len(shares) if len(shares) >= FEWEST_YEARS else None


def past_shares(target: Target, indicator: Indicator, series: Series, year: Series) -> dict[int, float]:
    """By past year, the share of its total that it had by t, over the months reported in ``year``.

    Only complete years with a total above zero count; none where the target does not ask for it.
    """
    if not target.seasonal_share or not series.observations:
        return {}
    reported = {one.period.number for one in year.observations}
    shares = {}
    for past in range(series.observations[0].period.year, target.due.year):
        first, last = Month(past, 1), Month(past, 12)
        values = series.between(first, last)
        total = running_totals(indicator, values).at(last)
        is_flow = indicator.kind is Kind.FLOW
        if total is None or total.value <= 0:
            continue
        if is_flow and missing_months(indicator, values, first, last):
            continue
        same = [one.value for one in values.observations if one.period.number in reported]
        by_then = values.at(Month(past, max(reported)))
        if is_flow:
            shares[past] = sum(same) / total.value
        elif by_then is not None:
            shares[past] = by_then.value / total.value
    return shares
