"""A growth: over what, and which bound in the indicator's unit follows from it."""

from jobtrack.domain.assess.grow import base_month_of
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Number, Steps, step
from jobtrack.domain.indicator import Kind
from jobtrack.domain.target import Rule


def grow_steps(case: Case) -> Steps:
    """How far the value is above its base, and what bound in the unit follows from that."""
    if case.target.rule is not Rule.GROW or case.measures.period is None:
        return ()
    period = case.measures.period
    base_month = period.plus(-12) if case.row.is_growth else base_month_of(case.target)
    value, base = case.own.at(period), case.own.at(base_month)
    if value is None or base is None or case.measures.growth is None or case.target.bound is None:
        return ()
    v, b, x = Number(value.value), Number(base.value), Number(case.target.bound, Form.PERCENT)
    is_ratio = case.indicator.kind is Kind.RATIO
    formula = "v − b" if is_ratio else "(v / b − 1) · 100"
    growth = step("growth", formula, case.measures.growth * 100, Form.PERCENT, v=v, b=b)
    if case.row.is_growth:
        return (growth,)
    to_reach = "b + x" if is_ratio else "b · (1 + x / 100)"
    return (growth, step("bound", to_reach, case.measures.bound, Form.UNIT, b=b, x=x))
