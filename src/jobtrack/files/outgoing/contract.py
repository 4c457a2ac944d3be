"""What every writer is given, and the columns that their files share. Columns are only ever added."""

import io
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from typing import BinaryIO, NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.number import plain
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Snapshot


class Record(NamedTuple):
    """A snapshot as its columns: None where a column does not apply or nothing is said.

    ``recorded_at`` and ``batch`` stand in exports of revisions only.
    """

    indicator: str
    area: str
    period: Month
    value: float | None
    qualifier: str | None
    flag: str
    numerator: float | None
    denominator: float | None
    known_from: date
    source: str | None
    note: str | None
    batch: str

    @property
    def recorded_at(self) -> str:
        """When its batch was recorded (UTC), as the batch has it."""
        return self.batch.rpartition("-")[0]


COLUMNS = Record._fields[:-1]
REVISION_COLUMNS = (*COLUMNS, "recorded_at", "batch")


class Export(NamedTuple):
    """What is written: ``snapshots`` of ``plan`` in the order of their key, walked once.

    ``has_bom`` is for CSV: whether the file begins with a byte order mark, which Excel asks for.
    """

    plan: Plan
    snapshots: Iterable[Snapshot]
    has_revisions: bool = False
    has_bom: bool = True

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in their order."""
        return REVISION_COLUMNS if self.has_revisions else COLUMNS

    def rows(self) -> Iterator[tuple[object, ...]]:
        """The snapshots as what stands in ``columns``."""
        for record in map(record_of, self.snapshots):
            said = record[:-1]
            yield (*said, record.recorded_at, record.batch) if self.has_revisions else said


def record_of(snapshot: Snapshot) -> Record:
    """The columns of one snapshot."""
    figure = snapshot.figure
    value = qualifier = numerator = denominator = None
    if figure is not None:
        value, qualifier, numerator, denominator = figure
    return Record(
        snapshot.indicator,
        snapshot.area,
        snapshot.period,
        value,
        qualifier,
        snapshot.flag,
        numerator,
        denominator,
        snapshot.known_from,
        snapshot.source or None,
        snapshot.note or None,
        snapshot.batch,
    )


@lru_cache(maxsize=4096)
def month_text(period: Month) -> str:
    """A month as ``YYYY-MM``."""
    return str(period)


def number_text(value: float | None) -> str:
    """A number with all its digits, blank for none."""
    return "" if value is None else plain(value)


@contextmanager
def text_into(sink: BinaryIO, *, has_bom: bool = False) -> Iterator[io.TextIOWrapper]:
    """``sink`` as a stream of UTF-8 text, whatever the locale; it stays open."""
    if has_bom:
        sink.write(BOM_UTF8)  # the codec that would do so is slow
    text = io.TextIOWrapper(sink, "utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()
