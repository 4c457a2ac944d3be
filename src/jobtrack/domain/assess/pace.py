"""How far a value has come along its path, against how far it should be by now."""

EARLY_SHARE = 0.1


def pace_of(value: float, baseline: float, expected: float) -> float | None:
    """R = (v − v0) / (P − v0), a ratio; None where the path has not moved yet."""
    return None if expected == baseline else (value - baseline) / (expected - baseline)
