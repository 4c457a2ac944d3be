"""A plan that contradicts itself."""

from collections.abc import Iterator
from itertools import combinations

from jobtrack.domain.finding import Finding, Notice, finding, finding_about
from jobtrack.domain.month import Month
from jobtrack.domain.number import is_at_least
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import Direction, Judge, Rule, Target

_OF_VALUES = {Rule.HOLD, Rule.REACH}  # whose bound is a value of the indicator


def contradicting_bounds(plan: Plan) -> Iterator[Finding]:
    """A floor above a ceiling, of one indicator and area and for one month at least."""
    for pair in _pairs(plan):
        floor, ceiling = sorted(pair, key=lambda one: one.direction)  # at least sorts before at most
        if (
            (floor.direction, ceiling.direction) == (Direction.AT_LEAST, Direction.AT_MOST)
            and {floor.rule, ceiling.rule} <= _OF_VALUES
            and _meet(floor, ceiling)
            and not is_at_least(ceiling.bound or 0.0, floor.bound or 0.0)
        ):
            yield finding_about(
                floor,
                Notice.BOUNDS_CONTRADICT,
                bound=floor.bound,
                other=ceiling.id,
                other_bound=ceiling.bound,
            )


def targets_said_twice(plan: Plan) -> Iterator[Finding]:
    """Pairs of targets that want the same of one indicator, area and window, but with other bounds."""
    for one, other in _pairs(plan):
        if _question(one) == _question(other) and _answer(one) != _answer(other):
            yield finding_about(
                one,
                Notice.TARGET_TWICE,
                bound=_answer(one),
                other=other.id,
                other_bound=_answer(other),
            )


def overfull_groups(plan: Plan) -> Iterator[Finding]:
    """Groups with more members than the size that they declare."""
    for group in plan.groups.values():
        if group.declared_size is not None and len(group.members) > group.declared_size:
            yield finding(
                Notice.GROUP_ABOVE_SIZE,
                group=group.id,
                members=len(group.members),
                size=group.declared_size,
            )


def _pairs(plan: Plan) -> Iterator[tuple[Target, Target]]:
    """Each two targets of one indicator and area, in the order of their ids."""
    by_place: dict[tuple[str, str], list[Target]] = {}
    for id in sorted(plan.targets):
        one = plan.targets[id]
        by_place.setdefault((one.indicator, one.area), []).append(one)
    for targets in by_place.values():
        yield from combinations(targets, 2)


def _question(one: Target) -> tuple[object, ...]:
    return (
        one.rule, one.direction, one.start, one.due, one.group, one.judge, one.compare,
        one.baseline_period,
    )  # fmt: skip


def _answer(one: Target) -> float | None:
    """What it wants: of a cover the count that each unit must have."""
    return one.min_count if one.rule is Rule.COVER else one.bound


def _meet(one: Target, other: Target) -> bool:
    """Whether both bind in some month."""
    return max(_first_month(one), _first_month(other)) <= min(one.due, other.due)


def _first_month(one: Target) -> Month:
    """The first month in which its bound must be kept."""
    is_kept = one.rule is Rule.HOLD and one.judge is Judge.EVERY_MONTH
    return one.start if is_kept else one.due
