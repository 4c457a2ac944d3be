"""What the cells of a sheet stand for, each text looked up once."""

import re
from collections.abc import Callable, Container, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from jobtrack.domain.importing.header.dates import when
from jobtrack.domain.importing.header.layout import Layout
from jobtrack.domain.importing.header.said import Lexicon
from jobtrack.domain.importing.header.words import MEASURES, SUBTOTAL, Measure
from jobtrack.domain.importing.mapping import IGNORE, FileMapping, area_code, indicator_id
from jobtrack.domain.importing.totals import is_part, names_total
from jobtrack.domain.indicator import Indicator
from jobtrack.domain.month import Month, parse_day
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Flag, Qualifier, flag_for
from jobtrack.domain.text import excerpt, folded
from jobtrack.domain.typed.figure import qualifier_named
from jobtrack.errors import JobtrackError, NotFound
from jobtrack.errors.figures import PeriodInFuture, PublishedInFuture
from jobtrack.errors.importing import AreaBlank, IndicatorBlank, NoMeasure, NotAQualifier
from jobtrack.errors.names import NoArea, NoIndicator

_MOST_SUGGESTIONS = 300  # in a sheet; each is a search through all names
_MOST_KEPT = 50_000  # texts of one kind; then they are looked up anew
_NUMBERED = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|\d{1,2}[、.．]\s*(?!\d)|[（(][一二三四五六七八九十\d]+[）)])\s*"
)
Key = TypeVar("Key")
Value = TypeVar("Value")

Moments = dict[tuple[str, str], tuple[Month, Flag]]  # by the texts of period and flag


class Subject(NamedTuple):
    """What a cell in a column of indicators names: 城镇新增就业（万人） has a unit of its own."""

    indicator: Indicator
    unit: str = ""
    measure: Measure | None = None


class Locality(NamedTuple):
    """What a cell in a column of areas names; also a part (其中) or a subtotal of no area."""

    area: str
    is_part: bool = False
    is_subtotal: bool = False


