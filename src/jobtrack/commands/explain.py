"""explain: how the verdict on a target came about."""

from collections.abc import Iterable
from typing import Annotated

import typer

from jobtrack.commands.options import (
    AsOfOption,
    DatabaseOption,
    KnownOnOption,
    LanguageOption,
    ListFormat,
    ListFormatOption,
    OutputOption,
    TargetArgument,
)
from jobtrack.commands.surroundings import Moment, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.basis import areas_of, target_of_member
from jobtrack.domain.explanation import Explanation, explanation_of
from jobtrack.domain.plan import Plan, find_area, find_target
from jobtrack.domain.target import Target
from jobtrack.render.explanation.data import explanation_json
from jobtrack.render.explanation.text import explanation_text
from jobtrack.store import open_store
from jobtrack.store.store import Store
from jobtrack.words import N_


def explain(
    context: typer.Context,
    target: TargetArgument,
    area: Annotated[
        str | None,
        typer.Option(metavar="AREA", help=N_("For this one of the areas to which it applies.")),
    ] = None,
    as_of: AsOfOption = None,
    known_on: KnownOnOption = None,
    format: ListFormatOption = ListFormat.TABLE,
    output: OutputOption = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    moment = here.moment(as_of, known_on)
    with open_store(here.path) as store:
        plan = store.plan(moment.cutoff)
        one = find_target(plan, target)
        one = one if area is None else target_of_member(plan, one, find_area(plan, area).code)
        [found] = explanations_of(store, plan, [one], moment)
    if format is ListFormat.JSON:
        show(explanation_json(found, plan), here, output)
    else:
        show(explanation_text(found, plan, here.medium(output)), here, output)


def explanations_of(
    store: Store, plan: Plan, targets: Iterable[Target], moment: Moment
) -> list[Explanation]:
    """How the verdict on each of ``targets`` came about, in their order."""
    versions = store.target_versions(moment.cutoff)
    found = []
    for one in targets:
        places = [(one.indicator, area) for area in areas_of(plan, one)]
        series = store.series(plan, places, moment.cutoff)
        known = {
            area: store.snapshots(indicator, area, known_on=moment.cutoff) for indicator, area in places
        }
        found.append(explanation_of(plan, one, versions, series, known, moment.as_of, moment.known_on))
    return found
