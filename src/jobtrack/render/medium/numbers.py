"""Numbers and months as a person reads them; rounding is half up, once, last."""

from collections.abc import Sequence
from datetime import date

from jobtrack.domain.month import Month
from jobtrack.domain.number import plain, rounded
from jobtrack.domain.snapshot import Figure, Qualifier
from jobtrack.domain.text import Names
from jobtrack.render.medium import Medium
from jobtrack.words import N_

WAN, YI = 10_000, 100_000_000
_ENGLISH = {
    Qualifier.EXACT: "{number}{unit}",
    Qualifier.ABOUT: "{about}{number}{unit}",
    Qualifier.AT_LEAST: "{at_least}{number}{unit}",
    Qualifier.MORE_THAN: ">{number}{unit}",
    Qualifier.NEARLY: "<{number}{unit}",
}
_CHINESE = {
    Qualifier.EXACT: "{number}{unit}",
    Qualifier.ABOUT: "约{number}{unit}",
    Qualifier.AT_LEAST: "{number}{unit}以上",
    Qualifier.MORE_THAN: "{number}余{unit}",
    Qualifier.NEARLY: "近{number}{unit}",
}


def number_text(value: float | None, decimals: int, medium: Medium, *, signed: bool = False) -> str:
    """``value`` in its unit: 769,000 in English, 76.9万 in Chinese; unknown is the dash.

    Of less than ten 万 or 亿 two decimals are shown, 1.24万 beside 1.25万, else one.
    """
    if value is None:
        return medium.glyphs.unknown
    scale, suffix = 1, ""
    if medium.is_chinese and abs(value) >= WAN:
        scale, suffix = (YI, "亿") if abs(value) >= YI else (WAN, "万")
        decimals = 1 if abs(value) >= 10 * scale else 2
    number = rounded(value / scale, decimals)
    sign = "+" if signed and number > 0 else ""
    return f"{sign}{number:,.{decimals}f}{suffix}"


def digits_text(value: float, decimals: int, medium: Medium, *, signed: bool = False) -> str:
    """``value`` with up to ``decimals`` decimals and no zeros at its end; in Chinese 75.96万.

    The last two of the decimals are those of what was reckoned: in 万 and 亿 they say nothing.
    """
    suffix = ""
    if medium.is_chinese and abs(value) >= WAN:
        scale, suffix, more = (YI, "亿", 8) if abs(value) >= YI else (WAN, "万", 4)
        value, decimals = value / scale, max(decimals - 2, 0) + more
    number = rounded(value, decimals)
    text = f"{number:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if decimals else text
    return f"{'+' if signed and number > 0 else ''}{text}{suffix}"


def full_text(figure: Figure, unit: Names, medium: Medium) -> str:
    """A figure as it was stored, every digit of it, with its unit; a ratio with its two numbers."""
    word = unit.text(medium.words.language)
    word = word if medium.is_chinese or word == "%" else f" {word}"
    text = qualified_text(_every_digit(figure.value, medium), figure.qualifier, medium, word)
    if figure.numerator is None or figure.denominator is None:
        return text
    return medium.beside(text, f"{plain(figure.numerator)}/{plain(figure.denominator)}")


def _every_digit(value: float, medium: Medium) -> str:
    """769,000, in Chinese 76.9万; a number that 万 with two decimals does not hold stays in digits."""
    scale, suffix = 1, ""
    if medium.is_chinese and abs(value) >= WAN and value % (WAN // 100) == 0:
        scale, suffix = (YI, "亿") if abs(value) >= YI and value % (YI // 100) == 0 else (WAN, "万")
    whole, point, rest = plain(abs(value) / scale).partition(".")
    return f"{'-' if value < 0 else ''}{int(whole):,}{point}{rest}{suffix}"


def qualified_text(number: str, qualifier: Qualifier, medium: Medium, unit: str = "") -> str:
    """A number and its ``unit``, with what the source printed beside it: 81万人以上, 83万余人."""
    form = (_CHINESE if medium.is_chinese else _ENGLISH)[qualifier]
    glyphs = medium.glyphs
    return form.format(number=number, unit=unit, about=glyphs.about, at_least=glyphs.at_least)


def share_text(share: float | None, medium: Medium, *, is_met: bool) -> str:
    """A share as a percentage; what is not met never rounds up to 100 %."""
    if share is None:
        return medium.glyphs.unknown
    percent = rounded(share * 100, 1)
    if not is_met and share < 1.005 and percent >= 100:
        percent = 99.9
    return f"{percent:.1f}%"


def points_text(points: float | None, medium: Medium) -> str:
    """A difference of percentages, in points, against the share of the year gone."""
    if points is None:
        return medium.glyphs.unknown
    number = rounded(points, 1)
    word = N_("ahead") if number > 0 else N_("behind time") if number < 0 else N_("on time")
    return f"{medium.say(word)} {number:+.1f}"


def day_text(day: date | None, medium: Medium) -> str:
    """2021-08-31, or 2021年8月31日; blank for None."""
    if day is None:
        return ""
    return f"{day.year}年{day.month}月{day.day}日" if medium.is_chinese else str(day)


def moment_text(as_of: Month, known_on: date, medium: Medium) -> str:
    """What a page is as of, and the day up to which knowledge counts."""
    return medium.say(N_("as of {month}, known on {day}")).format(
        month=month_text(as_of, medium), day=day_text(known_on, medium)
    )


def month_text(month: Month | None, medium: Medium) -> str:
    """2021-08, or 2021年8月."""
    if month is None:
        return medium.glyphs.unknown
    return month.written_in(medium.words.language)


def span_text(months: Sequence[Month], medium: Medium) -> str:
    """A month, or the first and the last of several: 2021-01..2021-12, or 2021年1月至2021年12月."""
    ends = dict.fromkeys((months[0], months[-1])) if months else ()
    return ("至" if medium.is_chinese else "..").join(month_text(one, medium) for one in ends)


def sum_text(reported: int | None, expected: int | None, medium: Medium) -> str:
    """Of how many areas a value is the sum."""
    template = medium.say(N_("sum of {reported} of {expected} areas"))
    return template.format(reported=reported, expected=expected)
