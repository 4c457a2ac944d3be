"""Whose word holds where definitions differ: ``--ours`` and ``--theirs``."""

from jobtrack.domain.ledger.merging import Side
from jobtrack.errors.keeping import OursAndTheirs


def side_of(*, ours: bool, theirs: bool) -> Side | None:
    """The side that was chosen; None where none was. Errors: OursAndTheirs."""
    if ours and theirs:
        raise OursAndTheirs
    return Side.OURS if ours else Side.THEIRS if theirs else None
