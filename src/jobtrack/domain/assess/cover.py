"""Every unit of a group has at least a minimum count."""

from collections.abc import Mapping

from jobtrack.domain.area import Group
from jobtrack.domain.assess.bound import meets
from jobtrack.domain.assess.measures import Judgement, Mark, Measures, Standing, marks_of
from jobtrack.domain.assess.partial import judged_series
from jobtrack.domain.assess.path import EARLY_SHARE, pace_of
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.target import Direction, Target


def judge_cover(
    target: Target, indicator: Indicator, group: Group, series: Mapping[str, Series], as_of: Month
) -> Judgement:
    """Judge the units of ``group`` by their latest values up to as-of (up to due once that is past).

    ``series`` maps a unit's area code to its values. Source: docs/method.md, cover.
    """
    through = min(as_of, target.due)
    known = {
        unit: judged_series(target, indicator, series.get(unit, Series())).between(None, through)
        for unit in group.members
    }
    latest = {unit: own.observations[-1] for unit, own in known.items() if own.observations}
    uncovered = tuple(unit for unit, one in latest.items() if not _has(target, one))
    counts = Measures(
        bound=group.size,
        size=group.size,
        uncovered=uncovered,
        unknown=tuple(unit for unit in group.members if unit not in latest),
        unnamed=group.unnamed,
        lost=tuple(unit for unit in uncovered if first_covered(target, known[unit]) is not None),
    )
    if not latest:
        return Judgement(counts)
    measures = _measures(target, latest, counts)
    is_full = measures.covered == group.size
    outcome = False if uncovered else True if is_full else None
    is_due_in = all(unit in latest and latest[unit].period == target.due for unit in group.members)
    standing = Standing(is_full, is_due_in or as_of > target.due, outcome)
    marks = [Mark.EARLY] if measures.pace is None else []
    if measures.unknown or group.unnamed:
        marks.append(Mark.PARTIAL)
    marks += [mark for one in latest.values() for mark in marks_of(one)]
    if uncovered and not group.unnamed and _was_full(target, known):
        marks.append(Mark.LOST)
    return Judgement(measures, standing, marks=tuple(marks))


def first_covered(target: Target, series: Series) -> Month | None:
    """The first month in which a unit with these values had enough."""
    return next((one.period for one in series.observations if _has(target, one)), None)


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


def _was_full(target: Target, known: Mapping[str, Series]) -> bool:
    """Whether every unit was covered at the end of some earlier month."""
    moments = {one.period for series in known.values() for one in series.observations}
    return any(
        all(
            (last := series.between(None, moment).last) is not None and _has(target, last)
            for series in known.values()
        )
        for moment in moments
    )
