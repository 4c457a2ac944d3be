"""report --since: what differs from what was recorded by the end of a day."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from jobtrack.commands.report.asked import Asked
from jobtrack.commands.surroundings import Moment, Surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.ledger.change import target_changes, value_changes
from jobtrack.domain.ledger.flip import State, flips
from jobtrack.domain.ledger.since import Since, only_alarming_flips, parse_since
from jobtrack.domain.plan import Plan
from jobtrack.domain.report import Scope, build_report, places_needed, scope_of
from jobtrack.domain.series import Place
from jobtrack.errors.ledger import NoFormatOfSince
from jobtrack.render import Format
from jobtrack.render.report.since import since_markdown, since_table
from jobtrack.render.report.since_data import since_json
from jobtrack.store.ledger import Ledger, open_ledger
from jobtrack.store.store import Store

_TEXTS = {Format.TABLE: since_table, Format.MARKDOWN: since_markdown, Format.JSON: since_json}


class Question(NamedTuple):
    """What is compared: the end of ``day`` with now, both for the same scope and moment.

    ``end`` is when that day ended, as the keys of batches begin.
    """

    day: date
    end: str
    scope: Scope
    moment: Moment


def report_since(asked: Asked, since: str, here: Surroundings) -> bool:
    """Show what differs, if anything does; say whether a status rose to the alarm.

    Of an alarm only the statuses that rose to it are shown, and what they did so because of.
    Errors: NotASince, SinceInFuture, NoFormatOfSince.
    """
    if asked.format not in _TEXTS:
        raise NoFormatOfSince(format=asked.format)
    day = parse_since(since, here.today)
    with open_ledger(here.path) as store:
        plan = store.plan(asked.moment.cutoff)
        scope = scope_of(plan, asked.indicators, asked.area)
        found = since_of(Question(day, here.end_of(day), scope, asked.moment), plan, store)
    if asked.alarm is not None:
        found = only_alarming_flips(found, asked.alarm)
    if not found.is_empty:
        show(_TEXTS[asked.format](found, here.medium(asked.output)), here, asked.output)
    return asked.alarm is not None and not found.is_empty


def since_of(question: Question, plan: Plan, store: Ledger) -> Since:
    """What differs; ``plan`` is that of now."""
    day, end, scope, moment = question
    past = store.past(end)
    earlier = past.plan(moment.cutoff)
    changed = sorted(place for place in store.places_since(end) if _is_in(place, scope))
    needed = {place for one in (plan, earlier) for place in places_needed(one, scope, moment.as_of)}
    places = needed.union(changed)
    before = _state(past, earlier, places, question)
    now = _state(store, plan, places, question)
    order, reversals = list(plan.indicators), store.reversals()
    values = [
        change
        for indicator, area in sorted(changed, key=lambda place: (order.index(place[0]), place[1]))
        for change in value_changes(
            plan.indicators[indicator],
            area,
            store.stored_snapshots(indicator, area, known_on=moment.cutoff),
            reversals,
            end,
            moment.as_of,
        )
    ]
    versions = store.stored_versions(moment.cutoff)
    targets = [
        one
        for one in target_changes(earlier.targets, plan.targets, versions, end)
        if any(_is_in((it.indicator, it.area), scope) for it in (one.before, one.now) if it)
    ]
    return Since(
        day, now.report, tuple(values), tuple(targets), tuple(flips(before, now, values, targets))
    )


def _state(store: Store, plan: Plan, places: Collection[Place], question: Question) -> State:
    moment = question.moment
    series = store.series(plan, places, moment.cutoff)
    report = build_report(plan, series, question.scope, moment.as_of, moment.known_on)
    return State(plan, series, report)


def _is_in(place: Place, scope: Scope) -> bool:
    """Whether a series is one that the scope asks about."""
    indicator, area = place
    is_asked = scope.indicators is None or indicator in scope.indicators
    return is_asked and scope.area in {None, area}
