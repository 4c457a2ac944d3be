"""What a target draws: the path that it asks for, where values kept from it, and where they lead."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from jobtrack.domain.assess.bound import bound_of, meets
from jobtrack.domain.assess.grow import bound_over
from jobtrack.domain.assess.projection import projection_of
from jobtrack.domain.assess.quota import judge_quota, seasonal_share
from jobtrack.domain.assess.reach import path_points
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.month import Month, months
from jobtrack.domain.row import Row
from jobtrack.domain.series import Observation, Series, expected_months
from jobtrack.domain.target import Milestone, Path, Rule

_MOST_AROUND = 12  # months that a bound without a path is drawn before the first value, beyond as-of


class Point(NamedTuple):
    """A place on a path, in the indicator's unit."""

    month: Month
    value: float


class Outlook(NamedTuple):
    """Where a value may stand in a later month; of a quota without the bounds of what may come."""

    month: Month
    value: float
    low: float | None = None
    high: float | None = None


class Span(NamedTuple):
    """Months from ``first`` to ``last``, both included."""

    first: Month
    last: Month


class Course(NamedTuple):
    """The line of one target, which ``row`` judges as the report does.

    ``path`` runs straight from point to point, ``in_steps`` each holds until the next. ``milestones``
    are those that the target names, its bound at due among them where the path leads there.
    ``breaches`` are the months on the wrong side of a bound that is to be kept, and ``spans`` are
    those of them that no kept month parts. ``outlook`` begins with t, where it is the value itself; it
    is empty where nothing is projected, or the window is over.
    """

    row: Row
    path: tuple[Point, ...] = ()
    in_steps: bool = False
    milestones: tuple[Point, ...] = ()
    breaches: tuple[Month, ...] = ()
    spans: tuple[Span, ...] = ()
    outlook: tuple[Outlook, ...] = ()

    @property
    def values(self) -> list[float]:
        """Every value that must find its place, but for the bounds of what may come."""
        points = (*self.path, *self.milestones)
        return [*(one.value for one in points), *(one.value for one in self.outlook)]

    @property
    def corners(self) -> list[Point]:
        """The points of the path with the corners of its steps: straight from each to the next."""
        found = list(self.path[:1])
        for before, after in pairwise(self.path):
            found += [Point(after.month, before.value), after] if self.in_steps else [after]
        return found


def course_of_target(case: Case) -> Course:
    """The course of the target that ``case`` judges; without a path where it has none of this unit."""
    row = case.row
    if row.is_growth:
        return _with_breaches(Course(row, _yearly_path(case)), case)
    if case.target.rule is Rule.QUOTA:
        path = _quota_path(case)
        return Course(row, path, milestones=path[-1:], outlook=_quota_outlook(case))
    if case.is_held:
        return _with_breaches(Course(row, _kept_path(case)), case)
    return _reach_course(case)


def _kept_path(case: Case) -> tuple[Point, ...]:
    """A bound from start to due, but no more than a year before the first value and beyond as-of."""
    target, bound = case.target, case.measures.bound
    if bound is None:
        return ()
    start, known = target.start, case.own.observations
    if known:
        start = max(start, known[0].period.plus(-_MOST_AROUND))
    ahead = max(case.as_of, start).plus(_MOST_AROUND)
    return (Point(start, bound), Point(min(target.due, ahead), bound))


def _yearly_path(case: Case) -> tuple[Point, ...]:
    """The value that has grown enough over the same month of the year before, where that is known."""
    percent = bound_of(case.target, case.indicator)
    bases = ((month, case.own.at(month.plus(-12))) for month in _window(case))
    return tuple(
        Point(month, bound_over(case.indicator, base.value, percent))
        for month, base in bases
        if base is not None
    )


def _window(case: Case) -> list[Month]:
    return months(case.target.start, min(case.target.due, case.as_of.plus(_MOST_AROUND)))


