"""What batches changed: the values of one series and the targets, as they were and as they are."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jobtrack.domain.indicator import Indicator
from jobtrack.domain.ledger.reversal import Reversals, standing
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.recording import Outcome
from jobtrack.domain.series import Place
from jobtrack.domain.snapshot import Snapshot, in_order_known
from jobtrack.domain.target import Target, TargetVersion


class ValueChange(NamedTuple):
    """The value of one month, then and now; None where there was or is none.

    ``outcome`` is NEW, REVISED, WITHDRAWN or, where flag or qualifier differ only, CONFIRMED. ``batch``
    is the latest one that recorded something of that month since.
    """

    place: Place
    period: Month
    outcome: Outcome
    before: Snapshot | None
    now: Snapshot | None
    batch: str


class TargetChange(NamedTuple):
    """What a target said then and says now; None where it did or does not stand."""

    id: str
    before: Target | None
    now: Target | None
    batch: str


def value_changes(
    indicator: Indicator,
    area: str,
    rows: Iterable[Snapshot],
    reversals: Reversals,
    end: str,
    as_of: Month,
) -> list[ValueChange]:
    """What the batches from the key ``end`` on changed in one series, month by month up to as-of.

    ``rows`` are all that is stored of it, in any order; a change below the decimals is none.
    """
    stored = [row for row in rows if row.period <= as_of]
    now = _current(standing(stored, reversals))
    before = _current(standing([row for row in stored if row.batch < end], reversals))
    latest: dict[Month, str] = {}
    for row in stored:
        if row.batch >= end:
            latest[row.period] = max(latest.get(row.period, ""), row.batch)
    found = []
    for period in sorted(latest):
        pair = before.get(period), now.get(period)
        outcome = _outcome(*pair, indicator)
        if outcome is not None:
            change = ValueChange((indicator.id, area), period, outcome, *pair, latest[period])
            found.append(change)
    return found


def _current(rows: Iterable[Snapshot]) -> dict[Month, Snapshot]:
    """The current row of each month that has a value."""
    last = {row.period: row for row in in_order_known(rows)}
    return {period: row for period, row in last.items() if row.figure is not None}


def _outcome(before: Snapshot | None, now: Snapshot | None, indicator: Indicator) -> Outcome | None:
    old, new = before and before.figure, now and now.figure
    if old is None or new is None:
        return None if old is new else Outcome.NEW if old is None else Outcome.WITHDRAWN
    if rounded(old.value, indicator.decimals) != rounded(new.value, indicator.decimals):
        return Outcome.REVISED
    is_same = old.qualifier == new.qualifier and before and now and before.flag == now.flag
    return None if is_same else Outcome.CONFIRMED


def target_changes(
    before: Mapping[str, Target],
    now: Mapping[str, Target],
    versions: Iterable[TargetVersion],
    end: str,
) -> list[TargetChange]:
    """The targets that say something else now; ``versions`` are all that are stored, in any order."""
    latest: dict[str, str] = {}
    for one in versions:
        if one.batch >= end:
            latest[one.target.id] = max(latest.get(one.target.id, ""), one.batch)
    pairs = [
        (id, before.get(id), now.get(id)) for id in (*now, *(id for id in before if id not in now))
    ]
    return [
        TargetChange(id, old, new, latest[id])
        for id, old, new in pairs
        if id in latest
        and (old is None or new is None or not new.says_the_same(old))
        and old is not new
    ]
