"""What differs between what was recorded by the end of a day and what is recorded now."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from jobtrack.domain.ledger.change import TargetChange, ValueChange
from jobtrack.domain.ledger.flip import Flip
from jobtrack.domain.month import half_width, parse_day
from jobtrack.domain.report import Alarm, Report
from jobtrack.domain.text import excerpt
from jobtrack.errors.ledger import NotASince, SinceInFuture
from jobtrack.errors.numbers import NotADay

_DAYS_BACK = re.compile(r"(\d{1,5})\s*[dD天]", re.ASCII)


def parse_since(text: str, today: date) -> date:
    """The day that ``text`` states: one such as 2021-07-19, or 7d for a week before ``today``.

    Errors: NotASince, SinceInFuture.
    """
    back = _DAYS_BACK.fullmatch(half_width(text.strip()))
    try:
        day = today - timedelta(days=int(back[1])) if back else parse_day(text)
    except (NotADay, OverflowError) as error:
        raise NotASince(text=excerpt(text)) from error
    if day > today:
        raise SinceInFuture(day=day, today=today)
    return day


class Since(NamedTuple):
    """What differs from the end of ``day``: values and targets in the plan's order, then statuses."""

    day: date
    report: Report
    values: tuple[ValueChange, ...]
    targets: tuple[TargetChange, ...]
    flips: tuple[Flip, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.values or self.targets or self.flips)


def only_alarming_flips(since: Since, alarm: Alarm) -> Since:
    """``since`` with just the flips to a status that raises ``alarm``, and what they are because of."""
    found = tuple(one for one in since.flips if one.now is not None and alarm.is_raised_by(one.now))
    values = {value for flip in found for value in flip.values}
    targets = {flip.target for flip in found}
    return since._replace(
        values=tuple(one for one in since.values if one in values),
        targets=tuple(one for one in since.targets if one in targets),
        flips=found,
    )
