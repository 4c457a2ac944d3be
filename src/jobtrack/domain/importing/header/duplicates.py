"""Columns that say the same: one of them counts, or the sheet can't be read."""

from collections.abc import Sequence

from jobtrack.domain.importing.header.columns import Body, is_area, is_indicator
from jobtrack.domain.importing.header.layout import Column, Why
from jobtrack.domain.importing.header.said import Lexicon
from jobtrack.domain.importing.header.words import Measure, Role
from jobtrack.domain.text import folded, visible
from jobtrack.errors.importing import SameColumnTwice

_MANY = {Role.FIGURES, Role.IGNORED, Role.UNKNOWN}
_EITHER = {Role.INDICATOR, Role.AREA}  # a code and a name


def without_spares(columns: Sequence[Column], body: Body, lexicon: Lexicon, place: str) -> list[Column]:
    """``columns`` with one for each role: of a code and a name the one that the plan knows better.

    Errors: SameColumnTwice.
    """
    kept: dict[Role, Column] = {}
    spare: set[int] = set()
    for one in columns:
        first = one if one.role in _MANY else kept.setdefault(one.role, one)
        if first is one:
            continue
        if one.role not in _EITHER or folded(first.header) == folded(one.header):
            raise _twice(place, first, one, one.role)
        is_better = _known(one, body, lexicon) > _known(first, body, lexicon)
        kept[one.role] = one if is_better else first
        spare.add(first.at if is_better else one.at)
    return [
        one._replace(role=Role.IGNORED, why=Why.SPARE) if one.at in spare else one for one in columns
    ]


def _known(column: Column, body: Body, lexicon: Lexicon) -> int:
    is_known = is_indicator if column.role is Role.INDICATOR else is_area
    return sum(is_known(text, lexicon) for text in body.texts(column.at))


def check_once(columns: Sequence[Column], body: Body, place: str) -> None:
    """Refuse two columns with figures of the same thing. Errors: SameColumnTwice."""
    seen: dict[object, Column] = {}
    for one in columns:
        if one.role is not Role.FIGURES or not body.texts(one.at):
            continue
        said = one.said._replace(measure=one.said.measure or Measure.VALUE, unit="")
        first = seen.setdefault(said, one)
        if first is not one:
            raise _twice(place, first, one, visible(one.header))


def _twice(place: str, first: Column, second: Column, meaning: str) -> SameColumnTwice:
    return SameColumnTwice(place=place, first=first.letters, second=second.letters, meaning=meaning)
