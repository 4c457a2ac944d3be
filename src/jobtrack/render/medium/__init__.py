"""What the text is for: how wide, in which language, and which signs it can carry."""

from collections.abc import Iterable
from typing import NamedTuple

from jobtrack.words import ENGLISH, Words

NARROWEST = 20
"""The least width that is obeyed, in cells."""
_BLOCKS_BELOW, _ROOMY_FROM = 70, 100
_NO_LIMIT = 100_000


class Glyphs(NamedTuple):
    """The signs that are drawn.

    ``spark`` rises from lowest to highest and may be empty; ``braille`` is a cell with all its dots, or
    empty.
    """

    unknown: str
    at_least: str
    at_most: str
    about: str
    minus: str
    rule: str
    separator: str
    bar_done: str
    bar_left: str
    spark: str
    braille: str


UNICODE = Glyphs("–", "≥", "≤", "~", "−", "─", "·", "━", "─", "▁▂▃▄▅▆▇█", "⣿")
GBK = UNICODE._replace(minus="-", braille="")  # what that encoding has of them
ASCII = Glyphs("-", ">=", "<=", "~", "-", "-", "|", "#", "-", "", "")


def glyphs_for(encoding: str) -> Glyphs:
    """The signs that text in ``encoding`` can carry: all of them, those of GBK or plain ASCII."""
    return next((one for one in (UNICODE, GBK) if _is_carried(one, encoding)), ASCII)


def _is_carried(glyphs: Glyphs, encoding: str) -> bool:
    try:
        "".join(glyphs).encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


class Medium(NamedTuple):
    """``width`` is in terminal cells; None stands for as wide as the text is by nature."""

    words: Words = ENGLISH
    width: int | None = None
    has_colour: bool = False
    glyphs: Glyphs = UNICODE

    def say(self, message: str) -> str:
        """``message`` in the language of this medium."""
        return self.words.gettext(message)

    @property
    def room(self) -> int:
        """How many cells a line has; without a width more than any line takes."""
        return _NO_LIMIT if self.width is None else self.width

    @property
    def is_narrow(self) -> bool:
        """Whether tables have no room: what would be a line of one is a block of lines."""
        return self.room < _BLOCKS_BELOW

    @property
    def is_roomy(self) -> bool:
        """Whether a table has room for a second column of names and wide gutters."""
        return self.room >= _ROOMY_FROM

    @property
    def comma(self) -> str:
        """What stands between the things of a list."""
        return "、" if self.is_chinese else ", "

    @property
    def colon(self) -> str:
        """What stands between a word and what is said of it."""
        return "：" if self.is_chinese else ": "

    def joined(self, facts: Iterable[str]) -> str:
        """``facts`` on one line, those that are blank left out."""
        return f" {self.glyphs.separator} ".join(filter(None, facts))

    def with_arrows(self, line: str) -> str:
        """``line``, its arrows in signs that are carried."""
        return line if self.glyphs.spark else line.replace("→", "->")

    def beside(self, text: str, remark: str) -> str:
        """``text``, and ``remark`` in parentheses behind it."""
        return f"{text}（{remark}）" if self.is_chinese else f"{text} ({remark})"

    def percent(self, number: str, *, is_difference: bool) -> str:
        """A percentage; of a difference of two Chinese never leaves out that it is in points."""
        if not is_difference:
            return f"{number}%"
        return f"{number}个百分点" if self.is_chinese else number

    @property
    def is_chinese(self) -> bool:
        """Whether numbers and months are written the Chinese way."""
        return self.words.language == "zh"
