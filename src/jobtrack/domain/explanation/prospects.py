"""What would change a verdict: what is still needed, by when, and where things lead as they are."""

from collections.abc import Iterator
from math import ceil, floor

from jobtrack.domain.assess.hold import is_below_tolerance, trend_crosses
from jobtrack.domain.assess.measures import Measures, Status
from jobtrack.domain.assess.path import EARLY_SHARE
from jobtrack.domain.assess.projection import HORIZON, Label
from jobtrack.domain.assess.reach import path_value
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Limit, Number, Sentence, count, sentence
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import TOLERANCE, rounded, rounded_up
from jobtrack.domain.target import Judge, Rule
from jobtrack.words import N_


def prospects_of(case: Case) -> tuple[Sentence, ...]:
    """What would make the status another one, the nearest first; what is final says so."""
    return tuple(_prospects(case))


def _prospects(case: Case) -> Iterator[Sentence]:
    rule, status = case.target.rule, case.status
    if status is Status.NOT_STARTED:
        yield sentence(N_("it is judged from {start} on"), start=case.target.start)
    elif status is Status.NO_DATA:
        yield sentence(N_("a value would decide it; 'jobtrack add' records one"))
    elif status is Status.AWAITING_DATA:
        yield from _awaited(case)
    elif status is Status.MISSED or (case.is_held and status is Status.ACHIEVED):
        yield sentence(N_("the window is over: only a revision changes it"))
    elif rule is Rule.COVER:
        yield from _cover(case)
    elif rule is Rule.QUOTA:
        yield from _quota(case)
    elif case.is_held:
        yield from _hold(case)
    else:
        yield from _reach(case)


def _awaited(case: Case) -> Iterator[Sentence]:
    """The months or units whose values would decide."""
    if case.target.rule is Rule.COVER:
        yield from _units(case)
        return
    if _is_sum(case) and case.missing:
        template = N_("needs the values of {months}: {change} in all meets it")
        yield sentence(template, months=case.missing, change=case.needed)
        return
    if case.measures.period != case.target.due:
        template = N_("needs the value of {month}: {bound} meets it")
        bound = case.limit(case.measures.bound or 0)
        yield sentence(template, month=case.target.due, bound=bound)
    yield from _missing(case)


def _missing(case: Case) -> Iterator[Sentence]:
    """The months without a value that a hold or a sum of flows still asks for."""
    is_monthly = case.target.rule is Rule.HOLD and case.target.judge is Judge.EVERY_MONTH
    if (is_monthly or _is_sum(case)) and case.missing:
        yield sentence(N_("needs the values of {months}"), months=case.missing)


def _is_sum(case: Case) -> bool:
    """Whether the year to date is a sum of months."""
    return case.target.rule is Rule.QUOTA and case.indicator.kind is Kind.FLOW


def _spare(measures: Measures) -> Number:
    return Number(measures.buffer or 0, Form.DIFFERENCE)


def _hold(case: Case) -> Iterator[Sentence]:
    m, target = case.measures, case.target
    assert m.gap is not None
    assert m.bound is not None
    bound = case.limit(m.bound)
    if case.status is Status.BREACHED:
        if case.next_period is not None:
            template = N_("needs {change} by {month}, to be {bound}")
            if not m.gap:  # what is printed beside the number is what is wrong
                template = N_("needs a value by {month} that is {bound} whatever is printed beside it")
            yield sentence(template, change=case.needed, month=case.next_period, bound=bound)
    else:
        template = N_("it stays met while the value is {bound}: {buffer} to spare")
        yield sentence(template, bound=bound, buffer=_spare(m))
    if m.months_to_breach is not None and m.period is not None:
        crossed = floor(m.months_to_breach + TOLERANCE) + 1
        if crossed <= HORIZON:
            yield sentence(N_("at this trend breached in {month}"), month=m.period.plus(crossed))
    if case.status is Status.AT_RISK and is_below_tolerance(target, m):
        least = m.bound + target.direction.sign * (target.tolerance or 0)
        yield sentence(N_("on track with {bound}"), bound=case.limit(least))
    elif case.status is Status.AT_RISK and trend_crosses(target, m) and m.months_left:
        per_month = -target.direction.sign * (m.buffer or 0) / m.months_left
        slowest = Limit(Number(per_month, Form.DIFFERENCE), target.direction)
        yield sentence(N_("on track with a trend of {trend} a month"), trend=slowest)
    if m.months_in_breach and target.rule is Rule.HOLD and target.judge is Judge.EVERY_MONTH:
        template = N_("months on the wrong side: {months}; unless they are revised it ends as missed")
        yield sentence(template, months=count(m.months_in_breach))
    yield from _missing(case)


def _reach(case: Case) -> Iterator[Sentence]:
    m = case.measures
    if case.status is Status.ACHIEVED:
        template = N_("it stays met while the value is {bound}: {buffer} to spare")
        yield sentence(template, bound=case.limit(m.bound or 0), buffer=_spare(m))
        return
    yield from _next_on_track(case)
    yield from _by_due(case)
    yield from _reached(case, m.observed_per_month)
    yield from _projected(case)


