"""Where a value should be by now, and how far it has come along the way there."""

from collections.abc import Sequence

EARLY_SHARE = 0.1  # before so much of the time is gone, a pace says nothing

Point = tuple[float, float]  # time, value


def segment_at(points: Sequence[Point], at: float) -> tuple[Point, Point | None]:
    """The point of the path that ``at`` follows, and the next one; None after the last.

    ``points`` as for ``path_at``; before the first one, that one and the second.
    """
    point, *later = points
    for following in later:
        if at < following[0]:
            return point, following
        point = following
    return point, None


def path_at(points: Sequence[Point], at: float, *, in_steps: bool = False) -> float:
    """P: the path's value at the time ``at``, straight from point to point.

    ``points`` (one at least) are in order of time, in any unit of it. Before the first one the first
    straight goes on backwards, after the last one its value stays. ``in_steps``: each value holds until
    the next.
    Source: docs/method.md, reach.
    """
    (time, value), following = segment_at(points, at)
    if following is None or in_steps:
        return value
    next_time, next_value = following
    return value + (next_value - value) * (at - time) / (next_time - time)


def pace_of(value: float, baseline: float, expected: float, sign: int = 1) -> float | None:
    """Pace r = (v − v0) / (P − v0), a ratio; None where the path has not moved yet.

    Where the path first leads away from its bound it is 2 − that ratio: 1 is on the path there too, and
    more is better. ``sign`` is that of the direction. Source: docs/method.md, reach.
    """
    if expected == baseline:
        return None
    pace = (value - baseline) / (expected - baseline)
    return 2 - pace if leads_away(baseline, expected, sign) else pace


def leads_away(baseline: float, expected: float, sign: int) -> bool:
    """Whether the path stands on the far side of its baseline, seen from the bound."""
    return sign * (expected - baseline) < 0
