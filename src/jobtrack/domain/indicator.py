"""What is measured."""

from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.text import Names
from jobtrack.words import N_


class Kind(StrEnum):
    """How an indicator's monthly values relate to one another."""

    LEVEL = N_("level")  # stock at month end; a running total since a fixed date is one
    FLOW = N_("flow")  # amount in the month
    YTD = N_("ytd")  # year-to-date total, restarts each January
    RATIO = N_("ratio")  # numerator over denominator, both stored


class Indicator(NamedTuple):
    """One indicator as its plan defines it.

    ``decimals`` is how many are significant: values are compared after rounding to them. ``every`` is
    1, 3, 6 or 12 months (then March, June … December are expected), or None for irregular; ``lag`` is
    the days after a period's end by which its value is expected. With ``combined_january`` no January
    is expected and February stands for both. ``source`` says who publishes it.

    With ``roll_up`` an area without a value of its own has the sum of those below it: of the members of
    the group ``reporters`` where one is named. ``parts`` are indicators that add up to it, ``of_which``
    such as are no more than it; ``least`` and ``most`` are the range that its values lie in.
    """

    id: str
    names: Names
    aliases: tuple[str, ...]
    section: str
    unit: Names
    kind: Kind
    decimals: int = 0
    every: int | None = 1
    lag: int = 31
    seasonal: bool = False
    combined_january: bool = False
    roll_up: bool = True
    reporters: str | None = None
    parts: tuple[str, ...] = ()
    of_which: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    source: str = ""
    note: str = ""

    @property
    def scale(self) -> int:
        """What numerator over denominator is multiplied by: 100 where the unit is %."""
        return 100 if "%" in self.unit else 1

    @property
    def adds_up(self) -> bool:
        """Whether its values of several areas make one: percentages do only as ratios."""
        is_share = any("%" in word for word in self.unit) and self.kind is not Kind.RATIO
        return self.roll_up and not is_share

    def months_in(self, period: Month) -> int:
        """How many months the value of an expected ``period`` stands for."""
        if self.combined_january and period.number == 2:
            return 2
        return self.every or 1

    def is_expected(self, period: Month) -> bool:
        """Whether a value for ``period`` is due at all."""
        if self.every is None or (self.combined_january and period.number == 1):
            return False
        return period.number % self.every == 0
