"""export: figures, or where things stand, as files that other tools read."""

import hashlib
import json
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from jobtrack.commands.options import (
    DatabaseOption,
    IndicatorsOption,
    KnownOnOption,
    LanguageOption,
    MonthsUpToOption,
    RevisionsOption,
)
from jobtrack.commands.surroundings import surroundings
from jobtrack.commands.surroundings.output import draft_of, format_named, refusals_named
from jobtrack.commands.surroundings.streams import print_bytes
from jobtrack.domain.plan import areas_named, indicators_named
from jobtrack.domain.text import visible
from jobtrack.errors.exporting import (
    DatapackageWithoutCsv,
    OutputMissing,
    OutputNotAFolder,
    RevisionsInMetrics,
)
from jobtrack.files.outgoing import ExportFormat, FileWriter, folder_writer, writer_for
from jobtrack.files.outgoing.contract import Export
from jobtrack.files.outgoing.datapackage import FILE_NAME, CsvFile, description_text
from jobtrack.files.outgoing.part import Part, part_of
from jobtrack.store.ledger import open_ledger
from jobtrack.store.paging import Moment, Selection, read_snapshots
from jobtrack.words import N_

_ENDINGS = {
    ".csv": ExportFormat.CSV,
    ".xlsx": ExportFormat.XLSX,
    ".parquet": ExportFormat.PARQUET,
    ".jsonl": ExportFormat.JSONL,
    ".prom": ExportFormat.PROMETHEUS,
}
_NEVER_PRINTED = {ExportFormat.XLSX, ExportFormat.PARQUET}


def export(
    context: typer.Context,
    format: Annotated[
        ExportFormat | None,
        typer.Option(help=N_("What to write (default: by the name of the file, else csv).")),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=N_("Write to this file, for parquet to this folder, not the screen.")
        ),
    ] = None,
    revisions: RevisionsOption = False,
    known_on: KnownOnOption = None,
    as_of: MonthsUpToOption = None,
    indicator: IndicatorsOption = None,
    area: Annotated[
        list[str] | None,
        typer.Option(metavar="AREA", help=N_("Only this area; may be given again.")),
    ] = None,
    no_bom: Annotated[
        bool, typer.Option("--no-bom", help=N_("CSV without the byte order mark for Excel."))
    ] = False,
    datapackage: Annotated[
        bool, typer.Option("--datapackage", help=N_("Describe the CSV in datapackage.json beside it."))
    ] = False,
    db: DatabaseOption = None,
    lang: LanguageOption = None,
) -> None:
    here = surroundings(context, db)
    named = ExportFormat.CSV if output is None else format_named(output, _ENDINGS, ExportFormat.CSV)
    chosen = format or named
    _check_output(chosen, output, is_described=datapackage, has_revisions=revisions)
    if chosen is ExportFormat.DATASETTE:
        from jobtrack.commands.export.datasette import export_datasette  # noqa: PLC0415 - only this needs it

        given = {
            "--revisions": revisions, "--known-on": known_on, "--as-of": as_of,
            "--indicator": indicator, "--area": area, "--no-bom": no_bom,
        }  # fmt: skip
        export_datasette(given, output, here)
        return
    moment = here.moment(as_of, known_on)
    if chosen is ExportFormat.PROMETHEUS:
        from jobtrack.commands.export.metrics import export_metrics  # noqa: PLC0415 - as above

        export_metrics(indicator, area, moment, output, here)
        return
    with open_ledger(here.path) as ledger:
        plan = ledger.plan()
        known = Moment(frozenset(ledger.keys()), ledger.reversals())
    through = None if as_of is None and known_on is None else moment.as_of
    selection = Selection(
        indicators_named(plan, indicator), areas_named(plan, area), through, moment.cutoff, revisions
    )
    with closing(read_snapshots(here.path, selection, known)) as snapshots:
        found = Export(plan, snapshots, revisions, not no_bom)
        if output is None:
            print_bytes(partial(writer_for(chosen), found))
        elif chosen is ExportFormat.PARQUET:
            part = part_of(known.batches, _scope(selection), selection.indicators)
            _write_folder(found, output, part)
        else:
            _write_file(found, writer_for(chosen), output, here.path, is_described=datapackage)


def _check_output(
    format: ExportFormat, output: Path | None, *, is_described: bool, has_revisions: bool
) -> None:
    """Refuse what can't be meant. Errors: OutputMissing, DatapackageWithoutCsv, RevisionsInMetrics."""
    if is_described and (format is not ExportFormat.CSV or output is None or output.name == FILE_NAME):
        raise DatapackageWithoutCsv
    if output is None and format in _NEVER_PRINTED:
        raise OutputMissing(format=format)
    if format is ExportFormat.PROMETHEUS and has_revisions:
        raise RevisionsInMetrics


def _write_file(
    found: Export, writer: FileWriter, output: Path, database: Path, *, is_described: bool
) -> None:
    """The file, and its description beside it. Errors: OutputIsDatabase, FileNotWritable."""
    with ExitStack() as drafts:  # left in reverse: the description gets its name last
        described = output.with_name(FILE_NAME)
        description = drafts.enter_context(draft_of(described, database)) if is_described else None
        draft = drafts.enter_context(draft_of(output, database))
        with draft.open("wb") as sink:
            writer(found, sink)
        if description is not None:
            with draft.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            file = CsvFile(visible(output.name), draft.stat().st_size, digest, found.has_revisions)
            description.write_text(description_text(found.plan, file), "utf-8", newline="")


def _write_folder(found: Export, folder: Path, part: Part) -> None:
    """Parquet, a file for each indicator and year. Errors: OutputNotAFolder, FileNotWritable."""
    write = folder_writer()
    with refusals_named(folder):
        if folder.exists() and not folder.is_dir():
            raise OutputNotAFolder(path=folder)
        write(found, folder, part)


def _scope(selection: Selection) -> str:
    """A word for what is exported of an indicator: the same for the same choice."""
    kind = "revisions" if selection.has_revisions else "current"
    limits = (selection.areas, selection.as_of, selection.known_on)
    if limits == (None, None, None):
        return kind
    digest = hashlib.sha256(json.dumps(limits, default=str).encode()).hexdigest()
    return f"{kind}-{digest[:8]}"
