"""Totals beside their parts: which area they stand for, and whether they are the sum."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jobtrack.domain.area import Areas
from jobtrack.domain.importing.header.words import PART_OF, TOTALS
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import folded

_MOST_SUMS = 100_000  # beyond that many, a sheet is no table with totals


class TotalDiffers(NamedTuple):
    """A finding: the printed ``total`` of an area is not the ``sum`` of its ``parts`` in the sheet.

    Both are in the indicator's unit, and further apart than the rounding of what is printed explains.
    """

    place: str
    indicator: str
    area: str
    period: Month
    total: float
    sum: float
    parts: int


def names_total(text: str) -> bool:
    """Whether ``text`` is a word such as 合计."""
    return folded(text) in TOTALS


def is_part(text: str) -> bool:
    """Whether ``text`` says 其中, that it is a part of what stands above it."""
    return PART_OF.match(folded(text)) is not None


def common_parent(codes: Iterable[str], plan: Plan) -> str:
    """The nearest area that all of these lie in, else the plan's home."""
    known = Areas.of(plan.areas)
    chains = [chain for code in dict.fromkeys(codes) if (chain := known.above(code))]
    shared = [code for code in (chains[0] if chains else ()) if all(code in one for one in chains)]
    return shared[0] if shared else plan.home


class _Sum:
    """What the parts of one area add up to, and by how much their rounding may be off."""

    def __init__(self) -> None:
        self.value = 0.0
        self.tolerance = 0.0
        self.count = 0
        self.is_whole = True


class Totals:
    """The values of a sheet that may be totals, and the sums of their parts."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._parents = {one.parent for one in plan.areas.values()}
        self._sums: dict[tuple[str, str, Month], _Sum] = {}
        self._is_spoilt = False
        self._totals: dict[tuple[str, str, Month], tuple[str, float, float]] = {}

    def add(
        self, indicator: str, area: str, period: Month, value: float | None, step: float, place: str
    ) -> None:
        """Take a value, None for a cell without one; ``step`` is one unit of its last printed digit."""
        parent = self._plan.areas[area].parent
        key = (indicator, parent or "", period)
        if parent is not None and (key in self._sums or len(self._sums) < _MOST_SUMS):
            total = self._sums.setdefault(key, _Sum())
            total.is_whole = total.is_whole and value is not None
            total.value += value or 0.0
            total.tolerance += step / 2
            total.count += 1
        if area in self._parents and value is not None and len(self._totals) < _MOST_SUMS:
            self._totals[indicator, area, period] = (place, value, step)

    def spoil(self) -> None:
        """Take note that a value could not be read: no sum is whole any more."""
        self._is_spoilt = True

    def differences(self) -> Iterator[TotalDiffers]:
        """The totals that are not the sum of their parts, as far as every part has a number."""
        for key, (place, value, step) in self._totals.items():
            if self._is_spoilt:
                return
            parts = self._sums.get(key)
            if parts is None or not parts.is_whole:
                continue
            tolerance = parts.tolerance + step / 2
            if abs(value - parts.value) > tolerance + 1e-12 * max(abs(value), abs(parts.value)):
                yield TotalDiffers(place, *key, value, parts.value, parts.count)
