"""The next value of a target on its way: how much it takes to be on track."""

from collections.abc import Iterator

from jobtrack.domain.assess.measures import Status
from jobtrack.domain.assess.path import EARLY_SHARE
from jobtrack.domain.assess.reach import path_value
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Sentence, sentence
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded, rounded_up
from jobtrack.domain.target import Rule
from jobtrack.words import N_


def next_on_track(case: Case) -> Iterator[Sentence]:
    """The value that is on track in the next expected month; at due nothing but the bound is."""
    month, value = case.next_period, case.measures.value
    if month is None or value is None or month == case.target.due:
        return
    least = _least_in(case, month)
    if least is None:
        return
    sign, decimals = case.target.direction.sign, case.indicator.decimals
    least = 0 + sign * rounded_up(sign * least, decimals)
    bound, missing = case.limit(least), sign * rounded(least - value, decimals)
    if missing > 0:
        template = N_("on track in {month} with {bound}: {change}")
        yield sentence(template, month=month, bound=bound, change=case.change(missing))
    elif case.status is Status.ON_TRACK:
        yield sentence(N_("stays on track in {month} with {bound}"), month=month, bound=bound)
    else:
        yield sentence(N_("on track in {month} with {bound}"), month=month, bound=bound)


def _least_in(case: Case, month: Month) -> float | None:
    """The value with the least pace that is on track, or T where that asks for less; None without."""
    start, bound, sign = 0.0, case.measures.bound or 0.0, case.target.direction.sign
    if case.target.rule is not Rule.QUOTA:
        if case.baseline is None or _is_baseline(case, month):
            return None
        start = case.baseline.value
    expected = _expected_in(case, month)
    if expected is None or expected == start:
        return None
    least = expected - sign * (1 - case.target.on_track_from) * abs(expected - start)
    return sign * min(sign * least, sign * bound)


def _is_baseline(case: Case, month: Month) -> bool:
    """Whether a value of ``month`` would itself be where the path begins."""
    target = case.target
    return target.rule is Rule.REACH and target.baseline is None and month <= target.start


def _expected_in(case: Case, month: Month) -> float | None:
    """Where the path stands in ``month``; None while it is too early for a pace."""
    bound, target = case.measures.bound or 0.0, case.target
    if target.rule is Rule.QUOTA:
        if target.seasonal_share:
            return None  # what past years had by a later month is another share
        share = (month.number - _months_missing(case, month)) / 12
        return bound * share if share >= EARLY_SHARE else None
    if case.baseline is None:
        return None
    gone, whole = month.since(case.baseline.period), target.due.since(case.baseline.period)
    is_early = whole <= 0 or gone / whole < EARLY_SHARE
    return None if is_early else path_value(target, case.baseline, bound, month)


def _months_missing(case: Case, month: Month) -> int:
    """The months that values missing from a sum before ``month`` stand for."""
    if case.indicator.kind is not Kind.FLOW:
        return 0
    return sum(case.indicator.months_in(one) for one in case.missing if one < month)
