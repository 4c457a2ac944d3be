"""What a cell with a figure is about: its row and its column say it together."""

from collections.abc import Sequence
from typing import NamedTuple

from jobtrack.domain.importing.body.cells import Cells, Locality, Subject, measure_named
from jobtrack.domain.importing.header.dates import with_year
from jobtrack.domain.importing.header.layout import Column
from jobtrack.domain.importing.header.said import Said
from jobtrack.domain.importing.header.words import Measure, Role
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.text import excerpt, folded
from jobtrack.domain.typed.figure import is_no_value
from jobtrack.errors.importing import PeriodBlank
from jobtrack.errors.numbers import UnitTwice

_IN_PERCENT = {Measure.GROWTH, Measure.SHARE}


class Key(NamedTuple):
    """What a cell is about, besides its number."""

    indicator: Indicator
    area: Locality
    period: Month
    flag: Flag
    measure: Measure
    units: tuple[str, ...]


class Keys:
    """Finds the key of a cell; ``reading`` is the role of what was read last, for an error."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        self.layout = cells.layout
        self.at = {role: cells.layout.index_of(role) for role in Role}
        self.reading = Role.FIGURES

    def text(self, role: Role, texts: Sequence[str]) -> str:
        """The cell of a row in the column with that role; blank where there is none."""
        at = self.at[role]
        return "" if at is None else texts[at]

    def where(self, role: Role, column: Column) -> int:
        """Where the cell stands that a problem of that role is about."""
        said = column.said
        is_in_header = {
            Role.INDICATOR: said.indicator,
            Role.AREA: said.area,
            Role.PERIOD: said.dated.text,
        }
        at = None if is_in_header.get(role) else self.at[role]
        return column.at if at is None or role is Role.FIGURES else at

    def flag(self, texts: Sequence[str]) -> str:
        """The flag that a row states, as its cell writes it."""
        return self.text(Role.FLAG, texts) or self.layout.defaults.flag

    def key(self, texts: Sequence[str], column: Column, flag: str) -> Key | None:
        """What a cell is about; None where the mapping says to ignore it."""
        said, cells = column.said, self.cells
        self.reading = Role.INDICATOR
        subject = (
            Subject(cells.plan.indicators[said.indicator])
            if said.indicator
            else cells.subject(self.text(Role.INDICATOR, texts))
        )
        self.reading = Role.AREA
        area = Locality(said.area) if said.area else cells.area(self.text(Role.AREA, texts))
        if subject is None or area is None:
            return None
        indicator = subject.indicator
        self.reading = Role.MEASURE
        measure = self._measure(self.text(Role.MEASURE, texts), subject, said)
        self.reading = Role.UNIT
        units: tuple[str, ...] = ()
        if measure not in _IN_PERCENT:
            units = self._units(said.unit, subject.unit, self.text(Role.UNIT, texts))
        self.reading = Role.PERIOD
        text = said.dated.text or self._period_text(texts) or self.layout.fallback.period
        if not text:
            raise PeriodBlank
        is_ytd = indicator.kind is Kind.YTD or measure is Measure.YTD
        period, letter = cells.moment(text, flag, indicator, is_ytd=is_ytd)
        return Key(indicator, area, period, letter, measure, units)

    def _period_text(self, texts: Sequence[str]) -> str:
        """The period of a row; its year may stand in another cell, or in the title: 2021年 and 7月."""
        year, period = self.text(Role.YEAR, texts), self.text(Role.PERIOD, texts)
        if not (year and period):
            return with_year(period, self.layout.fallback.year) if period else year
        return f"{year.removesuffix('年')}-{period.removesuffix('份').removesuffix('月')}"

    def _measure(self, text: str, subject: Subject, said: Said) -> Measure:
        measure = measure_named(text) if text else subject.measure or said.measure
        is_plain = measure in {None, Measure.VALUE} and not said.dated.text
        if is_plain and self.layout.fallback.is_span and subject.indicator.kind is Kind.FLOW:
            return Measure.YTD  # a table of 1-8月 has no amounts of August
        if measure is None and said.base is not None and subject.indicator.kind is Kind.YTD:
            return said.base
        return measure or Measure.VALUE

    def _units(self, *stated: str) -> tuple[str, ...]:
        """The units of column and row, which must be one, else those of the lines above the header."""
        units = list({folded(unit): unit for unit in stated if not is_no_value(unit)}.values())
        if len(units) > 1:
            raise UnitTwice(text=excerpt(units[1]), given=excerpt(units[0]))
        return tuple(units) or self.layout.fallback.units
