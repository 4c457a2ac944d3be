"""Every situation that a user can put right: one class each, with its message and exit status.

A message is an English template with named fields. It says what is wrong and what to do about it, in
one line. ``main()`` translates the template, then fills it; ``docs/errors.md`` lists them all, room by
room.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import ClassVar, Protocol, runtime_checkable

from jobtrack.words import ENGLISH, Words

BAD_INPUT, DATABASE_UNUSABLE, DATABASE_BUSY = 2, 4, 5
_IN_WORDS = {"detail", "expected", "words"}  # fields that say something themselves


@runtime_checkable
class Said(Protocol):
    """What can be said in any language: another error, a finding, a phrase."""

    def sentence(self, words: Words) -> str:
        """What it says in the language of ``words``: one line."""
        ...


@runtime_checkable
class Written(Protocol):
    """What is written otherwise in each language, such as a month."""

    def written_in(self, language: str) -> str:
        """How it is written in ``language`` ("zh" or "en")."""
        ...


class Phrase:
    """A part of a message that has fields of its own."""

    def __init__(self, template: str, **fields: object) -> None:
        self.template = template
        self.fields = fields

    def sentence(self, words: Words) -> str:
        """The part in the language of ``words``."""
        return filled(self.template, self.fields, words)


def filled(template: str, fields: Mapping[str, object], words: Words) -> str:
    """``template`` in the language of ``words``, its fields as they are written in it."""
    shown = {name: _shown(name, value, words) for name, value in fields.items()}
    return words.gettext(template).format_map(shown)


def _shown(name: str, value: object, words: Words) -> object:
    """``value`` as it stands in a sentence."""
    if isinstance(value, Said):
        return value.sentence(words)
    if isinstance(value, Written):
        return value.written_in(words.language)
    if isinstance(value, tuple):
        between = "、" if words.language == "zh" else ", "
        return between.join(str(_shown(name, one, words)) for one in value)
    if isinstance(value, StrEnum) or name in _IN_WORDS:
        return words.gettext(str(value)) if str(value) else ""
    if words.language == "zh" and type(value) is date:
        return f"{value.year}年{value.month}月{value.day}日"
    return value


class JobtrackError(Exception):
    """Something the user can put right. ``exit_status`` is that of the command that meets it."""

    template: ClassVar[str]
    exit_status: ClassVar[int] = BAD_INPUT

    def __init__(self, **fields: object) -> None:
        self.fields = fields
        super().__init__(fields)

    def __str__(self) -> str:
        return self.sentence(ENGLISH)

    def sentence(self, words: Words) -> str:
        """The message in the language of ``words``: one line."""
        return filled(self.template, self.fields, words)


class NotFound(JobtrackError):
    """A name that nothing has; ``near`` is the known name most like it, or None."""

    near_template: ClassVar[str]

    def sentence(self, words: Words) -> str:
        template = self.near_template if self.fields.get("near") else self.template
        return filled(template, self.fields, words)
