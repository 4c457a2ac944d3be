"""Names and other text: how they are compared, shown and looked up."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@]")


class Names(NamedTuple):
    """A name in Chinese and in English; one of them may be blank."""

    zh: str
    en: str

    def text(self, language: str) -> str:
        """The name in ``language`` ("zh" or "en"), else in the other one."""
        return (self.zh or self.en) if language == "zh" else (self.en or self.zh)


def folded(name: str) -> str:
    """``name`` as it is compared: NFKC, case folded, without spaces, underscores as hyphens."""
    text = unicodedata.normalize("NFKC", name).casefold()
    return "".join(text.split()).replace("_", "-")


def tidy(text: str) -> str:
    """``text`` without spaces around it, and with one where several stood."""
    return " ".join(text.split())


def is_invisible(character: str) -> bool:
    """Whether it is a control, format (bidi, zero-width), surrogate, private or unassigned one."""
    return unicodedata.category(character)[0] == "C" or character in "\u2028\u2029"


def visible(text: str) -> str:
    r"""``text`` on one line with every invisible character as an escape such as ``\x1b``."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    return character.encode("unicode_escape").decode("ascii")


def guarded(text: str) -> str:
    """``text`` as a spreadsheet takes it for text: behind an apostrophe where it begins like a formula.

    Apostrophes before such a beginning count too, so that ``unguarded`` gives every text back.
    """
    return f"'{text}" if _LIKE_A_FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` made this of."""
    return text[1:] if text.startswith("'") and _LIKE_A_FORMULA.match(text) else text


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` most like ``name``, or None when none is like it."""
    by_folded = {folded(candidate): candidate for candidate in known}
    found = difflib.get_close_matches(folded(name), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None
