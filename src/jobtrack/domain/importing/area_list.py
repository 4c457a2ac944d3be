"""Lists of areas from other offices' files: what the columns mean, and the areas of every line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from jobtrack.domain.area import Area
from jobtrack.domain.definitions.area_change import AreaSaid, Register, area_from, new_area
from jobtrack.domain.importing.area_columns import AreaColumn, Recognised, recognised
from jobtrack.domain.importing.header.words import FOOT, SUBTOTAL
from jobtrack.domain.importing.sheet import Line, Rejection, Sheet, cell_place
from jobtrack.domain.importing.totals import names_total
from jobtrack.domain.plan import Plan, called, find_area
from jobtrack.domain.text import excerpt, folded, tidy, unguarded
from jobtrack.errors import JobtrackError
from jobtrack.errors.areas import AreaCodeUnsaid, AreaNameBlank, AreaTwice
from jobtrack.errors.files import TooManyCells
from jobtrack.errors.importing import NoTable

_BETWEEN_ALIASES = re.compile("[、，,；;|/]")


class AreaList(NamedTuple):
    """The plan as a file of areas wants it. ``codes`` are the areas that it names, in its order.

    ``shared`` are names of new ones that others have too, with the codes of all that have them;
    ``left`` are lines that name no area, such as totals and notes: where, and what they begin with.
    """

    plan: Plan
    codes: tuple[str, ...]
    shapes: tuple[Recognised, ...]
    shared: Mapping[str, list[str]]
    left: tuple[tuple[str, str], ...]
    rejections: tuple[Rejection, ...]


def area_list_of(sheets: Iterable[Sheet], plan: Plan, within: str | None) -> AreaList:
    """What the lines of ``sheets`` add to the areas of ``plan`` and change in them.

    A line without a code is the area of that name in the one that it lies in, else a new one; its code
    is the other's and its name, folded. ``within`` is that other where a line says none. A name that an
    area has already changes nothing, a blank cell neither. Errors: NoTable, NamesUnsaid,
    AreaColumnTwice, PersonalData; NoArea and Ambiguous of ``within``.
    """
    parent = None if within is None else find_area(plan, within).code
    reader = _Reader(plan, parent)
    shapes = []
    for place, lines in ((sheet.place, list(sheet.lines)) for sheet in sheets):
        if not lines:
            raise NoTable(place=place)
        shape = recognised(lines, place)
        shapes.append(shape)
        reader.read(shape, lines[shape.first :])
    new = (code for code in reader.lines if code not in plan.areas)
    return AreaList(
        reader.register.plan,
        tuple(reader.lines),
        tuple(shapes),
        reader.register.shared(new),
        tuple(reader.left),
        tuple(reader.rejections),
    )


class _Reader:
    """Takes lines one after the other; ``lines`` has the line that named each area first."""

    def __init__(self, plan: Plan, parent: str | None) -> None:
        self.register = Register(plan)
        self.lines: dict[str, int] = {}
        self.left: list[tuple[str, str]] = []
        self.rejections: list[Rejection] = []
        self._parent = parent

    def read(self, sheet: Recognised, lines: Sequence[Line]) -> None:
        """Take the ``lines`` below the header of one sheet; pages may say the header again."""
        header = [text for text, _ in sheet.columns]
        for number, cells in lines:
            texts = [tidy(unguarded(text)) for text in cells]
            filled, where = list(filter(None, texts)), cell_place(sheet.place, number)
            given = {
                column: text
                for text, (_, column) in zip(texts, sheet.columns, strict=False)
                if column is not None
            }
            if not filled or texts == header:
                continue
            if FOOT.fullmatch(folded(filled[0])) or _is_sum(filled[0], given.get(AreaColumn.NAME, "")):
                self.left.append((where, excerpt(" ".join(filled))))
            elif any(texts[len(header) :]):
                problem = TooManyCells(count=len(texts), columns=len(header))
                self.rejections.append(Rejection(where, problem))
            else:
                self._take(number, given, where)

    def _take(self, number: int, given: Mapping[AreaColumn, str], where: str) -> None:
        """Add the area of one line, or change it; say why where that can't be."""
        try:
            self._put(number, given)
        except JobtrackError as problem:
            self.rejections.append(Rejection(where, problem))

    def _put(self, number: int, given: Mapping[AreaColumn, str]) -> None:
        parent = self._within(given.get(AreaColumn.WITHIN, ""))
        before = self._before(given.get(AreaColumn.CODE, ""), given.get(AreaColumn.NAME, ""), parent)
        area = area_from(_said(given, before, parent), before, self.register.plan)
        is_new = area.code not in self.register.areas
        if not is_new and area != before and area.code in self.lines:
            raise AreaTwice(area=area.code, line=self.lines[area.code])
        if is_new or area != before:
            self.register.put(area)
        self.lines.setdefault(area.code, number)

    def _within(self, text: str) -> str | None:
        """The code of the area that a line lies in, by ``text``, else the one of all lines."""
        if not text:
            return self._parent
        codes = self.register.codes(text)
        return codes[0] if len(codes) == 1 else find_area(self.register.plan, text).code

    def _before(self, code: str, name: str, parent: str | None) -> Area:
        """The area that a line is about, as it is until now. Errors: AreaNameBlank, AreaCodeUnsaid."""
        areas = self.register.areas
        if code:
            known = [one for one in self.register.codes(code) if folded(one) == folded(code)]
            return areas[known[0]] if known else new_area(code)
        if not name:
            raise AreaNameBlank
        found = [one for one in self.register.codes(name) if parent in {None, areas[one].parent}]
        if len(found) == 1:
            return areas[found[0]]
        if found:
            return find_area(self.register.plan, name)  # which says that there are several
        if parent is None:
            raise AreaCodeUnsaid(name=excerpt(name))
        made = f"{parent}-{folded(name)}"
        return areas.get(made, new_area(made))


def _is_sum(*texts: str) -> bool:
    """Whether one of ``texts`` is a word such as 合计 or 小计."""
    return any(names_total(text) or SUBTOTAL.search(folded(text)) is not None for text in texts)


def _said(given: Mapping[AreaColumn, str], before: Area, parent: str | None) -> AreaSaid:
    """What a line says of an area; a name that it has already is nothing new."""
    known = set(map(folded, called(before.code, before))) if any(before.names) else set()
    names = (given.get(column, "") for column in (AreaColumn.NAME, AreaColumn.EN))
    name, en = (None if folded(text) in known else text or None for text in names)
    return AreaSaid(
        name,
        en,
        parent,
        tuple(_BETWEEN_ALIASES.split(given.get(AreaColumn.ALIASES, ""))),
        given.get(AreaColumn.VALID_FROM) or None,
        given.get(AreaColumn.VALID_TO) or None,
    )
