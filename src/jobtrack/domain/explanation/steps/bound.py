"""How far a value is from its bound."""

from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Steps, step


def against_bound(case: Case) -> Steps:
    """Attainment and gap."""
    m = case.measures
    v, bound = case.amount(m.value or 0), case.amount(m.bound or 0)
    gap = "T − v" if case.is_floor else "v − T"
    return (
        step("attainment", "v / T", m.attainment, Form.SHARE, v=v, T=bound),
        step("gap", gap, m.gap, Form.DIFFERENCE, v=v, T=bound),
    )
