"""What the columns of a sheet mean: a cross-tab that long, wide and transposed sheets are cases of."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.importing.header.said import NOTHING, Said
from jobtrack.domain.importing.header.words import Measure, Role
from jobtrack.domain.importing.mapping import Defaults
from jobtrack.domain.importing.sheet import column_letters
from jobtrack.words import N_


class Why(StrEnum):
    """Why a column means what it means."""

    WORD = N_("known word")
    MAPPED = N_("--map")
    COMPARED = N_("compared, not stored")
    CELLS = N_("its cells")
    SPARE = N_("another column says the same")
    NUMERIC = N_("not recognised, has numbers")
    OTHER = N_("not recognised")


class Column(NamedTuple):
    """A column: its place from 0, the texts above it, and what it is for.

    ``said`` is what its header says of its figures: an indicator, an area, a month, a measure, a unit.
    """

    at: int
    header: str
    role: Role
    said: Said = NOTHING
    why: Why = Why.WORD

    @property
    def letters(self) -> str:
        """As a spreadsheet shows them: ``D``."""
        return column_letters(self.at)

    @property
    def is_lost(self) -> bool:
        """Whether it holds numbers that nobody reads: ``--map "HEADER=meaning"`` would say what."""
        return self.role is Role.UNKNOWN and self.why is Why.NUMERIC


class Fallback(NamedTuple):
    """What holds where neither the row nor the column says it; blank: nothing.

    It is taken from the lines above the header, then from the defaults. ``period`` is as a cell would
    write it; ``year`` is that of months without one. ``is_span``: the title speaks of January to its
    month, so that plain flows are to date.
    """

    indicator: str = ""
    area: str = ""
    period: str = ""
    units: tuple[str, ...] = ()
    is_span: bool = False
    year: int | None = None


class Layout(NamedTuple):
    """What a sheet holds and where.

    ``first`` is the index of the first line of the head below the header. ``total_area`` is what 合计
    stands for; ``has_totals``: the head names a total somewhere. ``is_grouped``: each area is named
    once, above the rows that belong to it, so that a blank one is not the plan's home. ``keep`` are
    columns, and the folded texts with which a row is read. ``unused``: entries of the mapping that no
    header has.
    """

    place: str
    columns: tuple[Column, ...] = ()
    first: int = 0
    fallback: Fallback = Fallback()
    defaults: Defaults = Defaults()
    total_area: str = ""
    has_totals: bool = False
    is_grouped: bool = False
    keep: tuple[tuple[int, frozenset[str]], ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read in the sheet: no column, and no number."""
        return not self.columns

    @property
    def figures(self) -> tuple[Column, ...]:
        """The columns with figures."""
        return tuple(one for one in self.columns if one.role is Role.FIGURES)

    @property
    def has_comparisons(self) -> bool:
        """Whether numbers are printed beside the figures that are compared with what is stored."""
        measures = (one.said.measure for one in self.figures)
        return self.index_of(Role.MEASURE) is not None or any(
            measure is not None and measure.is_comparison for measure in measures
        )

    def index_of(self, role: Role) -> int | None:
        """Where the column with this role stands, if there is one."""
        return next((one.at for one in self.columns if one.role is role), None)


class Described(NamedTuple):
    """A column as it is shown: C, 城镇新增就业 / 本月数, urban-new-jobs, this month, known word.

    ``meaning`` are words of the program, ids and texts of the file, to be joined with commas.
    """

    letters: str
    header: str
    meaning: tuple[str, ...]
    why: Why


def described(layout: Layout) -> list[Described]:
    """The columns in their order, those without header and meaning left out."""
    return [
        Described(one.letters, one.header, _meaning(one), _why(one))
        for one in layout.columns
        if one.header or one.role is not Role.UNKNOWN or one.is_lost
    ]


def described_fallback(layout: Layout) -> list[tuple[str, str]]:
    """What holds for all figures: pairs of a word such as ``period`` and what it is."""
    fallback = layout.fallback
    units = " / ".join(fallback.units)
    pairs = zip(("indicator", "area", "period", "unit"), (*fallback[:3], units), strict=True)
    return [(word, text) for word, text in pairs if text]


def _why(column: Column) -> Why:
    measure = column.said.measure
    is_compared = column.role is Role.FIGURES and measure is not None and measure.is_comparison
    return Why.COMPARED if is_compared else column.why


def _meaning(column: Column) -> tuple[str, ...]:
    if column.role is not Role.FIGURES:
        return (column.role,)
    said = column.said
    measure = said.measure or Measure.VALUE
    base = (said.base,) if measure.is_comparison and said.base else ()
    words = (said.indicator, said.area, said.dated.text, measure, *base, said.unit)
    return tuple(word for word in words if word)


def texts_at(body: Sequence[Sequence[str]], index: int) -> list[str]:
    """The filled cells of a column."""
    return [row[index].strip() for row in body if index < len(row) and row[index].strip()]
