"""Figures as people write them."""

import re
from collections.abc import Sequence
from decimal import Context, Decimal

from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import half_width
from jobtrack.domain.snapshot import Figure, Qualifier
from jobtrack.domain.text import Names, excerpt, folded
from jobtrack.domain.typed.word import fixed_word
from jobtrack.errors import JobtrackError
from jobtrack.errors.numbers import (
    ChineseNumeral,
    CommaMisplaced,
    DenominatorNotPositive,
    ExponentGiven,
    NotANumber,
    QualifiersContradict,
    RangeGiven,
    RatioExpected,
    RatioNotExpected,
    TooManyDigits,
    UnderscoreGiven,
    UnitContradicts,
    UnitTwice,
)

MOST_DIGITS = 15
_LONGEST = 200
_EXACT = Context(prec=700)
_NO_VALUE = {"", "-", "--", "—", "——", "–", "/", "...", "......", "不详", "无", "n/a", "na"}
_QUALIFIERS = {
    Qualifier.ABOUT: "大约 约 左右 about ~ ≈",
    Qualifier.AT_LEAST: "至少 不少于 不低于 以上 at+least >= ≥",
    Qualifier.MORE_THAN: "超过 超 逾 余 多 more+than over >",
    Qualifier.NEARLY: "将近 接近 近 nearly almost",
}
_MEANING = {
    word.replace("+", " "): qualifier
    for qualifier, words in _QUALIFIERS.items()
    for word in words.split()
}
_SCALES = {
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "百亿": 10, "千亿": 11, "万亿": 12,
    "thousand": 3, "million": 6, "billion": 9,
}  # fmt: skip
_PERCENT = ("percent", "percentage", "百分比")
_COMPARISONS = {">", ">=", "≥"}
_CHINESE_DIGITS = "一二三四五六七八九十两零〇"
_NUMBER = r"-?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AFTER = "余|多|以上|左右"
_WRITTEN = (  # like the patterns below compiled by its first use: a plain number needs none of them
    rf"(?P<before>{'|'.join(map(re.escape, _MEANING))})?\s*"
    rf"(?P<number>{_NUMBER})(?P<inside>余|多)?\s*"
    rf"(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?\s*"
    rf"(?P<after>{_AFTER})?\s*(?P<unit>.*?)\s*(?P<last>{_AFTER})?"
)
_GIVEN = rf"({'|'.join(sorted(_SCALES, key=len, reverse=True))})?\s*(.*)"
_RATIO = rf"({_NUMBER})\s*/\s*({_NUMBER})"
_MISTAKES: tuple[tuple[str, type[JobtrackError]], ...] = (
    (r"\d_\d", UnderscoreGiven),
    (r"\de[+-]?\d", ExponentGiven),
    (r"\d\D{0,3}(?<!\d,)(?:[-~—–至到]|to )\s*\d", RangeGiven),
    (r"\d,\d|,\d|\d,", CommaMisplaced),
    (rf"(?:^\D*|\d[百千万亿]*)[{_CHINESE_DIGITS}]", ChineseNumeral),
)


PLAIN = re.compile(rf"(?!.{{{MOST_DIGITS + 1}}})-?\d+(?:\.\d+)?", re.ASCII)
"""A number that is its own float: every other way to write one needs ``parse_figure``."""


def is_no_value(text: str) -> bool:
    """Whether ``text`` says that there is no value."""
    if not text or text.isdecimal():
        return not text
    return _plain_text(text) in _NO_VALUE


def parse_figure(text: str, kind: Kind, unit: Names, given: Sequence[str] = ()) -> Figure | None:
    """The figure that ``text`` states for an indicator of that kind and unit; None for "no value".

    The value is exact (76.9万 is 769000) and in the indicator's unit; of a ratio it is numerator over
    denominator, ×100 where the unit is %. ``given`` are the units that stand elsewhere, such as in the
    header of the column: the first that fits counts. What could be read in two ways is refused.
    Errors: NotANumber and its neighbours in ``errors``, each with what to write instead; UnitTwice.
    """
    if kind is not Kind.RATIO and not given and PLAIN.fullmatch(text):
        return Figure(float(text) + 0.0)
    written = _plain_text(text)
    if written in _NO_VALUE:
        return None
    shown = excerpt(text)
    if len(written) > _LONGEST:
        raise NotANumber(text=shown)
    ratio = re.fullmatch(_RATIO, written, re.ASCII)
    if ratio is not None:
        if kind is not Kind.RATIO:
            raise RatioNotExpected(text=shown)
        return ratio_of(ratio[1], ratio[2], unit, shown)
    match, scale = _number_in(written, shown, unit, given)
    qualifier = _qualifier(match, shown)
    if kind is Kind.RATIO:
        raise RatioExpected(text=shown)
    return Figure(_exact(match["number"], shown, scale), qualifier)


def parse_printed(text: str, unit: Names, given: Sequence[str] = ()) -> tuple[float, float] | None:
    """The number that ``text`` states and one unit of its last digit, both in ``unit``.

    76.9万 is 769000 to the nearest 1000. None for "no value". Errors: as those of ``parse_figure``.
    """
    written = _plain_text(text).removeprefix("+")
    if written in _NO_VALUE:
        return None
    shown = excerpt(text)
    if len(written) > _LONGEST:
        raise NotANumber(text=shown)
    match, scale = _number_in(written, shown, unit, given)
    number = match["number"]
    step = Decimal(1).scaleb(scale - len(number.partition(".")[2]))
    return _exact(number, shown, scale), float(step)


