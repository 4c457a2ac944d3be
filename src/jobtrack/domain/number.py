"""Numbers: as people write them, as they are compared and as plain text."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal

from jobtrack.domain.indicator import Kind
from jobtrack.domain.snapshot import Figure, Qualifier
from jobtrack.domain.text import Names, visible
from jobtrack.errors import (
    ChineseNumeral,
    CommaMisplaced,
    DenominatorNotPositive,
    ExponentGiven,
    JobtrackError,
    NotANumber,
    QualifiersContradict,
    RangeGiven,
    RatioExpected,
    RatioNotExpected,
    TooManyDigits,
    UnderscoreGiven,
    UnitContradicts,
)

TOLERANCE = 1e-9
MOST_DIGITS = 15
_MOST_TEXT = 60
_LONGEST = 200
_EXACT = Context(prec=700)
_NO_VALUE = {"", "-", "--", "—", "——", "–", "−", "/", "...", "......", "不详", "无", "n/a", "na"}
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
    "百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "thousand": 3, "million": 6,
    "billion": 9,
}  # fmt: skip
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AFTER = "余|多|以上|左右"
_WRITTEN = re.compile(
    rf"(?P<before>{'|'.join(map(re.escape, _MEANING))})?\s*"
    rf"(?P<number>{_NUMBER})(?P<inside>余|多)?\s*"
    rf"(?P<scale>{'|'.join(sorted(_SCALES, key=len, reverse=True))})?\s*"
    rf"(?P<after>{_AFTER})?\s*(?P<unit>.*?)\s*(?P<last>{_AFTER})?"
)
_RATIO = re.compile(rf"({_NUMBER})\s*/\s*({_NUMBER})")
_MISTAKES: tuple[tuple[re.Pattern[str], type[JobtrackError]], ...] = (
    (re.compile(r"\d_\d"), UnderscoreGiven),
    (re.compile(r"\de[+-]?\d"), ExponentGiven),
    (re.compile(r"\d\D{0,3}(?<!\d,)[-~—–至到]\s*\d"), RangeGiven),
    (re.compile(r"\d,\d|,\d|\d,"), CommaMisplaced),
    (re.compile(r"^[^\d]*[一二三四五六七八九十两零〇]"), ChineseNumeral),
)


def parse_figure(text: str, kind: Kind, unit: Names) -> Figure | None:
    """The figure that ``text`` states for an indicator of that kind and unit; None for "no value".

    The value is exact (76.9万 is 769000) and in the indicator's unit; of a ratio it is numerator over
    denominator, ×100 where the unit is %. What could be read in two ways is refused.
    Errors: NotANumber and its neighbours in ``errors``, each with what to write instead.
    """
    written = unicodedata.normalize("NFKC", text).strip().casefold().replace("−", "-")
    if written in _NO_VALUE:
        return None
    shown = visible(text.strip())[:_MOST_TEXT]
    if len(written) > _LONGEST:
        raise NotANumber(text=shown)
    ratio = _RATIO.fullmatch(written)
    if ratio is not None:
        if kind is not Kind.RATIO:
            raise RatioNotExpected(text=shown)
        return _ratio(ratio[1], ratio[2], shown, is_percent="%" in unit)
    match = _WRITTEN.fullmatch(written)
    if match is None or re.search(r"\d|^[,.~_-]", match["unit"]):
        raise _mistake_in(written)(text=shown)
    _check_unit(match["unit"], unit, shown)
    qualifier = _qualifier(match, shown)
    if kind is Kind.RATIO:
        raise RatioExpected(text=shown)
    return Figure(_exact(match["number"], shown, _SCALES.get(match["scale"], 0)), qualifier)


def _mistake_in(written: str) -> type[JobtrackError]:
    """The error that says best what is wrong with ``written``."""
    return next((error for sign, error in _MISTAKES if sign.search(written)), NotANumber)


def _check_unit(given: str, unit: Names, shown: str) -> None:
    known = {word.casefold() for word in unit}
    if given and not known & {given, f"{given}s", given.removesuffix("s")}:
        raise UnitContradicts(text=shown, given=visible(given), unit=" / ".join(dict.fromkeys(unit)))


def _qualifier(match: re.Match[str], shown: str) -> Qualifier:
    """What the words around the number say, which must agree."""
    words = [word for word in match.group("before", "inside", "after", "last") if word]
    for word in words[1:]:
        if _MEANING[word] is not _MEANING[words[0]]:
            raise QualifiersContradict(text=shown, first=words[0], second=word)
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


def rounded(value: float, decimals: int) -> float:
    """``value`` rounded half up (away from zero) to ``decimals``, as its shortest decimals say."""
    if value.is_integer():
        return value + 0.0
    step = Decimal(1).scaleb(-decimals)
    return float(Decimal(repr(value)).quantize(step, ROUND_HALF_UP, _EXACT)) + 0.0


def plain(value: float) -> str:
    """``value`` as a plain decimal: no exponent, no trailing ``.0``, no minus zero."""
    if float(value).is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def is_at_least(value: float, bound: float) -> bool:
    """Whether value ≥ bound, with a relative tolerance of 1e-9 for what arithmetic leaves over."""
    return value >= bound or abs(value - bound) <= TOLERANCE * max(abs(value), abs(bound))
