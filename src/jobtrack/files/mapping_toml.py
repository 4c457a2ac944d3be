"""Mapping files: TOML that says what the columns of other offices' files mean. docs/files.md."""

from jobtrack.domain.importing.mapping import FileMapping, mapping_of
from jobtrack.files.toml_document import read_document


def read_mapping(content: bytes, place: str) -> FileMapping:
    """The mapping in a file's ``content``; ``place`` names the file in errors.

    Errors: NotUtf8, NotToml, BadPlan.
    """
    return mapping_of(read_document(content, place), place)
