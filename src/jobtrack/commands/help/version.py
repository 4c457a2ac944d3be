"""--version: what the program works with, for those who look into a problem."""

import sys
from importlib.util import find_spec

from jobtrack.commands.surroundings import Surroundings
from jobtrack.domain.text import visible
from jobtrack.errors import JobtrackError
from jobtrack.store.connection import SQLITE_VERSION, check_file
from jobtrack.words import N_

EXTRAS = {
    "charts": ("matplotlib",),
    "excel": ("xlsxwriter",),
    "explore": ("datasette",),
    "hub": ("psycopg",),
    "parquet": ("pyarrow",),
    "report": ("jinja2", "matplotlib"),
}
"""The libraries of each extra; ``pyproject.toml`` says what they are for."""


def version_text(here: Surroundings) -> str:
    """A line each for the database in use, SQLite, Python, and the extras that are installed."""
    say = here.words.gettext
    facts = (
        (say(N_("database")), _database(here)),
        ("SQLite", SQLITE_VERSION),
        ("Python", sys.version.partition(" ")[0]),
        (say(N_("extras")), here.medium().comma.join(_installed_extras()) or say(N_("none"))),
    )
    colon = here.medium().colon
    return "".join(f"{label}{colon}{visible(fact)}\n" for label, fact in facts)


def _installed_extras() -> list[str]:
    """The extras whose libraries are there, none of which is loaded for that."""
    return [extra for extra, libraries in EXTRAS.items() if all(map(find_spec, libraries))]


def _database(here: Surroundings) -> str:
    """Where it is, or why it can't be used."""
    try:
        check_file(here.path)
    except JobtrackError as error:
        return error.sentence(here.words)
    return str(here.path.absolute())
