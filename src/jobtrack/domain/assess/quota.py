"""A sum over a calendar year that reaches its bound."""

from jobtrack.domain.assess.bound import attainment_of, gap_between, meets
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing, marks_of
from jobtrack.domain.assess.pace import EARLY_SHARE, pace_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.series import Observation, Series, missing_months
from jobtrack.domain.snapshot import Qualifier
from jobtrack.domain.target import Target


def running_totals(indicator: Indicator, year: Series) -> Series:
    """The year-to-date value at each observed month: as reported, or the sum of the flows so far."""
    if indicator.kind is Kind.YTD:
        return year
    total, totals = 0.0, []
    for one in year.observations:
        total = rounded(total + one.value, indicator.decimals)
        totals.append(one._replace(value=total, qualifier=_sum_qualifier(year, one.period)))
    return Series(tuple(totals))


def _sum_qualifier(year: Series, through: Month) -> Qualifier:
    """What is known of a sum: what its terms agree on, exact ones aside; else about."""
    words = {one.qualifier for one in year.observations if one.period <= through}
    words.discard(Qualifier.EXACT)
    return words.pop() if len(words) == 1 else Qualifier.ABOUT if words else Qualifier.EXACT


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
    measures = _measures(target, indicator, last, missing, bound)
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
    target: Target,
    indicator: Indicator,
    last: Observation,
    missing: tuple[Month, ...],
    bound: float,
) -> Measures:
    """The year-to-date value against the bound's share of the year gone."""
    months = last.period.number - sum(indicator.months_in(month) for month in missing)
    share = months / 12
    expected = bound * share
    months_left = target.due.since(last.period)
    attainment = attainment_of(target, last.value, bound)
    gap = gap_between(target, last.value, bound, indicator.decimals)
    return Measures(
        bound=bound,
        attainment=attainment,
        elapsed=share,
        expected=expected,
        gap=gap,
        gap_to_path=expected - last.value,
        pace=pace_of(last.value, 0.0, expected) if share >= EARLY_SHARE else None,
        required_per_month=gap / months_left if months_left else None,
        observed_per_month=last.value / months,
        months_left=months_left,
        months_reported=months,
        share_of_year=share,
        ahead_points=None if attainment is None else (last.value - expected) / bound * 100,
        run_rate=last.value / months,
        projected=last.value / share,
    )
