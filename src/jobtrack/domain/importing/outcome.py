"""What bringing files in does, as a value: what was recognised, and what becomes of each figure."""

from collections.abc import Mapping
from typing import NamedTuple

from jobtrack.domain.batch import Batch
from jobtrack.domain.importing.found import Left
from jobtrack.domain.importing.header.layout import Layout
from jobtrack.domain.importing.printed import PrintedDiffers
from jobtrack.domain.importing.settling import PlacedEffect
from jobtrack.domain.importing.totals import TotalDiffers
from jobtrack.domain.recording import Outcome

MOST_SHOWN = 20  # figures of one outcome; their number is always said


class Importing(NamedTuple):
    """The plan of an import and, once it is carried out, its batch.

    ``counts`` is how many figures have each outcome, ``effects`` the first ``MOST_SHOWN`` of each in
    key order. ``uncompared`` counts what was printed beside the figures and not looked at,
    ``rejected`` what can't be taken; with ``is_refused`` nothing is recorded because of it.
    """

    layouts: tuple[Layout, ...]
    counts: Mapping[Outcome, int]
    effects: Mapping[Outcome, tuple[PlacedEffect, ...]]
    left: tuple[Left, ...]
    differences: tuple[PrintedDiffers | TotalDiffers, ...]
    uncompared: int
    rejected: int
    is_refused: bool
    batch: Batch | None = None

    @property
    def changes(self) -> int:
        """How many figures are recorded."""
        return sum(self.counts.values()) - self.counts[Outcome.UNCHANGED]
