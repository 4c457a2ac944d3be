"""Asking before what was there is replaced."""

import sys

import typer

from jobtrack.commands.surroundings import Surroundings
from jobtrack.errors.keeping import ConsentMissing


def has_consent(question: str, here: Surroundings, *, is_given: bool) -> bool:
    """Whether the user agrees: said so with ``--yes``, or says so now, asked on a terminal.

    Errors: ConsentMissing where nobody can be asked.
    """
    if is_given:
        return True
    if not sys.stdin.isatty():
        raise ConsentMissing(path=here.path)
    return typer.confirm(here.words.gettext(question), err=True)