class Cells:
    """The texts of one sheet and what they stand for. What can't be read is remembered too.

    Each method raises the error of its text. None stands for what the mapping says to ignore.
    """

    def __init__(self, layout: Layout, plan: Plan, mapping: FileMapping, today: date) -> None:
        self.layout = layout
        self.plan = plan
        self.mapping = mapping
        self.today = today
        self.lexicon = Lexicon(plan, mapping)
        self.subjects: dict[str, Subject | None] = {}
        self.areas: dict[str, Locality | None] = {}
        self._moments: dict[tuple[bool, int | None], Moments] = {
            (is_ytd, every): {} for is_ytd in (False, True) for every in (None, 1, 3, 6, 12)
        }
        self.days: dict[str, date] = {}
        self.qualifiers: dict[str, Qualifier] = {}
        self._folded: dict[str, str] = {}
        self._problems: dict[tuple[str, object], JobtrackError] = {}

    def is_kept(self, row: Sequence[str]) -> bool:
        """Whether the mapping keeps the row: each of its columns has a text that is wanted."""
        for at, wanted in self.layout.keep:
            text = row[at] if at < len(row) else ""
            if text not in self._folded:
                if len(self._folded) >= _MOST_KEPT:
                    self._folded.clear()
                self._folded[text] = folded(text)
            if self._folded[text] not in wanted:
                return False
        return True

    def subject(self, text: str) -> Subject | None:
        """The indicator that a cell names, with what else it says."""
        return self._once("subject", self.subjects, text, lambda: self._subject(text))

    def area(self, text: str) -> Locality | None:
        """The area that a cell names."""
        return self._once("area", self.areas, text, lambda: self._area(text))

    def moment(self, text: str, flag: str, indicator: Indicator, *, is_ytd: bool) -> tuple[Month, Flag]:
        """The month and the flag of a figure of ``indicator``; a month not yet over is provisional."""
        every = self._every(indicator)
        known = self._moments[is_ytd, every]
        return self._once(
            f"moment {is_ytd} {every}",
            known,
            (text, flag),
            lambda: self._moment(text, flag, is_ytd=is_ytd, every=every),
        )

    def moments_for(self, indicator: Indicator, *, is_ytd: bool) -> Moments:
        """The months of values met so far, as ``indicator`` reads them: by the texts of both cells."""
        return self._moments[is_ytd, self._every(indicator)]

    def _every(self, indicator: Indicator) -> int | None:
        return 12 if self.mapping.is_yearly else indicator.every

    def day(self, text: str) -> date:
        """The day of publication that a cell states."""
        return self._once("day", self.days, text, lambda: self._day(text))

    def qualifier(self, text: str) -> Qualifier:
        """The qualifier that a cell of its own states."""
        return self._once("qualifier", self.qualifiers, text, lambda: _qualifier(text))

    def _once(self, noun: str, known: dict[Key, Value], key: Key, found: Callable[[], Value]) -> Value:
        if key in known:
            return known[key]
        problem = self._problems.get((noun, key))
        if problem is not None:
            raise type(problem)(**problem.fields)
        try:
            value = found()
        except JobtrackError as error:
            if len(self._problems) < _MOST_KEPT:
                self._problems[noun, key] = error
            raise
        if len(known) >= _MOST_KEPT:
            known.clear()
        known[key] = value
        return value

    def _subject(self, text: str) -> Subject | None:
        if not text and self.layout.fallback.indicator == IGNORE:
            return None
        text = text or self.layout.fallback.indicator
        if not text:
            raise IndicatorBlank
        self._check_known(text, self.lexicon.indicators, NoIndicator)
        try:
            id = indicator_id(text, self.plan, self.mapping)
        except JobtrackError:
            said = self.lexicon.said(_unnumbered(text))
            if said is None or not said.indicator or said.area:
                raise
            return Subject(self.plan.indicators[said.indicator], said.unit, said.measure)
        return None if id == IGNORE else Subject(self.plan.indicators[id])

    def _area(self, text: str) -> Locality | None:
        if not text and self.layout.is_grouped:
            raise AreaBlank
        if not text:
            code = self.layout.fallback.area or self.plan.home
            return None if code == IGNORE else Locality(code)
        self._check_known(text, self.lexicon.areas, NoArea)
        try:
            code = area_code(text, self.plan, self.mapping)
        except JobtrackError:
            return self._total_or_part(_unnumbered(text))
        return None if code == IGNORE else Locality(code)

    def _check_known(self, text: str, known: Container[str], missing: type[NotFound]) -> None:
        """Refuse an unknown name without a search for the nearest, once the sheet has had many."""
        if len(self._problems) < _MOST_SUGGESTIONS or folded(text) in known:
            return
        is_said = self.lexicon.said(_unnumbered(text)) is not None or SUBTOTAL.search(folded(text))
        is_mapped = folded(text) in {*self.mapping.indicators, *self.mapping.areas}
        if not (is_said or is_mapped):
            raise missing(name=excerpt(text), near=None)

    def _total_or_part(self, text: str) -> Locality:
        """The area of a total, of a subtotal that names one, and of 其中：…; else the first error."""
        if names_total(text):
            return Locality(self.layout.total_area)
        said = self.lexicon.said(text)
        if said is not None and said.area:
            return Locality(said.area, is_part=is_part(text))
        rest = SUBTOTAL.sub("", folded(text))
        if rest != folded(text):
            code = self.lexicon.areas.get(rest, "")
            return Locality(code, is_subtotal=not code)
        return Locality(area_code(text, self.plan, self.mapping))

    def _moment(self, text: str, flag: str, *, is_ytd: bool, every: int | None) -> tuple[Month, Flag]:
        period = when(text, is_ytd=is_ytd, every=every)
        current = Month.of(self.today)
        if period > current:
            raise PeriodInFuture(period=period, current=current)
        return period, flag_for(flag, period, current)

    def _day(self, text: str) -> date:
        day = parse_day(text)
        if day > self.today:
            raise PublishedInFuture(day=day, today=self.today)
        return day


def measure_named(text: str) -> Measure:
    """The measure that a cell names. Errors: NoMeasure."""
    known = MEASURES.get(folded(text))
    if known is None:
        raise NoMeasure(text=excerpt(text))
    return known[0]


def _qualifier(text: str) -> Qualifier:
    found = qualifier_named(text)
    if found is None:
        raise NotAQualifier(text=excerpt(text))
    return found


def _unnumbered(text: str) -> str:
    """``text`` without a number before it: 一、城镇就业."""
    return _NUMBERED.sub("", text, count=1).strip()
