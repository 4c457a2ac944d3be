"""Whether a target fits its rule, its indicator and its group."""

from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import Compare, Direction, Rule, Target
from jobtrack.errors.plans import (
    BaselineNotBeforeDue,
    BoundOfCover,
    CoverAtMost,
    CoverOfNothing,
    CoverWithoutGroup,
    DueBeforeStart,
    GrowOfYtd,
    GrowWithoutBase,
    MilestonesOutOfOrder,
    QuotaAtMost,
    QuotaOfStock,
    QuotaOutsideYear,
    TargetWithoutBound,
    ThresholdsOutOfOrder,
)


def check_target(plan: Plan, target: Target) -> None:
    """Check a target whose references resolve. Errors: BadTarget."""
    id = target.id
    if target.due < target.start:
        raise DueBeforeStart(target=id, start=target.start, due=target.due)
    if target.rule is Rule.COVER:
        _check_cover(plan, target)
        return
    if target.bound is None:
        raise TargetWithoutBound(target=id, rule=target.rule)
    if target.rule is Rule.QUOTA:
        _check_quota(plan, target)
    if target.rule is Rule.GROW:
        _check_grow(plan, target)
    if not target.on_track_from >= target.behind_from >= target.off_track_from:
        raise ThresholdsOutOfOrder(target=id)
    baseline_period = target.baseline_period or target.start
    points = [baseline_period, *(point.month for point in target.milestones), target.due]
    if target.milestones and points != sorted(set(points)):
        raise MilestonesOutOfOrder(target=id, first=baseline_period, last=target.due)
    if target.rule is Rule.REACH and not baseline_period < target.due:
        raise BaselineNotBeforeDue(target=id, baseline_period=baseline_period, due=target.due)


def _check_cover(plan: Plan, target: Target) -> None:
    if target.group is None:
        raise CoverWithoutGroup(target=target.id)
    if target.bound is not None:
        raise BoundOfCover(target=target.id)
    if target.direction is not Direction.AT_LEAST:
        raise CoverAtMost(target=target.id)
    if plan.groups[target.group].size == 0:
        raise CoverOfNothing(target=target.id, group=target.group)


def _check_grow(plan: Plan, target: Target) -> None:
    if (target.compare is None) == (target.baseline_period is None):
        raise GrowWithoutBase(target=target.id)
    is_ytd = plan.indicators[target.indicator].kind is Kind.YTD
    if is_ytd and target.compare is not Compare.LAST_YEAR:
        raise GrowOfYtd(target=target.id)
    if target.baseline_period is not None and not target.baseline_period < target.due:
        first, due = target.baseline_period, target.due
        raise BaselineNotBeforeDue(target=target.id, baseline_period=first, due=due)


def _check_quota(plan: Plan, target: Target) -> None:
    if target.direction is not Direction.AT_LEAST:
        raise QuotaAtMost(target=target.id)
    kind = plan.indicators[target.indicator].kind
    if kind not in {Kind.FLOW, Kind.YTD}:
        raise QuotaOfStock(target=target.id, kind=kind)
    year = target.due.year
    if (target.start, target.due) != (Month(year, 1), Month(year, 12)):
        raise QuotaOutsideYear(target=target.id)
