"""Statuses that differ between two states of one database, and what they differ because of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jobtrack.domain.assess.measures import Status
from jobtrack.domain.ledger.change import TargetChange, ValueChange
from jobtrack.domain.plan import Plan
from jobtrack.domain.report import Report, targets_touched
from jobtrack.domain.row import Row, row_of_target
from jobtrack.domain.series import Place, Series
from jobtrack.domain.target import Target

_MOST_TRIED = 100  # figures that are tried one by one for the reason of a status


class State(NamedTuple):
    """A database as it was recorded by some moment; ``series`` are those that ``report`` judged."""

    plan: Plan
    series: Mapping[Place, Series]
    report: Report


class Flip(NamedTuple):
    """A status that differs, and what it differs because of: each of ``values`` or ``target``.

    A row is None where the target was not, or is not, among those that the report shows.
    """

    before: Row | None
    now: Row | None
    values: tuple[ValueChange, ...]
    target: TargetChange | None

    @property
    def row(self) -> Row:
        """The row of now, else that of then."""
        found = self.now or self.before
        assert found is not None
        return found


def flips(
    before: State, now: State, values: Sequence[ValueChange], targets: Iterable[TargetChange]
) -> list[Flip]:
    """Every target whose status differs, in the order of the report of now, those gone last."""
    old, new = ({_id(row): row for row in state.report.targets} for state in (before, now))
    changed = {one.id: one for one in targets}
    found = []
    for id in dict.fromkeys((*new, *old)):
        pair = old.get(id), new.get(id)
        if _status(pair[0]) is not _status(pair[1]):
            reasons = _reasons(id, before, now, values, changed.get(id))
            found.append(Flip(*pair, *reasons))
    return found


def _reasons(
    id: str,
    before: State,
    now: State,
    values: Sequence[ValueChange],
    changed: TargetChange | None,
) -> tuple[tuple[ValueChange, ...], TargetChange | None]:
    """The changes each of which alone makes the status what it is now; where none does, all."""
    old, new = before.plan.targets.get(id), now.plan.targets.get(id)
    if old is None or new is None:
        return (), changed
    plans = (before.plan, old), (now.plan, new)
    touching = [one for one in values if any(_touches(one, *pair) for pair in plans)]
    if len(touching) > _MOST_TRIED:
        return tuple(touching), changed
    report = now.report
    wanted = next((row.status for row in report.targets if _id(row) == id), None)

    def is_enough(target: Target, series: Mapping[Place, Series]) -> bool:
        row = row_of_target(now.plan, target, series, report.as_of, report.known_on)
        return row.status is wanted

    enough = [one for one in touching if is_enough(old, _with(before.series, one, now.series))]
    because = changed if changed is not None and is_enough(new, before.series) else None
    if enough or because is not None:
        return tuple(enough), because
    return tuple(touching), changed


def _touches(one: ValueChange, plan: Plan, target: Target) -> bool:
    alone = plan._replace(targets={target.id: target})
    return bool(targets_touched(alone, [(*one.place, one.period)]))


def _with(
    series: Mapping[Place, Series], change: ValueChange, now: Mapping[Place, Series]
) -> dict[Place, Series]:
    """``series`` with the month of ``change`` as it is now."""
    kept = [
        one for one in series.get(change.place, Series()).observations if one.period != change.period
    ]
    found = now.get(change.place, Series()).at(change.period)
    observations = sorted([*kept, *([found] if found else [])])
    return {**series, change.place: Series(tuple(observations))}


def _status(row: Row | None) -> Status | None:
    return None if row is None else row.status


def _id(row: Row) -> str:
    assert row.target is not None
    return row.target.id
