"""What recording a figure does to the value of its month: decided here, carried out by the store."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.snapshot import Flag, Snapshot, in_order_known


class Outcome(StrEnum):
    """What becomes of the current value."""

    NEW = "new"  # the month had none
    REVISED = "revised"  # it becomes another one
    CONFIRMED = "confirmed"  # it stays; the day, the flag or the qualifier is another
    WITHDRAWN = "withdrawn"  # the month has none any more
    EARLIER = "earlier"  # a later-known one stays current
    UNCHANGED = "unchanged"  # the same again: no row is written


class Effect(NamedTuple):
    """``snapshot`` and its outcome; ``before`` is the row that was current, a withdrawal included."""

    snapshot: Snapshot
    outcome: Outcome
    before: Snapshot | None


def effect_of(
    snapshot: Snapshot,
    recorded: Iterable[Snapshot],
    *,
    is_day_stated: bool,
    is_flag_stated: bool = True,
) -> Effect:
    """What recording ``snapshot`` does, given the rows of its month in any order.

    The same again changes nothing: with a stated publication day that very day must hold it, without
    one the current row. A break belongs to its month: a figure whose flag nobody stated keeps it.
    Source: docs/method.md, three times and the same again.
    """
    rows = in_order_known(recorded)
    before = rows[-1] if rows else None
    of_day = [row for row in rows if row.known_from == snapshot.known_from]
    rival = (of_day[-1] if of_day else None) if is_day_stated else before
    may_break = snapshot.figure is not None and not is_flag_stated
    with_break = snapshot._replace(flag=Flag.BREAK) if may_break else snapshot
    for one in (snapshot, with_break):
        if rival is not None and (rival.figure, rival.flag) == (one.figure, one.flag):
            return Effect(one, Outcome.UNCHANGED, before)
    if before is not None and before.flag is Flag.BREAK:
        snapshot = with_break
    return Effect(snapshot, outcome_of(snapshot, before), before)


def withdraws_nothing(snapshot: Snapshot, recorded: Iterable[Snapshot]) -> bool:
    """Whether it is a withdrawal, and its month (``recorded`` are its rows) had no value by its day."""
    known = [row for row in recorded if row.known_from <= snapshot.known_from]
    return snapshot.figure is None and (not known or in_order_known(known)[-1].figure is None)


def outcome_of(snapshot: Snapshot, before: Snapshot | None) -> Outcome:
    """What a row that is written makes of the current one, ``before``."""
    if before is None:
        return Outcome.NEW
    if snapshot.known_from < before.known_from:
        return Outcome.EARLIER
    if snapshot.figure is None:
        return Outcome.WITHDRAWN
    if before.figure is None:
        return Outcome.NEW
    is_same = snapshot.figure.value == before.figure.value
    return Outcome.CONFIRMED if is_same else Outcome.REVISED
