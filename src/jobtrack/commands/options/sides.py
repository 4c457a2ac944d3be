"""Whose word holds where definitions differ: ``--ours`` and ``--theirs``."""

from jobtrack.domain.ledger.merging import Side
from jobtrack.errors.options import OptionsExclusive


def side_of(*, ours: bool, theirs: bool) -> Side | None:
    """The side that was chosen; None where none was. Errors: OptionsExclusive."""
    if ours and theirs:
        raise OptionsExclusive(one="--ours", other="--theirs")
    return Side.OURS if ours else Side.THEIRS if theirs else None
