"""How a verdict came about: its inputs, its working, what decided and what would change it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from jobtrack.domain.explanation.case import case_of
from jobtrack.domain.explanation.inputs import inputs_of
from jobtrack.domain.explanation.prospects import prospects_of
from jobtrack.domain.explanation.reason import cuts_of, reason_of
from jobtrack.domain.explanation.step import Input, Number, Sentence, Step
from jobtrack.domain.explanation.steps import steps_of
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.row import Row
from jobtrack.domain.series import Place, Series
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.target import Target, TargetVersion


class Explanation(NamedTuple):
    """A target judged in ``row``, with everything that led there.

    ``versions`` are what the target said from which day on, the first first. ``cuts`` are the least
    pace of on track, behind and off track; None where it is judged as a hold, which has no
    pace.
    """

    row: Row
    as_of: Month
    known_on: date
    versions: tuple[TargetVersion, ...]
    inputs: tuple[Input, ...]
    steps: tuple[Step, ...]
    reason: Sentence
    cuts: tuple[Number, Number, Number] | None
    prospects: tuple[Sentence, ...]


def explanation_of(
    plan: Plan,
    target: Target,
    versions: Iterable[TargetVersion],
    series: Mapping[Place, Series],
    snapshots: Mapping[str, list[Snapshot]],
    as_of: Month,
    known_on: date,
) -> Explanation:
    """How ``target`` stands at the end of ``as_of``, and why.

    ``versions``, ``series`` and ``snapshots`` (by area, of the target's indicator) are those that were
    known. The row is that of the report. Source: docs/method.md.
    """
    case = case_of(plan, target, series, snapshots, as_of, known_on)
    own = (one for one in versions if one.target.id == target.id)
    return Explanation(
        case.row,
        as_of,
        known_on,
        tuple(sorted(own, key=lambda one: (one.target.known_from, one.batch))),
        inputs_of(case),
        steps_of(case),
        reason_of(case),
        None if case.is_held else cuts_of(target),
        prospects_of(case),
    )
