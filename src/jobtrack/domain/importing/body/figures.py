"""All that the lines of a sheet hold; a table with a row for each value goes through at speed."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

from jobtrack.domain.importing.body.cells import Cells, Moments
from jobtrack.domain.importing.body.rows import Rows
from jobtrack.domain.importing.found import Found
from jobtrack.domain.importing.header.layout import Layout
from jobtrack.domain.importing.header.said import Said
from jobtrack.domain.importing.header.words import Measure, Role
from jobtrack.domain.importing.sheet import Draft, Line
from jobtrack.domain.indicator import Kind
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot
from jobtrack.domain.text import unguarded, visible
from jobtrack.domain.typed.figure import PLAIN, is_no_value, scale_of
from jobtrack.errors import JobtrackError

_MOST_KEPT = 50_000  # pairs of indicator and unit
_WITH_CARE: tuple[str, Moments] = ("", {})
_LEARNT = (Role.INDICATOR, Role.UNIT, Role.AREA)
_PICKED = (
    Role.FIGURES, Role.INDICATOR, Role.UNIT, Role.AREA, Role.PERIOD, Role.FLAG, Role.QUALIFIER,
    Role.NUMERATOR, Role.DENOMINATOR, Role.PUBLISHED, Role.SOURCE, Role.NOTE,
)  # fmt: skip


def found_in(
    lines: Iterable[Line], cells: Cells, repeated: frozenset[tuple[str, ...]] = frozenset()
) -> Iterator[Found]:
    """What ``lines`` hold, in their order, and at the end the totals that are not their sums.

    Of a mistake the sheet's first cell is named, once in a line. ``repeated``: the header's lines.
    """
    rows = Rows(cells, repeated)
    if _is_plain(cells.layout):
        yield from _AtSpeed(rows).found_in(iter(lines))
    else:
        for number, row in lines:
            yield from rows.found_in(number, row)
    if rows.totals is not None:
        yield from rows.totals.differences()


def _is_plain(layout: Layout) -> bool:
    """Whether each row holds one value and says itself, or nothing does, what that is."""
    if len(layout.figures) != 1 or layout.has_totals or layout.fallback.is_span:
        return False
    said = layout.figures[0].said
    is_bare = said._replace(measure=None) == Said() and said.measure in {None, Measure.VALUE}
    others = (Role.MEASURE, Role.YEAR, Role.MULTIPLIER)
    return is_bare and all(layout.index_of(role) is None for role in others)


class _Remarks(dict[str, str]):
    """Texts of sources or notes as they are stored, those that come again at once; blank: the usual."""

    def __init__(self, usual: str) -> None:
        super().__init__({"": visible(usual)})

    def __missing__(self, text: str) -> str:
        shown = unguarded(visible(text.strip())) or self[""]
        if len(self) < _MOST_KEPT:
            self[text] = shown
        return shown


class _AtSpeed:
    """Reads rows whose texts were all met before and whose value is plain, as ``Rows`` would.

    It leaves every other row to ``Rows``, after which the texts of that row are known.
    """

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.cells = rows.cells
        self.subjects: dict[tuple[str, str], tuple[str, Moments] | None] = {}
        self.codes: dict[str, str] = {}
        at = [self.cells.layout.index_of(role) for role in _PICKED]
        self.pick = itemgetter(*(-1 if one is None else one for one in at))

    def found_in(self, lines: Iterator[Line]) -> Iterator[Found]:
        """What ``lines`` hold, in their order."""
        cells, layout, pick = self.cells, self.cells.layout, self.pick
        subjects, codes = self.subjects, self.codes
        days, qualifiers, place, at = cells.days, cells.qualifiers, layout.place, layout.figures[0].at
        usual, usual_period, today = layout.defaults, layout.fallback.period, cells.today
        sources, notes = _Remarks(usual.source), _Remarks(usual.note)
        is_plain, width, new = PLAIN.fullmatch, self.rows.width, tuple.__new__
        exact, missing, is_kept = Qualifier.EXACT, Flag.MISSING, cells.is_kept
        for number, row in lines:
            if layout.keep and not is_kept(row):
                continue
            try:
                (text, indicator, unit, area, period, flag, qualifier, upper, lower, published,
                 source, note) = pick((*row, ""))  # fmt: skip
                id, moments = subjects[indicator, unit] or _WITH_CARE
                month, letter = moments[period or usual_period, flag or usual.flag]
                code = codes[area]
                day = days[published] if published else usual.published
                said = qualifiers[qualifier] if qualifier else exact
                source, note = sources[source], notes[note]
            except (KeyError, IndexError):
                letter = missing
            if letter is missing or upper or lower or len(row) > width or not is_plain(text):
                yield from self.rows.found_in(number, row)
                self._learn(row)
                if self.rows.headings.is_other:
                    break
                continue
            figure = new(Figure, (float(text) + 0.0, said, None, None))
            values = (id, code, month, day or today, "", figure, letter, source, note)
            is_flag_stated = bool(flag or usual.flag)
            snapshot = new(Snapshot, values)
            yield new(Draft, (snapshot, place, number, at, day is not None, is_flag_stated))
        for number, row in lines:  # below a title of another table
            yield from self.rows.found_in(number, row)

    def _learn(self, row: Sequence[str]) -> None:
        """Remember what the indicator, the unit and the area of a row mean that was read with care."""
        indicator, unit, area = (self._text(row, role) for role in _LEARNT)
        if (indicator, unit) not in self.subjects and len(self.subjects) < _MOST_KEPT:
            self.subjects[indicator, unit] = self._subject(indicator, unit)
        known = self.cells.areas.get(area)
        if known is not None and known.area and len(self.codes) < _MOST_KEPT:
            self.codes[area] = known.area

    def _text(self, row: Sequence[str], role: Role) -> str:
        at = self.cells.layout.index_of(role)
        return row[at] if at is not None and at < len(row) else ""

    def _subject(self, text: str, unit: str) -> tuple[str, Moments] | None:
        """The id and the periods as it reads them; None where each value needs care."""
        try:
            subject = self.cells.subject(text.strip())
        except JobtrackError:
            return None
        if subject is None or subject.unit or subject.measure or subject.indicator.kind is Kind.RATIO:
            return None
        indicator = subject.indicator
        units = self.cells.layout.fallback.units if is_no_value(unit) else (unit,)
        scales = [scale for one in units if (scale := scale_of(one, indicator.unit)) is not None]
        if units and scales[:1] != [0]:
            return None
        return indicator.id, self.cells.moments_for(indicator, is_ytd=indicator.kind is Kind.YTD)
