"""Months and years as headers and titles say them, besides the forms that ``parse_period`` reads."""

import re
from typing import NamedTuple

from jobtrack.domain.month import (
    FIRST_YEAR,
    LAST_MONTHS,
    LAST_YEAR,
    Month,
    half_width,
    parse_day,
    parse_period,
)
from jobtrack.domain.text import visible
from jobtrack.errors import JobtrackError
from jobtrack.errors.importing import YearGiven

_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_NUMBERS = {name: number for number, name in enumerate(_ENGLISH, start=1)}
_NUMBERS |= {name[:3]: number for name, number in _NUMBERS.items()} | {"sept": 9}
_NAME = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_CHINESE = (
    r"(?:(?P<year>\d{4})年|本年|今年)?"
    r"(?:(?:1|一)月?份?[-~—–至到](?P<last>\d{1,2})月份?|(?P<month>\d{1,2})月份?(?!\d{1,2}日)"
    rf"|(?P<part>{'|'.join(LAST_MONTHS)}))"
)
_LEADING = re.compile(_CHINESE, re.ASCII)
_IN_TITLE = re.compile(_CHINESE.replace(")?", ")", 1), re.ASCII)
_PART_OF_YEAR = re.compile(r"((?:19|2\d)\d\d)-?(?:(q)([1-4])|([sh])([12]))", re.ASCII)
_MONTHS_OF_PART = {"q": 3, "s": 6, "h": 6}
_YEAR_WORDS = re.compile(r"(\d{4})(?:年度?)?", re.ASCII)
_NUMERIC = re.compile(r"(?P<year>\d{4})(?:[-/m](?P<month>\d{1,2})|(?P<compact>\d\d))", re.ASCII)
_MONTH_NAMED = re.compile(
    rf"(?:(?:jan|january)(?P<span>[-–—~]|to))?(?P<name>{_NAME})[.,-]*(?P<year>\d{{4}})?", re.ASCII
)
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})[.,-]*(?P<name>{_NAME})", re.ASCII)
_ENDING = re.compile(
    r"(.+?)((?<!\d)\d{4}[-/]\d{1,2}|(?<!\d)\d{4}年(?:\d{1,2}月份?)?|(?<!\d)\d{4}"
    rf"|(?:{_NAME})[.,-]*(?:\d{{4}})?)",
    re.ASCII,
)
_NAMED_IN_TITLE = re.compile(
    rf"\b(?:(?:jan|january)\s*(?P<span>[-–—~]|to)\s*)?(?P<name>{_NAME})[.,]?\s+(?P<year>\d{{4}})\b"
)
_DAY_IN_TITLE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2}", re.ASCII)
_NUMERIC_IN_TITLE = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})(?![\d-])", re.ASCII)
_YEAR_IN_TITLE = re.compile(r"(?<!\d)(\d{4})年|\b((?:19|20)\d\d)\b", re.ASCII)


class Dated(NamedTuple):
    """What a text says of the time: a year, a month of a year that stands elsewhere, or both.

    ``is_span``: from January to that month.
    """

    year: int | None = None
    month: int | None = None
    is_span: bool = False

    @property
    def text(self) -> str:
        """As ``when`` reads it; blank where the year is not known."""
        if self.year is None:
            return ""
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02d}"


def dated_start(word: str) -> tuple[Dated, str] | None:
    """The time that a folded ``word`` begins with, and the rest of it; None if it begins otherwise."""
    whole = _numeric(word) or _named(word)
    if whole is not None:
        return whole, ""
    match = _LEADING.match(word)
    if match is not None:
        found = _chinese(match)
        return found and (found, word[match.end() :])
    match = _YEAR_WORDS.match(word)
    if match is not None and (match.end() == len(word) or not match[0].isdecimal()):
        found = _of(match[1], None)
        return found and (found, word[match.end() :])
    return None


