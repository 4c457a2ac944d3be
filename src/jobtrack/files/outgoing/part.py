"""How the files of one export are called in a folder that many exports, and many offices, share."""

import re
from collections.abc import Set
from typing import NamedTuple


class Part(NamedTuple):
    """The name of the files of an export, and those of earlier ones whose place they take.

    Both hold in the folders of ``indicators``, the ones exported. What is called otherwise is not ours.
    """

    name: str
    replaced: frozenset[str]
    indicators: tuple[str, ...]


def part_of(batches: Set[str], scope: str, indicators: tuple[str, ...]) -> Part:
    """The part of a database with these batches; ``scope`` says what is exported of each indicator.

    It is called after the newest batch, which no two databases write. It replaces every part that is
    called after one of the batches: rows are only ever added, so this one has all that those have.
    """
    names = frozenset(_name(batch, scope) for batch in batches)
    return Part(_name(max(batches, default=""), scope), names, indicators)


def _name(batch: str, scope: str) -> str:
    """Such as ``20250701T083000.000000Z-1a2b3c4d-current.parquet``: a colon is no sign for a file."""
    moment, _, digest = batch.rpartition("-")
    return f"{re.sub('[-:]', '', moment)}-{digest}-{scope}.parquet"