def _with_breaches(course: Course, case: Case) -> Course:
    """``course`` with the months that were judged to be on the wrong side."""
    bound, target = case.measures.bound, case.target
    if bound is None:
        return course
    window = case.judged.between(target.start, case.through).observations
    wrong = {
        one.period for one in window if not meets(one.value, bound, target.direction, one.qualifier)
    }
    spans = tuple(_spans((one.period for one in window), wrong))
    return course._replace(breaches=tuple(sorted(wrong)), spans=spans)


def _spans(judged: Iterable[Month], wrong: set[Month]) -> list[Span]:
    """Runs of months in ``wrong`` among those that were ``judged``, in order of time."""
    found: list[Span] = []
    is_open = False
    for month in judged:
        if month in wrong and is_open:
            found[-1] = Span(found[-1].first, month)
        elif month in wrong:
            found.append(Span(month, month))
        is_open = month in wrong
    return found


def _reach_course(case: Case) -> Course:
    """The path of a reach or of a growth from its baseline; without one the bound at due alone."""
    m, target = case.measures, case.target
    if target.rule is Rule.GROW:
        if m.baseline is None:
            return Course(case.row)
        target = target._replace(milestones=())
    if m.bound is None:
        return Course(case.row)
    named = (*target.milestones, Milestone(target.due, m.bound))
    milestones = tuple(Point(one.month, one.value) for one in named)
    if m.baseline is None or m.baseline_period is None:
        return Course(case.row, milestones=milestones)
    start = m.baseline_period
    points = path_points(target, Observation(start, m.baseline), m.bound)
    path = tuple(Point(start.plus(int(after)), value) for after, value in points)
    return Course(case.row, path, target.path is Path.STEP, milestones, outlook=_reach_outlook(case))


def _reach_outlook(case: Case) -> tuple[Outlook, ...]:
    """The values projected for each month up to due; the last one is that of the report."""
    m, last = case.measures, case.own.last
    if m.projected is None or m.bound is None or last is None or case.as_of > case.target.due:
        return ()
    found = [Outlook(last.period, last.value, last.value, last.value)]
    for ahead in range(1, (m.months_left or 0) + 1):
        then = projection_of(case.indicator, case.own, m.bound, case.target.direction, ahead)
        if then is not None:
            found.append(Outlook(last.period.plus(ahead), then.value, then.low, then.high))
    return tuple(found)


def _quota_outlook(case: Case) -> tuple[Outlook, ...]:
    """Straight to what the share of the year gone makes of the year."""
    m, due = case.measures, case.target.due
    if m.projected is None or m.period is None or m.value is None:
        return ()
    if m.period == due or case.as_of > due:
        return ()
    return (Outlook(m.period, m.value), Outlook(due, m.projected))


def _quota_path(case: Case) -> tuple[Point, ...]:
    """Where the year to date should stand (序时进度): through t as it is judged, then on to the bound.

    Up to t the months that are missing are no more asked for than the verdict asks for them.
    """
    target, indicator = case.target, case.indicator
    bound = bound_of(target, indicator)
    path = [Point(Month(target.due.year - 1, 12), 0.0)]
    for one in case.own.between(target.start, case.through).observations:
        known = case.own.between(None, one.period)
        judged = judge_quota(target, indicator, known, bound, one.period).measures
        path.append(Point(one.period, judged.expected or 0.0))
    later = expected_months(indicator, path[-1].month.plus(1), target.due.plus(-1))
    shares = ((month, _seasonal_share_by(case, month)) for month in later)
    path += [Point(month, bound * share) for month, share in shares if share is not None]
    if path[-1].month < target.due:
        path.append(Point(target.due, bound))
    return tuple(path)


def _seasonal_share_by(case: Case, month: Month) -> float | None:
    """What past years had by ``month``, all its months reported; None where the calendar's holds."""
    year = expected_months(case.indicator, case.target.start, month)
    reported = Series(tuple(Observation(one, 0.0) for one in year))
    return seasonal_share(case.target, case.indicator, case.own, reported)
