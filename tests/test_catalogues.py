"""The Chinese catalogue says everything that the source says, and nothing else, in one style."""

import re
import string
from enum import StrEnum

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from jobtrack.commands.report import AlarmName
from jobtrack.domain.indicator import Kind
from jobtrack.domain.report.ranking import Order
from jobtrack.domain.snapshot import Qualifier
from jobtrack.domain.target import Compare, Direction, Judge, Path, Rule
from jobtrack.domain.typed.figure import qualifier_named
from jobtrack.domain.typed.word import fixed_word
from jobtrack.words import PLACEHOLDERS, words_in
from transcript import ROOT

SOURCE = ROOT / "src" / "jobtrack"


def messages() -> set[str]:
    found = extract_from_dir(SOURCE, keywords={"N_": None})
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


@pytest.fixture(scope="module")
def chinese() -> Catalog:
    with (SOURCE / "locale" / "zh_CN" / "LC_MESSAGES" / "jobtrack.po").open("rb") as file:
        return read_po(file)


def test_every_message_is_translated_and_none_is_stale(chinese: Catalog) -> None:
    translated = {str(message.id) for message in chinese if message.id and message.string}
    assert translated == messages()


def test_a_translation_has_the_fields_of_its_message(chinese: Catalog) -> None:
    def fields(text: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    differing = [
        message.id
        for message in chinese
        if message.id and fields(str(message.id)) != fields(str(message.string))
    ]
    assert differing == []


def test_the_installed_program_speaks_chinese() -> None:
    assert words_in("zh").gettext("on track") == "正常"
    assert words_in("en").gettext("on track") == "on track"


HAN = "[\u4e00-\u9fff]"
OPTION = r"\s?--[a-z][a-z-]*(?:[ =](?![和或，])[^\s，。；：、（）“”]+)?\s?"
QUOTED = re.compile(r"“[^”]*”")  # what is typed


def offending(chinese: Catalog, pattern: str, *, without: str = r"(?!)") -> list[str]:
    """The translations in which ``pattern`` is found, once what is typed is left out."""
    told = [(str(one.id), str(one.string)) for one in chinese if one.id]
    return [
        text for _, text in told if re.search(pattern, re.sub(without, "\0", QUOTED.sub("“”", text)))
    ]


def test_chinese_stands_beside_latin_letters_and_digits_without_a_space(chinese: Catalog) -> None:
    spaced = rf"{HAN} [A-Za-z0-9{{]|[A-Za-z0-9}}%] {HAN}"
    assert offending(chinese, spaced, without=OPTION) == []


def test_an_option_stands_between_spaces_where_no_sign_parts_it_from_its_sentence(
    chinese: Catalog,
) -> None:
    assert offending(chinese, rf"{HAN}--[a-z]|--[a-z-]+{HAN}") == []


def test_a_chinese_sentence_has_full_width_signs(chinese: Catalog) -> None:
    assert offending(chinese, rf"{HAN}[,;:?!()]|[,;:?!()]{HAN}") == []
    assert [text for text in offending(chinese, "'") if "pip install" not in text] == []


def test_a_chinese_sentence_ends_as_its_english_one_does(chinese: Catalog) -> None:
    assert [
        one.string
        for one in chinese
        for english, sign in ((".", "。"), ("?", "？"))
        if one.id and str(one.id).endswith(english) is not str(one.string).endswith(sign)
    ] == []


def test_one_thing_has_one_word(chinese: Catalog) -> None:
    avoided = "标识|摘要|记录|起知|起已知|基线|映射|评判|当前值|存储|已已|！"
    assert offending(chinese, avoided) == []


@pytest.mark.parametrize("words", [Rule, Direction, Judge, Compare, Path, Kind, Order, AlarmName])
def test_every_word_that_is_chosen_is_taken_in_chinese_as_it_is_shown(words: type[StrEnum]) -> None:
    speak = words_in("zh").gettext
    assert {one: fixed_word(speak(one)) for one in words} == {one: str(one) for one in words}


def test_every_qualifier_is_taken_in_chinese_as_it_is_shown() -> None:
    speak = words_in("zh").gettext
    assert {one: qualifier_named(speak(one)) for one in Qualifier} == {one: one for one in Qualifier}


def test_every_placeholder_of_the_help_is_translated() -> None:
    found = {
        word
        for path in SOURCE.rglob("*.py")
        for metavar in re.findall(r'metavar="([^"]*)"', path.read_text("utf-8"))
        for word in re.findall(r"[A-Z]{2,}", metavar)
    }
    assert found - set(PLACEHOLDERS) == set()