def _by_due(case: Case) -> Iterator[Sentence]:
    """What the value must still change by, in all and in each month that is left."""
    m = case.measures
    if m.gap is not None and m.required_per_month is not None and m.months_left:
        change, monthly = case.needed, m.required_per_month
        if change != case.change(m.gap):  # a bound between two figures asks for the next one
            monthly = change.value / m.months_left
        template = N_("needs {change} by {due}: {monthly} a month")
        speed = Number(monthly, Form.CHANGE)
        yield sentence(template, change=change, due=case.target.due, monthly=speed)


def _projected(case: Case) -> Iterator[Sentence]:
    """Where the last values lead to, and whether that meets the bound."""
    m = case.measures
    if m.projection is None or m.projected is None:
        return
    low, high = m.projected_low or m.projected, m.projected_high or m.projected
    yield sentence(
        _PROJECTED[Label(m.projection)],
        value=Number(m.projected),
        due=case.target.due,
        low=Number(low),
        high=Number(high),
    )


_PROJECTED = {
    Label.LIKELY: N_(
        "projected for {due}: {value}, eight in ten between {low} and {high}; likely to be met"
    ),
    Label.UNCERTAIN: N_(
        "projected for {due}: {value}, eight in ten between {low} and {high}; uncertain to be met"
    ),
    Label.UNLIKELY: N_(
        "projected for {due}: {value}, eight in ten between {low} and {high}; unlikely to be met"
    ),
}


def _reached(case: Case, per_month: float | None) -> Iterator[Sentence]:
    """When the bound is reached if things go on at the mean speed so far."""
    m, sign = case.measures, case.target.direction.sign
    if m.period is None or m.gap is None or m.gap <= 0 or per_month is None:
        return
    speed = Number(per_month, Form.CHANGE)
    ahead = ceil(m.gap / (sign * per_month) - TOLERANCE) if sign * per_month > 0 else HORIZON + 1
    if ahead > HORIZON:
        yield sentence(N_("at the pace so far, {monthly} a month, never reached"), monthly=speed)
    else:
        template = N_("at the pace so far, {monthly} a month, reached in {month}")
        yield sentence(template, monthly=speed, month=m.period.plus(ahead))


def _quota(case: Case) -> Iterator[Sentence]:
    m = case.measures
    if case.status is Status.ACHIEVED:
        yield sentence(N_("a quota once met stays met; only a revision changes it"))
        return
    yield from _next_on_track(case)
    yield from _by_due(case)
    if m.projected is not None:
        template = N_("at the rate so far {value} by {due}")
        yield sentence(template, value=Number(m.projected), due=case.target.due)
    yield from _missing(case)


def _next_on_track(case: Case) -> Iterator[Sentence]:
    """The value that is on track in the next expected month."""
    month = case.next_period
    expected = None if month is None else _expected_in(case, month)
    if month is None or expected is None or case.measures.value is None:
        return
    sign, decimals = case.target.direction.sign, case.indicator.decimals
    start = case.baseline.value if case.target.rule is not Rule.QUOTA and case.baseline else 0.0
    least = expected - sign * (1 - case.target.on_track_from) * abs(expected - start)
    value = 0 + sign * rounded_up(sign * least, decimals)
    missing = sign * rounded(value - case.measures.value, decimals)
    if missing <= 0:
        template = N_("stays on track in {month} with {bound}")
        yield sentence(template, month=month, bound=case.limit(value))
    else:
        template = N_("on track in {month} with {bound}: {change}")
        yield sentence(template, month=month, bound=case.limit(value), change=case.change(missing))


def _expected_in(case: Case, month: Month) -> float | None:
    """Where the path stands in ``month``; None while it is too early for a pace."""
    bound, target = case.measures.bound or 0.0, case.target
    if target.rule is Rule.QUOTA:
        if target.seasonal_share:
            return None  # what past years had by a later month is another share
        share = month.number / 12
        return bound * share if share >= EARLY_SHARE else None
    if case.baseline is None:
        return None
    gone, whole = month.since(case.baseline.period), target.due.since(case.baseline.period)
    is_early = whole <= 0 or gone / whole < EARLY_SHARE
    return None if is_early else path_value(target, case.baseline, bound, month)


def _cover(case: Case) -> Iterator[Sentence]:
    m = case.measures
    if case.status is Status.ACHIEVED:
        yield sentence(N_("it stays met while every unit is covered"))
        return
    if m.gap is not None and m.required_per_month is not None:
        template = N_("needs {units} more units by {due}: {monthly} a month")
        monthly = count(m.required_per_month)
        yield sentence(template, units=count(m.gap), due=case.target.due, monthly=monthly)
    yield from _units(case)


def _units(case: Case) -> Iterator[Sentence]:
    """The units that are not covered, those of which nothing is known, and how many have no name."""
    m, areas = case.measures, case.plan.areas
    for template, codes in (
        (N_("not covered: {units}"), m.uncovered),
        (N_("unknown: {units}"), m.unknown),
    ):
        if codes:
            yield sentence(template, units=tuple(areas[code] for code in codes))
    if m.unnamed:
        template = N_("not named yet: {count} of {size}")
        yield sentence(template, count=count(m.unnamed), size=count(m.size))
