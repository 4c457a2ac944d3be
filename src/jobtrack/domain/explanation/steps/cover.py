"""A cover: the units covered against how many there are, and should be by t."""

from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Steps, count, step


def cover_steps(case: Case) -> Steps:
    """The share of units, the pace, and how many a month are still needed."""
    m, start, due = case.measures, case.target.start, case.target.due
    if m.period is None:
        return ()
    covered, size, left = count(m.covered), count(m.size), count(m.months_left)
    gone, whole = count(m.period.since(start) + 1), count(due.since(start) + 1)
    expected = count(m.expected)
    return (
        step("attainment", "C / N", m.attainment, Form.SHARE, C=covered, N=size),
        step("elapsed", "gone / whole", m.elapsed, Form.SHARE, gone=gone, whole=whole),
        step("expected", "N · gone / whole", m.expected, Form.COUNT, N=size, gone=gone, whole=whole),
        step("pace", "C / P", m.pace, Form.RATIO, C=covered, P=expected),
        step("gap", "N − C", m.gap, Form.COUNT, N=size, C=covered),
        step("required_per_month", "(N − C) / left", m.required_per_month, Form.COUNT,
             N=size, C=covered, left=left),
        step("observed_per_month", "C / gone", m.observed_per_month, Form.COUNT, C=covered, gone=gone),
    )  # fmt: skip
