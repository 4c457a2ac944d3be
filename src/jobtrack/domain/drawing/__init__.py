"""A series with its targets as it is drawn: computed once, by what judges, for every renderer."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jobtrack.domain.assess.partial import judged_series
from jobtrack.domain.assess.quota import running_totals
from jobtrack.domain.basis import target_of_member
from jobtrack.domain.drawing.axis import Axis, axis_over, month_ticks
from jobtrack.domain.drawing.course import Course, Outlook, Point, Span, course_of_target
from jobtrack.domain.explanation.case import case_of
from jobtrack.domain.history import Subject
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.snapshot import Flag, Snapshot, in_order_known
from jobtrack.domain.target import Rule, Target

_MONTHS_WITHOUT_VALUES = 12


class Drawing(NamedTuple):
    """One series over time, with the lines of the targets that ran.

    ``points`` are in order of their month. They are the values as they were recorded or summed, unless
    ``is_total``: then a quota asks for the flows of a year, and each is the total of its year so far.
    ``runs`` are the points that a line may join: complete ones, on one side of a break, of a total in
    one year. ``courses`` come by due, the latest first; ``undrawn`` are targets that have no line of
    this unit. ``sources`` say who published the values, the latest first. ``values`` holds everything
    but what an interval of a projection has beyond half the height of all the rest.
    """

    subject: Subject
    points: tuple[Observation, ...]
    is_total: bool
    runs: tuple[tuple[Observation, ...], ...]
    courses: tuple[Course, ...]
    undrawn: tuple[Target, ...]
    sources: tuple[str, ...]
    months: Span
    values: Axis

    @property
    def last(self) -> Observation | None:
        """The latest point, of sums the latest complete one where there is any."""
        complete = [one for one in self.points if not one.is_partial]
        known = complete or self.points
        return known[-1] if known else None

    @property
    def breaks(self) -> tuple[Month, ...]:
        """The months whose values begin a break in the series."""
        return tuple(one.period for one in self.points if one.flag is Flag.BREAK)

    @property
    def breaches(self) -> frozenset[Month]:
        """The months on the wrong side of any bound that was to be kept."""
        return frozenset(month for course in self.courses for month in course.breaches)


def drawing_of(plan: Plan, subject: Subject, series: Series, snapshots: Iterable[Snapshot]) -> Drawing:
    """What is known of the subject up to its as-of, and what its targets ask for.

    ``series`` has the values of the subject's indicator and area, sums over areas among them, and
    ``snapshots`` the rows that were known there, in any order. Verdicts, paths, breaches and
    projections are those of the report. Source: docs/charts.md.
    """
    known = series.between(None, subject.as_of)
    asked = _targets(plan, subject, known)
    is_total = subject.indicator.kind is Kind.FLOW and any(one.rule is Rule.QUOTA for one in asked)
    courses, undrawn = [], []
    for target in asked:
        drawn = _course(plan, target, subject, series) if _has_line(target, is_total=is_total) else None
        if drawn is None or not (drawn.path or drawn.milestones):
            undrawn.append(plan.targets[target.id])
        else:
            courses.append(drawn)
    points = _totals(subject, known, asked) if is_total else known.observations
    return Drawing(
        subject,
        points,
        is_total,
        _runs(points, by_year=is_total or subject.indicator.kind is Kind.YTD),
        tuple(courses),
        tuple(undrawn),
        _sources(subject, points, snapshots),
        _months(subject, points, courses),
        _axis(subject, points, courses),
    )


def _targets(plan: Plan, subject: Subject, known: Series) -> list[Target]:
    """The targets of the subject that ran since its first value, and those that start this year."""
    first = known.observations[0].period if known.observations else subject.as_of.plus(-12)
    found = [
        _as_asked(plan, one, subject.area.code)
        for one in plan.targets.values()
        if one.indicator == subject.indicator.id
        and (one.area == subject.area.code or _has_member(plan, one, subject.area.code))
        and one.start <= Month(subject.as_of.year, 12)
        and one.due >= first
    ]
    return sorted(found, key=lambda one: (-one.due.since(subject.as_of), one.id))


def _has_member(plan: Plan, target: Target, area: str) -> bool:
    return target.group is not None and area in plan.groups[target.group].members


def _as_asked(plan: Plan, target: Target, area: str) -> Target:
    """``target`` as it asks for ``area``: where it is for each of a group, of that member."""
    if target.rule is Rule.COVER or not _has_member(plan, target, area):
        return target
    return target_of_member(plan, target, area)


def _has_line(target: Target, *, is_total: bool) -> bool:
    """Whether it asks for values as they are drawn: of one area, totals of a year or months."""
    return target.group is None and (not is_total or target.rule is Rule.QUOTA)


def _course(plan: Plan, target: Target, subject: Subject, series: Series) -> Course:
    place = (target.indicator, target.area)
    case = case_of(plan, target, {place: series}, {}, subject.as_of, subject.known_on)
    return course_of_target(case)


def _totals(subject: Subject, known: Series, asked: Sequence[Target]) -> tuple[Observation, ...]:
    """The total of each year so far, month by month, of the months that its quota is judged by."""
    quotas = {one.due.year: one for one in asked if one.rule is Rule.QUOTA and one.group is None}
    found: list[Observation] = []
    for year in sorted({one.period.year for one in known.observations}):
        quota = quotas.get(year)
        judged = known.complete() if quota is None else judged_series(quota, subject.indicator, known)
        months = judged.between(Month(year, 1), Month(year, 12))
        found += running_totals(subject.indicator, months).observations
    return tuple(found)


def _runs(points: Sequence[Observation], *, by_year: bool) -> tuple[tuple[Observation, ...], ...]:
    """The complete ones of ``points``, parted at each break and where a year begins anew."""
    runs: list[list[Observation]] = []
    for one in points:
        if one.is_partial:
            continue
        is_new = not runs or one.flag is Flag.BREAK
        if is_new or (by_year and runs[-1][-1].period.year != one.period.year):
            runs.append([])
        runs[-1].append(one)
    return tuple(map(tuple, runs))


def _sources(
    subject: Subject, points: Sequence[Observation], snapshots: Iterable[Snapshot]
) -> tuple[str, ...]:
    """Who publishes the indicator, else the sources of the values drawn, the latest first."""
    if subject.indicator.source:
        return (subject.indicator.source,)
    current = {row.period: row.source for row in in_order_known(snapshots)}
    named = (current.get(one.period, "") for one in reversed(points) if one.expected is None)
    return tuple(dict.fromkeys(one for one in named if one))


def _months(subject: Subject, points: Sequence[Observation], courses: Iterable[Course]) -> Span:
    """From the first month to the last one of which anything is drawn, with as-of among them."""
    drawn = [one.period for one in points]
    for course in courses:
        drawn += [one.month for one in (*course.path, *course.milestones)]
    first = min(drawn, default=subject.as_of.plus(1 - _MONTHS_WITHOUT_VALUES))
    return Span(min(first, subject.as_of), max([*drawn, subject.as_of]))


def _axis(subject: Subject, points: Sequence[Observation], courses: Sequence[Course]) -> Axis:
    values = [one.value for one in points] + [one for course in courses for one in course.values]
    low, high = min(values, default=0.0), max(values, default=1.0)
    for ahead in (one for course in courses for one in course.outlook):
        if ahead.low is not None and ahead.high is not None:
            room = (high - low) / 2
            values += [max(ahead.low, low - room), min(ahead.high, high + room)]
    return axis_over(values, subject.indicator.decimals)


__all__ = [
    "Axis",
    "Course",
    "Drawing",
    "Outlook",
    "Point",
    "Span",
    "drawing_of",
    "month_ticks",
]
