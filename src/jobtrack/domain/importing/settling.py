"""What becomes of the figures of a file: those of one month in turn, and two that contradict."""

from collections.abc import Iterable
from typing import NamedTuple

from jobtrack.domain.batch import OPEN_BATCH
from jobtrack.domain.importing.sheet import Draft, Rejection, cell_place
from jobtrack.domain.number import plain
from jobtrack.domain.recording import Effect, Outcome, effect_of, withdraws_nothing
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot
from jobtrack.errors.figures import NothingToWithdraw
from jobtrack.errors.staging import FiguresContradict


class Conflict(NamedTuple):
    """Two drafts of one indicator, area, month and day that differ in figure or flag."""

    first: Draft
    second: Draft


class PlacedEffect(NamedTuple):
    """What becomes of one figure of a file, and where it stood: ``august.csv:3:D``."""

    effect: Effect
    place: str


def place_of(draft: Draft) -> str:
    """Where ``draft`` stood: ``august.csv:3:D``."""
    return cell_place(draft.place, draft.line, draft.column)


def effects_in_turn(drafts: Iterable[Draft], recorded: Iterable[Snapshot]) -> list[Effect | Rejection]:
    """What becomes of the drafts of one month as if recorded one by one, the first known first.

    ``drafts`` are of different days, in any order; ``recorded`` are the rows of that month. A
    withdrawal is rejected (NothingToWithdraw) if the month had no value by its day, unless that very
    row is there. What was current before one of them may be another one, of ``OPEN_BATCH``.
    """
    known = list(recorded)
    settled: list[Effect | Rejection] = []
    for draft in sorted(drafts, key=lambda one: one.snapshot.known_from):
        effect = effect_of(
            draft.snapshot,
            known,
            is_day_stated=draft.is_day_stated,
            is_flag_stated=draft.is_flag_stated,
        )
        if effect.outcome is Outcome.UNCHANGED:
            settled.append(effect)
        elif withdraws_nothing(draft.snapshot, known):
            settled.append(_nothing_withdrawn(draft))
        else:
            settled.append(effect)
            known.append(effect.snapshot._replace(batch=OPEN_BATCH))
    return settled


def _nothing_withdrawn(draft: Draft) -> Rejection:
    one = draft.snapshot
    problem = NothingToWithdraw(indicator=one.indicator, period=one.period, area=one.area)
    return Rejection(place_of(draft), problem)


def contradiction(conflict: Conflict) -> Rejection:
    """The second draft of ``conflict`` as what can't be taken beside the first."""
    one = conflict.second.snapshot
    problem = FiguresContradict(
        indicator=one.indicator,
        period=one.period,
        area=one.area,
        known_from=one.known_from,
        second=_said(one.figure, one.flag),
        first=_said(conflict.first.snapshot.figure, conflict.first.snapshot.flag),
        place=place_of(conflict.first),
    )
    return Rejection(place_of(conflict.second), problem)


def _said(figure: Figure | None, flag: Flag) -> str:
    """A figure in which nothing is left out that two figures can differ in: ``about 12/40 (E)``."""
    if figure is None:
        return "-"
    number = plain(figure.value)
    if figure.numerator is not None and figure.denominator is not None:
        number = f"{plain(figure.numerator)}/{plain(figure.denominator)}"
    qualifier = "" if figure.qualifier is Qualifier.EXACT else f"{figure.qualifier} "
    return f"{qualifier}{number}{'' if flag is Flag.NORMAL else f' ({flag})'}"
