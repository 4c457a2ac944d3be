"""From measures to one word: the only place where a status is decided."""

from jobtrack.domain.assess.measures import Measures, Standing, Status
from jobtrack.domain.month import Month
from jobtrack.domain.number import is_at_least
from jobtrack.domain.target import Target


def status_of(target: Target, measures: Measures, standing: Standing | None, as_of: Month) -> Status:
    """The first status that applies. Source: docs/method.md, status."""
    if as_of < target.start:
        return Status.NOT_STARTED
    if standing is None:
        return Status.NO_DATA
    if standing.over:
        if standing.outcome is None:
            return Status.AWAITING_DATA
        return Status.ACHIEVED if standing.outcome else Status.MISSED
    if standing.is_held:
        if not standing.met:
            return Status.BREACHED
        return Status.AT_RISK if standing.in_danger else Status.ON_TRACK
    if standing.met:
        return Status.ACHIEVED
    return Status.ON_TRACK if measures.pace is None else _status_of_pace(target, measures.pace)


def _status_of_pace(target: Target, pace: float) -> Status:
    """The status of a target on its way, by its own thresholds (by default Eurostat's cuts)."""
    if is_at_least(pace, target.on_track_from):
        return Status.ON_TRACK
    if is_at_least(pace, target.behind_from):
        return Status.BEHIND
    is_off_track = is_at_least(pace, target.off_track_from)
    return Status.OFF_TRACK if is_off_track else Status.REGRESSING
