"""Areas sorted by how they stand."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from math import inf

from jobtrack.domain.assess.measures import Status
from jobtrack.domain.row import Row
from jobtrack.words import N_


class Order(StrEnum):
    """How the areas of a table are sorted; ties stand in the plan's order, what is not known last."""

    WORST = N_("worst")  # by status, then by gap over bound, then by change on the year
    BEST = N_("best")
    VALUE = N_("value")  # the highest first
    CHANGE = N_("change")  # on the year, in percent, the lowest first
    AREA = N_("area")  # as in the plan


def ranked(rows: Iterable[Row], order: Order) -> tuple[Row, ...]:
    """``rows``, which come in the plan's order, in that order."""
    return tuple(sorted(rows, key=_KEYS[order]))


def stand_alike(one: Row, other: Row) -> bool:
    """Whether neither is worse than the other."""
    return _worst(one) == _worst(other)


_GRAVEST_FIRST = (
    Status.MISSED,
    Status.BREACHED,
    Status.REGRESSING,
    Status.OFF_TRACK,
    Status.BEHIND,
    Status.AT_RISK,
    Status.NO_DATA,
    Status.AWAITING_DATA,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.ACHIEVED,
    None,
)
Key = tuple[float, float, float]


def _worst(row: Row) -> Key:
    """By status, then by gap over bound, then by change on the year."""
    measures = row.measures
    gap, change = measures.gap, measures.change_year_percent
    relative = gap / abs(measures.bound) if gap is not None and measures.bound else gap
    return (
        _GRAVEST_FIRST.index(row.status),
        inf if relative is None else -relative,
        inf if change is None else change,
    )


def _best(row: Row) -> Key:
    """The other way round, what is not known last all the same."""
    status, gap, change = _worst(row)
    is_unknown = row.measures.value is None
    return (
        inf if is_unknown else -status,
        -gap if gap < inf else inf,
        -change if change < inf else inf,
    )


def _value(row: Row) -> Key:
    value = row.measures.value
    return (inf if value is None else -value, 0, 0)


def _change(row: Row) -> Key:
    change = row.measures.change_year_percent
    return (inf if change is None else change, 0, 0)


_KEYS: dict[Order, Callable[[Row], Key]] = {
    Order.WORST: _worst,
    Order.BEST: _best,
    Order.VALUE: _value,
    Order.CHANGE: _change,
    Order.AREA: lambda _: (0, 0, 0),
}
