"""What is written on a chart, whoever draws it: title, unit, scale, lines, kinds of points, foot."""

import io
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from jobtrack.domain.drawing import Axis, Course, Drawing
from jobtrack.domain.number import rounded
from jobtrack.domain.series import Observation
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import WAN, YI, moment_text, number_text, qualified_text, sum_text
from jobtrack.render.report import columns
from jobtrack.words import N_

MILESTONE = N_("milestone or bound at due")


class Sign(StrEnum):
    """What kind of value a point is, the gravest first: the first that applies is drawn."""

    PARTIAL = N_("sum from which areas are missing")
    BREACH = N_("on the wrong side")
    PROVISIONAL = N_("provisional or estimated")
    VALUE = N_("value")


def sign_of(point: Observation, drawing: Drawing) -> Sign:
    """The kind of ``point``."""
    if point.is_partial:
        return Sign.PARTIAL
    if point.period in drawing.breaches:
        return Sign.BREACH
    is_final = point.flag in {Flag.NORMAL, Flag.BREAK}
    return Sign.VALUE if is_final else Sign.PROVISIONAL


class Scale(NamedTuple):
    """What the numbers of an axis are divided by, and the word before its unit that says so."""

    divisor: int = 1
    word: str = ""


def scale_of(axis: Axis, medium: Medium) -> Scale:
    """In Chinese 万 or 亿 where the numbers reach them; else as they are."""
    most = max(abs(axis.low), abs(axis.high))
    if not medium.is_chinese or most < WAN:
        return Scale()
    return Scale(YI, "亿") if most >= YI else Scale(WAN, "万")


def tick_texts(axis: Axis, medium: Medium) -> list[str]:
    """The numbers beside the ticks, the lowest first, all with the decimals that the finest needs."""
    scaled = [tick / scale_of(axis, medium).divisor for tick in axis.ticks]
    decimals = next((n for n in range(9) if all(rounded(one, n) == one for one in scaled)), 9)
    return [f"{rounded(one, decimals):,.{decimals}f}" for one in scaled]


def unit_text(drawing: Drawing, medium: Medium) -> str:
    """The unit of the axis, in Chinese with its 万; of a total that it is one."""
    unit = visible(drawing.subject.indicator.unit.text(medium.words.language))
    text = f"{scale_of(drawing.values, medium).word}{unit}"
    if not drawing.is_total:
        return text
    return medium.say(N_("{unit}, total of the year so far")).format(unit=text)


def title_text(drawing: Drawing, medium: Medium) -> str:
    """What is drawn, and where."""
    language, subject = medium.words.language, drawing.subject
    facts = (subject.indicator.names.text(language), subject.area.names.text(language))
    return medium.joined(map(visible, facts))


def course_text(course: Course, medium: Medium) -> str:
    """The target with its bound, and its verdict."""
    row = course.row
    target = f"{visible(columns.name(row, medium))} {columns.bound(row, medium)}"
    return medium.joined((target, columns.status(row, medium)))


def value_text(point: Observation, drawing: Drawing, medium: Medium) -> str:
    """A value with what its source printed beside it."""
    number = number_text(point.value, drawing.subject.indicator.decimals, medium)
    sign = columns.PERCENT if columns.PERCENT in drawing.subject.indicator.unit else ""
    return qualified_text(f"{number}{sign}", point.qualifier, medium)


def projected_text(course: Course, medium: Medium) -> str:
    """That a value is projected, and whether with an interval; blank where none is."""
    if not course.outlook:
        return ""
    has_interval = course.outlook[-1].low is not None
    return medium.say(N_("projected, with 80% interval") if has_interval else N_("projected"))


def foot_lines(drawing: Drawing, medium: Medium) -> Iterator[str]:
    """Who says so, of how many areas the last value is the sum, and which targets have no line."""
    if drawing.sources:
        first, *others = drawing.sources
        more = medium.say(N_(", and {count} more")).format(count=len(others)) if others else ""
        yield medium.say(N_("Source: {source}")).format(source=f"{visible(first)}{more}")
    if drawing.last is not None and drawing.last.expected is not None:
        yield sum_text(drawing.last.reported, drawing.last.expected, medium)
    if drawing.undrawn:
        language, comma = medium.words.language, medium.comma
        names = comma.join(visible(one.names.text(language)) for one in drawing.undrawn)
        yield medium.say(N_("Not drawn: {targets}")).format(targets=names)


def moment_line(drawing: Drawing, medium: Medium) -> str:
    """What the drawing is as of."""
    return moment_text(drawing.subject.as_of, drawing.subject.known_on, medium)


def wrapped(text: str, cells: int) -> str:
    """``text`` in lines of at most so many cells; a Chinese sign takes two."""
    console = Console(file=io.StringIO(), width=cells, legacy_windows=False, _environ={})
    return "\n".join(line.plain.rstrip() for line in Text(text).wrap(console, cells, overflow="fold"))
