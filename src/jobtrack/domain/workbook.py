"""What every workbook that is written holds to: a text stays text, a date is one in every program."""

from datetime import datetime

from jobtrack.domain.month import Month

FIRST_DATE = Month(1900, 3)  # before it Excel counts a day that never was: programs differ on dates
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the same for the same figures; no zone in workbooks
LONGEST_TEXT = 32_767  # UTF-16 units in a cell
TEXT_STAYS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def length_of(text: str) -> int:
    """How much of a cell ``text`` takes, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str, most: int) -> str:
    """The beginning of ``text`` that takes no more than ``most`` UTF-16 units, no sign cut in two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def not_rich(text: str) -> str:
    """``text`` unlike the markup that XlsxWriter passes through as it is."""
    return f"{text} " if text.startswith("<r>") and text.endswith("</r>") else text
