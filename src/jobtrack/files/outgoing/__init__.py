"""Snapshots as files that other tools read: one file per format. ``writer_for`` is the door."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO

from jobtrack.errors.exporting import ExtraMissing

if TYPE_CHECKING:  # what a door names is loaded behind it
    from pathlib import Path

    from jobtrack.files.outgoing.contract import Export
    from jobtrack.files.outgoing.part import Part


class ExportFormat(StrEnum):
    """What is exported, in the order shown; each is a module of this room but ``prometheus``.

    That one has no figures but what they amount to, as a report does; ``datasette`` has none at all.
    """

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"
    SDMX_CSV = "sdmx-csv"
    PROMETHEUS = "prometheus"
    DATASETTE = "datasette"


FileWriter = Callable[["Export", BinaryIO], None]
FolderWriter = Callable[["Export", "Path", "Part"], None]
_EXTRAS = {"xlsxwriter": "excel", "pyarrow": "parquet"}


def writer_for(format: ExportFormat) -> FileWriter:
    """The function that writes figures in that format, one file of figures. Errors: ExtraMissing."""
    writer: FileWriter = _function("write", format)
    return writer


def folder_writer() -> FolderWriter:
    """The function that writes an export as parquet. Errors: ExtraMissing."""
    writer: FolderWriter = _function("write_part", ExportFormat.PARQUET)
    return writer


def _function(name: str, format: ExportFormat) -> Callable[..., None]:
    try:
        module = import_module(f"jobtrack.files.outgoing.{format.replace('-', '_')}")
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library not in _EXTRAS:
            raise
        raise ExtraMissing(format=format, extra=_EXTRAS[library]) from error
    function: Callable[..., None] = getattr(module, name)
    return function
