"""One figure as it was known from one day, and the batch that brought it."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.text import visible
from jobtrack.errors import NotAFlag


class Flag(StrEnum):
    """What kind of figure it is (SDMX OBS_STATUS)."""

    NORMAL = "A"
    PROVISIONAL = "P"
    ESTIMATED = "E"
    BREAK = "B"  # break in series: not comparable with earlier periods
    MISSING = "M"  # no value: a withdrawal

    @classmethod
    def unstated(cls, period: Month, current: Month, before: "Flag | None" = None) -> "Flag":
        """The flag of a value that states none: provisional while its month is not over.

        A break belongs to its month: a value that replaces it (``before``) keeps the flag.
        """
        if before is cls.BREAK:
            return cls.BREAK
        return cls.NORMAL if period < current else cls.PROVISIONAL


def parse_flag(text: str) -> Flag | None:
    """The flag that ``text`` names by its letter; None when it is blank. Errors: NotAFlag."""
    letter = text.strip().upper()
    if not letter:
        return None
    if letter not in list(Flag):
        raise NotAFlag(text=visible(text))
    return Flag(letter)


class Qualifier(StrEnum):
    """What the source printed beside the number."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"  # 以上
    MORE_THAN = "more than"  # 余
    NEARLY = "nearly"  # 近


class Figure(NamedTuple):
    """A number as a source printed it; for a ratio also its numerator and denominator."""

    value: float
    qualifier: Qualifier = Qualifier.EXACT
    numerator: float | None = None
    denominator: float | None = None


class Snapshot(NamedTuple):
    """A stored row. ``figure`` is None for a withdrawal, and then the flag is M."""

    indicator: str
    area: str
    period: Month
    known_from: date
    batch: str
    figure: Figure | None
    flag: Flag = Flag.NORMAL
    source: str = ""
    note: str = ""
