"""Text in lines of so many terminal cells.

English breaks at spaces, Chinese between any two signs, but not within a date, nor between a number
and what it counts or a batch and its key.
"""

import re
from unicodedata import combining, east_asian_width

_OPENING = "（《“‘「【〈"
_CLOSING = "，。；：、！？）》”’」】〉％…"
_WIDE = "\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef"
_LATIN = rf"[^\s{_WIDE}{_OPENING}{_CLOSING}]"
_PIECE = (
    rf"[{_OPENING}(\[]*(?:"
    rf"\d+年(?:\d+月(?:\d+日)?)?至?"
    rf"|{_LATIN}*\d(?!{_LATIN})[万亿]?余?[人个项条期名次月]?"  # 75.11万人
    rf"|批次{_LATIN}*"
    rf"|{_LATIN}+"
    rf"|[^\s{_OPENING}{_CLOSING}][)\],.;:!?]*"
    rf")[{_CLOSING}]*"
    rf"|[{_OPENING}{_CLOSING}]+|\s+"
)


def cells(text: str) -> int:
    """How many cells of a terminal ``text`` takes; signs of ambiguous width take one."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(one) in "WF" else not combining(one) for one in text)


def wrapped(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells; a word that is longer is cut.

    No line begins with a sign that closes, such as 。 or ）, and none ends with one that opens.
    """
    text = text.strip()
    ends = [*line_starts(text, width), len(text)]
    return [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]


def line_starts(text: str, width: int) -> list[int]:
    """Where in ``text`` each line but the first begins."""
    starts: list[int] = []
    used = 0
    for piece in re.finditer(_PIECE, text):
        length = cells(piece[0])
        if used and used + length > width and not piece[0].isspace():
            starts.append(piece.start())
            used = 0
        if length <= width or piece[0].isspace():
            used += length
            continue
        for place, sign in enumerate(piece[0], start=piece.start()):
            if used + cells(sign) > width:
                starts.append(place)
                used = 0
            used += cells(sign)
    return starts
