"""Every unit of a group has at least a minimum count."""

from collections.abc import Mapping

from jobtrack.domain.area import Group
from jobtrack.domain.assess.bound import meets
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing, marks_of
from jobtrack.domain.assess.path import EARLY_SHARE, pace_of
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.target import Direction, Target


def judge_cover(target: Target, group: Group, series: Mapping[str, Series], as_of: Month) -> Judgement:
    """Judge the units of ``group`` by their latest values up to as-of (up to due once that is past).

    ``series`` maps a unit's area code to its values. Source: docs/method.md, cover.
    """
    through = min(as_of, target.due)
    latest = _latest(group, series, through)
    known = Measures(
        bound=group.size,
        size=group.size,
        uncovered=tuple(unit for unit, one in latest.items() if not _has(target, one)),
        unknown=tuple(unit for unit in group.members if unit not in latest),
        unnamed=group.unnamed,
    )
    if not latest:
        return Judgement(known)
    measures = _measures(target, latest, known)
    is_full = measures.covered == group.size
    outcome = False if measures.uncovered else True if is_full else None
    is_due_in = all(unit in latest and latest[unit].period == target.due for unit in group.members)
    standing = Standing(is_full, is_due_in or as_of > target.due, outcome)
    marks = [Mark.EARLY] if measures.pace is None else []
    if measures.unknown or group.unnamed:
        marks.append(Mark.PARTIAL)
    marks += [mark for one in latest.values() for mark in marks_of(one)]
    if measures.uncovered and _was_full(target, group, series, through):
        marks.append(Mark.LOST)
    return Judgement(measures, standing, marks=tuple(marks))


def _latest(group: Group, series: Mapping[str, Series], through: Month) -> dict[str, Observation]:
    """The latest value of each unit that has one, in the group's order."""
    found = {unit: series.get(unit, Series()).between(None, through).last for unit in group.members}
    return {unit: one for unit, one in found.items() if one is not None}


def _measures(target: Target, latest: Mapping[str, Observation], known: Measures) -> Measures:
    """How many units are covered, against how many should be at t; t is the latest value's month."""
    size = known.size or 0
    covered = len(latest) - len(known.uncovered or ())
    period = max(one.period for one in latest.values())
    months_left, months_gone = target.due.since(period), period.since(target.start) + 1
    elapsed = months_gone / (target.due.since(target.start) + 1)
    expected = size * elapsed
    return known._replace(
        period=period,
        value=covered,
        attainment=covered / size,
        elapsed=elapsed,
        expected=expected,
        gap=size - covered,
        gap_to_path=expected - covered,
        pace=pace_of(covered, 0.0, expected) if elapsed >= EARLY_SHARE else None,
        required_per_month=(size - covered) / months_left if months_left else None,
        observed_per_month=covered / months_gone if months_gone > 0 else None,
        months_left=months_left,
        covered=covered,
    )


def _has(target: Target, one: Observation) -> bool:
    """Whether a unit with this value counts as covered."""
    return meets(one.value, target.min_count, Direction.AT_LEAST, one.qualifier)


def _was_full(target: Target, group: Group, series: Mapping[str, Series], through: Month) -> bool:
    """Whether every unit was covered at the end of some earlier month."""
    if group.unnamed or any(unit not in series for unit in group.members):
        return False
    moments = {one.period for unit in group.members for one in series[unit].observations}
    return any(
        all(
            (last := series[unit].between(None, moment).last) is not None and _has(target, last)
            for unit in group.members
        )
        for moment in moments
        if moment <= through
    )
