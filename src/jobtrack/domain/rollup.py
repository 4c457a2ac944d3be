"""The values of areas that report none themselves: sums over the areas below them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from math import fsum
from typing import NamedTuple

from jobtrack.domain.area import Area, Areas
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.plan import Plan
from jobtrack.domain.series import Observation, Place, Series
from jobtrack.domain.snapshot import Flag, qualifier_of_sum

Read = Callable[[Indicator, Collection[str]], Mapping[str, Series]]
_GRAVEST_FIRST = (Flag.BREAK, Flag.PROVISIONAL, Flag.ESTIMATED)


class Reporters(NamedTuple):
    """The areas whose values make a sum; ``unnamed`` are those of them that nobody has named yet."""

    areas: tuple[Area, ...] = ()
    unnamed: int = 0

    def counts(self, months: Iterable[Month]) -> dict[Month, int]:
        """How many are expected to report for each of ``months``."""
        dated = [one for one in self.areas if not one.is_always_valid]
        always = self.unnamed + len(self.areas) - len(dated)
        return {month: always + sum(one.is_valid(month) for one in dated) for month in months}


def reporters_below(plan: Plan, indicator: Indicator, area: str) -> Reporters:
    """Who reports within ``area``: the group that the indicator names, else all areas right below it.

    Of a group those members that lie in the area. Source: docs/method.md, sums over areas.
    """
    areas = Areas.of(plan.areas)
    if indicator.reporters is None:
        return Reporters(tuple(areas[code] for code in areas.below(area)))
    group = plan.groups[indicator.reporters]
    members = [code for code in group.members if code != area and areas.lies_in(code, area)]
    is_whole = len(members) == len(group.members) and area not in group.members
    return Reporters(tuple(areas[code] for code in members), group.unnamed if is_whole else 0)


def summed_series(plan: Plan, places: Iterable[Place], read: Read) -> dict[Place, Series]:
    """The values of each place, its months without one filled by sums over the areas below it.

    ``read`` gives what was reported of an indicator by each of some areas; none of them stands for no
    values. Source: docs/method.md, sums over areas.
    """
    by_indicator: dict[str, list[str]] = {}
    for id, area in places:
        by_indicator.setdefault(id, []).append(area)
    found: dict[Place, Series] = {}
    for id, areas in by_indicator.items():
        series = _summed(plan, plan.indicators[id], areas, read)
        found |= {(id, area): series[area] for area in areas}
    return found


def _summed(plan: Plan, indicator: Indicator, areas: Collection[str], read: Read) -> dict[str, Series]:
    """The values of ``areas`` and of all below: read going down, then summed from the deepest up."""
    known: dict[str, Series] = {}
    inner: dict[str, Reporters] = {}
    asked = list(dict.fromkeys(areas))
    while asked:
        own = read(indicator, asked)
        known |= {area: own.get(area, Series()) for area in asked}
        if not indicator.adds_up:
            return known
        below = {area: reporters_below(plan, indicator, area) for area in asked}
        inner |= {area: reporters for area, reporters in below.items() if reporters.areas}
        codes = dict.fromkeys(one.code for reporters in below.values() for one in reporters.areas)
        asked = [code for code in codes if code not in known]
    areas_above = Areas.of(plan.areas).above
    for area in sorted(inner, key=lambda one: len(areas_above(one)), reverse=True):
        known[area] = filled(indicator, known[area], inner[area], known)
    return known


def filled(
    indicator: Indicator, own: Series, reporters: Reporters, parts: Mapping[str, Series]
) -> Series:
    """``own`` with a sum over ``parts``, by area, for each month that it has no value for.

    An area that did not exist in a month is not part of it. A value of its own wins over the sum.
    """
    reported = {one.period for one in own.observations}
    by_month: dict[Month, list[Observation]] = {}
    for area in reporters.areas:
        is_always_valid = area.is_always_valid
        for one in parts.get(area.code, Series()).observations:
            if one.period not in reported and (is_always_valid or area.is_valid(one.period)):
                by_month.setdefault(one.period, []).append(one)
    if not by_month:
        return own
    expected = reporters.counts(by_month)
    sums = [_sum(indicator, found, expected[month]) for month, found in by_month.items()]
    return Series(tuple(sorted((*own.observations, *sums), key=lambda one: one.period)))


def _sum(indicator: Indicator, parts: Collection[Observation], expected: int) -> Observation:
    """Of one month: of ratios numerators over denominators, of all else the values."""
    addend = fsum(one.value if one.addend is None else one.addend for one in parts)
    value, denominator = addend, None
    if indicator.kind is Kind.RATIO:
        denominator = fsum(one.denominator or 0.0 for one in parts)
        value = addend / denominator * indicator.scale
    flags = {one.flag for one in parts}
    return Observation(
        next(iter(parts)).period,
        rounded(value, indicator.decimals),
        qualifier_of_sum(one.qualifier for one in parts),
        next((flag for flag in _GRAVEST_FIRST if flag in flags), Flag.NORMAL),
        any(one.revised for one in parts),
        addend,
        denominator,
        sum(not one.is_partial for one in parts),
        expected,
    )
