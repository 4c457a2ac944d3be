"""JSON Lines: an object a line, its keys the columns."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain
from typing import TextIO

from jobtrack.domain.importing.sheet import Line, cell_place
from jobtrack.domain.text import visible
from jobtrack.errors.sheets import KeyTwice, NotAnObject, NotJson, TooManyKeys, ValueNested
from jobtrack.files.incoming.limits import MOST_COLUMNS
from jobtrack.words import N_

_LONGEST_EXPONENT = 2
_WORDS = {None: "", True: "true", False: "false"}


def json_lines(text: TextIO, place: str) -> Iterator[Line]:
    """The keys of all objects, in the order of their first appearance, as line 1, then each object.

    The text is read twice: nothing is given out before all of it is known to be good. A number keeps
    its digits, without an exponent; null and a key that is not there are blank. Errors: NotJson,
    NotAnObject, KeyTwice, ValueNested, TooManyKeys.
    """
    start = text.tell()
    columns: dict[str, None] = {}
    for number, fields in _objects(text, place):
        columns.update(dict.fromkeys(fields))
        if len(columns) > MOST_COLUMNS:
            raise TooManyKeys(place=cell_place(place, number), limit=f"{MOST_COLUMNS:,}")
    if not columns:
        return
    text.seek(start)
    yield 1, list(columns)
    for number, fields in _objects(text, place):
        yield number, [fields.get(column, "") for column in columns]


def _objects(text: TextIO, place: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each object with the number of its line; blank lines are skipped."""
    # an object comes as a tuple of its pairs, so that a list can be told from it and a key seen twice
    decoder = json.JSONDecoder(
        object_pairs_hook=tuple, parse_float=_digits, parse_int=str, parse_constant=str
    )
    for number, line in enumerate(text, 1):
        if not line.isspace():
            where = cell_place(place, number)
            try:
                pairs = decoder.decode(line)
            except json.JSONDecodeError as error:
                detail = visible(f"{error.msg}, character {error.pos + 1}")
                raise NotJson(place=where, detail=detail) from None
            except RecursionError:
                raise NotJson(place=where, detail=N_("nested too deeply")) from None
            fields = _fields(pairs, where)
            if "\\u" in line and not all(map(_is_text, chain(fields, fields.values()))):
                raise NotJson(place=where, detail=N_("an escape that stands for no character"))
            yield number, fields


def _is_text(value: str) -> bool:
    """Whether ``value`` is without what an escape can write and text can't hold: NUL, half a pair."""
    return not any(sign == "\0" or "\ud800" <= sign <= "\udfff" for sign in value)


def _digits(number: str) -> str:
    """A number as it was written, its exponent turned into digits where that is sensible."""
    exponent = number.lower().partition("e")[2]
    is_sensible = 0 < len(exponent.lstrip("+-0")) <= _LONGEST_EXPONENT
    return format(Decimal(number), "f") if is_sensible else number


def _fields(pairs: object, where: str) -> dict[str, str]:
    if not isinstance(pairs, tuple):
        raise NotAnObject(place=where)
    fields: dict[str, str] = {}
    for key, value in pairs:
        if key in fields:
            raise KeyTwice(place=where, key=visible(key))
        if isinstance(value, tuple | list):
            raise ValueNested(place=where, key=visible(key))
        fields[key] = value if isinstance(value, str) else _WORDS[value]
    return fields
