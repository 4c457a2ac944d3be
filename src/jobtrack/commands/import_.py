"""import: bring whole files in; with --dry-run show only what that would do."""

from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.intake.content import content_of
from jobtrack.commands.intake.received import Received, received
from jobtrack.commands.intake.rejects import Rejects
from jobtrack.commands.intake.sheets import Intake, Terms
from jobtrack.commands.options import (
    DatabaseOption,
    DryRunOption,
    EncodingOption,
    LanguageOption,
    ListFormat,
    ListFormatOption,
    PublishedOption,
)
from jobtrack.commands.surroundings import Surroundings, surroundings
from jobtrack.commands.surroundings.progress import watched
from jobtrack.commands.surroundings.streams import show
from jobtrack.domain.importing.mapping import NO_MAPPING, Defaults, FileMapping
from jobtrack.domain.importing.outcome import MOST_SHOWN, Importing
from jobtrack.domain.importing.printed import differences
from jobtrack.domain.importing.settling import contradiction
from jobtrack.domain.recording import Outcome
from jobtrack.domain.series import series_of
from jobtrack.domain.text import visible
from jobtrack.errors.importing import NothingToImport, RowsRejected
from jobtrack.files.mapping_toml import read_mapping
from jobtrack.render.importing.data import importing_json
from jobtrack.render.importing.text import importing_text
from jobtrack.store import open_store
from jobtrack.store.staging import Staging, open_staging
from jobtrack.words import N_


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help=N_("CSV, .xlsx, .xls, .ods or JSON Lines; - is standard input.")
        ),
    ],
    dry_run: DryRunOption = False,
    map: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=MEANING",
            help=N_("What a column means, or a mapping file; may be given again."),
        ),
    ] = None,
    indicator: Annotated[
        str, typer.Option(metavar="INDICATOR", help=N_("Where the file names none."))
    ] = "",
    area: Annotated[str, typer.Option(metavar="AREA", help=N_("Where the file names none."))] = "",
    period: Annotated[str, typer.Option(metavar="MONTH", help=N_("Where the file names none."))] = "",
    unit: Annotated[str, typer.Option(metavar="UNIT", help=N_("Where the file names none."))] = "",
    published: PublishedOption = None,
    source: Annotated[str, typer.Option(metavar="TEXT", help=N_("Who published the figures."))] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help=N_("Why, for the record."))] = "",
    encoding: EncodingOption = None,
    skip_bad: Annotated[
        Path | None,
        typer.Option(metavar="LIST.csv", help=N_("Take the good rows; list the others in this file.")),
    ] = None,
    format: ListFormatOption = ListFormat.TABLE,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    options = Defaults(indicator, area, period, unit, published, source)
    with open_store(here.path) as store:
        terms = Terms(store.plan(), here.today, _mapping(map or []), options, encoding)
    with received(files) as sources, Rejects(here, skip_bad) as rejects:
        intake = Intake(terms, rejects)
        found = _imported(sources, intake, rejects, here, note=note, dry_run=dry_run)
    if format is ListFormat.JSON:
        show(importing_json(found), here)
    else:
        show(importing_text(found, terms.plan, here.medium(), is_dry=dry_run), here)
    if found.is_refused:
        raise RowsRejected(count=found.rejected)


def _mapping(given: list[str]) -> FileMapping:
    """What all of ``given`` say; a mapping file stands for itself. Errors: BadPlan, NotAMapping."""
    mapping = NO_MAPPING
    for text in given:
        if "=" in text:
            mapping = mapping.with_column(text)
        else:
            content = content_of(Path(text))
            mapping = read_mapping(content.bytes, content.path.name).over(mapping)
    return mapping


def _imported(
    sources: list[Received],
    intake: Intake,
    rejects: Rejects,
    here: Surroundings,
    *,
    note: str,
    dry_run: bool,
) -> Importing:
    """What bringing ``sources`` in does; recorded unless it is a dry run or something is refused."""
    with open_staging(here.path, writing=not dry_run) as staging:
        staging.stage(watched(intake.drafts(sources), intake.share, here))
        if not (intake.has_figures or rejects.count):
            raise NothingToImport(place=", ".join(one.name for one in sources))
        for conflict in staging.conflicts():
            rejects.add(contradiction(conflict))
        staging.drop_conflicts()
        staging.settle(intake.terms.plan)
        for one in staging.rejections():
            rejects.add(one)
        found = _decided(staging, intake, rejects)
        if dry_run or found.is_refused:
            return found
        names, digests = (
            ", ".join(texts) for texts in zip(*((one.name, one.sha256) for one in sources), strict=True)
        )
        origin = here.origin("import", note=visible(note), file=names, sha256=digests)
        return found._replace(batch=staging.record(origin))


def _decided(staging: Staging, intake: Intake, rejects: Rejects) -> Importing:
    """What was recognised, what becomes of the figures, and what is printed otherwise beside them."""
    plan, counts = intake.terms.plan, staging.counts()
    known = {
        place: series_of(plan.indicators[place[0]], (*staging.snapshots(*place), *own))
        for place, own in intake.snapshots.items()
    }
    return Importing(
        layouts=tuple(intake.layouts),
        counts=counts,
        effects={
            outcome: tuple(staging.effects(outcome, MOST_SHOWN))
            for outcome in Outcome
            if counts[outcome] and outcome is not Outcome.UNCHANGED
        },
        left=tuple(intake.left),
        differences=(*differences(intake.printed, known, plan), *intake.totals),
        uncompared=intake.uncompared,
        rejected=rejects.count,
        is_refused=rejects.are_fatal,
    )
