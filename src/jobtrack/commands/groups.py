"""groups: list, show, set; add and remove members."""

from typing import Annotated

import typer

from jobtrack.commands.options import DatabaseOption, LanguageOption, ListFormat, ListFormatOption
from jobtrack.commands.options.by_name import ShowsByName, shown_as
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.area import Group
from jobtrack.domain.definitions.definition import group_fields
from jobtrack.domain.definitions.document import check_plan
from jobtrack.domain.definitions.group_change import (
    GroupSaid,
    group_from,
    new_group,
    with_group,
    with_members,
    without_members,
)
from jobtrack.domain.plan import Plan, find_area, find_group
from jobtrack.errors.areas import GroupUnchanged
from jobtrack.errors.names import NoGroup
from jobtrack.render.definitions.groups import group_text, group_written_line, groups_text, members_text
from jobtrack.render.json import list_text
from jobtrack.render.report.contract import Record, listed
from jobtrack.store import open_store
from jobtrack.store.store import Store
from jobtrack.words import N_

groups = typer.Typer(cls=ShowsByName, invoke_without_command=True, rich_markup_mode=None)
GroupArgument = Annotated[str, typer.Argument(metavar="GROUP", help=N_("Id or name of the group."))]
AreasArgument = Annotated[
    list[str], typer.Argument(metavar="AREA...", help=N_("Areas, by code, name or alias."))
]


@groups.callback()
def list_groups(
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
        show(list_text(map(_record, plan.groups.values())), here)
    else:
        show(groups_text(plan, here.medium()), here)


@groups.command("show", help=N_("Show all about one group; the word show may be left out."))
def show_group(
    context: typer.Context,
    group: GroupArgument,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with open_store(here.path) as store:
        plan = store.plan()
    found = find_group(plan, group)
    if shown_as(context, format) is ListFormat.JSON:
        show(list_text([_record(found)]), here)
    else:
        show(group_text(found, plan, here.medium()), here)


def _record(group: Group) -> Record:
    return listed("group", group_fields(group)) | {"unnamed": group.unnamed}


@groups.command("set", help=N_("Make a group, or change what is said of one."))
def set_group(
    context: typer.Context,
    group: GroupArgument,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=N_("Its name."))] = None,
    en: Annotated[
        str | None, typer.Option("--en", metavar="NAME", help=N_("Its English name."))
    ] = None,
    size: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", help=N_("How many there are, where not all are named yet.")),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="TEXT", help=N_("Where the list comes from."))
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help=N_("What else was said."))] = None,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    said = GroupSaid(name, en, size, source, note)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        try:
            before = find_group(plan, group)
        except NoGroup:
            before = new_group(group)
        if before.id in plan.groups and said == GroupSaid():
            raise GroupUnchanged(group=before.id)
        after = group_from(said, before)
        _define(after, plan, store, here)
    show(group_written_line(plan.groups.get(after.id), after, here.medium()), here)


@groups.command("add", help=N_("Make areas members of a group."))
def add_members(
    context: typer.Context,
    group: GroupArgument,
    areas: AreasArgument,
    inferred: Annotated[
        bool, typer.Option("--inferred", help=N_("No source names them as members."))
    ] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        before, codes = find_group(plan, group), _codes(areas, plan)
        after = with_members(before, codes, are_inferred=inferred)
        _define(after, plan, store, here)
    show(members_text(before, after, codes, plan, here.medium()), here)


@groups.command("remove", help=N_("Let areas be members no longer; the areas stay."))
def remove_members(
    context: typer.Context,
    group: GroupArgument,
    areas: AreasArgument,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        before, codes = find_group(plan, group), _codes(areas, plan)
        after = without_members(before, codes)
        _define(after, plan, store, here)
    show(members_text(before, after, codes, plan, here.medium()), here)


def _codes(names: list[str], plan: Plan) -> list[str]:
    """The areas of these ``names``, each once. Errors: NoArea, Ambiguous."""
    return list(dict.fromkeys(find_area(plan, name).code for name in names))


def _define(group: Group, plan: Plan, store: Store, here: Surroundings) -> None:
    """Let ``group`` stand in the database, if it says something else until now."""
    wanted = with_group(plan, group)
    check_plan(wanted, here.path.name)
    if wanted != plan:
        store.define(wanted)
