"""What the lines above a header say of all figures below it: the month, the unit, the place."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jobtrack.domain.importing.header.dates import Dated, dated_title
from jobtrack.domain.importing.header.said import Lexicon
from jobtrack.domain.month import half_width
from jobtrack.domain.text import folded

_UNIT = re.compile(
    r"(?<![\u4e00-\u9fff])(?:计量|数据|统计)?单位\s*:\s*([^\s()]+)|\bunits?\s*:\s*([^()]+)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[、,/;和]")
_ASIDE = re.compile(
    r"(?:.*说明|附?注\d*|备注|notes?|.*(?:填报|填表|制表|报送|打印|发布|印发)(?:日期|时间))[:：]"
)
_SHORTEST, _LONGEST = 2, 120


class Above(NamedTuple):
    """What a title and its neighbours say; blank where they say nothing. ``units``: any of them."""

    indicator: str = ""
    area: str = ""
    dated: Dated = Dated()
    units: tuple[str, ...] = ()


def above(rows: Iterable[Sequence[str]], lexicon: Lexicon) -> Above:
    """What ``rows``, the lines above a header, say; the first that says a thing counts."""
    found = Above()
    texts = dict.fromkeys(text.strip() for cells in rows for text in cells if text.strip())
    for text in texts:
        if len(text) > _LONGEST or _ASIDE.match(folded(half_width(text))):
            continue
        plain = half_width(text).casefold()
        found = Above(
            found.indicator or _only_inside(plain, lexicon.indicators),
            found.area or _at_start(plain, lexicon.areas),
            _fuller(found.dated, dated_title(text)),
            found.units or _units(plain, lexicon),
        )
    return found


def _fuller(known: Dated, other: Dated | None) -> Dated:
    if other is None or known.month is not None:
        return known
    if known.year is None or other.year == known.year:
        return other
    return known


def _units(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    match = _UNIT.search(text)
    if match is None:
        return ()
    words = [one.strip() for one in _SEVERAL.split(match[1] or match[2])]
    return tuple(one for one in words if one and lexicon.is_unit(one))


def _at_start(plain: str, areas: Mapping[str, str]) -> str:
    """The area with the longest name that the text begins with."""
    names = [name for name, code in areas.items() if code and _is_in(name, plain, at_start=True)]
    return areas[max(names, key=len)] if names else ""


def _only_inside(plain: str, indicators: Mapping[str, str]) -> str:
    """The one indicator that the text names: of names within one another the longest."""
    names = [name for name, id in indicators.items() if id and _is_in(name, plain)]
    longest = [name for name in names if not any(name != two and name in two for two in names)]
    ids = {indicators[name] for name in longest}
    return ids.pop() if len(ids) == 1 else ""


def _is_in(name: str, plain: str, *, at_start: bool = False) -> bool:
    """Whether a folded ``name`` stands in the text, of Latin letters as whole words only."""
    if len(name) < _SHORTEST or name.isdecimal() or not plain:
        return False
    pattern = r"\s*".join(re.escape(sign).replace(r"\-", "[-_]") for sign in name)
    pattern = f"(?<![a-z]){pattern}(?![a-z])" if name.isascii() else pattern
    return (re.match if at_start else re.search)(pattern, plain.strip()) is not None
