"""What a whole database holds, in the few numbers by which a person tells one from another."""

from datetime import datetime
from typing import NamedTuple


class Contents(NamedTuple):
    """``last`` is when the last batch was recorded (UTC), None where there is none."""

    batches: int
    figures: int
    last: datetime | None
