"""Every unit of a group has at least a minimum count."""

from collections.abc import Mapping

from jobtrack.domain.area import Group
from jobtrack.domain.assess.bound import meets
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing
from jobtrack.domain.assess.pace import EARLY_SHARE, pace_of
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.target import Direction, Target


def judge_cover(target: Target, group: Group, series: Mapping[str, Series], as_of: Month) -> Judgement:
    """Judge the units of ``group`` by their latest values up to as-of (up to due once that is past).

    ``series`` maps a unit's area code to its values. Source: docs/method.md, cover.
    """
    through = min(as_of, target.due)
    latest: dict[str, Observation] = {}
    for unit in group.members:
        last = series.get(unit, Series()).between(None, through).last
        if last is not None:
            latest[unit] = last
    uncovered = tuple(
        unit for unit in group.members if unit in latest and not _has(target, latest[unit])
    )
    unknown = tuple(unit for unit in group.members if unit not in latest)
    size = group.size
    known = Measures(bound=size, size=size, uncovered=uncovered, unknown=unknown, unnamed=group.unnamed)
    if not latest:
        return Judgement(known)
    covered = len(latest) - len(uncovered)
    period = max(one.period for one in latest.values())
    months_left = target.due.since(period)
    months_gone = period.since(target.start) + 1
    elapsed = months_gone / (target.due.since(target.start) + 1)
    expected = size * elapsed
    measures = known._replace(
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
    is_full = covered == size
    outcome = False if uncovered else True if is_full else None
    marks = []
    if measures.pace is None:
        marks.append(Mark.EARLY)
    if unknown or group.unnamed:
        marks.append(Mark.PARTIAL)
    if any(one.flag is Flag.PROVISIONAL for one in latest.values()):
        marks.append(Mark.PROVISIONAL)
    if any(one.revised for one in latest.values()):
        marks.append(Mark.REVISED)
    if uncovered and _was_full(target, group, series, through):
        marks.append(Mark.LOST)
    is_in = not unknown and all(one.period == target.due for one in latest.values())
    over = is_in or as_of > target.due
    return Judgement(measures, Standing(is_full, over, outcome), marks=tuple(marks))


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
