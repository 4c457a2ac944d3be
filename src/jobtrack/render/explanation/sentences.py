"""Sentences and numbers of an explanation as a person reads them."""

from collections.abc import Iterator
from datetime import date

from jobtrack.domain.area import Area
from jobtrack.domain.explanation.step import Field, Form, Limit, Number, Sentence
from jobtrack.domain.month import Month
from jobtrack.domain.row import Row
from jobtrack.domain.target import Direction
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import day_text, digits_text, month_text, span_text
from jobtrack.render.report import columns
from jobtrack.words import N_


def sentence_text(one: Sentence, row: Row, medium: Medium) -> str:
    """``one`` in the language of the medium, its fields as a person reads them."""
    fields = {name: _field(value, row, medium) for name, value in one.fields.items()}
    return medium.say(one.template).format_map(fields)


def _field(field: Field, row: Row, medium: Medium) -> str:
    if isinstance(field, Number):
        return number_text(field, row, medium)
    if isinstance(field, Limit):
        is_floor = field.direction is Direction.AT_LEAST
        sign = medium.glyphs.at_least if is_floor else medium.glyphs.at_most
        return f"{sign}{number_text(field.number, row, medium)}"
    if isinstance(field, Month):
        return month_text(field, medium)
    if isinstance(field, date):
        return day_text(field, medium)
    return visible(medium.comma.join(_names(field, medium)))


def _names(field: tuple[Month, ...] | tuple[Area, ...], medium: Medium) -> Iterator[str]:
    """The areas by name; the months, those that follow one another as a span."""
    spans: list[list[Month]] = []
    for one in field:
        if not isinstance(one, Month):
            yield one.names.text(medium.words.language)
        elif spans and one == spans[-1][-1].plus(1):
            spans[-1].append(one)
        else:
            spans.append([one])
    for span in spans:
        yield span_text((span[0], span[-1]), medium)


def number_text(number: Number, row: Row, medium: Medium) -> str:
    """``number`` in its form, with the digits that it was judged by."""
    value, form = number
    if form is Form.UNIT:
        return amount_text(value, row, medium)
    if form in {Form.DIFFERENCE, Form.CHANGE}:
        decimals = 4 if row.is_growth else row.indicator.decimals + 2
        text = digits_text(value, decimals, medium, signed=form is Form.CHANGE)
        is_percent = row.is_growth or columns.PERCENT in row.indicator.unit
        return _points(text, medium) if is_percent else text
    if form is Form.POINTS:
        return _points(digits_text(value, 2, medium, signed=True), medium)
    if form is Form.SHARE:
        percent = digits_text(value * 100, 2, medium)
        return "99.99%" if value < 1 and percent == "100" else f"{percent}%"
    return f"{digits_text(value, 4, medium)}{'%' if form is Form.PERCENT else ''}"


def _points(number: str, medium: Medium) -> str:
    return medium.say(N_("{number} points")).format(number=number)


def amount_text(value: float, row: Row, medium: Medium) -> str:
    """``value`` in the indicator's unit, with up to two decimals more than it has."""
    sign = columns.PERCENT if columns.PERCENT in row.indicator.unit else ""
    return f"{digits_text(value, row.indicator.decimals + 2, medium)}{sign}"
