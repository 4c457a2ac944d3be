"""What a line of a sheet may come to."""

from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.importing.printed import Printed
from jobtrack.domain.importing.sheet import Draft, Rejection
from jobtrack.domain.importing.totals import TotalDiffers
from jobtrack.words import N_


class Reason(StrEnum):
    """Why a number was left out on purpose."""

    SUBTOTAL = N_("a subtotal of no area")
    FOOT = N_("a line below the table")
    TO_DATE = N_("a total since January, of what is recorded by the month")
    UNREADABLE = N_("no number to compare")


class Left(NamedTuple):
    """A number that is deliberately not stored, and why."""

    place: str
    text: str
    reason: Reason


Found = Draft | Rejection | Printed | Left | TotalDiffers
