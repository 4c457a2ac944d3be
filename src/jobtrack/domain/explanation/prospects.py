"""What would change a verdict: what is still needed, by when, and where things lead as they are."""

from collections.abc import Iterator
from math import ceil, floor

from jobtrack.domain.assess.hold import is_below_tolerance, trend_crosses
from jobtrack.domain.assess.measures import Measures, Status
from jobtrack.domain.assess.projection import HORIZON, Label
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.next_value import next_on_track
from jobtrack.domain.explanation.step import Form, Limit, Number, Sentence, count, sentence
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import TOLERANCE
from jobtrack.domain.target import Compare, Judge, Rule
from jobtrack.words import N_


def prospects_of(case: Case) -> tuple[Sentence, ...]:
    """What would make the status another one, the nearest first; what is final says so."""
    return tuple(_prospects(case))


def _prospects(case: Case) -> Iterator[Sentence]:
    rule, status = case.target.rule, case.status
    if status is Status.NOT_STARTED:
        yield sentence(N_("it is judged from {start} on"), start=case.target.start)
    elif status is Status.NO_DATA:
        yield _first_value(case)
    elif status is Status.AWAITING_DATA:
        yield from _awaited(case)
    elif status is Status.MISSED and rule is Rule.COVER:
        template = N_("the window is over: only a revision or a late value up to {due} changes it")
        yield sentence(template, due=case.target.due)
        yield from _units(case)
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


def _first_value(case: Case) -> Sentence:
    """What there must be before anything can be judged; of a growth that is its base."""
    missing = case.bases_missing
    if missing:
        return sentence(N_("needs the values of {months}"), months=missing)
    if case.target.rule is Rule.GROW and case.target.compare is not Compare.LAST_YEAR:
        return sentence(N_("only a revision of its base changes it"))
    return sentence(N_("a value would decide it; 'jobtrack add' records one"))


def _awaited(case: Case) -> Iterator[Sentence]:
    """The months or units whose values would decide."""
    if case.target.rule is Rule.COVER:
        yield from _units(case)
        return
    if _is_sum(case):
        template = N_("needs the values of {months}: {change} in all meets it")
        yield sentence(template, months=case.missing or (case.target.due,), change=case.needed)
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
        if case.next_period is not None and not m.gap:
            yield _unqualified(case, case.next_period)
        elif case.next_period is not None:
            template = N_("needs {change} by {month}, to be {bound}")
            yield sentence(template, change=case.needed, month=case.next_period, bound=bound)
    else:
        template = N_("it stays met while the value is {bound}: {buffer} to spare")
        yield sentence(template, bound=bound, buffer=_spare(m))
    if m.months_to_breach is not None and m.period is not None:
        crossed = floor(m.months_to_breach + TOLERANCE) + 1
        if crossed <= target.due.since(m.period):
            yield sentence(N_("at this trend breached in {month}"), month=m.period.plus(crossed))
    if case.status is Status.AT_RISK:
        yield from _out_of_danger(case)
    if m.months_in_breach and target.rule is Rule.HOLD and target.judge is Judge.EVERY_MONTH:
        template = N_("months on the wrong side: {months}; unless they are revised it ends as missed")
        yield sentence(template, months=count(m.months_in_breach))
    yield from _missing(case)


def _out_of_danger(case: Case) -> Iterator[Sentence]:
    """The value, the trend, or both, that what is met now needs to be on track."""
    m, target, sign = case.measures, case.target, case.target.direction.sign
    tolerance = target.tolerance or 0.0
    least = case.limit((m.bound or 0.0) + sign * tolerance)

    def slowest(buffer: float) -> Limit:
        return Limit(Number(-sign * buffer / (m.months_left or 1), Form.DIFFERENCE), target.direction)

    if not is_below_tolerance(target, m):
        template = N_("on track with a trend of {trend} a month")
        yield sentence(template, trend=slowest(m.buffer or 0.0))
    elif trend_crosses(target, m):
        template = N_("on track with {bound} and a trend of {trend} a month")
        yield sentence(template, bound=least, trend=slowest(tolerance))
    else:
        yield sentence(N_("on track with {bound}"), bound=least)


def _unqualified(case: Case, month: Month) -> Sentence:
    """Where v = T and only what is printed beside the number keeps it from being met."""
    template = N_("needs a value by {month} that is {bound} whatever is printed beside it")
    return sentence(template, month=month, bound=case.limit(case.measures.bound or 0))


def _reach(case: Case) -> Iterator[Sentence]:
    m = case.measures
    if case.status is Status.ACHIEVED:
        template = N_("it stays met while the value is {bound}: {buffer} to spare")
        yield sentence(template, bound=case.limit(m.bound or 0), buffer=_spare(m))
        return
    yield from next_on_track(case)
    yield from _by_due(case)
    yield from _reached(case, m.observed_per_month)
    yield from _projected(case)


def _by_due(case: Case) -> Iterator[Sentence]:
    """What the value must still change by, in all and in each month that is left."""
    m = case.measures
    if m.gap == 0 and m.bound is not None and m.months_left:
        yield _unqualified(case, case.target.due)
    elif m.gap is not None and m.required_per_month is not None and m.months_left:
        change, monthly = case.needed, m.required_per_month
        if change != case.change(m.gap):  # a bound between two figures asks for the next one
            monthly = change.value / m.months_left
        template = N_("needs {change} by {due}: {monthly} a month")
        speed = Number(monthly, Form.CHANGE)
        yield sentence(template, change=change, due=case.target.due, monthly=speed)


def _projected(case: Case) -> Iterator[Sentence]:
    """Where the last values lead to, and whether that meets the bound."""
    m = case.measures
    low, high = m.projected_low, m.projected_high
    if m.projection is None or m.projected is None or low is None or high is None:
        return
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
    yield from next_on_track(case)
    yield from _by_due(case)
    if m.projected is not None:
        template = N_("at the rate so far {value} by {due}")
        yield sentence(template, value=Number(m.projected), due=case.target.due)
    yield from _missing(case)


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
