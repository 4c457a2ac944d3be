"""Everything that was ever said of a series: by whom, when, and what its months were released as."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from jobtrack.domain.batch import Batch, recorded_at_of
from jobtrack.domain.history import Subject
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.ledger.reversal import Reversals, standing
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.snapshot import Snapshot, in_order_known


class Releases(NamedTuple):
    """The first and the latest release of a month, of the rows that stand.

    ``first`` is what was known at the end of the first day on which a value was; ``latest`` is None
    where the month has no value any more. ``total`` is latest less first, both rounded to the
    indicator's decimals. ``days_to_first`` are days from the end of the month, negative before it.
    """

    first: Snapshot
    latest: Snapshot | None
    total: float | None
    days_to_first: int


class Revision(NamedTuple):
    """A stored row; ``recorded_at`` is UTC.

    ``difference`` is how its value differs from the one before it of the same month, both rounded to
    the indicator's decimals; None for a first value and for a withdrawal, which later values pass over.
    ``stands`` is whether it counts; ``releases`` are those of its month, None where it has none.
    """

    indicator: Indicator
    snapshot: Snapshot
    recorded_at: datetime
    person: str
    command: str
    difference: float | None
    stands: bool
    releases: Releases | None


def revisions_of(
    subject: Subject,
    snapshots: Iterable[Snapshot],
    batches: Mapping[str, Batch],
    reversals: Reversals,
) -> tuple[Revision, ...]:
    """Every row up to as-of, month by month in the order in which they were known.

    ``snapshots`` are all that was stored, taken back or not, in any order; ``batches`` have theirs.
    """
    before: dict[Month, float] = {}
    rows = [row for row in in_order_known(snapshots) if row.period <= subject.as_of]
    stand = standing(rows, reversals)
    count, releases = set(stand), _releases(subject.indicator, stand)
    found = []
    for row in rows:
        difference = None
        if row.figure is not None:
            value = _value(row, subject.indicator)
            if row.period in before:
                difference = rounded(value - before[row.period], subject.indicator.decimals)
            before[row.period] = value
        batch = batches[row.batch]
        found.append(
            Revision(
                subject.indicator,
                row,
                recorded_at_of(row.batch),
                batch.person,
                batch.command,
                difference,
                row in count,
                releases.get(row.period),
            )
        )
    return tuple(found)


def _releases(indicator: Indicator, rows: Iterable[Snapshot]) -> dict[Month, Releases]:
    """Those of each month that had a value; ``rows`` stand, in the order in which they were known."""
    last_of_day = {(row.period, row.known_from): row for row in rows}
    first: dict[Month, Snapshot] = {}
    latest: dict[Month, Snapshot] = {}
    for row in last_of_day.values():
        if row.figure is not None:
            first.setdefault(row.period, row)
        latest[row.period] = row
    return {period: _released(indicator, one, latest[period]) for period, one in first.items()}


def _released(indicator: Indicator, first: Snapshot, latest: Snapshot) -> Releases:
    days = (first.known_from - first.period.last_day).days
    if latest.figure is None:
        return Releases(first, None, None, days)
    total = rounded(_value(latest, indicator) - _value(first, indicator), indicator.decimals)
    return Releases(first, latest, total, days)


def _value(row: Snapshot, indicator: Indicator) -> float:
    assert row.figure is not None
    return rounded(row.figure.value, indicator.decimals)
