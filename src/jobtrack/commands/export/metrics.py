"""export --format prometheus: where things stand, for the monitoring that an office has anyway."""

from collections.abc import Collection
from pathlib import Path

from jobtrack.commands.surroundings import Moment, Surroundings
from jobtrack.commands.surroundings.streams import print_bytes, show
from jobtrack.domain.basis import areas_of
from jobtrack.domain.batch import recorded_at_of
from jobtrack.domain.plan import Plan, areas_named, indicators_named
from jobtrack.domain.report import Scope, targets_shown
from jobtrack.domain.row import row_of_indicator, row_of_target
from jobtrack.domain.series import Place
from jobtrack.render.prometheus import metrics_text
from jobtrack.store.ledger import open_ledger


def export_metrics(
    indicators: list[str] | None,
    areas: list[str] | None,
    moment: Moment,
    output: Path | None,
    here: Surroundings,
) -> None:
    """Print or write the latest values and the targets of these indicators and areas, as typed.

    Without areas the values are those of the plan's home and those that the targets are judged by.
    """
    as_of, known_on, cutoff = moment
    with open_ledger(here.path) as store:
        plan = store.plan(cutoff)
        chosen, within = indicators_named(plan, indicators), areas_named(plan, areas)
        targets = [
            one
            for one in targets_shown(plan, Scope(chosen), as_of)
            if within is None or one.area in within
        ]
        judged = {(one.indicator, area) for one in targets for area in areas_of(plan, one)}
        places = {(id, area) for id in chosen for area in within or (plan.home,)}
        series = store.series(plan, places | judged, cutoff)
        newest = next(iter(store.keys()), None)
    shown = _in_order(plan, places if within is not None else places | judged)
    values = [
        row_of_indicator(plan, plan.indicators[id], area, series[id, area], as_of, known_on)
        for id, area in shown
    ]
    judgements = [row_of_target(plan, one, series, as_of, known_on) for one in targets]
    last_recorded = None if newest is None else recorded_at_of(newest)
    text = metrics_text(values, judgements, last_recorded)
    if output is None:
        print_bytes(lambda sink: sink.write(text.encode()))
    else:
        show(text, here, output)


def _in_order(plan: Plan, places: Collection[Place]) -> list[Place]:
    """Indicator by indicator in the order of the plan, then by area."""
    order = list(plan.indicators)
    return sorted(places, key=lambda place: (order.index(place[0]), place[1]))
