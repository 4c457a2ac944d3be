"""Snapshots as SDMX-CSV 2.0, by its field guide: an observation a row, codes without labels."""

import csv
import re
from typing import BinaryIO, NamedTuple

from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Snapshot
from jobtrack.files.outgoing.contract import Export, number_text, record_of, text_into
from jobtrack.files.outgoing.csv import text_cell

AGENCY, VERSION = "JOBTRACK", "1.0.0"
_STRUCTURE = ("STRUCTURE", "STRUCTURE_ID", "ACTION")
_DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR")
_VINTAGE = ("KNOWN_FROM", "BATCH")
_OBSERVATION = (
    "TIME_PERIOD", "OBS_VALUE", "UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "OBS_STATUS", "QUALIFIER",
    "NUMERATOR", "DENOMINATOR",
)  # fmt: skip
_SAID = ("SOURCE_DETAIL", "COMMENT_OBS")
CURRENT_COLUMNS = (*_STRUCTURE, *_DIMENSIONS, *_OBSERVATION, "KNOWN_FROM", *_SAID)
VINTAGE_COLUMNS = (*_STRUCTURE, *_DIMENSIONS, *_VINTAGE, *_OBSERVATION, *_SAID, "RECORDED_AT")
_FREQUENCIES = {1: "M", 3: "Q", 6: "S", 12: "A"}  # by months
_INFORMATION = "I"


class Time(NamedTuple):
    """When and how often: a code of CL_FREQ, and the period in the form that belongs to it."""

    frequency: str
    period: str


def write(export: Export, sink: BinaryIO) -> None:
    """A row for each snapshot; of revisions, ``KNOWN_FROM`` and ``BATCH`` are dimensions too."""
    structure = (
        "dataflow",
        structure_id(export.plan, has_revisions=export.has_revisions),
        _INFORMATION,
    )
    with text_into(sink) as text:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(VINTAGE_COLUMNS if export.has_revisions else CURRENT_COLUMNS)
        for snapshot in export.snapshots:
            indicator = export.plan.indicators[snapshot.indicator]
            cells = _cells(snapshot, indicator, has_revisions=export.has_revisions)
            writer.writerow((*structure, *cells))


def structure_id(plan: Plan, *, has_revisions: bool = False) -> str:
    """The dataflow of ``plan``: its id, with ``_`` and the code point for signs that SDMX refuses."""
    id = re.sub(r"[^A-Za-z0-9_-]", lambda sign: f"_{ord(sign[0]):X}", plan.id)
    return f"{AGENCY}:{id}{'-revisions' if has_revisions else ''}({VERSION})"


def time_of(indicator: Indicator, period: Month) -> Time:
    """``period`` as its frequency writes it: 2021-03, 2021-Q1, 2021-S1, 2021.

    A month that is not expected of a quarterly, half-yearly or annual indicator is monthly.
    """
    every = indicator.every
    if every is None:
        return Time("I", str(period))
    frequency = _FREQUENCIES[every] if period.number % every == 0 else "M"
    match frequency:
        case "M":
            return Time(frequency, str(period))
        case "A":
            return Time(frequency, f"{period.year:04d}")
        case _:
            return Time(frequency, f"{period.year:04d}-{frequency}{period.number // every}")


def _cells(snapshot: Snapshot, indicator: Indicator, *, has_revisions: bool) -> tuple[object, ...]:
    record = record_of(snapshot)
    time = time_of(indicator, record.period)
    dimensions = (time.frequency, text_cell(record.area), text_cell(record.indicator))
    observation = (
        time.period,
        number_text(record.value),
        text_cell(indicator.unit.text("en")),
        0,
        indicator.decimals,
        record.flag,
        record.qualifier or "",
        number_text(record.numerator),
        number_text(record.denominator),
    )
    said = (text_cell(record.source), text_cell(record.note))
    if has_revisions:
        vintage = (record.known_from, record.batch)
        return (*dimensions, *vintage, *observation, *said, record.recorded_at)
    return (*dimensions, *observation, record.known_from, *said)
