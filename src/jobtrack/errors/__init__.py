"""Every situation that a user can put right: one class each, with its message and exit status.

A message is an English template with named fields. It says what is wrong and what to do about it, in
one line. ``main()`` translates the template, then fills it; ``docs/errors.md`` lists them all, room by
room.
"""

from typing import ClassVar

from jobtrack.words import ENGLISH, Words

BAD_INPUT, DATABASE_UNUSABLE, DATABASE_BUSY = 2, 4, 5


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
        return words.gettext(self.template).format_map(self.fields)


class NotFound(JobtrackError):
    """A name that nothing has; ``near`` is the known name most like it, or None."""

    near_template: ClassVar[str]

    def sentence(self, words: Words) -> str:
        template = self.near_template if self.fields.get("near") else self.template
        return words.gettext(template).format_map(self.fields)
