"""TOML in, by the standard library: the tables of plan files and mapping files."""

import tomllib
from typing import Any

from jobtrack.domain.text import visible
from jobtrack.errors.files import NotUtf8
from jobtrack.errors.plans import NotToml


def read_document(content: bytes, place: str) -> dict[str, Any]:
    """The tables in a file's ``content``; ``place`` names the file in errors.

    Errors: NotUtf8, NotToml.
    """
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotUtf8(path=place) from None
    except (ValueError, RecursionError) as error:  # ValueError: also a number of 5,000 digits
        raise NotToml(place=place, detail=visible(str(error))) from None
