"""One figure as it was known from one day, and the batch that brought it."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.text import visible
from jobtrack.domain.typed.word import fixed_word
from jobtrack.errors.figures import NotAFlag
from jobtrack.words import N_


class Flag(StrEnum):
    """What kind of figure it is (SDMX OBS_STATUS)."""

    NORMAL = "A"
    PROVISIONAL = "P"
    ESTIMATED = "E"
    BREAK = "B"  # break in series: not comparable with earlier periods
    MISSING = "M"  # no value: a withdrawal


def flag_for(text: str, period: Month, current: Month) -> Flag:
    """The flag of a value of ``period``: the one that ``text`` names by letter or word, else normal.

    While its month is not over a normal value is provisional. Errors: NotAFlag.
    """
    letter = fixed_word(text).strip().upper()
    if letter and letter not in list(Flag):
        raise NotAFlag(text=visible(text))
    flag = Flag(letter) if letter else Flag.NORMAL
    return Flag.PROVISIONAL if flag is Flag.NORMAL and period >= current else flag


class Qualifier(StrEnum):
    """What the source printed beside the number."""

    EXACT = N_("exact")
    ABOUT = N_("about")
    AT_LEAST = N_("at least")  # 以上
    MORE_THAN = N_("more than")  # 余
    NEARLY = N_("nearly")  # 近


def qualifier_of_sum(words: Iterable[Qualifier]) -> Qualifier:
    """What is known of a sum: what its terms agree on, exact ones aside; else about.

    At least and more than agree on more than. Source: docs/method.md, qualifier of a sum.
    """
    said = set(words) - {Qualifier.EXACT}
    if said == {Qualifier.AT_LEAST, Qualifier.MORE_THAN}:
        return Qualifier.MORE_THAN
    if len(said) > 1:
        return Qualifier.ABOUT
    return said.pop() if said else Qualifier.EXACT


class Figure(NamedTuple):
    """A number as a source printed it; for a ratio also its numerator and denominator."""

    value: float
    qualifier: Qualifier = Qualifier.EXACT
    numerator: float | None = None
    denominator: float | None = None


class Snapshot(NamedTuple):
    """A stored row. ``figure`` is None for a withdrawal, and then the flag is M."""

    indicator: str
    area: str
    period: Month
    known_from: date
    batch: str
    figure: Figure | None
    flag: Flag = Flag.NORMAL
    source: str = ""
    note: str = ""


def in_order_known(snapshots: Iterable[Snapshot]) -> list[Snapshot]:
    """``snapshots`` of one series by month, and of a month as they came to count: the last is current.

    That is the one with the highest ``known_from``, ties by batch key. Source: docs/method.md, three
    times.
    """
    return sorted(snapshots, key=lambda one: (one.period, one.known_from, one.batch))


def current_ones(snapshots: Iterable[Snapshot]) -> Iterator[Snapshot]:
    """The current one of each month that is not withdrawn, of any number of series.

    They are walked once, in the order of their key: indicator, area, period, then as they came to
    count. Source: docs/method.md, three times.
    """
    for _, known in groupby(snapshots, key=itemgetter(0, 1, 2)):
        *_, current = known
        if current.figure is not None:
            yield current
