"""A command line that is half typed: taken apart as its shell would, and put together again."""

import re
from typing import NamedTuple

_PART = re.compile(
    r"""
      (?P<blank>[ \t\n]+)
    | '(?P<single>[^']*)(?P<single_end>'?)
    | "(?P<double>(?:[^"\\]|\\.)*)(?P<double_end>"?)
    | \\(?P<escaped>.)
    | (?P<plain>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPED_IN_QUOTES = re.compile(r'\\([$`"\\\n])')
_SPECIAL_IN_QUOTES = re.compile(r'([$`"\\])')
_SPECIAL = re.compile(r"""([\s\\'"`$&|;<>()\[\]{}*?!#~^])""")
_ASSIGNMENT = re.compile(r"\w+=")


class Word(NamedTuple):
    """A word that may stand there, and what it means."""

    text: str
    meaning: str = ""


class Line(NamedTuple):
    """What stands before the cursor: whole ``words`` behind the program's name, and ``half`` of one.

    The shell puts what is chosen in the place of ``half`` but for its first ``kept`` characters, and
    behind ``quote`` where that is open.
    """

    words: tuple[str, ...]
    half: str
    kept: int
    quote: str


def line_of(text: str, breaks: str = "") -> Line:
    """The line ``text``, up to the cursor; the shell's own words also begin behind ``breaks``."""
    words, half, kept, quote = [""], False, 0, ""
    for part in _PART.finditer(text):
        kind, value = _read(part)
        if kind == "blank":
            words += [""] if half else []
            half, kept = False, 0
            continue
        half, words[-1] = True, words[-1] + value
        quote = "" if kind in {"escaped", "plain"} or part[f"{kind}_end"] else part[0][0]
        if quote:
            kept = len(words[-1]) - len(value)
        elif kind in {"single", "double"} or (kind == "plain" and value in breaks):
            kept = len(words[-1])
    *whole, last = words
    while whole and _ASSIGNMENT.match(whole[0]):  # of a variable, before the program's name
        del whole[0]
    return Line(tuple(whole[1:]), last, kept, quote)


def _read(part: re.Match[str]) -> tuple[str, str]:
    """What kind of part it is, and what it stands for."""
    kind = next(
        name for name in ("blank", "single", "double", "escaped", "plain") if part[name] is not None
    )
    value = part[kind]
    return kind, _ESCAPED_IN_QUOTES.sub(r"\1", value) if kind == "double" else value


def bash_words(words: list[str], line: Line) -> list[str]:
    """What bash puts in the place of the half-typed word, of ``words`` that can stand there."""
    fixed = line.half[: line.kept]
    rests = [word[line.kept :] for word in words if word.startswith(fixed)]
    if line.quote == "'":
        return [rest.replace("'", r"'\''") for rest in rests]
    special = _SPECIAL_IN_QUOTES if line.quote else _SPECIAL
    return [special.sub(r"\\\1", rest) for rest in rests]
