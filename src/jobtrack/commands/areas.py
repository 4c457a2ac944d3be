"""areas: list the areas and groups, or show one."""

from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption, ListFormat, ListFormatOption
from jobtrack.commands.surroundings import show, surroundings
from jobtrack.domain.definitions.definition import area_fields
from jobtrack.domain.plan import find_area
from jobtrack.render.contract import listed
from jobtrack.render.definitions import areas_text, definition_text
from jobtrack.render.json import list_text
from jobtrack.store import open_store
from jobtrack.words import N_


def areas(
    context: typer.Context,
    area: Annotated[
        str | None,
        typer.Argument(metavar="AREA", help=N_("Show all about this one (default: list all).")),
    ] = None,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with open_store(here.path) as store:
        plan = store.plan()
    found = list(plan.areas.values()) if area is None else [find_area(plan, area)]
    groups = {
        one.code: [group.id for group in plan.groups.values() if one.code in group.members]
        for one in found
    }
    records = [
        listed("area", area_fields(one), key="code") | {"groups": groups[one.code]} for one in found
    ]
    if format is ListFormat.JSON:
        show(list_text(records), here)
    elif area is not None:
        show(definition_text(records[0], here.medium()), here)
    else:
        show(areas_text(plan, here.medium()), here)