def dated_end(word: str) -> tuple[str, Dated] | None:
    """What stands before the time that a folded ``word`` ends with, and that time."""
    match = _ENDING.fullmatch(word)
    start = None if match is None else dated_start(match[2])
    return None if match is None or start is None or start[1] else (match[1], start[0])


def dated_title(text: str) -> Dated | None:
    """The time that a title says, wherever in it; a day counts only where it ends its month."""
    plain = half_width(text).casefold()
    for written in _DAY_IN_TITLE.findall(plain):
        try:
            day = parse_day(written)
        except JobtrackError:
            continue
        if day == Month.of(day).last_day:
            return Dated(day.year, day.month)
    plain = re.sub(r"(?<=\d)\s+(?=[年月])|(?<=[年月])\s+(?=\d)", "", _DAY_IN_TITLE.sub(" ", plain))
    match = _IN_TITLE.search(plain)
    if match is not None:
        return _chinese(match)
    match = _NAMED_IN_TITLE.search(plain)
    if match is not None:
        found = _of(match["year"], _NUMBERS[match["name"]])
        return found and found._replace(is_span=match["span"] is not None)
    match = _NUMERIC_IN_TITLE.search(plain)
    if match is not None:
        return _of(match["year"], match["month"])
    match = _YEAR_IN_TITLE.search(plain)
    return None if match is None else _of(match[1] or match[2], None)


def _chinese(match: re.Match[str]) -> Dated | None:
    """What a match of ``_CHINESE`` says."""
    last = match["last"] or match["month"] or LAST_MONTHS.get(match["part"] or "")
    found = _of(match["year"], last)
    return found and found._replace(is_span=match["month"] is None)


def _numeric(word: str) -> Dated | None:
    match = _NUMERIC.fullmatch(word)
    if match is not None:
        return _of(match["year"], match["month"] or match["compact"])
    try:
        day = parse_day(word)
    except JobtrackError:
        return None
    return Dated(day.year, day.month)


def _named(word: str) -> Dated | None:
    match = _MONTH_NAMED.fullmatch(word)
    if match is not None:
        found = _of(match["year"], _NUMBERS[match["name"]])
        return found and found._replace(is_span=match["span"] is not None)
    match = _YEAR_FIRST.fullmatch(word)
    return None if match is None else _of(match["year"], _NUMBERS[match["name"]])


def _of(year: str | None, month: str | int | None) -> Dated | None:
    found = Dated(None if year is None else int(year), None if month is None else int(month))
    is_year = found.year is None or FIRST_YEAR <= found.year <= LAST_YEAR
    return found if is_year and (found.month is None or 1 <= found.month <= 12) else None


def with_year(text: str, year: int | None) -> str:
    """``text`` with that year before it where it is a month without one; else as it is."""
    if year is None or text[:4].isdecimal():
        return text
    start = dated_start("".join(half_width(text).casefold().split()))
    if start is None or start[1] or start[0].year is not None:
        return text
    return f"{year}年{'1-' if start[0].is_span else ''}{start[0].month}月"


def when(text: str, *, is_ytd: bool, every: int | None) -> Month:
    """The month that a cell states: as ``parse_period``, a day of it, an English one, 2021M08.

    Of what is expected ``every`` 12 months a year alone is its December, every 3 or 6 a quarter or half
    year (2021-Q2, 2021-S1) its last month. Errors: those of ``parse_period``, YearGiven.
    """
    try:
        return parse_period(text, is_ytd)
    except JobtrackError as problem:
        word = "".join(half_width(text).casefold().split())
        found = _numeric(word) or _named(word)
        if found is not None and found.year is not None and found.month and not found.is_span:
            return Month(found.year, found.month)
        part = _PART_OF_YEAR.fullmatch(word)
        if part is not None:
            year, kind, number = filter(None, part.groups())
            if every == _MONTHS_OF_PART[kind]:
                return Month(int(year), int(number) * every)
        match = _YEAR_WORDS.fullmatch(word)
        if match is None or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
            raise problem from None
        if every == 12:
            return Month(int(match[1]), 12)
        raise YearGiven(text=visible(text.strip())) from None
