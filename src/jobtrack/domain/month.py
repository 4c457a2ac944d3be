"""The calendar month a value describes."""

import re
import unicodedata
from contextlib import suppress
from datetime import date, timedelta
from typing import NamedTuple

from jobtrack.domain.text import excerpt
from jobtrack.errors.numbers import NotADay, NotAPeriod, PeriodAmbiguous, PeriodOfYtd, PeriodTooEarly

_MONTH = re.compile(r"(\d{4})(?:[-/](\d{1,2})|(\d{2})|年(\d{1,2})月份?)", re.ASCII)
LAST_MONTHS = {
    "第一季度": 3, "一季度": 3, "1季度": 3, "上半年": 6, "前三季度": 9, "前3季度": 9, "全年": 12,
}  # fmt: skip
"""The last month of a part of the year that begins in January, by the name of the part."""
# compiled by their first use: most runs read no such text
_YEAR_TO_DATE = r"(\d{4})年(?:(?:1|一)[-—–~至到](\d{1,2})月份?|(.*))"
_DAY = r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d))"
FIRST_YEAR, LAST_YEAR = 1900, 2999


class Month(NamedTuple):
    """A calendar month. Months compare and sort in time; ``str`` gives ``YYYY-MM``."""

    year: int
    number: int  # 1 to 12

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def written_in(self, language: str) -> str:
        """2021-08, or in "zh" 2021年8月."""
        return f"{self.year}年{self.number}月" if language == "zh" else str(self)

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that ``day`` lies in."""
        return cls(day.year, day.month)

    @classmethod
    def iso(cls, text: str) -> "Month":
        """The month written ``YYYY-MM``, as stored. What people write goes to ``parse_period``."""
        return cls(int(text[:4]), int(text[5:7]))

    @property
    def last_day(self) -> date:
        """The day on which the month ends."""
        return date(*self.plus(1), 1) - timedelta(days=1)

    def plus(self, months: int) -> "Month":
        """The month ``months`` later (earlier when negative)."""
        years, number = divmod(self.number - 1 + months, 12)
        return Month(self.year + years, number + 1)

    def since(self, earlier: "Month") -> int:
        """Months from ``earlier`` to this one (negative when it is later)."""
        return (self.year - earlier.year) * 12 + self.number - earlier.number


def months(first: Month, last: Month) -> list[Month]:
    """Every month from ``first`` to ``last``, both included; none when ``last`` is earlier."""
    return [first.plus(count) for count in range(last.since(first) + 1)]


def parse_period(text: str, is_ytd: bool = False) -> Month:  # noqa: FBT001, FBT002 - Typer calls it
    """The month that ``text`` states: 2021-07, 2021/7, 202107, 2021年7月, full-width digits too.

    For a year-to-date value also its last month: 2021年1-7月, 2021年一季度, 2021年上半年, 2021年.
    Errors: NotAPeriod, PeriodAmbiguous (2021.10), PeriodOfYtd, PeriodTooEarly.
    """
    written = _compact(text)
    shown = excerpt(text)
    match = _MONTH.fullmatch(written)
    if match is not None:
        year, number = (int(part) for part in match.groups() if part is not None)
        return _checked(year, number, shown)
    to_date = re.fullmatch(_YEAR_TO_DATE, written, re.ASCII)
    if to_date is not None:
        last = int(to_date[2] or LAST_MONTHS.get(to_date[3] or "全年", 0))
        if last and not is_ytd:
            raise PeriodOfYtd(text=shown)
        return _checked(int(to_date[1]), last, shown)
    if re.fullmatch(r"\d{4}\.\d{1,2}", written, re.ASCII):
        raise PeriodAmbiguous(text=shown, year=written[:4])
    raise NotAPeriod(text=shown)


def _checked(year: int, number: int, shown: str) -> Month:
    if not 1 <= number <= 12 or year > LAST_YEAR:
        raise NotAPeriod(text=shown)
    if year < FIRST_YEAR:
        raise PeriodTooEarly(text=shown)
    return Month(year, number)


def parse_day(text: str) -> date:
    """The day that ``text`` states: 2021-07-19, 2021/7/19, 20210719, 2021年7月19日; from 1900 on.

    Errors: NotADay.
    """
    match = re.fullmatch(_DAY, _compact(text), re.ASCII)
    if match is not None:
        year, number, day = (int(part) for part in match.groups() if part is not None)
        with suppress(ValueError):  # a day that no calendar has
            if year >= FIRST_YEAR:
                return date(year, number, day)
    raise NotADay(text=excerpt(text))


def _compact(text: str) -> str:
    """``text`` with full-width signs made plain, without spaces but those between two digits."""
    return re.sub(r"(?<!\d)\s+|\s+(?!\d)", "", half_width(text))


def half_width(text: str) -> str:
    """``text`` in NFKC (２ is 2), except characters that hide a digit, which stay as they are.

    NFKC reads 10² as 102, 5① as 51 and 2021-1² as December.
    """
    if text.isascii():
        return text
    return "".join(
        character if _hides_a_digit(character) else unicodedata.normalize("NFKC", character)
        for character in text
    )


def _hides_a_digit(character: str) -> bool:
    plain = unicodedata.normalize("NFKC", character)
    return not character.isdecimal() and any(map(str.isdecimal, plain))
