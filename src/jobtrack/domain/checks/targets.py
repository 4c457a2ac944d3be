"""Targets that nothing judges, and such as should have been judged by now."""

from collections.abc import Iterator

from jobtrack.domain.assess import assess
from jobtrack.domain.assess.measures import Status
from jobtrack.domain.basis import areas_of
from jobtrack.domain.checks.case import Case
from jobtrack.domain.finding import Finding, Notice, finding_about
from jobtrack.domain.month import months
from jobtrack.domain.target import Target

LONG_AFTER = 90  # days


def targets_without_data(case: Case) -> Iterator[Finding]:
    """Targets with no usable value though one from their window should be known by now."""
    for target, status in _judged(case):
        if status is Status.NO_DATA and _should_have_data(case, target):
            yield finding_about(target, Notice.TARGET_WITHOUT_DATA, start=target.start)


def targets_without_verdict(case: Case) -> Iterator[Finding]:
    """Targets that still wait for data 90 days after the value of their due month should be known."""
    for target, status in _judged(case):
        if status is Status.AWAITING_DATA and case.is_known_after(target.due, LONG_AFTER):
            yield finding_about(target, Notice.TARGET_WITHOUT_VERDICT, period=target.due)


def _judged(case: Case) -> Iterator[tuple[Target, Status]]:
    """The indicator's targets as a report judges them."""
    plan = case.plan
    for target in plan.targets.values():
        if target.indicator == case.indicator.id:
            judged = assess(
                target,
                case.indicator,
                case.summed(areas_of(plan, target)),
                None if target.group is None else plan.groups[target.group],
                as_of=case.as_of,
                known_on=case.known_on,
            )
            yield target, judged.status


def _should_have_data(case: Case, target: Target) -> bool:
    """Whether the value of an expected month of its window should be known; irregular: of any month."""
    indicator = case.indicator
    return any(
        case.is_overdue(month) and (indicator.every is None or indicator.is_expected(month))
        for month in months(target.start, min(target.due, case.as_of))
    )
