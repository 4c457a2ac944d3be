"""The first versions of targets that were written down: each is known from a day."""

from collections.abc import Iterable
from datetime import date

from jobtrack.domain.target import Target, TargetVersion
from jobtrack.errors.plans import TargetKnownInFuture


def dated(target: Target, today: date) -> Target:
    """``target`` known from the day it states, else from ``today``. Errors: TargetKnownInFuture."""
    if target.known_from is not None and target.known_from > today:
        raise TargetKnownInFuture(target=target.id, day=target.known_from, today=today)
    return target._replace(known_from=target.known_from or today)


def versions_of(targets: Iterable[Target], today: date) -> list[TargetVersion]:
    """First versions of ``targets``, each ``dated``."""
    return [TargetVersion(dated(one, today)) for one in targets]
