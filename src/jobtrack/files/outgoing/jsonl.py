"""Snapshots as JSON Lines: an object a line, with every key."""

import json
from typing import BinaryIO

from jobtrack.domain.text import json_visible
from jobtrack.files.outgoing.contract import Export, text_into


def write(export: Export, sink: BinaryIO) -> None:
    """An object a line, its keys the columns: numbers as numbers, null where a column is blank."""
    encoded = json.JSONEncoder(ensure_ascii=False).encode
    columns = export.columns
    with text_into(sink) as text:
        for row in export.rows():
            record = dict(zip(columns, map(_plain, row), strict=True))
            text.write(json_visible(encoded(record)) + "\n")


def _plain(value: object) -> object:
    """``value`` as JSON holds it: a whole number without a point, months and days as text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    return str(value)
