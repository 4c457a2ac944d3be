"""Names and other text: how they are compared, shown and looked up."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

_LIKE_A_FORMULA = re.compile(r"'*[=+\-@＝＋－＠]")  # some spreadsheets take the wide ones for these
_LONGEST_EXCERPT = 60
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


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


def is_unmistakable(id: str) -> bool:
    """Whether every sign of ``id`` can be seen: no space, nothing invisible, no letter without ink.

    Such letters are fillers, joiners and variation selectors, which are a part of some names.
    """
    return not any(one.isspace() or is_invisible(one) for one in id) and not _BLANK.search(id)


def visible(text: str) -> str:
    r"""``text`` on one line with every invisible character as an escape such as ``\x1b``."""
    if text.isprintable():
        return text
    return "".join(map(_visible, text))


def excerpt(text: str) -> str:
    """The beginning of ``text`` as a message shows it: ``visible``, at most 60 signs."""
    return visible(text.strip())[:_LONGEST_EXCERPT]


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if unicodedata.category(character) == "Zs":
        return " "
    return character.encode("unicode_escape").decode("ascii")


def json_visible(json: str) -> str:
    r"""The same JSON with every invisible sign in its texts as an escape such as ``\u009b``."""
    return _lines_escaped(json, _json_escape)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def toml_visible(toml: str) -> str:
    r"""The same TOML with every invisible sign in its texts as an escape such as ``\U0000009b``."""
    return _lines_escaped(toml, lambda character: f"\\U{ord(character):08x}")


def _lines_escaped(text: str, escape: Callable[[str], str]) -> str:
    """``text``, whose line ends stay, with every other invisible sign as ``escape`` writes it."""
    return "\n".join(
        line
        if line.isprintable()
        else "".join(escape(one) if is_invisible(one) else one for one in line)
        for line in text.split("\n")
    )


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
