"""Wholes against their parts, and areas against those below them."""

from collections.abc import Iterator
from math import fsum

from jobtrack.domain.area import Areas
from jobtrack.domain.checks.case import Case
from jobtrack.domain.checks.possible import Range, possible, total
from jobtrack.domain.finding import Finding, Notice
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.rollup import filled, reporters_below
from jobtrack.domain.series import Observation, Series


def by_month(series: Series) -> dict[Month, Observation]:
    """The observations of ``series`` by their month."""
    return {one.period: one for one in series.observations}


def unequal_sums(case: Case) -> Iterator[Finding]:
    """Months in which all parts are known and can't add up to the whole, however they were rounded.

    Of ratios the parts don't add up.
    """
    indicator = case.indicator
    if not indicator.parts or indicator.kind is Kind.RATIO:
        return
    for area, series in case.reported.items():
        found = [by_month(case.parts[id].get(area, Series())) for id in indicator.parts]
        for one in series.observations:
            parts = [own[one.period] for own in found if one.period in own]
            if len(parts) < len(found) or possible(one, indicator.decimals).meets(_sum(case, parts)):
                continue
            yield case.finding_at(
                Notice.PARTS_DIFFER,
                area,
                one,
                parts=", ".join(indicator.parts),
                sum=rounded(fsum(part.value for part in parts), indicator.decimals),
            )


def _sum(case: Case, parts: list[Observation]) -> Range:
    return total(possible(one, case.indicator.decimals) for one in parts)


def oversized_parts(case: Case) -> Iterator[Finding]:
    """Months in which an indicator that is no more than another one must be more than it."""
    decimals = case.indicator.decimals
    for area, series in case.reported.items() if case.indicator.of_which else ():
        for id in case.indicator.of_which:
            part = by_month(case.parts[id].get(area, Series()))
            part_decimals = case.plan.indicators[id].decimals
            for one in series.observations:
                other = part.get(one.period)
                if other is None or other.value <= one.value:
                    continue
                if possible(other, part_decimals).low > possible(one, decimals).high:
                    yield case.finding_at(
                        Notice.PART_ABOVE_WHOLE, area, one, part=id, part_value=other.value
                    )


def differing_parents(case: Case) -> Iterator[Finding]:
    """Months in which the value of an area can't be the sum over the areas below it.

    Where some of them are missing, that is so only if those that are in make more than it and none
    can be negative. Source: docs/method.md, sums over areas.
    """
    areas = Areas.of(case.plan.areas)
    if not case.indicator.adds_up:
        return
    for area, series in case.reported.items():
        if not areas.below(area):
            continue
        reporters = reporters_below(case.plan, case.indicator, area)
        below = case.summed(one.code for one in reporters.areas)
        sums = by_month(filled(case.indicator, Series(), reporters, below))
        months = {code: by_month(own) for code, own in below.items()} if sums else {}
        for one in series.observations:
            made = sums.get(one.period)
            parts = [own[one.period] for own in months.values() if one.period in own]
            if made is None or _agree(case, one, made, parts):
                continue
            yield case.finding_at(
                Notice.CHILDREN_DIFFER,
                area,
                one,
                sum=made.value,
                reported=made.reported,
                expected=made.expected,
            )


def _agree(case: Case, one: Observation, made: Observation, parts: list[Observation]) -> bool:
    """Whether ``one`` can be what ``parts`` make, or more as long as some are missing."""
    decimals = case.indicator.decimals
    whole = possible(one, decimals)
    if case.indicator.kind is Kind.RATIO:
        return made.is_partial or whole.meets(possible(made, decimals))
    sum = _sum(case, parts)
    if not made.is_partial:
        return whole.meets(sum)
    least = case.indicator.least
    may_be_negative = (least is not None and least < 0) or any(part.value < 0 for part in parts)
    return may_be_negative or sum.low <= whole.high
