"""areas import: a list of areas, such as towns; with --dry-run show only what that would do."""

from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.areas.options import WithinOption
from jobtrack.commands.intake.received import Received, received
from jobtrack.commands.intake.rejects import Rejects
from jobtrack.commands.options import (
    DatabaseOption,
    DryRunOption,
    EncodingOption,
    InferredOption,
    LanguageOption,
)
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.definitions.document import check_plan
from jobtrack.domain.definitions.group_change import with_group, with_members
from jobtrack.domain.importing.area_list import AreaList, area_list_of
from jobtrack.domain.importing.sheet import Sheet
from jobtrack.domain.plan import find_group
from jobtrack.errors.areas import InferredWithoutGroup, LinesRefused
from jobtrack.files.incoming import open_sheets
from jobtrack.render.definitions.area_list import area_list_text
from jobtrack.store import open_store
from jobtrack.words import N_


def import_(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help=N_("CSV, .xlsx, .xls, .ods or JSON Lines; - is standard input.")
        ),
    ],
    within: WithinOption = None,
    group: Annotated[
        str | None, typer.Option(metavar="GROUP", help=N_("Make them members of that group too."))
    ] = None,
    inferred: InferredOption = False,
    encoding: EncodingOption = None,
    dry_run: DryRunOption = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    if inferred and group is None:
        raise InferredWithoutGroup
    with received([file]) as [source]:
        sheets = _sheets(source, encoding)
    with open_store(here.path, writing=not dry_run) as store:
        plan = store.plan()
        found = area_list_of(sheets, plan, within)
        _refuse(found, here)
        wanted, groups = found.plan, None
        if group is not None:
            before = find_group(plan, group)
            after = with_members(before, found.codes, are_inferred=inferred)
            wanted, groups = with_group(wanted, after), (before, after)
        check_plan(wanted, source.name)
        if wanted != plan and not dry_run:
            store.define(wanted)
    show(area_list_text(found, plan, groups, here.medium(), is_dry=dry_run), here)


def _sheets(source: Received, encoding: str | None) -> list[Sheet]:
    """The sheets of a file with all of their lines, so that nobody waits while it is read."""
    with open_sheets(source.path, source.name, encoding) as sheets:
        return [sheet._replace(lines=iter(list(sheet.lines))) for sheet in sheets]


def _refuse(found: AreaList, here: Surroundings) -> None:
    """Say what can't be taken, if anything. Errors: LinesRefused."""
    with Rejects(here, None) as rejects:
        for one in found.rejections:
            rejects.add(one)
    if rejects.are_fatal:
        raise LinesRefused(count=rejects.count)
