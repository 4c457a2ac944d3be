"""report --format html: where the targets stand, why, what changed, and how the series run."""

from jobtrack.commands.chart import drawings_of
from jobtrack.commands.explain import explanations_of
from jobtrack.commands.report.asked import Asked
from jobtrack.commands.report.since import Question, since_of
from jobtrack.commands.surroundings import Surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.history import Subject
from jobtrack.domain.ledger.since import Since, only_alarming_flips, parse_since
from jobtrack.domain.plan import Plan
from jobtrack.domain.report import Alarm, Report, build_report, only_alarming, places_needed, scope_of
from jobtrack.domain.report.page import Page, places_drawn, previous_month_end, worth_drawing
from jobtrack.render import Format, function_of
from jobtrack.store.ledger import Ledger, open_ledger


def report_page(asked: Asked, since: str | None, here: Surroundings) -> bool:
    """Show the page, with an alarm only the targets that raise it; say whether any does.

    Changes are told from the end of ``since`` on, else of the month before that of known-on.
    Errors: ExtraMissing, NotASince, SinceInFuture.
    """
    page_bytes = function_of(Format.HTML, "page")
    moment, alarm = asked.moment, asked.alarm
    day = parse_since(since, here.today) if since else previous_month_end(moment.known_on)
    with open_ledger(here.path) as store:
        plan = store.plan(moment.cutoff)
        scope = scope_of(plan, asked.indicators, asked.area)
        series = store.series(plan, places_needed(plan, scope, moment.as_of), moment.cutoff)
        found = build_report(plan, series, scope, moment.as_of, moment.known_on)
        if alarm is not None:
            found = only_alarming(found, alarm)
            if not found.targets:
                return False
        page = _page(found, Question(day, here.end_of(day), scope, moment), alarm, store)
    show(page_bytes(page, here.medium(asked.output)), here, asked.output)
    return alarm is not None


def _page(report: Report, question: Question, alarm: Alarm | None, store: Ledger) -> Page:
    plan, moment = report.plan, question.moment
    subjects = [
        Subject(plan.indicators[indicator], plan.areas[area], moment.as_of, moment.known_on)
        for indicator, area in places_drawn(report)
    ]
    targets = [row.target for row in report.targets if row.target is not None]
    changes = _changes(question, plan, store)
    if changes is not None and alarm is not None:
        changes = only_alarming_flips(changes, alarm)
    return Page(
        report,
        tuple(explanations_of(store, plan, targets, moment)),
        worth_drawing(drawings_of(store, plan, subjects, moment)),
        question.day,
        changes,
    )


def _changes(question: Question, plan: Plan, store: Ledger) -> Since | None:
    """What differs; None where nothing had been recorded by then, so that everything would."""
    first = min(store.keys(), default=question.end)
    return since_of(question, plan, store) if first < question.end else None
