"""Each target area by area: ranked, the best and the worst named, and who has not reported yet."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jobtrack.domain.area import Area
from jobtrack.domain.basis import areas_of
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.report import Alarm, Report, Scope, indicators_shown, targets_shown
from jobtrack.domain.report.ranking import Order, ranked, stand_alike
from jobtrack.domain.rollup import reporters_below
from jobtrack.domain.row import Row, row_of_indicator, row_of_member, row_of_target
from jobtrack.domain.series import Observation, Place, Series
from jobtrack.domain.target import Target


class AreaTable(NamedTuple):
    """One target (or an indicator without one) in each of some areas; ``whole`` is all of them.

    ``rows`` are in the order asked for. ``waiting`` are areas without a value for ``period``, the
    newest month that any of them has one for. Best and worst are told where two differ.
    """

    whole: Row
    rows: tuple[Row, ...]
    period: Month | None
    waiting: tuple[Area, ...]
    best: Row | None = None
    worst: Row | None = None


class AreaReport(NamedTuple):
    """A table for each target that has any area, in the plan's order."""

    plan: Plan
    as_of: Month
    known_on: date
    tables: tuple[AreaTable, ...]

    @property
    def report(self) -> Report:
        """All rows one after the other, that of the whole before those of its areas."""
        rows = [row for table in self.tables for row in (table.whole, *table.rows)]
        targets = tuple(row for row in rows if row.target is not None)
        others = tuple(row for row in rows if row.target is None)
        return Report(self.plan, self.as_of, self.known_on, targets, others)


class Comparison(NamedTuple):
    """Which areas are compared: those below the scope's area, or the members of ``group``."""

    scope: Scope
    group: str | None = None
    order: Order = Order.WORST


def targets_compared(plan: Plan, comparison: Comparison, as_of: Month) -> list[Target]:
    """The targets that may have a table: those of the scope's area, in the order shown."""
    scope = comparison.scope
    return targets_shown(plan, scope._replace(area=scope.area or plan.home), as_of)


def indicators_compared(plan: Plan, comparison: Comparison, as_of: Month) -> list[Indicator]:
    """The indicators without a target that may have one: those asked for, or all where none has."""
    targets = targets_compared(plan, comparison, as_of)
    if targets and comparison.scope.indicators is None:
        return []
    return indicators_shown(plan, comparison.scope, targets)


def areas_compared(
    plan: Plan, comparison: Comparison, indicator: Indicator, target: Target | None, as_of: Month
) -> list[Area]:
    """The areas of one table that existed in ``as_of``, in the plan's order."""
    group = comparison.group or (target.group if target is not None else None)
    if group is None:
        home = comparison.scope.area or plan.home
        found: Sequence[Area] = reporters_below(plan, indicator, home).areas
    else:
        found = [plan.areas[code] for code in plan.groups[group].members]
    return [one for one in found if one.is_valid(as_of)]


def places_compared(plan: Plan, comparison: Comparison, as_of: Month) -> set[Place]:
    """The series that ``build_area_report`` will ask for."""
    home = comparison.scope.area or plan.home
    compared: list[tuple[Indicator, Target | None, tuple[str, ...]]] = [
        (plan.indicators[target.indicator], target, areas_of(plan, target))
        for target in targets_compared(plan, comparison, as_of)
    ]
    others = indicators_compared(plan, comparison, as_of)
    compared += [(indicator, None, (home,)) for indicator in others]
    return {
        (indicator.id, code)
        for indicator, target, whole in compared
        for code in (
            *whole,
            *(one.code for one in areas_compared(plan, comparison, indicator, target, as_of)),
        )
    }


class _Moment(NamedTuple):
    """What every row is judged from."""

    plan: Plan
    series: Mapping[Place, Series]
    as_of: Month
    known_on: date

    def of(self, indicator: Indicator, area: str) -> Series:
        return self.series.get((indicator.id, area), Series()).between(None, self.as_of)


def build_area_report(
    plan: Plan,
    series: Mapping[Place, Series],
    comparison: Comparison,
    as_of: Month,
    known_on: date,
) -> AreaReport:
    """Every target compared area by area, at the end of ``as_of``, as known on ``known_on``.

    ``series`` holds what ``places_compared`` names. Where no area has a value, nor a target of its own,
    there is no table.
    """
    moment = _Moment(plan, series, as_of, known_on)
    home = comparison.scope.area or plan.home
    wholes = [
        row_of_target(plan, one, series, as_of, known_on)
        for one in targets_compared(plan, comparison, as_of)
    ]
    wholes += [
        row_of_indicator(plan, one, home, moment.of(one, home), as_of, known_on)
        for one in indicators_compared(plan, comparison, as_of)
    ]
    tables = (_table(moment, comparison, whole) for whole in wholes)
    return AreaReport(plan, as_of, known_on, tuple(one for one in tables if _says_something(one)))


def _says_something(table: AreaTable) -> bool:
    return any(row.target is not None or row.measures.period is not None for row in table.rows)


def _table(moment: _Moment, comparison: Comparison, whole: Row) -> AreaTable:
    """Its areas as members of the target's group, by targets of their own, or only their values."""
    plan, as_of, indicator = moment.plan, moment.as_of, whole.indicator
    areas = areas_compared(plan, comparison, indicator, whole.target, as_of)
    own: dict[str, list[Target]] = {}
    for target in targets_shown(plan, Scope([indicator.id]), as_of) if whole.target else ():
        if target.group is None:
            own.setdefault(target.area, []).append(target)
    rows = [row for area in areas for row in _rows_of(moment, whole, area.code, own.get(area.code, []))]
    known = [row for row in ranked(rows, Order.WORST) if row.measures.value is not None]
    differ = bool(known) and not stand_alike(known[0], known[-1])
    newest = {one.code: moment.of(indicator, one.code).last for one in areas}
    period = max((one.period for one in newest.values() if one is not None), default=None)
    return AreaTable(
        whole,
        ranked(rows, comparison.order),
        period,
        tuple(one for one in areas if _is_waiting(indicator, one, newest[one.code], period)),
        known[-1] if differ else None,
        known[0] if differ else None,
    )


def _rows_of(moment: _Moment, whole: Row, area: str, own: Sequence[Target]) -> list[Row]:
    plan, series, as_of, known_on = moment
    group = None if whole.target is None else whole.target.group
    if whole.target is not None and group is not None and area in plan.groups[group].members:
        return [row_of_member(plan, whole.target, area, series, as_of, known_on)]
    if own:
        return [row_of_target(plan, one, series, as_of, known_on) for one in own]
    known = moment.of(whole.indicator, area)
    return [row_of_indicator(plan, whole.indicator, area, known, as_of, known_on)]


def _is_waiting(
    indicator: Indicator, area: Area, last: Observation | None, period: Month | None
) -> bool:
    """Whether an area that existed in ``period`` has no value for it; if irregular, none so far."""
    if period is None or not area.is_valid(period):
        return False
    return last is None or (indicator.every is not None and last.period < period)


def only_alarming_areas(found: AreaReport, alarm: Alarm) -> AreaReport:
    """``found`` with just the areas that raise ``alarm``, and the tables that have any or are one."""
    tables = [
        table._replace(rows=tuple(row for row in table.rows if alarm.is_raised_by(row)))
        for table in found.tables
    ]
    kept = tuple(one for one in tables if one.rows or alarm.is_raised_by(one.whole))
    return found._replace(tables=kept)
