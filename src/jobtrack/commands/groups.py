"""groups: list, show, set; add and remove members."""

from collections.abc import Callable
from functools import partial
from typing import Annotated

import typer

from jobtrack.commands.options import (
    DatabaseOption,
    EnglishNameOption,
    InferredOption,
    LanguageOption,
    ListFormat,
    ListFormatOption,
)
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
    en: EnglishNameOption = None,
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
    inferred: InferredOption = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    change = partial(with_members, are_inferred=inferred)
    _change_members(group, areas, change, surroundings(context, db))


@groups.command("remove", help=N_("Let areas be members no longer; the areas stay."))
def remove_members(
    context: typer.Context,
    group: GroupArgument,
    areas: AreasArgument,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    _change_members(group, areas, without_members, surroundings(context, db))


def _change_members(
    name: str, areas: list[str], change: Callable[[Group, list[str]], Group], here: Surroundings
) -> None:
    """Let ``change`` make of the group what it is with or without these areas, each named once.

    Errors: NoGroup, NoArea, Ambiguous.
    """
    with open_store(here.path, writing=True) as store:
        plan = store.plan()
        before = find_group(plan, name)
        codes = list(dict.fromkeys(find_area(plan, one).code for one in areas))
        after = change(before, codes)
        _define(after, plan, store, here)
    show(members_text(before, after, codes, plan, here.medium()), here)


def _define(group: Group, plan: Plan, store: Store, here: Surroundings) -> None:
    """Let ``group`` stand in the database, if it says something else until now."""
    wanted = with_group(plan, group)
    check_plan(wanted, here.path.name)
    if wanted != plan:
        store.define(wanted)
