"""Why a status is what it is: the row of the table of statuses that applied, in words."""

from collections.abc import Callable

from jobtrack.domain.assess.hold import is_below_tolerance
from jobtrack.domain.assess.measures import Status
from jobtrack.domain.explanation.case import Case
from jobtrack.domain.explanation.step import Form, Number, Sentence, count, sentence
from jobtrack.domain.snapshot import Qualifier
from jobtrack.domain.target import Judge, Rule, Target
from jobtrack.words import N_


def reason_of(case: Case) -> Sentence:
    """What decided the status, with the numbers that were compared. Source: docs/method.md, status."""
    return _REASONS[case.status](case)


def cuts_of(target: Target) -> tuple[Number, Number, Number]:
    """The least pace that is on track, behind and off track."""
    cuts = (target.on_track_from, target.behind_from, target.off_track_from)
    on_track, behind, off_track = (Number(cut, Form.RATIO) for cut in cuts)
    return on_track, behind, off_track


def _not_started(case: Case) -> Sentence:
    template = N_("{month} is before {start}, with which the target begins")
    return sentence(template, month=case.as_of, start=case.target.start)


def _no_data(case: Case) -> Sentence:
    if case.target.rule is Rule.GROW and case.own.last is not None:
        return sentence(N_("growth is not defined: its base is not known, or not above zero"))
    return sentence(N_("no value is known by which it could be judged"))


def _missed(case: Case) -> Sentence:
    m, target = case.measures, case.target
    if target.rule is Rule.COVER:
        template = N_("the window is over and of {size} units {units} are not covered")
        return sentence(template, units=count(len(m.uncovered or ())), size=count(m.size))
    if _is_judged_monthly(case) and m.months_in_breach and m.worst_period is not None:
        template = N_(
            "the window is over; months on the wrong side: {months}, {worst} by most: {buffer}"
        )
        buffer = Number(m.worst_buffer or 0, Form.CHANGE)
        return sentence(template, months=count(m.months_in_breach), worst=m.worst_period, buffer=buffer)
    return _against_bound(
        case, N_("the value of {month}, when it was due, is in: {value} is not {bound}")
    )


def _is_judged_monthly(case: Case) -> bool:
    return case.target.rule is Rule.HOLD and case.target.judge is Judge.EVERY_MONTH


def _awaiting(case: Case) -> Sentence:
    target, m = case.target, case.measures
    if target.rule is Rule.COVER:
        template = N_("the window is over; of {size} units nothing is known of {units}")
        units = len(m.unknown or ()) + (m.unnamed or 0)
        return sentence(template, units=count(units), size=count(m.size))
    if m.period != target.due:
        template = N_("the window is over and the value of {month} is not known")
        return sentence(template, month=target.due)
    template = N_("the window is over; months without a value: {months}")
    return sentence(template, months=count(len(case.missing)))


def _achieved(case: Case) -> Sentence:
    m = case.measures
    if case.target.rule is Rule.COVER:
        return sentence(N_("all {size} units are covered"), size=count(m.size))
    if m.gap is not None and m.gap > 0:
        return sentence(N_("it was met in an earlier month, and a quota once met stays met"))
    return _against_bound(case, N_("in {month} {value} is {bound}"))


def _breached(case: Case) -> Sentence:
    template = N_("in {month} the value is on the wrong side: {value} is not {bound}")
    if case.measures.gap == 0 and case.measures.qualifier is not Qualifier.EXACT:
        template = N_(
            "in {month} the value is on the wrong side: what is printed beside {value} says that it "
            "is not {bound}"
        )
    return _against_bound(case, template)


def _against_bound(case: Case, template: str) -> Sentence:
    m = case.measures
    assert m.period is not None
    assert m.value is not None
    assert m.bound is not None
    return sentence(template, month=m.period, value=case.amount(m.value), bound=case.limit(m.bound))


def _paced(case: Case) -> Sentence:
    """The pace and the cuts that it lies between."""
    pace = Number(case.measures.pace or 0, Form.RATIO)
    on_track, behind, off_track = cuts_of(case.target)
    if case.status is Status.ON_TRACK:
        return sentence(N_("pace {pace} is not below {cut}"), pace=pace, cut=on_track)
    if case.status is Status.REGRESSING:
        return sentence(N_("pace {pace} is below {cut}"), pace=pace, cut=off_track)
    upper, lower = (on_track, behind) if case.status is Status.BEHIND else (behind, off_track)
    template = N_("pace {pace} is below {upper} and not below {lower}")
    return sentence(template, pace=pace, upper=upper, lower=lower)


def _at_risk(case: Case) -> Sentence:
    m = case.measures
    if is_below_tolerance(case.target, m):
        template = N_("it is met, but the buffer of {buffer} is below the tolerance of {tolerance}")
        tolerance = Number(case.target.tolerance or 0, Form.DIFFERENCE)
        return sentence(template, buffer=Number(m.buffer or 0, Form.DIFFERENCE), tolerance=tolerance)
    at_due = (m.value or 0) + (m.trend_per_month or 0) * (m.months_left or 0)
    template = N_("it is met, but its trend leads to {value} by {due}, which is not {bound}")
    bound = case.limit(m.bound or 0)
    return sentence(template, value=case.amount(at_due), due=case.target.due, bound=bound)


def _on_track(case: Case) -> Sentence:
    m = case.measures
    if case.is_held:
        if m.trend_per_month is None:
            return _against_bound(case, N_("in {month} {value} is {bound}; there is no trend yet"))
        return _against_bound(
            case,
            N_("in {month} {value} is {bound}, and its trend does not cross that before it is due"),
        )
    if m.pace is None:
        return sentence(N_("it is too early for a pace, so nothing speaks against it"))
    return _paced(case)


_REASONS: dict[Status, Callable[[Case], Sentence]] = {
    Status.NOT_STARTED: _not_started,
    Status.NO_DATA: _no_data,
    Status.MISSED: _missed,
    Status.AWAITING_DATA: _awaiting,
    Status.ACHIEVED: _achieved,
    Status.BREACHED: _breached,
    Status.REGRESSING: _paced,
    Status.OFF_TRACK: _paced,
    Status.BEHIND: _paced,
    Status.AT_RISK: _at_risk,
    Status.ON_TRACK: _on_track,
}
