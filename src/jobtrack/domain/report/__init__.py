"""Where every target stands: a pure value that the renderers show."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from jobtrack.domain.assess.measures import Colour, Mark, Status
from jobtrack.domain.basis import areas_of, basis_of, lies_below
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section, find_area, find_indicator
from jobtrack.domain.row import Row, row_of_indicator, row_of_target
from jobtrack.domain.series import Place, Series
from jobtrack.domain.target import Rule, Target


class Report(NamedTuple):
    """``targets`` and ``indicators`` (those without a target) stand in the plan's order.

    ``series`` are the values that they were judged from, as ``places_needed`` names them.
    """

    plan: Plan
    as_of: Month
    known_on: date
    targets: tuple[Row, ...]
    indicators: tuple[Row, ...]
    series: Mapping[Place, Series] = MappingProxyType({})

    def series_of(self, row: Row) -> Series:
        """The values behind ``row`` up to as-of, without sums of which areas are missing.

        None of a cover, whose units have them. Where it is for a group, the sums over its members.
        """
        if row.target is None:
            known = self.series.get((row.indicator.id, row.area.code), Series())
        elif row.target.rule is Rule.COVER:
            return Series()
        else:
            basis = basis_of(self.plan, row.target, self.series, self.as_of)
            known = basis.by_area[row.target.area]
        return known.between(None, self.as_of).complete()

    def by_section(self) -> list[tuple[Section, list[Row]]]:
        """The rows of each section that has any: its targets, then its indicators without one."""
        rows = (*self.targets, *self.indicators)
        found = [
            (section, [row for row in rows if row.section == section])
            for section in self.plan.sections.values()
        ]
        return [(section, own) for section, own in found if own]

    def summary(self) -> dict[Status, int]:
        """How many targets have each status that occurs, in the order of ``Status``."""
        words = [row.status for row in self.targets]
        return {status: words.count(status) for status in Status if status in words}


class Scope(NamedTuple):
    """What a report is about: None stands for everything the plan's home shows."""

    indicators: Collection[str] | None = None
    area: str | None = None


def scope_of(plan: Plan, indicators: list[str] | None, area: str | None) -> Scope:
    """The scope with names resolved. Errors: NoIndicator, NoArea, Ambiguous."""
    return Scope(
        None if not indicators else [find_indicator(plan, name).id for name in indicators],
        None if area is None else find_area(plan, area).code,
    )


def targets_shown(plan: Plan, scope: Scope, as_of: Month) -> list[Target]:
    """The targets of ``scope`` that matter at ``as_of``, in the order shown.

    They start no later than December of that year and were due no more than twelve months before.
    Of one indicator's, the one due last comes first.
    """
    order = _indicators_in_order(plan)
    shown = [
        target
        for target in plan.targets.values()
        if target.start <= Month(as_of.year, 12)
        and as_of.since(target.due) <= 12
        and (scope.indicators is None or target.indicator in scope.indicators)
        and (scope.area is None or target.area == scope.area)
    ]
    latest_first = sorted(shown, key=lambda one: (-one.due.since(as_of), one.id))
    return sorted(latest_first, key=lambda one: order.index(one.indicator))


def _indicators_in_order(plan: Plan) -> list[str]:
    """Ids of indicators section by section."""
    sections = list(plan.sections)
    by_section = sorted(plan.indicators.values(), key=lambda one: sections.index(one.section))
    return [one.id for one in by_section]


def indicators_shown(plan: Plan, scope: Scope, targets: Collection[Target]) -> list[Indicator]:
    """The indicators of ``scope`` that none of ``targets`` judges, in the order shown."""
    judged = {target.indicator for target in targets}
    return [
        plan.indicators[id]
        for id in _indicators_in_order(plan)
        if id not in judged and (scope.indicators is None or id in scope.indicators)
    ]


def places_needed(plan: Plan, scope: Scope, as_of: Month) -> set[Place]:
    """The series that ``build_report`` will ask for."""
    targets = targets_shown(plan, scope, as_of)
    needed = {(target.indicator, area) for target in targets for area in areas_of(plan, target)}
    home = scope.area or plan.home
    return needed | {(one.id, home) for one in indicators_shown(plan, scope, targets)}


def build_report(
    plan: Plan, series: Mapping[Place, Series], scope: Scope, as_of: Month, known_on: date
) -> Report:
    """Judge every target shown at the end of ``as_of``, with what was known on ``known_on``.

    ``series`` holds what ``places_needed`` names; a place without values may be left out.
    """
    targets = targets_shown(plan, scope, as_of)
    home = scope.area or plan.home
    others = [
        row_of_indicator(plan, one, home, series.get((one.id, home), Series()), as_of, known_on)
        for one in indicators_shown(plan, scope, targets)
    ]
    return Report(
        plan,
        as_of,
        known_on,
        tuple(row_of_target(plan, target, series, as_of, known_on) for target in targets),
        tuple(row for row in others if scope.area is None or row.measures.period is not None),
        series,
    )


def targets_touched(plan: Plan, figures: Iterable[tuple[str, str, Month]]) -> list[Target]:
    """The targets that a value of one of ``figures`` (indicator, area, month) can bear on."""
    figures = list(figures)
    return [
        target
        for target in plan.targets.values()
        if any(
            indicator == target.indicator
            and lies_below(plan, plan.indicators[indicator], area, target)
            and month <= target.due
            and (month >= target.start or target.rule not in {Rule.HOLD, Rule.QUOTA})
            for indicator, area, month in figures
        )
    ]


class Alarm(NamedTuple):
    """What ``--fail-on`` looks for."""

    colours: Collection[Colour]
    marks: Collection[Mark] = ()

    def is_raised_by(self, row: Row) -> bool:
        """Whether ``row``, or a member of the group that it is of, is among what is looked for."""
        if any(map(self.is_raised_by, row.members)):
            return True
        if row.status is None:
            return False
        return row.status.colour in self.colours or any(mark in self.marks for mark in row.marks)


ALARMS = {
    "red": Alarm((Colour.RED,)),
    "amber": Alarm((Colour.AMBER, Colour.RED), (Mark.STALE,)),
    "grey": Alarm((Colour.GREY, Colour.AMBER, Colour.RED)),
}


def only_alarming(report: Report, alarm: Alarm) -> Report:
    """``report`` with just the targets that raise ``alarm``."""
    rows = tuple(row for row in report.targets if alarm.is_raised_by(row))
    return report._replace(targets=rows, indicators=())
