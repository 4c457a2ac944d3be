"""Where the header of a sheet stands: from one to three lines, below titles and above the figures."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jobtrack.domain.importing.header.said import Lexicon, Said
from jobtrack.domain.importing.header.words import COLUMN_NUMBERS, Role
from jobtrack.domain.importing.sheet import Line
from jobtrack.domain.month import half_width
from jobtrack.domain.text import folded

_DEEPEST = 60  # lines in which a header is looked for
_HIGHEST = 3  # levels of a header
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[a-z]{1,3}")
_NUMBER_LIKE = re.compile(r"[-+]?[\d.,]+%?", re.ASCII)

Path = tuple[str, ...]  # the texts above a column, from the top


class Header(NamedTuple):
    """The lines from ``first`` up to, not including, ``end``, and the texts above each column."""

    first: int
    end: int
    paths: tuple[Path, ...]


def headers_in(head: Sequence[Line], lexicon: Lexicon) -> Iterator[Header]:
    """The headers that the first lines of a sheet may be, the likeliest first."""
    rows = [cells for _, cells in head]
    top = [_facts(cells, lexicon) for cells in rows[:_DEEPEST]]
    has_letters = any(map(_LETTERS.fullmatch, lexicon.columns))
    for is_likely in (_is_header, _may_be_header, *((_has_a_text,) if has_letters else ())):
        end = 0
        for index, facts in enumerate(top):
            if index >= end and is_likely(facts):
                header = _header_at(index, rows, lexicon)
                end = header.end
                yield header


class _Facts(NamedTuple):
    """What is found in one line: distinct texts, what they say, and numbers that say nothing."""

    texts: int
    saids: list[Said]
    has_numbers: bool


def _facts(cells: Sequence[str], lexicon: Lexicon) -> _Facts:
    texts = dict.fromkeys(text for text in map(str.strip, cells) if text)
    saids = [(text, lexicon.said(text)) for text in texts]
    has_numbers = any(said is None and is_number_like(text) for text, said in saids)
    return _Facts(len(texts), [said for _, said in saids if said is not None], has_numbers)


def is_number_like(text: str) -> bool:
    """Whether a cell looks like a figure at first sight."""
    return _NUMBER_LIKE.fullmatch(half_width(text).strip()) is not None and _has_digit(text)


def _has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _is_header(facts: _Facts) -> bool:
    """Two texts are known, and not as a title is, which says a month, a place and a unit once each."""
    if facts.has_numbers or len(facts.saids) < 2:
        return False
    is_named = any(one.role or one.measure for one in facts.saids)
    many = (
        [one for one in facts.saids if one.indicator],
        [one for one in facts.saids if one.area or one.is_total],
        [one for one in facts.saids if one.dated != Said().dated],
    )
    return is_named or any(len(one) > 1 for one in many)


def _may_be_header(facts: _Facts) -> bool:
    return not facts.has_numbers and facts.texts > 1 and bool(facts.saids)


def _has_a_text(facts: _Facts) -> bool:
    """Where the user names columns by their letters a header may have few texts."""
    return not facts.has_numbers and bool(facts.saids)


def _header_at(first: int, rows: Sequence[Sequence[str]], lexicon: Lexicon) -> Header:
    """The header that begins in that line, with the lines below that go on with it."""
    levels = [_cells(rows[first])]
    end = first + 1
    while end < len(rows):
        cells = _cells(rows[end])
        if _is_numbering(cells):
            end += 1
            break
        if len(levels) == _HIGHEST or not _goes_on(levels, cells, lexicon):
            break
        levels.append(cells)
        end += 1
    return Header(first, end, _paths(levels, lexicon))


def _cells(row: Sequence[str]) -> list[str]:
    return [text.strip() for text in row]


def _is_numbering(cells: Sequence[str]) -> bool:
    """Whether the line only numbers the columns: 甲 乙 1 2 3."""
    filled = [half_width(text) for text in cells if text]
    numbers = [int(text.strip("()[]")) for text in filled if _has_digit(text) and _is_count(text)]
    return (
        len(filled) > 2
        and all(map(COLUMN_NUMBERS.fullmatch, filled))
        and len(numbers) > 1
        and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        and numbers[0] in {0, 1, len(filled) - len(numbers) + 1}
    )


def _is_count(text: str) -> bool:
    return COLUMN_NUMBERS.fullmatch(text) is not None


def _goes_on(levels: Sequence[list[str]], cells: list[str], lexicon: Lexicon) -> bool:
    """Whether the line refines the header above: a dimension stays, a column of figures says more."""
    facts = _facts(cells, lexicon)
    if facts.has_numbers or not facts.saids:
        return False
    for index, text in enumerate(cells):
        above = next((row[index] for row in reversed(levels) if row[index : index + 1] > [""]), "")
        if not text or folded(text) == folded(above):
            continue
        upper, lower = lexicon.said(above) if above else None, lexicon.said(text)
        is_dimension = upper is not None and upper.role is not None
        says_unit = lower is not None and lower._replace(unit="") == Said()
        if is_dimension and not says_unit:
            return False
        if above and upper is None and lower is not None and lower.area:
            return False  # a row of figures below a header that is not known
    return True


def _paths(levels: Sequence[list[str]], lexicon: Lexicon) -> tuple[Path, ...]:
    """The texts above each column. A blank one takes its left neighbour's where one stands below."""
    width = max(map(len, levels))
    grid = [row + [""] * (width - len(row)) for row in levels]
    for depth, row in enumerate(grid[:-1]):
        for index in range(1, width):
            has_more = any(lower[index] for lower in grid[depth + 1 :])
            if (
                not row[index]
                and has_more
                and row[index - 1]
                and not _names_rows(row[index - 1], lexicon)
            ):
                row[index] = row[index - 1]
    columns = zip(*grid, strict=True)
    return tuple(tuple(dict.fromkeys(text for text in column if text)) for column in columns)


def _names_rows(text: str, lexicon: Lexicon) -> bool:
    said = lexicon.said(text)
    return said is not None and said.role is not None and said.role is not Role.FIGURES
