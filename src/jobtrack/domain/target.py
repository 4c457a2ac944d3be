"""The rules that indicators must satisfy by or through a month."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.text import Names
from jobtrack.words import N_


class Rule(StrEnum):
    """What satisfying a target means (docs/method.md has a section for each)."""

    HOLD = N_("hold")
    REACH = N_("reach")
    QUOTA = N_("quota")
    COVER = N_("cover")
    GROW = N_("grow")


class Direction(StrEnum):
    """Which side of the bound is good."""

    AT_LEAST = N_("at_least")
    AT_MOST = N_("at_most")

    @property
    def sign(self) -> int:
        """D: +1 where more is better, −1 where less is."""
        return 1 if self is Direction.AT_LEAST else -1


class Judge(StrEnum):
    """When a hold is judged."""

    EVERY_MONTH = N_("every month")
    AT_DUE = N_("at due")


class Compare(StrEnum):
    """What growth is measured over, where it is no named month."""

    LAST_YEAR = N_("last year")  # the same month of the year before
    LAST_DECEMBER = N_("last december")  # the December before the year of due


class Path(StrEnum):
    """How the path of a reach runs between its milestones."""

    LINEAR = N_("linear")
    STEP = N_("step")  # each milestone holds until the next


class Milestone(NamedTuple):
    """A point of a path, between its baseline and its bound."""

    month: Month
    value: float


class Target(NamedTuple):
    """One target as one version of it says.

    ``bound`` (T) is in the indicator's unit; of a grow in percent, of a ratio's in points; None for a
    cover, whose N comes from its group. A grow compares with ``compare`` or with ``baseline_period``.
    ``start`` and ``due`` are the first and last month of its window; ``milestones`` lie between
    baseline and due, in order. The three thresholds are the least pace of each status, the highest
    first. ``known_from`` is None as long as it is to be the day of recording.
    """

    id: str
    names: Names
    indicator: str
    area: str
    rule: Rule
    start: Month
    due: Month
    bound: float | None = None
    direction: Direction = Direction.AT_LEAST
    group: str | None = None
    judge: Judge = Judge.EVERY_MONTH
    min_count: float = 1.0
    baseline: float | None = None
    baseline_period: Month | None = None
    tolerance: float | None = None
    milestones: tuple[Milestone, ...] = ()
    path: Path = Path.LINEAR
    seasonal_share: bool = False
    compare: Compare | None = None
    on_track_from: float = 0.95
    behind_from: float = 0.60
    off_track_from: float = 0.0
    source: str = ""
    note: str = ""
    known_from: date | None = None

    def runs_in(self, month: Month) -> bool:
        """Whether its window holds ``month``."""
        return self.start <= month <= self.due

    def says_the_same(self, other: "Target") -> bool:
        """Whether both state the same target, whenever it was known from."""
        return self._replace(known_from=None) == other._replace(known_from=None)


class TargetVersion(NamedTuple):
    """What a target says from ``target.known_from`` on; ``is_dropped``: it stands no longer."""

    target: Target
    is_dropped: bool = False
    batch: str = ""


def current_versions(versions: Iterable[TargetVersion]) -> dict[str, TargetVersion]:
    """The version of each target with the highest ``known_from``, ties by batch key, by id."""
    in_order = sorted(versions, key=lambda one: (one.target.id, one.target.known_from, one.batch))
    return {one.target.id: one for one in in_order}
