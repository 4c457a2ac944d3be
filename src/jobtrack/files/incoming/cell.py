"""A spreadsheet's cell as the text that a person would type for it."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum, auto
from math import isfinite

UNCALCULATED = "#UNCALCULATED!"  # a formula without a result: no number, and not lost as a blank
_UNSHOWN = re.compile(r'"[^"]*"|\\.|[_*].|\[[^\]]*\]')
_DAY_LETTERS = re.compile("[ymdhs]", re.IGNORECASE)
_LAST_DAY, _LAST_DAY_1904 = 2_958_465, 2_957_003  # serials of 9999-12-31
_DAY_SECONDS = 86_400
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001 - a day on a sheet is in no zone
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the same
_LEAP_DAY_THAT_NEVER_WAS = 60  # serial of 1900-02-29


class Look(Enum):
    """What a number format makes of a number."""

    NUMBER = auto()
    PERCENT = auto()
    DAY = auto()  # or a time of day


def look_of(code: str) -> Look:
    """The look of a number format such as ``0.0%`` or ``yyyy"年"m"月"``."""
    shown = _UNSHOWN.sub("", code)
    if "%" in shown:
        return Look.PERCENT
    return Look.DAY if _DAY_LETTERS.search(shown) else Look.NUMBER


def number_text(value: float) -> str:
    """``value`` with at most 15 significant digits and no exponent: 0.1 + 0.2 is 0.3."""
    text = f"{value + 0.0:.15g}"
    return text if "e" not in text else _plain(Decimal(text))


def percent_text(value: float) -> str:
    """A share as it is shown: 0.369 is 36.9%."""
    return f"{_plain(Decimal(f'{value + 0.0:.15g}') * 100)}%"


def shown_number(value: float, look: Look, *, is_1904: bool = False) -> str:
    """A stored number as ``look`` shows it; ``is_1904``: the workbook counts its days from 1904."""
    if not isfinite(value):
        return str(value)
    if look is Look.PERCENT:
        return percent_text(value)
    if look is Look.DAY:
        epoch, last = (_EPOCH_1904, _LAST_DAY_1904) if is_1904 else (_EPOCH, _LAST_DAY)
        seconds = round(value * _DAY_SECONDS)
        if 0 <= seconds < (last + 1) * _DAY_SECONDS:
            # from 1900 the count has a day too many in February, and every spreadsheet keeps it
            days = timedelta(days=not is_1904 and value < _LEAP_DAY_THAT_NEVER_WAS)
            return day_text(epoch + timedelta(seconds=seconds) + days, is_time_only=value < 1)
    return number_text(value)


def day_text(moment: datetime, *, is_time_only: bool = False) -> str:
    """``YYYY-MM-DD``, with the time behind it unless it is midnight, or the time alone."""
    if is_time_only:
        return f"{moment:%H:%M:%S}"
    day = f"{moment.year:04d}-{moment:%m-%d}"
    time = f"{moment:%H:%M:%S}"
    return day if time == "00:00:00" else f"{day} {time}"


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
