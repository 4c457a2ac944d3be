"""The formulas of a judgement with the numbers that went into them: one file per rule.

Source: docs/method.md, a section a rule.
"""

from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Step, Steps
from jobtrack.domain.explanation.steps.cover import cover_steps
from jobtrack.domain.explanation.steps.grow import grow_steps
from jobtrack.domain.explanation.steps.hold import hold_steps
from jobtrack.domain.explanation.steps.projection import projection_steps
from jobtrack.domain.explanation.steps.quota import quota_steps
from jobtrack.domain.explanation.steps.reach import reach_steps
from jobtrack.domain.target import Rule


def steps_of(case: Case) -> tuple[Step, ...]:
    """The steps from the inputs to what was judged, in the order in which they build on one another."""
    return tuple(step for step in _steps(case) if step is not None)


def _steps(case: Case) -> Steps:
    if case.measures.value is None:
        return ()
    if case.target.rule is Rule.COVER:
        return cover_steps(case)
    if case.target.rule is Rule.QUOTA:
        return quota_steps(case)
    if case.is_held:
        return (*grow_steps(case), *hold_steps(case))
    return (*grow_steps(case), *reach_steps(case), *projection_steps(case))
