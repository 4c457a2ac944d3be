"""Where a value should be by now, and how far it has come along the way there."""

from collections.abc import Sequence

EARLY_SHARE = 0.1  # before so much of the time is gone, a pace says nothing

Point = tuple[float, float]  # time, value


def path_at(points: Sequence[Point], at: float, *, in_steps: bool = False) -> float:
    """P: the path's value at the time ``at``, straight from point to point.

    ``points`` (one at least) are in order of time, in any unit of it. Before the first one the first
    straight goes on backwards, after the last one its value stays. ``in_steps``: each value holds until
    the next.
    Source: docs/method.md, reach.
    """
    (time, value), *later = points
    for next_time, next_value in later:
        if at < next_time:
            if in_steps:
                return value
            return value + (next_value - value) * (at - time) / (next_time - time)
        time, value = next_time, next_value
    return value


def pace_of(value: float, baseline: float, expected: float) -> float | None:
    """Pace r = (v − v0) / (P − v0), a ratio; None where the path has not moved yet."""
    return None if expected == baseline else (value - baseline) / (expected - baseline)
