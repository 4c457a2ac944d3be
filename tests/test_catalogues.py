"""The Chinese catalogue says everything that the source says, and nothing else."""

import string

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from jobtrack.words import words_in
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
