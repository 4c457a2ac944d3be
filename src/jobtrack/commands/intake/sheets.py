"""Files on their way in: sheet by sheet, figures one by one; what else they hold is kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from jobtrack.commands.intake.received import Received
from jobtrack.commands.intake.rejects import Rejects
from jobtrack.domain.batch import OPEN_BATCH
from jobtrack.domain.importing.found import Found, Left
from jobtrack.domain.importing.header.layout import Layout
from jobtrack.domain.importing.mapping import Defaults, FileMapping
from jobtrack.domain.importing.printed import Printed
from jobtrack.domain.importing.reading import Reading, reading_of
from jobtrack.domain.importing.sheet import Draft, Rejection, Sheet
from jobtrack.domain.importing.totals import TotalDiffers
from jobtrack.domain.plan import Plan
from jobtrack.domain.series import Place
from jobtrack.domain.snapshot import Snapshot
from jobtrack.errors import JobtrackError
from jobtrack.files.incoming import open_sheets

MOST_KEPT = 100_000  # what is said beside the figures: more of it no bulletin has


class Terms(NamedTuple):
    """What files are read by."""

    plan: Plan
    today: date
    mapping: FileMapping
    options: Defaults
    encoding: str | None


class Intake:
    """Reads files; ``drafts`` gives their figures, and the rest of what they say is here afterwards.

    ``snapshots`` are the figures beside which something is printed, by place. ``uncompared`` counts
    what came after ``MOST_KEPT``.
    """

    def __init__(self, terms: Terms, rejects: Rejects) -> None:
        self.layouts: list[Layout] = []
        self.printed: list[Printed] = []
        self.left: list[Left] = []
        self.totals: list[TotalDiffers] = []
        self.snapshots: dict[Place, list[Snapshot]] = {}
        self.uncompared = 0
        self.terms = terms
        self._rejects = rejects
        self._done = (0, 1)  # files, of how many
        self._sheet: Sheet | None = None

    def drafts(self, files: Sequence[Received]) -> Iterator[Draft]:
        """The figures of ``files`` in their order. What can't be taken goes to the rejects."""
        for number, file in enumerate(files, start=1):
            try:
                with open_sheets(file.path, file.name, self.terms.encoding) as sheets:
                    for sheet in sheets:
                        self._sheet, terms = sheet, self.terms
                        reading = reading_of(
                            sheet, terms.plan, terms.today, terms.mapping, terms.options
                        )
                        self.layouts.append(reading.layout)
                        yield from self._figures(reading)
            except JobtrackError as problem:  # it names its place itself
                if len(files) == 1:
                    raise
                self._rejects.add(Rejection("", problem))
            self._sheet, self._done = None, (number, len(files))

    @property
    def has_figures(self) -> bool:
        """Whether there was anything to read in any sheet."""
        return any(not layout.is_empty for layout in self.layouts)

    def share(self) -> float | None:
        """How much of all files has been read, 0–1; None where that is not known."""
        (done, files), sheet = self._done, self._sheet
        if sheet is None or sheet.share is None:
            return None if files == 1 else done / files
        return (done + sheet.share()) / files

    def _figures(self, reading: Reading) -> Iterator[Draft]:
        if not reading.layout.has_comparisons:
            for one in reading.found:
                if one.__class__ is Draft:
                    yield one
                else:
                    self._keep(one)
            return
        for one in reading.found:
            if isinstance(one, Draft):
                self._keep_for_comparison(one.snapshot)
                yield one
            else:
                self._keep(one)

    def _keep(self, one: Found) -> None:
        """Keep what is no figure."""
        if isinstance(one, Rejection):
            self._rejects.add(one)
        elif len(self.printed) + len(self.left) + len(self.totals) >= MOST_KEPT:
            self.uncompared += 1
        elif isinstance(one, Printed):
            self.printed.append(one)
        elif isinstance(one, Left):
            self.left.append(one)
        elif isinstance(one, TotalDiffers):
            self.totals.append(one)

    def _keep_for_comparison(self, snapshot: Snapshot) -> None:
        known = self.snapshots.setdefault((snapshot.indicator, snapshot.area), [])
        known.append(snapshot._replace(batch=OPEN_BATCH))
