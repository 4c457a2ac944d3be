"""Mapping files: TOML that says what the columns of other offices' files mean. docs/files.md."""

import tomllib

from jobtrack.domain.importing.mapping import FileMapping, mapping_of
from jobtrack.domain.text import visible
from jobtrack.errors.files import NotUtf8
from jobtrack.errors.plans import NotToml


def read_mapping(content: bytes, place: str) -> FileMapping:
    """The mapping in a file's ``content``; ``place`` names the file in errors.

    Errors: NotUtf8, NotToml, BadPlan.
    """
    try:
        document = tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotUtf8(path=place) from None
    except (ValueError, RecursionError) as error:  # ValueError: also a number of 5,000 digits
        raise NotToml(place=place, detail=visible(str(error))) from None
    return mapping_of(document, place)
