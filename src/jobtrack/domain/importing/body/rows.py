"""One line of a sheet, read cell by cell: every shape, every mistake."""

from collections.abc import Iterator, Sequence

from jobtrack.domain.importing.body.cells import Cells
from jobtrack.domain.importing.body.headings import Headings
from jobtrack.domain.importing.body.keys import Key, Keys
from jobtrack.domain.importing.body.values import figure_of_cells, printed_number
from jobtrack.domain.importing.found import Found, Left, Reason
from jobtrack.domain.importing.header.headers import is_number_like
from jobtrack.domain.importing.header.layout import Column
from jobtrack.domain.importing.header.personal import looks_personal
from jobtrack.domain.importing.header.words import FOOT, Measure, Role
from jobtrack.domain.importing.printed import Printed
from jobtrack.domain.importing.sheet import Draft, Rejection, cell_place
from jobtrack.domain.importing.totals import Totals
from jobtrack.domain.indicator import Kind
from jobtrack.domain.snapshot import Flag, Qualifier, Snapshot
from jobtrack.domain.text import excerpt, folded, unguarded, visible
from jobtrack.domain.typed.figure import is_no_value, is_scaled, parse_printed
from jobtrack.errors import JobtrackError
from jobtrack.errors.figures import NotAFlag, WithdrawalWithValue
from jobtrack.errors.files import TooManyCells
from jobtrack.errors.importing import AnotherTable, Multiplied

STORED = {
    Kind.FLOW: {Measure.VALUE, Measure.MONTH},
    Kind.YTD: {Measure.VALUE, Measure.YTD},
    Kind.LEVEL: {Measure.VALUE, Measure.END},
    Kind.RATIO: {Measure.VALUE, Measure.END},
}
_UNSCALED = {"", "0", "unit", "units"}


