"""From measures to one word: the only place where a status is decided."""

from jobtrack.domain.assess.measures import Measures, Standing, Status
from jobtrack.domain.month import Month
from jobtrack.domain.number import is_at_least
from jobtrack.domain.target import Target

ON_TRACK_PACE = 0.95
OFF_TRACK_PACE = 0.60


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
    return Status.ON_TRACK if measures.pace is None else _status_of_pace(measures.pace)


def _status_of_pace(pace: float) -> Status:
    """The status of a target on its way, by Eurostat's cuts."""
    if pace < 0:
        return Status.REGRESSING
    if not is_at_least(pace, OFF_TRACK_PACE):
        return Status.OFF_TRACK
    return Status.ON_TRACK if is_at_least(pace, ON_TRACK_PACE) else Status.BEHIND
