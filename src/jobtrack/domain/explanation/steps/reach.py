"""A reach: how far the value has come, against where its path stands."""

from jobtrack.domain.assess.path import leads_away, segment_at
from jobtrack.domain.assess.reach import path_points
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Number, Step, Steps, count, step
from jobtrack.domain.explanation.steps.bound import against_bound
from jobtrack.domain.series import Observation
from jobtrack.domain.target import Path


def reach_steps(case: Case) -> Steps:
    """How far the value has come, against where its path stands."""
    m, start = case.measures, case.baseline
    if start is None or m.period is None or m.expected is None:
        return against_bound(case)
    v, bound, v0 = Number(m.value or 0), Number(m.bound or 0), Number(start.value)
    gone, left = count(m.period.since(start.period)), count(m.months_left)
    whole, expected = count(case.target.due.since(start.period)), Number(m.expected)
    to_path = "P − v" if case.is_floor else "v − P"
    attainment, gap = against_bound(case)
    return (
        attainment,
        step("progress", "(v − v0) / (T − v0)", m.progress, Form.SHARE, v=v, v0=v0, T=bound),
        step("elapsed", "gone / whole", m.elapsed, Form.SHARE, gone=gone, whole=whole)
        if whole.value
        else None,
        _expected(case, start, m.bound or 0),
        step("pace", _pace(case, start.value), m.pace, Form.RATIO, v=v, v0=v0, P=expected),
        gap,
        step("gap_to_path", to_path, m.gap_to_path, Form.DIFFERENCE, P=expected, v=v),
        step(
            "required_per_month", "(T − v) / left", m.required_per_month, Form.DIFFERENCE,
            T=bound, v=v, left=left,
        ),
        step(
            "observed_per_month", "(v − v0) / gone", m.observed_per_month, Form.DIFFERENCE,
            v=v, v0=v0, gone=gone,
        ),
    )  # fmt: skip


def _pace(case: Case, baseline: float) -> str:
    """Its formula; where the path first leads away from the bound it is turned round."""
    ratio = "(v − v0) / (P − v0)"
    sign = case.target.direction.sign
    return f"2 − {ratio}" if leads_away(baseline, case.measures.expected or 0, sign) else ratio


def _expected(case: Case, start: Observation, bound: float) -> Step | None:
    """Where the path stands at t, on the stretch that t lies on."""
    assert case.measures.period is not None
    points = path_points(case.target, start, bound)
    at = case.measures.period.since(start.period)
    (time, value), following = segment_at(points, at)
    expected = case.measures.expected
    if following is None or case.target.path is Path.STEP:
        return step("expected", "p1", expected, Form.UNIT, p1=Number(value))
    if not case.target.milestones:
        gone, whole = count(at), count(following[0])
        formula, v0 = "v0 + (T − v0) · gone / whole", Number(value)
        return step(
            "expected", formula, expected, Form.UNIT, v0=v0, T=Number(bound), gone=gone, whole=whole
        )
    formula = "p1 + (p2 − p1) · a / b"
    return step(
        "expected", formula, expected, Form.UNIT,
        p1=Number(value), p2=Number(following[1]),
        a=count(at - time), b=count(following[0] - time),
    )  # fmt: skip
