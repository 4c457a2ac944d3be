"""Reading plain fields, as a TOML table or the command line gives them, into typed values."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from jobtrack.domain.month import Month, parse_day, parse_period
from jobtrack.domain.text import Names, excerpt, is_invisible, is_unmistakable, nearest, visible
from jobtrack.domain.typed.word import fixed_word
from jobtrack.errors import JobtrackError, Phrase
from jobtrack.errors.plans import PlanFieldMissing, PlanFieldUnknown, PlanFieldWrong
from jobtrack.words import N_

_BEYOND = 1e300  # nothing that is counted is as large
Word = TypeVar("Word", bound=StrEnum)
Value = TypeVar("Value")


class Fields:
    """The fields of one definition; each is read once, and ``close`` refuses what nobody read.

    ``place`` says in an error where they stand, such as ``plan.toml: target 'floor'``. Absent fields
    give None. Errors: PlanFieldMissing, PlanFieldWrong, PlanFieldUnknown.
    """

    def __init__(self, values: object, place: str) -> None:
        if not isinstance(values, Mapping):
            raise PlanFieldWrong(
                place=place, field="entry", value=visible(str(values)), expected=N_("a table")
            )
        self.values = values
        self.place = place
        self._read: list[str] = []

    def _take(self, field: str) -> object:
        self._read.append(field)
        return self.values.get(field)

    def _wrong(self, field: str, value: object, expected: object) -> PlanFieldWrong:
        shown = excerpt(str(value))
        return PlanFieldWrong(place=self.place, field=field, value=shown, expected=expected)

    def text(self, field: str) -> str | None:
        """A line of text."""
        value = self._take(field)
        if value is None or (isinstance(value, str) and not any(map(is_invisible, value))):
            return value
        raise self._wrong(field, value, N_("a line of text in quotes"))

    def id(self, field: str) -> str:
        """A required id or code: a word without spaces."""
        value = self.required(field, self.text(field))
        if value and is_unmistakable(value):
            return value
        raise self._wrong(field, repr(value), N_("a word without spaces or invisible signs"))

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts, each once; empty when absent."""
        value = self._take(field)
        if value is None:
            return ()
        if isinstance(value, list) and all(
            isinstance(one, str) and one and not any(map(is_invisible, one)) for one in value
        ):
            return tuple(dict.fromkeys(value))
        raise self._wrong(field, value, N_("a list of texts"))

    def names(self, field: str) -> Names:
        """A required name: ``{ zh = "…", en = "…" }``, one of them, or one text for both."""
        value = self.required(field, self._take(field))
        if isinstance(value, str):
            value = {"zh": value, "en": value}
        inner = Fields(value, f"{self.place}, {field}")
        names = Names(inner.text("zh") or "", inner.text("en") or "")
        inner.close()
        if names.zh or names.en:
            return names
        raise self._wrong(field, value, '{ zh = "…", en = "…" }')

    def table(self, field: str) -> object:
        """A required table, as it is."""
        return self.required(field, self._take(field))

    def optional_table(self, field: str) -> object:
        """A table, as it is; an empty one when absent."""
        value = self._take(field)
        return {} if value is None else value

    def tables(self, field: str) -> list[object]:
        """A list of tables, as they are; empty when absent."""
        value = self._take(field)
        if value is None or isinstance(value, list):
            return value or []
        raise self._wrong(field, "…", f"[[{field}]]")

    def number(self, field: str) -> float | None:
        """A finite number of at most 15 significant digits."""
        value = self._take(field)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool):
            number = float(value) if abs(value) < _BEYOND else _BEYOND
            if float(f"{number:.15g}") == number and number < _BEYOND:
                return number
        raise self._wrong(field, value, N_("a number of at most 15 digits"))

    def whole(self, field: str, least: int, most: int) -> int | None:
        """A whole number from ``least`` to ``most``."""
        value = self._take(field)
        if value is None or (type(value) is int and least <= value <= most):
            return value
        raise self._wrong(
            field, value, Phrase(N_("a whole number from {least} to {most}"), least=least, most=most)
        )

    def truth(self, field: str, *, default: bool = False) -> bool:
        """True or false; ``default`` when absent."""
        value = self._take(field)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        raise self._wrong(field, value, N_("true or false"))

    def month(self, field: str) -> Month | None:
        """A month as people write it."""
        value = self._take(field)
        if value is None:
            return None
        try:
            return parse_period(str(value))
        except JobtrackError:
            raise self._wrong(field, value, N_('a month such as "2025-12"')) from None

    def day(self, field: str) -> date | None:
        """A day, as a TOML date or a text."""
        value = self._take(field)
        if value is None or type(value) is date:
            return value
        try:
            return parse_day(str(value))
        except JobtrackError:
            raise self._wrong(field, value, N_("a day such as 2025-12-31")) from None

    def word(self, field: str, words: type[Word]) -> Word | None:
        """One of the words of an enumeration, in English or Chinese."""
        value = self._take(field)
        if value is None:
            return None
        if isinstance(value, str) and fixed_word(value) in list(words):
            return words(fixed_word(value))
        raise self._wrong(field, repr(value), tuple(map(repr, map(str, words))))

    def required(self, field: str, value: Value | None) -> Value:
        """``value``, which was read from ``field``, unless it is absent."""
        if value is None:
            raise PlanFieldMissing(place=self.place, field=field)
        return value

    def close(self) -> None:
        """Refuse the first field that nobody read."""
        for field in self.values:
            if field not in self._read:
                raise PlanFieldUnknown(
                    place=self.place, name=visible(str(field)), near=nearest(field, self._read)
                )
