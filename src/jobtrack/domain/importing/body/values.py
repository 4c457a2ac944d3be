"""The numbers in cells: a ratio in parts, a qualifier of its own, a growth as bulletins print it."""

import re

from jobtrack.domain.importing.header.words import Measure
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import half_width
from jobtrack.domain.number import plain
from jobtrack.domain.snapshot import Figure, Qualifier
from jobtrack.domain.text import Names, excerpt
from jobtrack.domain.typed.figure import is_no_value, parse_figure, parse_printed, ratio_of
from jobtrack.errors.importing import HalfARatio, RatioDiffers
from jobtrack.errors.numbers import QualifiersContradict, RatioNotExpected

_COUNT = Names("", "")
_PERCENT = Names("%", "%")
_POINTS = re.compile(r"(?<=[\d.])\s*(?:个?百分点|percentage ?points?|points?|pp)$", re.IGNORECASE)
_RISE = re.compile(r"^(?:增长|上升|增加|提高|[↑▲+])\s*(?=[\d.])")
_FALL = re.compile(r"^(?:下降|减少|降低|[↓▼])\s*(?=[\d.])")

Parts = tuple[str, str]  # numerator and denominator, as their cells write them


def figure_of_cells(
    text: str, parts: Parts, qualifier: Qualifier, indicator: Indicator, given: tuple[str, ...]
) -> Figure | None:
    """The figure of a row: its value, for a ratio numerator and denominator, its qualifier.

    Errors: those of ``parse_figure``, HalfARatio, RatioDiffers, RatioNotExpected,
    QualifiersContradict.
    """
    if any(parts):
        figure: Figure | None = _of_parts(text, parts, indicator)
    else:
        figure = parse_figure(text, indicator.kind, indicator.unit, given)
    if figure is None or qualifier in {Qualifier.EXACT, figure.qualifier}:
        return figure
    if figure.qualifier is not Qualifier.EXACT:
        shown = excerpt(text)
        raise QualifiersContradict(text=shown, first=figure.qualifier, second=qualifier)
    return figure._replace(qualifier=qualifier)


def _of_parts(text: str, parts: Parts, indicator: Indicator) -> Figure:
    upper, lower = (parse_figure(part, Kind.LEVEL, _COUNT) for part in parts)
    if upper is None or lower is None:
        raise HalfARatio
    shown = f"{plain(upper.value)}/{plain(lower.value)}"
    if indicator.kind is not Kind.RATIO:
        raise RatioNotExpected(text=shown)
    figure = ratio_of(plain(upper.value), plain(lower.value), indicator.unit, shown)
    if not is_no_value(text) and not _agrees(text, figure, indicator):
        numerator, denominator = plain(upper.value), plain(lower.value)
        raise RatioDiffers(text=excerpt(text), numerator=numerator, denominator=denominator)
    return figure


def _agrees(text: str, figure: Figure, indicator: Indicator) -> bool:
    """Whether the printed value is the quotient, to its last digit."""
    if "/" in half_width(text):
        return parse_figure(text, indicator.kind, indicator.unit) == figure
    printed = parse_printed(text, indicator.unit)
    if printed is None:
        return True
    value, step = printed
    return abs(value - figure.value) <= step / 2 + 1e-9 * abs(value)


def printed_number(
    text: str, measure: Measure, indicator: Indicator, given: tuple[str, ...]
) -> tuple[float, float] | None:
    """A number that is compared and one unit of its last digit, in percent for a growth and a share.

    A sign may be a word or an arrow: 增长3.2%, ↓0.8. None where the text holds no number at all.
    Errors: those of ``parse_printed``.
    """
    written = half_width(text).strip()
    if not any(map(str.isdecimal, written)):
        return None
    is_fall = _FALL.match(written) is not None
    written = _POINTS.sub("", (_FALL if is_fall else _RISE).sub("", written))
    unit = _PERCENT if measure in {Measure.GROWTH, Measure.SHARE} else indicator.unit
    found = parse_printed(written, unit, given)
    return (-found[0], found[1]) if is_fall and found is not None else found