def qualifier_named(text: str) -> Qualifier | None:
    """The qualifier that is called so, or that a word such as 以上 states; None for other words."""
    word = fixed_word(_plain_text(text))
    return Qualifier(word) if word in list(Qualifier) else _MEANING.get(word)


def scale_of(given: str, unit: Names) -> int | None:
    """The power of ten of the unit ``given`` in ``unit``: 4 for 万人 in 人; None if it is another."""
    match = re.fullmatch(_GIVEN, _plain_text(given))
    return None if match is None else _scale(match[1] or "", match[2], unit)


def _plain_text(text: str) -> str:
    return " ".join(half_width(text).casefold().replace("−", "-").split())


def _number_in(
    written: str, shown: str, unit: Names, given: Sequence[str]
) -> tuple[re.Match[str], int]:
    """The parts of a number and the power of ten that the words behind it, or ``given``, stand for."""
    match = re.fullmatch(_WRITTEN, written, re.ASCII)
    if match is None:
        raise _mistake_in(written)(text=shown)
    scaled, own = match["scale"] or "", match["unit"]
    is_bare = not (scaled or own)
    if given and not is_bare and (scaled or {scale_of(one, unit) for one in (own, *given)} != {0}):
        raise UnitTwice(text=shown, given=excerpt(" / ".join(given)))
    if given and is_bare:
        words = " / ".join(given)
        scale = next((one for one in (scale_of(two, unit) for two in given) if one is not None), None)
    else:
        words, scale = own or scaled, _scale(scaled, own, unit)
    if scale is None:
        known = " / ".join(dict.fromkeys(word for word in unit if word))
        error = UnitContradicts if is_bare else _unit_error(written, match, unit)
        raise error(text=shown, given=excerpt(words), unit=known)
    return match, scale


def _mistake_in(written: str) -> type[JobtrackError]:
    """The error that says best what is wrong with ``written``."""
    return next((error for sign, error in _MISTAKES if re.search(sign, written)), NotANumber)


def _scale(scale: str, given: str, unit: Names) -> int | None:
    """The power of ten that the words behind a number stand for, in ``unit``; None if not that unit.

    A unit may begin with such a word itself: 5千克 is 5 of 千克, 5千万元 is 5000 of 万元, and 5万 could
    be either of 万元 or of 元: None.
    """
    known = [word for word in map(folded, unit) if word]
    known += _PERCENT if "%" in known else ()
    if not given:
        return None if scale and is_scaled(unit) else _SCALES.get(scale, 0)
    written = folded(scale + given)
    known += [f"{word}s" for word in known if len(word) > 2 and word.isascii()]
    known += [word[:-1] for word in known if len(word) > 3 and word.isascii() and word[-1] == "s"]
    powers = {"": 0} | _SCALES
    heads = (written.removesuffix(word) for word in known if written.endswith(word))
    return next((powers[head] for head in heads if head in powers), None)


def is_scaled(unit: Names) -> bool:
    """Whether ``unit`` begins with a scale itself: 万元, 千克, 10k yuan."""
    words = [word for word in map(folded, unit) if word]
    return any(word[0].isdecimal() or word.startswith(tuple(_SCALES)) for word in words)


def _unit_error(written: str, match: re.Match[str], unit: Names) -> type[JobtrackError]:
    """The error for what stands behind a number and is not its unit: another one, or no unit at all."""
    first = (match["unit"] or match["scale"])[0]
    is_word = first.isalpha() and first not in _CHINESE_DIGITS
    is_unit = (is_word or first in "%‰°$€£¥(") and not re.search(r"\d", match["unit"])
    return UnitContradicts if is_unit and any(unit) else _mistake_in(written)


def _qualifier(match: re.Match[str], shown: str) -> Qualifier:
    """What the words around the number say, which must agree.

    Below zero only ``about`` and signs such as > are clear: -3.2万余 may lie on either side.
    """
    words = [word for word in match.group("before", "inside", "after", "last") if word]
    for word in words[1:]:
        if _MEANING[word] is not _MEANING[words[0]]:
            raise QualifiersContradict(text=shown, first=words[0], second=word)
    is_clear = all(_MEANING[word] is Qualifier.ABOUT or word in _COMPARISONS for word in words)
    if match["number"][0] == "-" and not is_clear:
        raise NotANumber(text=shown)
    return _MEANING[words[0]] if words else Qualifier.EXACT


def ratio_of(numerator: str, denominator: str, unit: Names, shown: str) -> Figure:
    """The figure of two plain numbers; ``shown`` is what an error shows of them.

    Errors: TooManyDigits, DenominatorNotPositive.
    """
    upper, lower = _exact(numerator, shown), _exact(denominator, shown)
    if lower <= 0:
        raise DenominatorNotPositive(text=shown)
    hundred = 100 if "%" in map(folded, unit) else 1
    share = Decimal(repr(upper)) / Decimal(repr(lower)) * hundred
    return Figure(float(f"{float(share):.15g}"), Qualifier.EXACT, upper, lower)


def _exact(number: str, shown: str, scale: int = 0) -> float:
    """The value of digits times ten to the ``scale``. Errors: TooManyDigits."""
    value = Decimal(number.replace(",", "")).scaleb(scale, _EXACT).normalize(_EXACT)
    if len(value.as_tuple().digits) > MOST_DIGITS or value.adjusted() > 200:
        raise TooManyDigits(text=shown)
    return float(value) + 0.0
