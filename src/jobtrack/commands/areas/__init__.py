"""areas: list, show, add, revise; import a list of them."""

from typing import Annotated

import typer

from jobtrack.commands.areas.import_ import import_
from jobtrack.commands.areas.options import (
    AliasOption,
    AreaArgument,
    ValidFromOption,
    ValidToOption,
    WithinOption,
)
from jobtrack.commands.options import (
    DatabaseOption,
    EnglishNameOption,
    LanguageOption,
    ListFormat,
    ListFormatOption,
)
from jobtrack.commands.options.by_name import ShowsByName, shown_as
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.area import Area
from jobtrack.domain.definitions.area_change import AreaSaid, Register, area_from, new_area
from jobtrack.domain.definitions.definition import area_fields
from jobtrack.domain.definitions.document import check_plan
from jobtrack.domain.plan import Plan, find_area
from jobtrack.errors.areas import AreaExists, AreaUnrevised
from jobtrack.render.definitions.areas import area_text, areas_text
from jobtrack.render.definitions.definition import definition_text
from jobtrack.render.json import list_text
from jobtrack.render.report.contract import Record, listed
from jobtrack.store import open_store
from jobtrack.store.store import Store
from jobtrack.words import N_

areas = typer.Typer(cls=ShowsByName, invoke_without_command=True, rich_markup_mode=None)


@areas.callback()
def list_areas(
    context: typer.Context,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    context.obj = here = surroundings(context, db)
    if context.invoked_subcommand is not None:
        return
    with open_store(here.path) as store:
        plan = store.plan()
    if format is ListFormat.JSON:
        show(list_text(_record(one, plan) for one in plan.areas.values()), here)
    else:
        show(areas_text(plan, here.medium()), here)


@areas.command("show", help=N_("Show all about one area; the word show may be left out."))
def show_area(
    context: typer.Context,
    area: AreaArgument,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with open_store(here.path) as store:
        plan = store.plan()
    record = _record(find_area(plan, area), plan)
    if shown_as(context, format) is ListFormat.JSON:
        show(list_text([record]), here)
    else:
        show(definition_text(record, here.medium()), here)


def _record(area: Area, plan: Plan) -> Record:
    groups = [group.id for group in plan.groups.values() if area.code in group.members]
    return listed("area", area_fields(area), key="code") | {"groups": groups}


@areas.command("add", help=N_("Add an area."))
def add_area(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("A word that only it has."))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=N_("Its name."))],
    en: EnglishNameOption = None,
    within: WithinOption = None,
    aliases: AliasOption = None,
    valid_from: ValidFromOption = None,
    valid_to: ValidToOption = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    said = AreaSaid(name, en, within, tuple(aliases or ()), valid_from, valid_to)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        before = new_area(code)
        if before.code in plan.areas:
            raise AreaExists(area=before.code)
        text = _written(said, before, plan, store, here)
    show(text, here)


@areas.command("revise", help=N_("Change an area; its old name stays as an alias."))
def revise_area(
    context: typer.Context,
    area: AreaArgument,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=N_("Its new name."))] = None,
    en: EnglishNameOption = None,
    within: WithinOption = None,
    aliases: AliasOption = None,
    valid_from: ValidFromOption = None,
    valid_to: ValidToOption = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    said = AreaSaid(name, en, within, tuple(aliases or ()), valid_from, valid_to)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        before = find_area(plan, area)
        if said == AreaSaid():
            raise AreaUnrevised(area=before.code)
        text = _written(said, before, plan, store, here)
    show(text, here)


def _written(said: AreaSaid, before: Area, plan: Plan, store: Store, here: Surroundings) -> str:
    """Define the area with what is ``said`` of it, and say what became of it."""
    register = Register(plan)
    area = area_from(said, before, plan)
    register.put(area)
    check_plan(register.plan, here.path.name)
    known = plan.areas.get(area.code)
    if area != known:
        store.define(register.plan)
    return area_text(known, area, register.shared([area.code]), here.medium())


areas.command("import", help=N_("Add and change the areas that a file lists, all of them or none."))(
    import_
)
