"""Snapshots as CSV: a row for each, as spreadsheets and ``jobtrack import`` read it."""

import csv
from functools import lru_cache
from typing import BinaryIO

from jobtrack.domain.text import guarded, visible
from jobtrack.files.outgoing.contract import (
    Export,
    Record,
    month_text,
    number_text,
    record_of,
    text_into,
)


def write(export: Export, sink: BinaryIO) -> None:
    """The columns' names, then a row for each snapshot."""
    cells_of = _revision_cells if export.has_revisions else _cells
    with text_into(sink, has_bom=export.has_bom) as text:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(export.columns)
        writer.writerows(map(cells_of, map(record_of, export.snapshots)))


def _cells(record: Record) -> tuple[str, ...]:
    """The text of each column: numbers with all digits, no text that looks like a formula."""
    return (
        text_cell(record.indicator),
        text_cell(record.area),
        month_text(record.period),
        number_text(record.value),
        record.qualifier or "",
        record.flag,
        number_text(record.numerator),
        number_text(record.denominator),
        str(record.known_from),
        text_cell(record.source),
        text_cell(record.note),
    )


def _revision_cells(record: Record) -> tuple[str, ...]:
    return (*_cells(record), record.recorded_at, record.batch)


@lru_cache(maxsize=4096)  # ids, sources and many notes stand in a thousand rows
def text_cell(text: str | None) -> str:
    """A text on one line that no spreadsheet takes for a formula."""
    return guarded(visible(text)) if text else ""
