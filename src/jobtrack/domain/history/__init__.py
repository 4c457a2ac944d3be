"""The series of one indicator in one area: what each month says."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from jobtrack.domain.area import Area
from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.assess.value import in_order, with_areas
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.row import Row, row_of_indicator, row_of_target
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.snapshot import Flag, Snapshot, in_order_known
from jobtrack.domain.target import Target


class Subject(NamedTuple):
    """What a history is about: periods up to ``as_of``, as known on that day."""

    indicator: Indicator
    area: Area
    as_of: Month
    known_on: date


class Entry(NamedTuple):
    """A month that has a value, as the report of that month would show it, and the row that says so.

    A sum over areas has no row. One from which areas are missing is shown, and not judged.
    ``row.target`` is the target that ran in that month, if any. ``row.marks`` have a break where the
    value begins one (then its flag is B) or a change shown compares values on two sides of one.
    """

    row: Row
    observation: Observation
    snapshot: Snapshot | None


def history_of(
    plan: Plan, subject: Subject, series: Series, snapshots: Iterable[Snapshot]
) -> tuple[Entry, ...]:
    """The current value of each month that has one, the oldest first; months without are left out.

    ``series`` has the values of the subject's indicator and area, sums over areas among them, and
    ``snapshots`` the rows that were known there, in any order.
    """
    known = series.between(None, subject.as_of)
    current = {row.period: row for row in in_order_known(snapshots)}
    return tuple(
        Entry(
            _row(plan, subject, known, one),
            one,
            current.get(one.period) if one.expected is None else None,
        )
        for one in known.observations
    )


def _row(plan: Plan, subject: Subject, known: Series, one: Observation) -> Row:
    """The value ``one`` with its changes, and its share of the target that ran then."""
    indicator, area, period = subject.indicator, subject.area.code, one.period
    before = known.between(None, period.plus(-1)).observations
    series = Series((*before, one._replace(reported=None, expected=None)))  # shown, partial or not
    row = row_of_indicator(plan, indicator, area, series, period, subject.known_on)
    marks = {*row.marks} | ({Mark.PARTIAL} if one.is_partial else set())
    marks |= {Mark.BREAK} if one.flag is Flag.BREAK else set()
    row = row._replace(measures=with_areas(row.measures, one), marks=in_order(marks))
    target = running_target(plan, subject, period)
    if target is None or one.is_partial:
        return row
    judged = row_of_target(plan, target, {(indicator.id, area): series}, period, subject.known_on)
    found = judged.measures
    measures = row.measures._replace(
        bound=found.bound, attainment=found.attainment, progress=found.progress, gap=found.gap
    )
    return row._replace(target=target, measures=measures)


def running_target(plan: Plan, subject: Subject, period: Month) -> Target | None:
    """The target with a bound whose window holds ``period``; of several the one due last."""
    running = [
        one
        for one in plan.targets.values()
        if (one.indicator, one.area) == (subject.indicator.id, subject.area.code)
        and one.bound is not None
        and one.group is None
        and one.runs_in(period)
    ]
    return min(running, key=lambda one: (-one.due.since(period), one.id), default=None)
