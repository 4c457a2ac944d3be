"""report --by-area: each target in each area, ranked."""

from jobtrack.commands.report.asked import Asked
from jobtrack.commands.surroundings import Surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.plan import find_group
from jobtrack.domain.report import scope_of
from jobtrack.domain.report.by_area import (
    Comparison,
    build_area_report,
    only_alarming_areas,
    places_compared,
)
from jobtrack.domain.report.ranking import Order
from jobtrack.render.report.by_area import area_report
from jobtrack.store import open_store


def report_by_area(asked: Asked, group: str | None, order: Order, here: Surroundings) -> bool:
    """Show the tables, with an alarm only the rows that raise it; say whether any does.

    ``group`` are the areas compared, as it was typed. Errors: ExtraMissing.
    """
    moment = asked.moment
    with open_store(here.path) as store:
        plan = store.plan(moment.cutoff)
        compared = None if group is None else find_group(plan, group).id
        comparison = Comparison(scope_of(plan, asked.indicators, asked.area), compared, order)
        places = places_compared(plan, comparison, moment.as_of)
        series = store.series(plan, places, moment.cutoff)
    found = build_area_report(plan, series, comparison, moment.as_of, moment.known_on)
    if asked.alarm is not None:
        found = only_alarming_areas(found, asked.alarm)
        if not found.tables:
            return False
    show(area_report(found, asked.format, here.medium(asked.output)), here, asked.output)
    return asked.alarm is not None
