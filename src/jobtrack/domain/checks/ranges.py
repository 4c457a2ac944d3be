"""Values that can't be: more than all of them, or outside the range that the indicator declares."""

from collections.abc import Iterator
from math import inf

from jobtrack.domain.checks.case import Case
from jobtrack.domain.checks.possible import possible
from jobtrack.domain.finding import Finding, Notice, finding
from jobtrack.domain.indicator import Kind
from jobtrack.domain.number import rounded


def ratios_above_one(case: Case) -> Iterator[Finding]:
    """Ratios whose numerator is above the denominator, unless ``most`` says that they may be."""
    indicator = case.indicator
    one = indicator.scale
    if indicator.kind is not Kind.RATIO or (indicator.most is not None and indicator.most > one):
        return
    for area, series in case.reported.items():
        for observation in series.observations:
            if observation.value > one and possible(observation, indicator.decimals).low > one:
                yield finding(
                    Notice.RATIO_ABOVE_ONE,
                    indicator=indicator.id,
                    area=area,
                    period=observation.period,
                    value=observation.value,
                )


def values_out_of_range(case: Case) -> Iterator[Finding]:
    """Values below ``least`` or above ``most`` of their indicator."""
    indicator = case.indicator
    if indicator.least is None and indicator.most is None:
        return
    least = -inf if indicator.least is None else indicator.least
    most = inf if indicator.most is None else indicator.most
    for area, series in case.reported.items():
        for one in series.observations:
            if not least <= one.value <= most:
                limit = least if one.value < least else most
                yield finding(
                    Notice.OUT_OF_RANGE,
                    indicator=indicator.id,
                    area=area,
                    period=one.period,
                    value=one.value,
                    limit=limit,
                    excess=rounded(abs(one.value - limit), indicator.decimals),
                )
