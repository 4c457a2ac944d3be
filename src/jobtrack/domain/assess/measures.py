"""What judging a target yields: its measures, what is known of its bound, status and marks."""

from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation
from jobtrack.domain.snapshot import Flag, Qualifier
from jobtrack.words import N_


class Colour(StrEnum):
    """How a status reads at a glance."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"


class Status(StrEnum):
    """The one word of an assessment, in the order in which they are tried."""

    NOT_STARTED = N_("not started")
    NO_DATA = N_("no data")
    MISSED = N_("missed")
    AWAITING_DATA = N_("awaiting data")
    ACHIEVED = N_("achieved")
    BREACHED = N_("breached")
    REGRESSING = N_("regressing")
    OFF_TRACK = N_("off track")
    BEHIND = N_("behind")
    AT_RISK = N_("at risk")
    ON_TRACK = N_("on track")

    @property
    def colour(self) -> Colour:
        """Grey says that nothing is known, not that all is well."""
        return _COLOURS[self]


_COLOURS = {
    Status.NOT_STARTED: Colour.GREY,
    Status.NO_DATA: Colour.GREY,
    Status.MISSED: Colour.RED,
    Status.AWAITING_DATA: Colour.GREY,
    Status.ACHIEVED: Colour.GREEN,
    Status.BREACHED: Colour.RED,
    Status.REGRESSING: Colour.RED,
    Status.OFF_TRACK: Colour.RED,
    Status.BEHIND: Colour.AMBER,
    Status.AT_RISK: Colour.AMBER,
    Status.ON_TRACK: Colour.GREEN,
}


class Mark(StrEnum):
    """What stands beside a status: why to read it with care."""

    STALE = N_("stale")
    PARTIAL = N_("partial")
    PROVISIONAL = N_("provisional")
    REVISED = N_("revised")
    EARLY = N_("early")
    UNVERIFIED = N_("unverified")
    BREACHED_BEFORE = N_("breached before")
    BREAK = N_("break")
    MET_AT_BASELINE = N_("met at baseline")
    LOST = N_("lost")


def marks_of(last: Observation) -> set[Mark]:
    """The marks that a value carries wherever it is shown."""
    marks = {Mark.PROVISIONAL} if last.flag is Flag.PROVISIONAL else set()
    return marks | ({Mark.REVISED} if last.revised else set())


class Measures(NamedTuple):
    """The numbers of one assessment, in the indicator's unit unless said otherwise.

    Each is None where it does not apply or is not known, and is never clamped. ``t`` is ``period``,
    ``v`` is ``value``. Shares (``attainment``, ``progress``, ``elapsed``, ``growth``,
    ``share_of_year``) are 0–1; ``ahead_points`` and ``change_year_percent`` are ×100; ``pace`` is a
    ratio; ``age_months``, ``months_…`` count months. ``areas_…`` say how many areas the newest month of
    a sum has, ``partial_…`` what that is while some are missing. Of a cover ``lost`` are the units that
    had enough and have it no more; of one unit ``first_covered`` is since when it had. Formulas:
    docs/method.md, a section a rule.
    """

    bound: float | None = None
    baseline: float | None = None
    baseline_period: Month | None = None
    period: Month | None = None
    value: float | None = None
    qualifier: Qualifier | None = None
    flag: Flag | None = None
    age_months: int | None = None
    attainment: float | None = None
    progress: float | None = None
    elapsed: float | None = None
    expected: float | None = None
    gap: float | None = None
    gap_to_path: float | None = None
    pace: float | None = None
    growth: float | None = None
    required_per_month: float | None = None
    observed_per_month: float | None = None
    months_left: int | None = None
    months_reported: int | None = None
    worst_period: Month | None = None
    worst_buffer: float | None = None
    months_in_breach: int | None = None
    months_to_breach: float | None = None
    trend_per_month: float | None = None
    share_of_year: float | None = None
    ahead_points: float | None = None
    run_rate: float | None = None
    covered: int | None = None
    size: int | None = None
    uncovered: tuple[str, ...] | None = None
    unknown: tuple[str, ...] | None = None
    unnamed: int | None = None
    change_month: float | None = None
    change_year: float | None = None
    change_year_percent: float | None = None
    projected: float | None = None
    projected_low: float | None = None
    projected_high: float | None = None
    projected_period: Month | None = None
    projection: str | None = None
    areas_reported: int | None = None
    areas_expected: int | None = None
    partial_period: Month | None = None
    partial_value: float | None = None
    first_covered: Month | None = None
    lost: tuple[str, ...] | None = None

    @property
    def buffer(self) -> float | None:
        """The gap seen from the good side: −gap."""
        return None if self.gap is None else 0 - self.gap


class Standing(NamedTuple):
    """What is known of a target's bound; the status follows from this and the measures.

    ``met``: the value of t is on the good side (a quota: was so in any month). ``outcome`` of a window
    that is over: True kept or met, False known to be no, None not known. ``is_held``: judged as a hold,
    which is then ``in_danger`` when its trend or its tolerance says so.
    """

    met: bool
    over: bool
    outcome: bool | None = None
    is_held: bool = False
    in_danger: bool = False


class Judgement(NamedTuple):
    """What a rule finds: measures, and where there is a usable value standing and own marks.

    ``last`` is t with v; a cover has many of them and gives none.
    """

    measures: Measures
    standing: Standing | None = None
    last: Observation | None = None
    marks: tuple[Mark, ...] = ()


class Assessment(NamedTuple):
    """One target judged at one moment. ``marks`` come in the order of ``Mark``."""

    measures: Measures
    status: Status
    marks: tuple[Mark, ...]
