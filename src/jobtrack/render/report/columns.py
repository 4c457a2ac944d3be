"""The columns that a person reads: one list for the table, the narrow blocks and Markdown."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jobtrack.domain.assess.measures import Mark, Status
from jobtrack.domain.number import rounded
from jobtrack.domain.row import Row
from jobtrack.domain.snapshot import Qualifier
from jobtrack.domain.target import Direction, Rule
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import (
    month_text,
    number_text,
    points_text,
    qualified_text,
    share_text,
)
from jobtrack.words import N_

_BAR_CELLS = 10
PERCENT = "%"
_PROJECTIONS = {
    "likely": N_("likely to be met"),
    "uncertain": N_("uncertain to be met"),
    "unlikely": N_("unlikely to be met"),
}
_OF_CEILINGS = {
    Status.BREACHED: N_("breached (ceiling)"),
    Mark.BREACHED_BEFORE: N_("breached before (ceiling)"),
}


class Column(NamedTuple):
    """``text`` says what stands in a row; ``is_number`` sets it to the right.

    Columns of rank 0 are always there; of the others, those with the lowest rank first.
    """

    header: str
    text: Callable[[Row, Medium], str]
    rank: int = 0
    is_number: bool = True


def name(row: Row, medium: Medium) -> str:
    """The target's name, or the indicator's."""
    names = row.indicator.names if row.target is None else row.target.names
    return names.text(medium.words.language)


def unit(row: Row, medium: Medium) -> str:
    """What the row counts; blank for %, which stands beside each number."""
    word = row.indicator.unit.text(medium.words.language)
    return "" if word == PERCENT or row.is_growth else word


def name_with_unit(row: Row, medium: Medium) -> str:
    """The name, and in parentheses what it counts."""
    word = unit(row, medium)
    if not word:
        return name(row, medium)
    return medium.beside(name(row, medium), word)


def _number(row: Row, value: float | None, medium: Medium, *, signed: bool = False) -> str:
    """``value`` in the unit of the indicator."""
    text = number_text(value, decimals(row, value), medium, signed=signed)
    is_percent = value is not None and PERCENT in row.indicator.unit
    return medium.percent(text, is_difference=signed) if is_percent else text


def decimals(row: Row, value: float | None) -> int:
    """Those of the figures; two more for what growth over a base asks for between two of them."""
    own = row.indicator.decimals
    is_between = value is not None and rounded(value, own) != value
    return own + 2 if is_between else own


def _judged(row: Row, value: float | None, medium: Medium, *, signed: bool = False) -> str:
    """``value`` in the unit of what is judged: a growth has its own."""
    if not row.is_growth:
        return _number(row, value, medium, signed=signed)
    text = number_text(value, 1, medium, signed=signed)
    return text if value is None else medium.percent(text, is_difference=signed)


def marks(row: Row, medium: Medium) -> str:
    """The marks beside the status, separated by commas, and last the label of the projection."""
    words = [
        _missing_areas(row, medium) if mark is Mark.PARTIAL else word_of(mark, row, medium)
        for mark in row.marks
    ]
    if row.measures.projection is not None:
        words.append(medium.say(_PROJECTIONS[row.measures.projection]))
    return medium.comma.join(words)


def _missing_areas(row: Row, medium: Medium) -> str:
    """That a value is partial; of a sum over areas how many of them reported for which month."""
    measures = row.measures
    if measures.partial_period is None:
        return medium.say(Mark.PARTIAL)
    return medium.say(N_("partial: {month} {reported} of {expected}")).format(
        month=month_text(measures.partial_period, medium),
        reported=measures.areas_reported,
        expected=measures.areas_expected,
    )


def aside(row: Row, medium: Medium) -> str:
    """Unit and marks in one phrase."""
    facts = (unit(row, medium), marks(row, medium))
    return medium.joined(facts)


def period(row: Row, medium: Medium) -> str:
    return month_text(row.measures.period, medium)


def value(row: Row, medium: Medium) -> str:
    number = _judged(row, row.measures.value, medium)
    qualifier = row.measures.qualifier
    return number if qualifier is None else qualified_text(number, qualifier, medium)


def bound(row: Row, medium: Medium) -> str:
    """The bound with its direction; for a cover the number of units."""
    if row.target is None:
        return ""
    number = _judged(row, row.measures.bound, medium)
    if row.target.rule is Rule.COVER:
        return number
    glyphs = medium.glyphs
    at_least = row.target.direction is Direction.AT_LEAST
    return f"{glyphs.at_least if at_least else glyphs.at_most}{number}"


def attained(row: Row, medium: Medium) -> str:
    """Progress from the baseline for a reach, attainment for all others."""
    if row.target is None:
        return ""
    return share_text(share(row), medium, is_met=is_met(row))


def share(row: Row) -> float | None:
    progress = row.measures.progress
    return row.measures.attainment if progress is None else progress


def is_met(row: Row) -> bool:
    gap, qualifier = row.measures.gap, row.measures.qualifier
    return gap is not None and (gap < 0 or (gap == 0 and qualifier is not Qualifier.NEARLY))


def bar(row: Row, medium: Medium) -> str:
    """The attained share drawn, and only there clamped to 0–100 %."""
    reached = share(row)
    if row.target is None or reached is None:
        return ""
    done = int(max(0.0, min(1.0, reached)) * _BAR_CELLS)
    return medium.glyphs.bar_done * done + medium.glyphs.bar_left * (_BAR_CELLS - done)


def gap(row: Row, medium: Medium) -> str:
    """The buffer with its sign: minus is what is missing."""
    if row.target is None:
        return ""
    return _judged(row, row.measures.buffer, medium, signed=True)


def ahead(row: Row, medium: Medium) -> str:
    """序时进度: attainment less the share of the year gone, in points; quotas only."""
    if row.target is None or row.target.rule is not Rule.QUOTA:
        return ""
    return points_text(row.measures.ahead_points, medium)


def change_month(row: Row, medium: Medium) -> str:
    return _number(row, row.measures.change_month, medium, signed=True)


def change_year(row: Row, medium: Medium) -> str:
    return _number(row, row.measures.change_year, medium, signed=True)


def sparkline(row: Row, medium: Medium) -> str:
    """The values of the last twelve months as heights; a month without one is blank."""
    levels = medium.glyphs.spark
    if len(row.recent) < 2 or not levels:
        return ""
    values = [one.value for one in row.recent]
    low, span = min(values), max(values) - min(values)
    first = row.recent[0].period
    drawn = [" "] * (row.recent[-1].period.since(first) + 1)
    for one in row.recent:
        height = 0.5 if span == 0 else (one.value - low) / span
        drawn[one.period.since(first)] = levels[int(rounded(height * (len(levels) - 1), 0))]
    return "".join(drawn)


def covered_since(row: Row, medium: Medium) -> str:
    """Of a unit of a cover the month in which it first had enough."""
    first = row.measures.first_covered
    return "" if first is None else month_text(first, medium)


def area(row: Row, medium: Medium) -> str:
    return row.area.names.text(medium.words.language)


def status(row: Row, medium: Medium) -> str:
    return "" if row.status is None else word_of(row.status, row, medium)


def word_of(word: Status | Mark, row: Row, medium: Medium) -> str:
    """A status or mark as it is said of the row's target: Chinese has words of its own for ceilings."""
    is_ceiling = row.target is not None and row.target.direction is Direction.AT_MOST
    return medium.say(_OF_CEILINGS.get(word, word) if is_ceiling and medium.is_chinese else word)


COLUMNS = (  # from left to right
    Column(N_("Area"), area, rank=7, is_number=False),
    Column(N_("Period"), period),
    Column(N_("Value"), value),
    Column(N_("Bound"), bound),
    Column(N_("Done"), attained),
    Column(N_("Progress"), bar, rank=4, is_number=False),
    Column(N_("Gap/buffer"), gap),
    Column(N_("Time gone"), ahead, rank=2),
    Column(N_("On the month"), change_month, rank=5),
    Column(N_("On the year"), change_year, rank=1),
    Column(N_("12 months"), sparkline, rank=6, is_number=False),
    Column(N_("Covered since"), covered_since, rank=2),
    Column(N_("Status"), status, is_number=False),
    Column(N_("Marks"), marks, rank=3, is_number=False),
)


def says_nothing(column: Column, rows: Iterable[Row], medium: Medium) -> bool:
    """Whether a column has nothing to say of any of ``rows``."""
    unsaid = {"", medium.glyphs.unknown}
    return all(column.text(row, medium) in unsaid for row in rows)
