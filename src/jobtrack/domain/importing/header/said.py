"""What the text of a header says: a word that is known, a name of the plan, a month, or several."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from jobtrack.domain.importing.header.dates import Dated, dated_end, dated_start
from jobtrack.domain.importing.header.words import (
    LONGEST_FIRST,
    MEASURES,
    PART_OF,
    ROLES,
    TOTALS,
    Measure,
    Role,
)
from jobtrack.domain.importing.mapping import IGNORE, FileMapping
from jobtrack.domain.month import half_width
from jobtrack.domain.plan import Plan, called
from jobtrack.domain.text import Names, folded, nearest, visible
from jobtrack.domain.typed.figure import scale_of
from jobtrack.errors.importing import NoMeaning

_LONGEST = 100
_MOST_KEPT = 50_000
_JOINTS = re.compile(r"[:;,、|/>·\n]|(?<=\W)-|-(?=\W)|--|_")
_EDGES = " -–—_:;,、./|>·"
_BRACKETED = re.compile(r"(.+?)[(\[](?:单位:?|unit:?|in)?([^()\[\]]+)[)\]]")
_LETTER = re.compile(r"[^\W\d_]")
_UNIT = re.compile(r"(?:unit|单位)\s+(\S.*)", re.IGNORECASE)
_PERCENT = Names("%", "%")


class Said(NamedTuple):
    """What a header says of its column; None and blank where it says nothing.

    ``base`` is the measure that a comparison is about; of a plain value what it is for an indicator
    that counts from January. ``is_total``: it names the sum of its areas.
    """

    role: Role | None = None
    indicator: str = ""
    area: str = ""
    dated: Dated = Dated()
    measure: Measure | None = None
    base: Measure | None = None
    unit: str = ""
    is_total: bool = False

    def refined(self, lower: "Said") -> "Said":
        """What a header says with the ``lower`` level below it, which counts where both speak."""
        mine, its = self.dated, lower.dated
        dated = Dated(
            mine.year if its.year is None else its.year,
            mine.month if its.month is None else its.month,
            mine.is_span if its.month is None else its.is_span,
        )
        measure, base = _measures(self, lower)
        return Said(
            lower.role or self.role,
            lower.indicator or self.indicator,
            lower.area or self.area,
            dated,
            measure,
            base,
            lower.unit or self.unit,
            self.is_total or lower.is_total,
        )


NOTHING = Said()


def _measures(upper: Said, lower: Said) -> tuple[Measure | None, Measure | None]:
    """The measure of two levels and what it is about: 同比 below 本月数 is the growth of the month."""
    first, second = upper.measure, lower.measure
    if first is None or second is None or second is Measure.VALUE:
        return (first if first is not None else second), lower.base or upper.base
    if first.is_comparison and not second.is_comparison:
        return first, second
    if second.is_comparison and not first.is_comparison:
        return second, first
    return second, lower.base or upper.base


class Lexicon:
    """The known words together with the names of a plan and of a mapping, folded."""

    def __init__(self, plan: Plan, mapping: FileMapping) -> None:
        self.indicators = _names((id, called(id, one)) for id, one in plan.indicators.items())
        self.areas = _names((code, called(code, one)) for code, one in plan.areas.items())
        self.indicators |= _renamed(mapping.indicators, self.indicators)
        self.areas |= _renamed(mapping.areas, self.areas)
        self.columns = mapping.columns
        self.used: set[str] = set()  # the keys of ``columns`` that were met
        self._units = {one.unit for one in plan.indicators.values()} | {_PERCENT, Names("", "")}
        self._said: dict[str, Said | None] = {}
        self._words: dict[str, Said | None] = {}  # parts of texts, which are met again and again

    def said(self, text: str) -> Said | None:
        """What ``text`` says, all of it; None where some of it is not known."""
        if text not in self._said:
            if max(len(self._said), len(self._words)) >= _MOST_KEPT:
                self._said.clear()
                self._words.clear()
            self._said[text] = self._whole(text) if len(text) <= _LONGEST else None
        return self._said[text]

    def is_name(self, text: str) -> bool:
        """Whether an indicator or an area is called so, whatever else the word may mean."""
        word = folded(text)
        return word in self.indicators or word in self.areas

    def is_unit(self, text: str) -> bool:
        """Whether ``text`` is a unit of the plan, with or without a scale such as 万, or one alone."""
        return any(scale_of(text, unit) is not None for unit in self._units)

    def _whole(self, text: str) -> Said | None:
        word = folded(half_width(text)).replace("±", "")
        if word in self.columns:
            self.used.add(word)
            return self.meaning(text, self.columns[word])
        return self._plain(text, word)

    def meaning(self, column: str, text: str) -> Said:
        """What ``--map`` says of ``column``: known words, names, months, ``unit 万人``, with commas.

        Errors: NoMeaning.
        """
        found: Said = NOTHING
        for part in (one.strip() for one in half_width(text).split(",")):
            unit = _UNIT.fullmatch(part)
            said = Said(unit=unit[1]) if unit else self._plain(part, folded(part))
            if said is None:
                near = nearest(part, [*ROLES, *MEASURES, *self.indicators])
                raise NoMeaning(column=visible(column), name=visible(part), near=near)
            found = found.refined(said)
        return found

    def _plain(self, text: str, word: str) -> Said | None:
        part = PART_OF.sub("", word)
        return self._word(word) or (self._word(part) if part else None) or self._joined(text)

    def _word(self, word: str) -> Said | None:
        """What a folded ``word`` says, read from its whole to its parts."""
        if word not in self._words:
            self._words[word] = self._parted(word) if word else None
        return self._words[word]

    def _parted(self, word: str) -> Said | None:
        known = self._known(word)
        if known is not None:
            return known
        if word[-1] == "%" and len(word) > 1:
            return self._with(self._word(word[:-1].rstrip(_EDGES)), Said(unit="%"))
        bracketed = _BRACKETED.fullmatch(word)
        if bracketed is not None:
            outer = self._word(bracketed[1].rstrip(_EDGES))
            if outer is not None and outer.role is not None:
                return outer  # 指标名称（单位）, 区县（自治县）
            inner = Said(unit=bracketed[2]) if self.is_unit(bracketed[2]) else self._word(bracketed[2])
            return self._with(outer, inner)
        return self._dated(word) or self._measured(word) or self._ending_dated(word)

    def _known(self, word: str) -> Said | None:
        if word in ROLES:
            return Said(ROLES[word])
        if word in MEASURES:
            measure, base = MEASURES[word]
            return Said(measure=measure, base=base)
        if self.indicators.get(word):
            return Said(indicator=self.indicators[word])
        if self.areas.get(word):
            return Said(area=self.areas[word])
        if word in TOTALS:
            return Said(is_total=True)
        return Said(unit=word) if self.is_unit(word) else None

    def _dated(self, word: str) -> Said | None:
        start = dated_start(word)
        if start is None:
            return None
        dated = Said(dated=start[0], measure=Measure.YTD if start[0].is_span else None)
        rest = start[1].strip(_EDGES)
        return self._with(dated, self._word(rest)) if rest else dated

    def _ending_dated(self, word: str) -> Said | None:
        """A thing that is known before a month: Employed Jan 2021."""
        end = dated_end(word)
        if end is None:
            return None
        return self._with(self._word(end[0].rstrip(_EDGES)), Said(dated=end[1]))

    def _measured(self, word: str) -> Said | None:
        """A measure before or behind another thing that is known: 城镇新增就业本年累计."""
        if _LETTER.search(word) is None:
            return None
        for known in LONGEST_FIRST:
            rest = word.removesuffix(known) if word.endswith(known) else word.removeprefix(known)
            if rest == word:
                continue
            measure, base = MEASURES[known]
            found = self._with(self._word(rest.strip(_EDGES)), Said(measure=measure, base=base))
            if found is not None and found.role is None:
                return found
        return None

    def _joined(self, text: str) -> Said | None:
        """What the parts say that a comma, a colon or the like joins."""
        parts = [one for one in _JOINTS.split(half_width(text)) if one.strip()]
        if not 1 < len(parts) < 7:
            return None
        found: Said | None = NOTHING
        for part in parts:
            found = self._with(found, self._word(folded(part)))
        return found

    def _with(self, upper: Said | None, lower: Said | None) -> Said | None:
        return None if upper is None or lower is None else upper.refined(lower)


def _renamed(texts: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """The ids of those texts of a mapping whose names the plan has; the others are told of when met."""
    ids = {text: known.get(folded(name), "") for text, name in texts.items() if name != IGNORE}
    return {text: id for text, id in ids.items() if id}


def _names(things: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Names to ids; a name of several is blank, unless it is the id of one."""
    found: dict[str, str] = {}
    ids: dict[str, str] = {}
    for id, names in things:
        ids[folded(id)] = id
        for name in map(folded, names):
            found[name] = id if found.get(name, id) == id else ""
    return found | ids
