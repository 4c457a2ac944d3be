"""What a bulletin prints beside its values, compared with what is stored; never stored itself."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jobtrack.domain.importing.header.words import Measure
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month, months
from jobtrack.domain.plan import Plan
from jobtrack.domain.series import Place, Series
from jobtrack.domain.target import Rule, Target

_NOISE = 1e-12  # of arithmetic with numbers of 15 digits


class Printed(NamedTuple):
    """A number that is not stored: what it says, of which value, and where it stands.

    ``value`` and ``step``, one unit of its last printed digit, are in percent for a growth and a share,
    else in the indicator's unit. ``base`` is the measure that a comparison is about, None for the value
    that is stored.
    """

    place: str
    indicator: str
    area: str
    period: Month
    measure: Measure
    base: Measure | None
    value: float
    step: float


class PrintedDiffers(NamedTuple):
    """A finding: what is printed is not what is stored; ``stored`` is the nearest reading of that.

    Both in percent for a growth and a share, else in the indicator's unit.
    """

    place: str
    what: Measure
    printed: float
    stored: float


def differences(
    printed: Iterable[Printed], series: Mapping[Place, Series], plan: Plan
) -> Iterator[PrintedDiffers]:
    """What of ``printed``, in its order, differs from the values in ``series`` and targets of ``plan``.

    It may be off by half a unit of its last printed digit. Where a value that it needs is not known,
    nothing is said. A share may be that of any target of the indicator and area that runs then.
    Source: docs/files.md, what is recognised.
    """
    for one in printed:
        known = series.get((one.indicator, one.area), Series())
        found = list(_readings(one, known, plan))
        tolerance = one.step / 2 + _NOISE * abs(one.value)
        if found:
            nearest = min(found, key=lambda value: abs(value - one.value))
            if abs(nearest - one.value) > tolerance + _NOISE * abs(nearest):
                yield PrintedDiffers(one.place, one.measure, one.value, nearest)


def _readings(one: Printed, series: Series, plan: Plan) -> Iterator[float]:
    """The values that ``one`` should have, one for each way in which it can be meant."""
    indicator = plan.indicators[one.indicator]
    if one.measure is Measure.TASK:
        yield from (bound for _, bound in _bounds(one, plan))
        return
    now = value_of(indicator, series, one.period, one.base)
    if one.measure is Measure.SHARE:
        for target, bound in _bounds(one, plan):
            total = _to_date(indicator, series, one.period) if target.rule is Rule.QUOTA else now
            if total is not None and bound > 0:
                yield total / bound * 100
        return
    if not one.measure.is_comparison:
        own = value_of(indicator, series, one.period, one.measure)
        yield from () if own is None else (own,)
        return
    before = value_of(indicator, series, one.period.plus(-12), one.base)
    if before is not None:
        yield from _compared(one.measure, indicator, now, before)


def _compared(
    measure: Measure, indicator: Indicator, now: float | None, before: float
) -> Iterator[float]:
    if measure is Measure.LAST_YEAR:
        yield before
    elif now is not None and measure is Measure.CHANGE:
        yield now - before
    elif now is not None:
        if indicator.unit.zh == "%" or indicator.unit.en == "%" or indicator.kind is Kind.RATIO:
            yield now - before  # in points
        if before > 0:
            yield (now / before - 1) * 100


def value_of(
    indicator: Indicator, series: Series, period: Month, measure: Measure | None
) -> float | None:
    """The value of ``period`` by that measure, as far as the stored ones tell; else None.

    Of a flow it may be the sum of its year so far, of a year-to-date value its last month alone; a
    level has one value, whatever the measure is called.
    """
    if indicator.kind in {Kind.LEVEL, Kind.RATIO}:
        return _at(series, period)
    if measure is Measure.YTD:
        return _to_date(indicator, series, period)
    if measure is Measure.MONTH and indicator.kind is Kind.YTD:
        now, before = _at(series, period), _at(series, period.plus(-1))
        if now is None or period.number == 1:
            return now
        return None if before is None else now - before
    return None if measure is Measure.END else _at(series, period)


def _to_date(indicator: Indicator, series: Series, period: Month) -> float | None:
    if indicator.kind is not Kind.FLOW:
        return _at(series, period)
    expected = [one for one in months(Month(period.year, 1), period) if indicator.is_expected(one)]
    values = [_at(series, one) for one in expected or [period]]
    return None if None in values else sum(value for value in values if value is not None)


def _at(series: Series, period: Month) -> float | None:
    found = series.at(period)
    return None if found is None else found.value


def _bounds(one: Printed, plan: Plan) -> Iterator[tuple[Target, float]]:
    """The targets that run in the month of ``one``, with their bounds."""
    for target in plan.targets.values():
        is_its = (target.indicator, target.area) == (one.indicator, one.area)
        is_amount = target.rule is not Rule.GROW  # the bound of a grow is in percent
        if is_its and is_amount and target.runs_in(one.period) and target.bound is not None:
            yield target, target.bound
