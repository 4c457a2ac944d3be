"""A sum over a calendar year that reaches its bound."""

from jobtrack.domain.assess.bound import attainment_of, gap_between, meets
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing
from jobtrack.domain.assess.pace import EARLY_SHARE, pace_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.series import Observation, Series, missing_months
from jobtrack.domain.snapshot import Flag, Qualifier
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
    months_gone = last.period.number
    missing: tuple[Month, ...] = ()
    if indicator.kind is Kind.FLOW:
        missing = missing_months(indicator, year, target.start, last.period)
    months_reported = months_gone - len(missing)
    share = months_reported / 12
    expected = bound * share
    months_left = target.due.since(last.period)
    attainment = attainment_of(target, last.value, bound)
    gap = gap_between(target, last.value, bound, indicator.decimals)

    def is_met(one: Observation) -> bool:
        return meets(one.value, bound, target.direction, one.qualifier)

    measures = Measures(
        bound=bound,
        attainment=attainment,
        elapsed=share,
        expected=expected,
        gap=gap,
        gap_to_path=expected - last.value,
        pace=pace_of(last.value, 0.0, expected) if share >= EARLY_SHARE else None,
        required_per_month=gap / months_left if months_left else None,
        observed_per_month=last.value / months_reported,
        months_left=months_left,
        months_reported=months_reported,
        share_of_year=share,
        ahead_points=None if attainment is None else (attainment - share) * 100,
        run_rate=last.value / months_reported,
        projected=last.value / share,
    )
    met = any(is_met(one) for one in totals.observations)
    outcome = True if met else False if months_left == 0 and not missing else None
    marks = [Mark.EARLY] if measures.pace is None else []
    if missing:
        marks.append(Mark.PARTIAL)
    if indicator.kind is Kind.FLOW and any(one.flag is Flag.PROVISIONAL for one in year.observations):
        marks.append(Mark.PROVISIONAL)
    over = months_left == 0 or as_of > target.due
    return Judgement(measures, Standing(met, over, outcome), last, tuple(marks))
