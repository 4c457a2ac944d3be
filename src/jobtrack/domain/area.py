"""The places and units that values are for, and named sets of them."""

from datetime import date
from typing import NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.text import Names


class Area(NamedTuple):
    """A place or unit. It exists from ``valid_from`` up to, not including, ``valid_to``."""

    code: str
    names: Names
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def is_valid(self, month: Month) -> bool:
        """Whether the area existed on the last day of ``month``."""
        day = month.last_day
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day < self.valid_to
        )


class Group(NamedTuple):
    """A named set of areas; ``inferred`` are those members that no source names.

    ``declared_size`` may be larger than the members named so far.
    """

    id: str
    names: Names
    members: tuple[str, ...]
    inferred: tuple[str, ...] = ()
    declared_size: int | None = None
    source: str = ""
    note: str = ""

    @property
    def size(self) -> int:
        """N: how many units there are, named or not."""
        return max(self.declared_size or 0, len(self.members))

    @property
    def unnamed(self) -> int:
        """How many units are not named yet."""
        return self.size - len(self.members)
