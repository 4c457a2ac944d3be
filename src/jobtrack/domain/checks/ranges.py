"""Values that can't be: more than all of them, or outside the range that the indicator declares."""

from collections.abc import Iterator
from math import inf

from jobtrack.domain.checks.case import Case
from jobtrack.domain.checks.possible import possible
from jobtrack.domain.finding import Finding, Notice
from jobtrack.domain.indicator import Kind
from jobtrack.domain.number import rounded


def ratios_above_one(case: Case) -> Iterator[Finding]:
    """Ratios whose numerator is above the denominator, unless ``most`` says that they may be."""
    indicator = case.indicator
    whole = indicator.scale
    if indicator.kind is not Kind.RATIO or (indicator.most is not None and indicator.most > whole):
        return
    for area, one in case.values:
        if one.value > whole and possible(one, indicator.decimals).low > whole:
            yield case.finding_at(Notice.RATIO_ABOVE_ONE, area, one)


def values_out_of_range(case: Case) -> Iterator[Finding]:
    """Values below ``least`` or above ``most`` of their indicator."""
    indicator = case.indicator
    if indicator.least is None and indicator.most is None:
        return
    least = -inf if indicator.least is None else indicator.least
    most = inf if indicator.most is None else indicator.most
    for area, one in case.values:
        if not least <= one.value <= most:
            limit = least if one.value < least else most
            excess = rounded(abs(one.value - limit), indicator.decimals)
            yield case.finding_at(Notice.OUT_OF_RANGE, area, one, limit=limit, excess=excess)
