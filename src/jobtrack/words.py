"""The words that a person reads: marked in the source, translated where they are shown."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("zh", "en")


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark ``message`` for the catalogues; it is translated later, where it is shown."""
    return message


class Words(NamedTuple):
    """The language of one run: ``gettext`` turns an English message into it."""

    language: str
    gettext: Callable[[str], str]


ENGLISH = Words("en", N_)


def language_named(name: str) -> str | None:
    """The one of ``LANGUAGES`` that the name of a language or locale begins with; None for others.

    zh, zh-CN, zh_Hans and zh_CN.GB18030 are Chinese.
    """
    first = name.strip().casefold().replace("-", "_").replace(".", "_").partition("_")[0]
    return first if first in LANGUAGES else None


def words_in(language: str) -> Words:
    """The words of ``language`` (one of ``LANGUAGES``), read from its compiled catalogue.

    Where that was not compiled (run from a source tree, say) they are English.
    """
    if language == "en":
        return ENGLISH
    import gettext  # noqa: PLC0415 - English needs no catalogue

    folder = Path(__file__).with_name("locale")
    catalogue = gettext.translation("jobtrack", folder, ["zh_CN"], fallback=True)
    return Words(language, catalogue.gettext)


PLACEHOLDERS = (
    N_("AREA"), N_("ARGS"), N_("BATCH"), N_("CODE"), N_("COLUMN"), N_("COMMAND"), N_("DAY"),
    N_("FILE"), N_("FINDING"), N_("GROUP"), N_("INDICATOR"), N_("KEY"), N_("LIST"), N_("MEANING"),
    N_("MONTH"), N_("NAME"), N_("NUMBER"), N_("OPTIONS"), N_("PACE"), N_("PERIOD"), N_("PLAN"),
    N_("SHELL"), N_("TARGET"), N_("TEXT"), N_("UNIT"), N_("VALUE"),
)  # fmt: skip
"""What stands in usage and help for something that is to be typed."""


def placeholders(usage: str, words: Words) -> str:
    """``usage``, such as ``--map COLUMN=MEANING``, in the language of ``words``."""
    return re.sub(r"[A-Z]{2,}", lambda found: words.gettext(found[0]), usage)
