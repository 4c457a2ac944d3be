"""Asking before what was there is replaced."""

import sys

from jobtrack.commands.surroundings import Surroundings
from jobtrack.commands.surroundings.streams import print_text
from jobtrack.domain.text import folded
from jobtrack.errors.keeping import ConsentMissing
from jobtrack.words import N_

YES = {"y", "yes", "是", "是的"}


def has_consent(question: str, here: Surroundings, *, is_given: bool) -> bool:
    """Whether the user agrees: said so with ``--yes``, or says so now, asked on a terminal.

    Errors: ConsentMissing where nobody can be asked.
    """
    if is_given:
        return True
    if not is_someone_there():
        raise ConsentMissing(path=here.path)
    return is_confirmed(here.words.gettext(question), here)


def is_someone_there() -> bool:
    """Whether a person can be asked: standard input is a terminal, and no one has closed it."""
    return sys.stdin is not None and sys.stdin.isatty()


def is_confirmed(question: str, here: Surroundings) -> bool:
    """Whether the person at the terminal says yes; the end of input and a bare Enter say no.

    The answer may be in either language.
    """
    print_text(here.words.gettext(N_("{question} [y/N] ")).format(question=question), sys.stderr)
    return folded(sys.stdin.readline()) in YES
