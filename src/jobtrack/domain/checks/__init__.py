"""The findings about the data: a catalogue of checks, one pure function each."""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import NamedTuple

from jobtrack.domain.checks.case import Case, Read
from jobtrack.domain.checks.contradictions import (
    contradicting_bounds,
    overfull_groups,
    targets_said_twice,
)
from jobtrack.domain.checks.gaps import gaps, stale_series
from jobtrack.domain.checks.jumps import jumps
from jobtrack.domain.checks.names import alike_names
from jobtrack.domain.checks.ranges import ratios_above_one, values_out_of_range
from jobtrack.domain.checks.sums import differing_parents, oversized_parts, unequal_sums
from jobtrack.domain.checks.targets import targets_without_data, targets_without_verdict
from jobtrack.domain.checks.year_to_date import falls_within_a_year, flows_that_only_rise
from jobtrack.domain.finding import Finding, Notice
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan


class Check(NamedTuple):
    """A finding's name and the function that finds it: in each indicator, or in the plan alone."""

    notice: Notice
    of_indicator: Callable[[Case], Iterator[Finding]] | None = None
    of_plan: Callable[[Plan], Iterator[Finding]] | None = None


CHECKS = (
    Check(Notice.MISSING_MONTH, gaps),
    Check(Notice.STALE_SERIES, stale_series),
    Check(Notice.JUMP, jumps),
    Check(Notice.FLOW_ONLY_RISES, flows_that_only_rise),
    Check(Notice.YTD_FALLS, falls_within_a_year),
    Check(Notice.PARTS_DIFFER, unequal_sums),
    Check(Notice.PART_ABOVE_WHOLE, oversized_parts),
    Check(Notice.CHILDREN_DIFFER, differing_parents),
    Check(Notice.RATIO_ABOVE_ONE, ratios_above_one),
    Check(Notice.OUT_OF_RANGE, values_out_of_range),
    Check(Notice.NAMES_ALIKE, of_plan=alike_names),
    Check(Notice.TARGET_WITHOUT_DATA, targets_without_data),
    Check(Notice.TARGET_WITHOUT_VERDICT, targets_without_verdict),
    Check(Notice.BOUNDS_CONTRADICT, of_plan=contradicting_bounds),
    Check(Notice.TARGET_TWICE, of_plan=targets_said_twice),
    Check(Notice.GROUP_ABOVE_SIZE, of_plan=overfull_groups),
)
_OF_PARTS = {Notice.PARTS_DIFFER, Notice.PART_ABOVE_WHOLE}


class Wanted(NamedTuple):
    """What is checked: these kinds of finding, these indicators and this area; None stands for all."""

    notices: Collection[Notice]
    indicators: Collection[str] | None = None
    area: str | None = None

    def holds(self, one: Finding) -> bool:
        """Whether ``one`` is about what is wanted; without limits also what is about no place."""
        fields = one.fields
        return (self.indicators is None or fields.get("indicator") in self.indicators) and (
            self.area is None or fields.get("area") == self.area
        )


def findings_in_data(
    plan: Plan, read: Read, wanted: Wanted, as_of: Month, known_on: date
) -> list[Finding]:
    """What is noticed in ``plan`` and its series, in the order of ``CHECKS`` and of the plan.

    ``read`` gives the series of one indicator, of every area in the order of its code, up to ``as_of``
    and as known on ``known_on``; few of them are held at once.
    """
    checks = [one for one in CHECKS if one.notice in wanted.notices]
    found = [one for check in checks if check.of_plan is not None for one in check.of_plan(plan)]
    if any(check.of_indicator is not None for check in checks):
        for indicator in plan.indicators.values():
            if wanted.indicators is None or indicator.id in wanted.indicators:
                case = _case(plan, indicator, read, checks, as_of, known_on)
                for check in checks:
                    if check.of_indicator is not None:
                        found += check.of_indicator(case)
    place = {check.notice: number for number, check in enumerate(CHECKS)}
    return sorted(filter(wanted.holds, found), key=lambda one: place[one.notice])


def _case(
    plan: Plan,
    indicator: Indicator,
    read: Read,
    checks: Collection[Check],
    as_of: Month,
    known_on: date,
) -> Case:
    """What the checks of ``indicator`` look at; its parts are read only where they are looked at."""
    has_parts = any(one.notice in _OF_PARTS for one in checks)
    ids = (*indicator.parts, *indicator.of_which) if has_parts else ()
    parts = {id: read(plan.indicators[id]) for id in ids}
    return Case(plan, indicator, read(indicator), parts, as_of, known_on)
