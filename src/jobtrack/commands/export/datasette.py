"""export --format datasette: how Datasette shows the database."""

from collections.abc import Mapping
from pathlib import Path

from jobtrack.commands.surroundings import Surroundings
from jobtrack.commands.surroundings.streams import show
from jobtrack.errors.options import OptionsExclusive
from jobtrack.files.outgoing.datasette import metadata_text
from jobtrack.store import open_store
from jobtrack.store.catalogue import catalogue_in


def export_datasette(given: Mapping[str, object], output: Path | None, here: Surroundings) -> None:
    """Write the description of all of the database. Errors: OptionsExclusive if anything is given."""
    for option, value in given.items():
        if value:
            raise OptionsExclusive(one="--format datasette", other=option)
    with open_store(here.path) as store:
        plan = store.plan()
    catalogue = catalogue_in(here.words.language)
    show(metadata_text(plan, here.path.stem, catalogue, here.words), here, output)
