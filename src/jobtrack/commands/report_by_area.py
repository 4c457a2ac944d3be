"""report --by-area: each target in each area, ranked."""

from pathlib import Path
from typing import NamedTuple

from jobtrack.commands.streams import show
from jobtrack.commands.surroundings import Moment, Surroundings
from jobtrack.domain.plan import find_group
from jobtrack.domain.report import Alarm, scope_of
from jobtrack.domain.report.by_area import (
    Comparison,
    build_area_report,
    only_alarming_areas,
    places_compared,
)
from jobtrack.domain.report.ranking import Order
from jobtrack.render import Format
from jobtrack.render.by_area import area_report
from jobtrack.store import open_store


class Asked(NamedTuple):
    """What is compared, as it was typed."""

    indicators: list[str] | None
    area: str | None
    group: str | None
    order: Order


def report_by_area(
    asked: Asked,
    moment: Moment,
    format: Format,
    output: Path | None,
    alarm: Alarm | None,
    here: Surroundings,
) -> bool:
    """Show the tables; say whether any row raised ``alarm``, of which then only those are shown."""
    with open_store(here.path) as store:
        plan = store.plan(moment.cutoff)
        group = None if asked.group is None else find_group(plan, asked.group).id
        comparison = Comparison(scope_of(plan, asked.indicators, asked.area), group, asked.order)
        places = places_compared(plan, comparison, moment.as_of)
        series = store.series(plan, places, moment.cutoff)
    found = build_area_report(plan, series, comparison, moment.as_of, moment.known_on)
    if alarm is not None:
        found = only_alarming_areas(found, alarm)
        if not found.tables:
            return False
    show(area_report(found, format, here.medium(output)), here, output)
    return alarm is not None
