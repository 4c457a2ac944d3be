"""indicators: list what is measured, or show one."""

from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption, ListFormat, ListFormatOption
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.definitions.definition import indicator_fields
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.plan import find_indicator
from jobtrack.render.definitions.definition import definition_text
from jobtrack.render.definitions.indicators import indicators_text
from jobtrack.render.json import list_text
from jobtrack.render.report.contract import listed
from jobtrack.store import open_store
from jobtrack.words import N_


def indicators(
    context: typer.Context,
    indicator: Annotated[
        str | None,
        typer.Argument(metavar="INDICATOR", help=N_("Show all about this one (default: list all).")),
    ] = None,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with open_store(here.path) as store:
        plan = store.plan()
    found: list[Indicator] = list(plan.indicators.values())
    if indicator is not None:
        found = [find_indicator(plan, indicator)]
    records = [listed("indicator", indicator_fields(one)) for one in found]
    if format is ListFormat.JSON:
        show(list_text(records), here)
    elif indicator is not None:
        show(definition_text(records[0], here.medium()), here)
    else:
        show(indicators_text(plan, here.medium()), here)
