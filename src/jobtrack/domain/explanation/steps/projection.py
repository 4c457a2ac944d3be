"""A projection: where the values lead to by due, and the margin around that."""

from jobtrack.domain.assess.projection import DAMPING, QUANTILE, Ahead, Drift, Seasons, course_of
from jobtrack.domain.assess.student import student_quantile
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Number, Step, Steps, count, step


def projection_steps(case: Case) -> Steps:
    """Where the values lead to by due, and the margin around that."""
    m = case.measures
    course = course_of(case.indicator, case.own)
    if m.projected is None or m.months_left is None or course is None:
        return ()
    ahead = course.after(m.months_left)
    if ahead is None:
        return ()
    if isinstance(course, Drift):
        return _drift(course, ahead, m.months_left)
    return _seasons(course, ahead, m.months_left)


def _drift(course: Drift, ahead: Ahead, months: int) -> Steps:
    v, n = Number(course.last.value), count(course.months)
    damped = sum(DAMPING**month for month in range(1, months + 1))
    d, s = (Number(one, Form.DIFFERENCE) for one in (course.per_month, course.spread))
    first, h = course.last.value - course.per_month * course.months, count(months)
    return (
        step(
            "drift_per_month", "(v − v1) / n", course.per_month, Form.DIFFERENCE,
            v=v, v1=Number(first), n=n,
        ),
        step(
            "projected", "v + d · f", ahead.value, Form.UNIT,
            v=v, d=d, f=Number(damped, Form.RATIO),
        ),
        _margin(ahead, "q · s · √(h · (1 + h / n))", s=s, h=h, n=n),
    )  # fmt: skip


def _seasons(course: Seasons, ahead: Ahead, months: int) -> Steps:
    period = course.last.period.plus(months)
    same = course.latest[period.number]
    years = period.year - same.period.year
    mean = sum(course.changes) / len(course.changes)
    y = count(years)
    return (
        step(
            "projected", "vs + c / 2 · y", ahead.value, Form.UNIT,
            vs=Number(same.value), c=Number(mean, Form.DIFFERENCE), y=y,
        ),
        _margin(ahead, "q · s · √(y)", s=Number(ahead.error / years**0.5, Form.DIFFERENCE), y=y),
    )  # fmt: skip


def _margin(ahead: Ahead, formula: str, **terms: Number) -> Step | None:
    """Half the width of the interval that holds eight in ten of what may come."""
    quantile = student_quantile(QUANTILE, ahead.df)
    q = Number(quantile, Form.RATIO)
    return step("margin", formula, quantile * ahead.error, Form.DIFFERENCE, q=q, **terms)
