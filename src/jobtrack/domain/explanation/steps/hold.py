"""A hold: the worst month, and where the trend leads."""

from jobtrack.domain.assess.trend import trend_base
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Number, Steps, count, step
from jobtrack.domain.explanation.steps.bound import against_bound


def hold_steps(case: Case) -> Steps:
    """The worst month, and where the trend leads."""
    m = case.measures
    v, bound = case.amount(m.value or 0), case.amount(m.bound or 0)
    worst = (m.bound or 0) + case.target.direction.sign * (m.worst_buffer or 0)
    buffer = "w − T" if case.is_floor else "T − w"
    left = count(m.months_left)
    steps: Steps = (
        *against_bound(case),
        step("worst_buffer", buffer, m.worst_buffer, Form.DIFFERENCE, w=case.amount(worst), T=bound),
    )
    base = None
    if m.period is not None:
        base = trend_base(case.judged_indicator, case.judged.between(None, m.period))
    if base is None or m.period is None or m.trend_per_month is None:
        return steps
    trend, n = Number(m.trend_per_month, Form.DIFFERENCE), count(m.period.since(base.period))
    at_due = (m.value or 0) + m.trend_per_month * (m.months_left or 0)
    return (
        *steps,
        step(
            "trend_per_month", "(v − vk) / n", m.trend_per_month, Form.DIFFERENCE,
            v=v, vk=case.amount(base.value), n=n,
        ),
        step("value_at_due", "v + d · left", at_due, case.amount(0).form, v=v, d=trend, left=left),
        step(
            "months_to_breach", "(T − v) / d", m.months_to_breach, Form.COUNT, T=bound, v=v, d=trend
        ),
    )  # fmt: skip
