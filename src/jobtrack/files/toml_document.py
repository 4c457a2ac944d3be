"""TOML in, by the standard library: the tables of plan files and mapping files."""

import re
import tomllib
from typing import Any

from jobtrack.domain.text import visible
from jobtrack.errors import Phrase
from jobtrack.errors.files import NotUtf8
from jobtrack.errors.plans import NotToml
from jobtrack.words import N_

_PLACED = re.compile(r"(?P<detail>.*) \(at line (?P<line>\d+), column \d+\)")
_LONGEST_LINE = 60


def read_document(content: bytes, place: str) -> dict[str, Any]:
    """The tables in a file's ``content``; ``place`` names the file in errors.

    Errors: NotUtf8, NotToml.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(path=place) from None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: also a number of 5,000 digits
        raise NotToml(place=place, detail=_detail(visible(str(error)), text)) from None


def _detail(problem: str, text: str) -> Phrase | str:
    """What is wrong, with the line of ``text`` in which it is, where ``problem`` says which one."""
    found = _PLACED.fullmatch(problem)
    if found is None:
        return problem
    line = text.replace("\r\n", "\n").split("\n")[int(found["line"]) - 1].strip()
    return Phrase(
        N_("line {line}, '{text}': {detail}"),
        line=found["line"],
        text=visible(line[:_LONGEST_LINE]),
        detail=found["detail"],
    )
