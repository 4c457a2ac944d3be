"""Figures as people write them."""

import re
from decimal import Context, Decimal

from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import half_width
from jobtrack.domain.snapshot import Figure, Qualifier
from jobtrack.domain.text import Names, folded, visible
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
)

MOST_DIGITS = 15
_MOST_TEXT = 60
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
_COMPARISONS = {">", ">=", "≥"}
_CHINESE_DIGITS = "一二三四五六七八九十两零〇"
_NUMBER = r"-?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AFTER = "余|多|以上|左右"
_WRITTEN = re.compile(
    rf"(?P<before>{'|'.join(map(re.escape, _MEANING))})?\s*"
    rf"(?P<number>{_NUMBER})(?P<inside>余|多)?\s*"
    rf"(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?\s*"
    rf"(?P<after>{_AFTER})?\s*(?P<unit>.*?)\s*(?P<last>{_AFTER})?",
    re.ASCII,
)
_RATIO = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})", re.ASCII)
_MISTAKES: tuple[tuple[re.Pattern[str], type[JobtrackError]], ...] = (
    (re.compile(r"\d_\d"), UnderscoreGiven),
    (re.compile(r"\de[+-]?\d"), ExponentGiven),
    (re.compile(r"\d\D{0,3}(?<!\d,)(?:[-~—–至到]|to )\s*\d"), RangeGiven),
    (re.compile(r"\d,\d|,\d|\d,"), CommaMisplaced),
    (re.compile(rf"(?:^\D*|\d[百千万亿]*)[{_CHINESE_DIGITS}]"), ChineseNumeral),
)


def parse_figure(text: str, kind: Kind, unit: Names) -> Figure | None:
    """The figure that ``text`` states for an indicator of that kind and unit; None for "no value".

    The value is exact (76.9万 is 769000) and in the indicator's unit; of a ratio it is numerator over
    denominator, ×100 where the unit is %. What could be read in two ways is refused.
    Errors: NotANumber and its neighbours in ``errors``, each with what to write instead.
    """
    written = " ".join(half_width(text).casefold().replace("−", "-").split())
    if written in _NO_VALUE:
        return None
    shown = visible(text.strip())[:_MOST_TEXT]
    if len(written) > _LONGEST:
        raise NotANumber(text=shown)
    ratio = _RATIO.fullmatch(written)
    if ratio is not None:
        if kind is not Kind.RATIO:
            raise RatioNotExpected(text=shown)
        return _ratio(ratio[1], ratio[2], shown, is_percent="%" in map(folded, unit))
    match = _WRITTEN.fullmatch(written)
    if match is None:
        raise _mistake_in(written)(text=shown)
    scale = _scale(match["scale"] or "", match["unit"], unit)
    if scale is None:
        raise _unit_error(written, match, unit)(
            text=shown,
            given=visible(match["unit"] or match["scale"])[:_MOST_TEXT],
            unit=" / ".join(dict.fromkeys(word for word in unit if word)),
        )
    qualifier = _qualifier(match, shown)
    if kind is Kind.RATIO:
        raise RatioExpected(text=shown)
    return Figure(_exact(match["number"], shown, scale), qualifier)


def _mistake_in(written: str) -> type[JobtrackError]:
    """The error that says best what is wrong with ``written``."""
    return next((error for sign, error in _MISTAKES if sign.search(written)), NotANumber)


def _scale(scale: str, given: str, unit: Names) -> int | None:
    """The power of ten that the words behind a number stand for, in ``unit``; None if not that unit.

    A unit may begin with such a word itself: 5千克 is 5 of 千克, 5千万元 is 5000 of 万元, and 5万 could
    be either of 万元 or of 元: None.
    """
    known = [word for word in map(folded, unit) if word]
    if not given:
        is_scaled = any(word[0].isdecimal() or word.startswith(tuple(_SCALES)) for word in known)
        return None if scale and is_scaled else _SCALES.get(scale, 0)
    written = folded(scale + given)
    known += [f"{word}s" for word in known if len(word) > 2 and word.isascii()]
    known += [word[:-1] for word in known if len(word) > 3 and word.isascii() and word[-1] == "s"]
    powers = {"": 0} | _SCALES
    heads = (written.removesuffix(word) for word in known if written.endswith(word))
    return next((powers[head] for head in heads if head in powers), None)


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


def _ratio(numerator: str, denominator: str, shown: str, *, is_percent: bool) -> Figure:
    upper, lower = _exact(numerator, shown), _exact(denominator, shown)
    if lower <= 0:
        raise DenominatorNotPositive(text=shown)
    share = Decimal(repr(upper)) / Decimal(repr(lower)) * (100 if is_percent else 1)
    return Figure(float(f"{float(share):.15g}"), Qualifier.EXACT, upper, lower)


def _exact(number: str, shown: str, scale: int = 0) -> float:
    """The value of digits times ten to the ``scale``. Errors: TooManyDigits."""
    value = Decimal(number.replace(",", "")).scaleb(scale, _EXACT).normalize(_EXACT)
    if len(value.as_tuple().digits) > MOST_DIGITS or value.adjusted() > 200:
        raise TooManyDigits(text=shown)
    return float(value) + 0.0
