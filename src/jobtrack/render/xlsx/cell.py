"""What the columns of a report hold where a cell has a type: the number itself, and how it is shown."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jobtrack.domain.month import Month
from jobtrack.domain.row import Row
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import points_text, qualified_text, share_text
from jobtrack.render.report import columns
from jobtrack.render.report.columns import Column
from jobtrack.render.xlsx.book import month_form

SHARE = "0.0%"
_POINTS = "+0.0;-0.0"


class Cell(NamedTuple):
    """``form`` is a number format of Excel's; without one the value is text."""

    value: float | Month | str | None
    form: str = ""


def cell_of(column: Column, row: Row, medium: Medium) -> Cell:
    """What stands in ``column``: blank where the column says nothing or that nothing is known."""
    text = column.text(row, medium)
    if text in {"", medium.glyphs.unknown}:
        return Cell(None)
    typed = TYPED.get(column.text)
    return Cell(text) if typed is None else typed(row, medium)


def digits_form(decimals: int) -> str:
    """769,000 with as many decimals."""
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def amount_form(row: Row, decimals: int) -> str:
    """A number in the unit of the indicator, with the sign of a percentage."""
    percent = _literal(columns.PERCENT) if columns.PERCENT in row.indicator.unit else ""
    return f"{digits_form(decimals)}{percent}"


def _literal(text: str) -> str:
    return f'"{text}"' if text else ""


def _beside(before: str, form: str, after: str = "") -> str:
    """``form`` between two texts; of a single format Excel would set the minus before all of it."""
    first, last = _literal(before), _literal(after)
    return f"{first}{form}{last};{first}-{form}{last}" if before else f"{form}{last}"


def _judged_form(row: Row, value: float | None) -> str:
    if row.is_growth:
        return f"{digits_form(1)}{_literal(columns.PERCENT)}"
    return amount_form(row, columns.decimals(row, value))


def _signed(value: float | None, decimals: int) -> Cell:
    digits = digits_form(decimals)
    return Cell(value, f"+{digits};-{digits};{digits}")


def _value(row: Row, medium: Medium) -> Cell:
    value, qualifier = row.measures.value, row.measures.qualifier
    form = _judged_form(row, value)
    if qualifier is None:
        return Cell(value, form)
    before, _, after = qualified_text("\0", qualifier, medium).partition("\0")
    return Cell(value, _beside(before, form, after))


def _bound(row: Row, medium: Medium) -> Cell:
    bound = row.measures.bound
    sign = columns.bound(row, medium)[:1]
    before = sign if sign in {medium.glyphs.at_least, medium.glyphs.at_most} else ""
    return Cell(bound, _beside(before, _judged_form(row, bound)))


def _attained(row: Row, medium: Medium) -> Cell:
    """What is not met never shows as 100 %, whatever its digits round to."""
    share = columns.share(row) or 0.0
    shown = share_text(share, medium, is_met=columns.is_met(row))
    is_held_back = shown != share_text(share, medium, is_met=True)
    return Cell(share, _literal(shown) if is_held_back else SHARE)


def _gap(row: Row, _: Medium) -> Cell:
    buffer = row.measures.buffer
    return _signed(buffer, 1 if row.is_growth else columns.decimals(row, buffer))


def _ahead(row: Row, medium: Medium) -> Cell:
    points = row.measures.ahead_points or 0.0
    word = _literal(points_text(points, medium).rpartition(" ")[0] + " ")
    return Cell(points, ";".join(f"{word}{part}" for part in _POINTS.split(";")))


def _change_month(row: Row, _: Medium) -> Cell:
    change = row.measures.change_month
    return _signed(change, columns.decimals(row, change))


def _change_year(row: Row, _: Medium) -> Cell:
    change = row.measures.change_year
    return _signed(change, columns.decimals(row, change))


TYPED: Mapping[Callable[[Row, Medium], str], Callable[[Row, Medium], Cell]] = {
    columns.period: lambda row, medium: Cell(row.measures.period, month_form(medium)),
    columns.value: _value,
    columns.bound: _bound,
    columns.attained: _attained,
    columns.gap: _gap,
    columns.ahead: _ahead,
    columns.change_month: _change_month,
    columns.change_year: _change_year,
    columns.covered_since: lambda row, medium: Cell(row.measures.first_covered, month_form(medium)),
}