class Rows:
    """Reads the lines of a sheet that lie below its header.

    ``repeated`` are the lines of the header, which some files say again on every page.
    """

    def __init__(self, cells: Cells, repeated: frozenset[tuple[str, ...]] = frozenset()) -> None:
        self.cells = cells
        self.layout = cells.layout
        self.width = len(cells.layout.columns)
        self.keys = Keys(cells)
        self.totals = Totals(cells.plan) if cells.layout.has_totals else None
        self.headings = Headings(cells.layout, cells.plan.home, cells.lexicon, repeated)
        self.is_over = False  # another table has begun, of which nothing is read

    def found_in(self, number: int, row: Sequence[str]) -> Iterator[Found]:
        """What the line with that number holds, from left to right; a mistake is told once."""
        if self.is_over:
            return
        texts = [text.strip() for text in row]
        if any(texts[self.width :]):
            problem = TooManyCells(count=len(row), columns=self.width)
            yield Rejection(self._place(number, self.width), problem)
            return
        texts += [""] * (self.width - len(texts))
        if FOOT.fullmatch(folded(next(filter(None, texts), ""))):
            yield from self._foot(number, texts)
            return
        if self.headings.has(texts) or not self.cells.is_kept(texts):
            return
        if self.headings.is_other and any(map(is_number_like, texts)):
            self.is_over = True
            yield Rejection(cell_place(self.layout.place, number), AnotherTable())
            return
        rejected = set[str]()
        for column in self.layout.figures:
            for one in self._of_cell(number, texts, column):
                if not isinstance(one, Rejection):
                    yield one
                elif one.place not in rejected:
                    rejected.add(one.place)
                    yield one

    def _place(self, number: int, at: int) -> str:
        return cell_place(self.layout.place, number, at)

    def _foot(self, number: int, texts: Sequence[str]) -> Iterator[Left]:
        """The numbers in a line below the table, but not somebody's phone number."""
        for column in self.layout.figures:
            text = texts[column.at]
            if is_number_like(text) and not looks_personal((text,), is_figure=False):
                yield Left(self._place(number, column.at), excerpt(text), Reason.FOOT)

    def _of_cell(self, number: int, texts: Sequence[str], column: Column) -> Iterator[Found]:
        """What one cell with a figure, or without one, comes to."""
        parts = (self.keys.text(Role.NUMERATOR, texts), self.keys.text(Role.DENOMINATOR, texts))
        is_blank = is_no_value(texts[column.at]) and all(map(is_no_value, parts))
        flag = self.keys.flag(texts)
        if is_blank and flag.upper() != Flag.MISSING and self.totals is None:
            return
        try:
            key = self.keys.key(texts, column, flag)
            if key is not None:
                self.keys.reading = Role.FIGURES
                yield from self._of_key(number, texts, column, key, is_blank=is_blank)
        except JobtrackError as problem:
            if self.totals is not None:
                self.totals.spoil()
            if not is_blank or flag.upper() == Flag.MISSING:
                role = Role.FLAG if isinstance(problem, NotAFlag) else self.keys.reading
                yield Rejection(self._place(number, self.keys.where(role, column)), problem)

    def _of_key(
        self, number: int, texts: Sequence[str], column: Column, key: Key, *, is_blank: bool
    ) -> Iterator[Found]:
        text, place = texts[column.at], self._place(number, column.at)
        is_stored = key.measure in STORED[key.indicator.kind]
        if key.area.is_subtotal:
            if not is_blank:
                yield Left(place, excerpt(text), Reason.SUBTOTAL)
        elif not is_stored:
            yield from self._printed(text, place, key, column)
        elif not is_blank or key.flag is Flag.MISSING:
            yield self._draft(number, texts, column, key, is_blank=is_blank)
        if is_stored and self.totals is not None and not key.area.is_subtotal:
            self._add(text, place, key)

    def _is_span_of_months(self, key: Key, column: Column) -> bool:
        """Whether only the title makes a year to date of the value of a flow."""
        is_unsaid = column.said.measure in {None, Measure.VALUE}
        return is_unsaid and key.measure is Measure.YTD and self.layout.fallback.is_span

    def _add(self, text: str, place: str, key: Key) -> None:
        """Take a value for the comparison of totals with their parts."""
        if key.indicator.kind is Kind.RATIO or key.area.is_part or self.totals is None:
            return
        indicator = key.indicator
        value, step = parse_printed(text, indicator.unit, key.units) or (None, 0.0)
        if step == 1 and not indicator.decimals and not is_scaled(indicator.unit):
            step = 0.0  # whole people are counted, not rounded
        self.totals.add(indicator.id, key.area.area, key.period, value, step, place)

    def _printed(self, text: str, place: str, key: Key, column: Column) -> Iterator[Printed | Left]:
        """A number that is not stored, to be compared; what can't be is left."""
        measure = key.measure
        try:
            found = printed_number(text, measure, key.indicator, key.units)
        except JobtrackError:
            yield Left(place, excerpt(text), Reason.UNREADABLE)
            return
        if found is not None:
            if self._is_span_of_months(key, column):
                yield Left(place, visible(text)[:60], Reason.TO_DATE)
            about = column.said.base if measure.is_comparison else None
            yield Printed(place, key.indicator.id, key.area.area, key.period, measure, about, *found)

    def _draft(
        self, number: int, texts: Sequence[str], column: Column, key: Key, *, is_blank: bool
    ) -> Draft:
        text, defaults = texts[column.at], self.layout.defaults
        if key.flag is Flag.MISSING and not is_blank:
            raise WithdrawalWithValue(text=excerpt(text))
        self.keys.reading = Role.PUBLISHED
        stated = self.keys.text(Role.PUBLISHED, texts)
        published = self.cells.day(stated) if stated else defaults.published
        self.keys.reading = Role.QUALIFIER
        word = self.keys.text(Role.QUALIFIER, texts)
        qualifier = self.cells.qualifier(word) if word else Qualifier.EXACT
        self.keys.reading = Role.MULTIPLIER
        multiplier = self.keys.text(Role.MULTIPLIER, texts)
        if folded(multiplier) not in _UNSCALED:
            raise Multiplied(text=excerpt(multiplier))
        self.keys.reading = Role.FIGURES
        parts = (self.keys.text(Role.NUMERATOR, texts), self.keys.text(Role.DENOMINATOR, texts))
        figure = None
        if not is_blank:
            figure = figure_of_cells(text, parts, qualifier, key.indicator, key.units)
        source = self.keys.text(Role.SOURCE, texts) or defaults.source
        note = self.keys.text(Role.NOTE, texts) or defaults.note
        snapshot = Snapshot(
            key.indicator.id,
            key.area.area,
            key.period,
            published or self.cells.today,
            "",
            figure,
            key.flag,
            unguarded(visible(source)),
            unguarded(visible(note)),
        )
        is_flag_stated = bool(self.keys.flag(texts))
        place, is_day_stated = self.layout.place, published is not None
        return Draft(snapshot, place, number, column.at, is_day_stated, is_flag_stated)
