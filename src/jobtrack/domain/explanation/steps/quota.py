"""A quota: the year to date against its share of the year."""

from jobtrack.domain.assess.path import leads_away
from jobtrack.domain.assess.quota import FEWEST_YEARS, past_shares
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Number, Step, Steps, count, step
from jobtrack.domain.explanation.steps.bound import against_bound
from jobtrack.domain.indicator import Kind


def quota_steps(case: Case) -> Steps:
    """From the months to the year to date, from that to its pace, and what is still to come."""
    m = case.measures
    v, bound = Number(m.value or 0), Number(m.bound or 0)
    months = count(m.months_reported)
    share, expected = Number(m.elapsed or 0, Form.SHARE), Number(m.expected or 0)
    attainment, gap = against_bound(case)
    pace = "2 − v / P" if leads_away(0, expected.value, 1) else "v / P"
    return (
        _sum(case),
        attainment,
        step("share_of_year", "m / 12", m.share_of_year, Form.SHARE, m=months),
        step("ahead_points", "(v / T − m / 12) · 100", m.ahead_points, Form.POINTS,
             v=v, T=bound, m=months),
        _seasonal_share(case),
        step("expected", "T · E", m.expected, Form.UNIT, T=bound, E=share),
        step("pace", pace, m.pace, Form.RATIO, v=v, P=expected),
        gap,
        step("required_per_month", "(T − v) / left", m.required_per_month, Form.DIFFERENCE,
             T=bound, v=v, left=count(m.months_left)),
        step("run_rate", "v / m", m.run_rate, Form.DIFFERENCE, v=v, m=months),
        step("projected", "v / E", m.projected, Form.UNIT, v=v, E=share),
    )  # fmt: skip


def _sum(case: Case) -> Step | None:
    """The months that the year to date adds up; a ytd indicator is reported so."""
    if case.indicator.kind is not Kind.FLOW:
        return None
    year = case.own.between(case.target.start, case.through).observations
    terms = {f"m{one.period.number}": Number(one.value) for one in year}
    return step("value", " + ".join(terms), case.measures.value, Form.UNIT, **terms)


def _seasonal_share(case: Case) -> Step | None:
    """The mean of what past years had done by then, where the target expects that."""
    year = case.own.between(case.target.start, case.through)
    shares = past_shares(case.target, case.indicator, case.own, year)
    if len(shares) < FEWEST_YEARS:
        return None
    terms = {f"s{past}": Number(share, Form.SHARE) for past, share in shares.items()}
    n = count(len(shares))
    formula = f"({' + '.join(terms)}) / n"
    return step("elapsed", formula, case.measures.elapsed, Form.SHARE, **terms, n=n)
