"""Snapshots as Parquet: a folder ``indicator=…/year=…`` with a file of each export in it."""

import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import lru_cache
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from urllib.parse import quote

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from jobtrack.domain.batch import recorded_at_of
from jobtrack.domain.snapshot import Snapshot
from jobtrack.files.outgoing.contract import Export, record_of
from jobtrack.files.outgoing.part import Part

CHUNK = 20_000  # snapshots held at once
TYPES = {
    "area": pa.string(),
    "period": pa.date32(),
    "value": pa.float64(),
    "qualifier": pa.string(),
    "flag": pa.string(),
    "numerator": pa.float64(),
    "denominator": pa.float64(),
    "known_from": pa.date32(),
    "source": pa.string(),
    "note": pa.string(),
    "recorded_at": pa.timestamp("us", tz="UTC"),
    "batch": pa.string(),
}
_ALWAYS = ("area", "period", "flag", "known_from", "recorded_at", "batch")
_first_day = lru_cache(maxsize=4096)(lambda month: date(month.year, month.number, 1))
_moment = lru_cache(maxsize=4096)(recorded_at_of)


def write_part(export: Export, folder: Path, part: Part, chunk: int = CHUNK) -> None:
    """The files of ``part`` in ``folder``, whole or none; then those that they replace are gone.

    What others put into the folder stays. Errors: those of the operating system.
    """
    with _drafts_in(folder) as drafts:
        places = {}
        series = groupby(export.snapshots, key=attrgetter("indicator"))
        for number, (indicator, snapshots) in enumerate(series):
            years = drafts / str(number)
            years.mkdir()
            for draft in _write_years(snapshots, years, export.columns, chunk):
                places[folder / indicator_folder(indicator) / draft.name / part.name] = draft
        for place, draft in places.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(place)
    for place in _placed(folder, part):
        if place not in places:
            place.unlink(missing_ok=True)


@contextmanager
def _drafts_in(folder: Path) -> Iterator[Path]:
    """A hidden place in ``folder`` for what is not whole yet; a failure leaves no new folder."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory(prefix=".jobtrack-", dir=folder) as drafts:
            yield Path(drafts)
    except BaseException:
        if is_new:
            with suppress(OSError):  # it is not empty
                folder.rmdir()
        raise


def indicator_folder(indicator: str) -> str:
    """The folder of an indicator: letters of any script as they are, other signs as ``%2F``."""
    shown = (
        sign if sign.isalnum() or not sign.isascii() else quote(sign, safe="-_.") for sign in indicator
    )
    return f"indicator={''.join(shown)}"


def _placed(folder: Path, part: Part) -> Iterator[Path]:
    """The files in ``folder`` that this export or one that it replaces has put there."""
    for indicator in part.indicators:
        for place in folder.joinpath(indicator_folder(indicator)).glob("year=*/*.parquet"):
            if place.name == part.name or place.name in part.replaced:
                yield place


def _write_years(
    snapshots: Iterable[Snapshot], folder: Path, columns: Iterable[str], chunk: int
) -> list[Path]:
    """A file ``year=…`` in ``folder`` for each year of one indicator, area by area, month by month."""
    schema = pa.schema(
        [pa.field(name, TYPES[name], name not in _ALWAYS) for name in columns if name in TYPES]
    )
    left, writers = iter(snapshots), dict[int, ParquetWriter]()
    with ExitStack() as open_files:
        while some := list(islice(left, chunk)):
            for year, rows in _by_year(some).items():
                if year not in writers:
                    writer = ParquetWriter(folder / f"year={year:04d}", schema)
                    writers[year] = open_files.enter_context(writer)
                writers[year].write_batch(_batch_of(rows, schema))
    return sorted(folder.iterdir())


def _by_year(snapshots: Iterable[Snapshot]) -> dict[int, list[Snapshot]]:
    found = defaultdict(list)
    for snapshot in snapshots:
        found[snapshot.period.year].append(snapshot)
    return found


def _batch_of(snapshots: Iterable[Snapshot], schema: pa.Schema) -> pa.RecordBatch:
    """The snapshots column by column."""
    columns = dict(zip(TYPES, zip(*map(_values, snapshots), strict=True), strict=True))
    return pa.record_batch(
        [pa.array(columns[name], TYPES[name]) for name in schema.names], schema=schema
    )


def _values(snapshot: Snapshot) -> tuple[object, ...]:
    """In the order of ``TYPES``."""
    _, area, period, *rest, batch = record_of(snapshot)
    return (area, _first_day(period), *rest, _moment(batch), batch)
