"""The words that a person reads: marked in the source, translated where they are shown."""

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
