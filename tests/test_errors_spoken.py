"""Every error says the same in both languages, its fields included."""

import string
from collections.abc import Iterator
from datetime import date
from importlib import import_module

import pytest

from jobtrack.domain.month import Month
from jobtrack.domain.target import Rule
from jobtrack.errors import JobtrackError, NotFound, Phrase, filled
from jobtrack.errors.files import BadCell
from jobtrack.errors.numbers import NotAPeriod
from jobtrack.words import ENGLISH, words_in
from test_errors_documented import ROOMS

CHINESE = words_in("zh")


def kinds() -> Iterator[type[JobtrackError]]:
    for room in ROOMS:
        module = import_module(f"jobtrack.errors.{room}")
        for kind in vars(module).values():
            is_own = isinstance(kind, type) and kind.__module__ == module.__name__
            if is_own and issubclass(kind, JobtrackError) and "template" in vars(kind):
                yield kind


def fields_of(template: str) -> dict[str, str]:
    """Each field of ``template`` with a text that stands nowhere else."""
    names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
    return {name: f"<{name}>" for name in names}


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_an_error_is_one_line_with_the_same_fields_in_both_languages(kind: type[JobtrackError]) -> None:
    templates = [kind.template, *([kind.near_template] if issubclass(kind, NotFound) else [])]
    for template in templates:
        fields = fields_of(template)
        error = kind(**fields)
        sentences = [error.sentence(words) for words in (ENGLISH, CHINESE)]
        assert sentences[0] != sentences[1]
        for sentence in sentences:
            shown = {text for text in fields.values() if text in sentence}
            assert (shown, "\n" in sentence) == (set(fields.values()), False)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (Month(2021, 8), "2021-08", "2021年8月"),
        (date(2021, 8, 31), "2021-08-31", "2021年8月31日"),
        (Rule.HOLD, "hold", "保持"),
        (("a", Rule.GROW), "a, grow", "a、增长"),
        (Phrase("a whole number from {least} to {most}", least=1, most=9),
         "a whole number from 1 to 9", "1至9之间的整数"),
        (NotAPeriod(text="x"), "'x' is not a month; write one such as 2021-07 or 2021年7月",
         "“x”不是月份；请写如2021-07或2021年7月"),
        (12, "12", "12"),
    ],
)  # fmt: skip
def test_a_field_is_written_as_its_language_has_it(value: object, english: str, chinese: str) -> None:
    assert filled("{value}", {"value": value}, ENGLISH) == english
    assert filled("{value}", {"value": value}, CHINESE) == chinese


def test_what_the_system_says_is_said_in_chinese_where_it_is_known() -> None:
    for said, told in (("Permission denied", "权限不足"), ("A stranger fault", "A stranger fault")):
        assert filled("{detail}", {"detail": said}, CHINESE) == told
    assert filled("{detail}", {"detail": ""}, CHINESE) == ""


def test_a_problem_in_a_cell_is_in_the_language_of_its_sentence() -> None:
    error = BadCell(place="a.csv:3", problem=NotAPeriod(text="x"))
    assert error.sentence(CHINESE) == "a.csv:3：“x”不是月份；请写如2021-07或2021年7月"
