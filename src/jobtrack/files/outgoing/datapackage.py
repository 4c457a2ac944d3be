"""The description beside a CSV of snapshots: a Data Package, version 2, as one JSON object."""

import json
import re
from collections.abc import Mapping
from typing import NamedTuple

from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Flag, Qualifier
from jobtrack.domain.text import json_visible
from jobtrack.files.outgoing.contract import COLUMNS, REVISION_COLUMNS

FILE_NAME = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES: Mapping[str, Mapping[str, object]] = {
    "indicator": {"type": "string", "description": "What is measured: an id of the plan."},
    "area": {"type": "string", "description": "The place or unit that the value is for: its code."},
    "period": {"type": "yearmonth", "description": "The month that the value describes."},
    "value": {"type": "number", "description": "In the unit of the indicator."},
    "qualifier": {
        "type": "string",
        "description": "What the source printed beside the number.",
        "constraints": {"enum": [str(one) for one in Qualifier]},
    },
    "flag": {
        "type": "string",
        "description": "A normal, P provisional, E estimated, B break in series, M withdrawn.",
        "constraints": {"enum": [str(one) for one in Flag]},
    },
    "numerator": {"type": "number", "description": "Of a ratio."},
    "denominator": {"type": "number", "description": "Of a ratio."},
    "known_from": {"type": "date", "description": "The day from which the value was known."},
    "source": {"type": "string", "description": "Who published it."},
    "note": {"type": "string", "description": "What else was said."},
    "recorded_at": {"type": "datetime", "description": "When it was recorded (UTC)."},
    "batch": {"type": "string", "description": "The act that recorded it."},
}
_KEY = ["indicator", "area", "period"]


class CsvFile(NamedTuple):
    """The CSV that is described; ``size`` in bytes, ``sha256`` in hexadecimal."""

    name: str
    size: int
    sha256: str
    has_revisions: bool


def description_text(plan: Plan, file: CsvFile) -> str:
    """The text of ``datapackage.json`` beside ``file``: the same for the same figures, at any time."""
    columns = REVISION_COLUMNS if file.has_revisions else COLUMNS
    name = re.sub(r"[^a-z0-9._-]+", "-", plan.id.casefold()).strip("-")
    resource = {
        "name": "snapshots",
        "type": "table",
        "path": file.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": {
            "fields": [{"name": column, **_TYPES[column]} for column in columns],
            "missingValues": [""],
            "primaryKey": [*_KEY, "known_from", "batch"] if file.has_revisions else _KEY,
        },
    }
    package = {
        "$schema": f"{_PROFILES}/datapackage.json",
        **({"name": name} if name else {}),
        "title": " / ".join(dict.fromkeys(text for text in plan.names if text)),
        **({"sources": [{"title": plan.source}]} if plan.source else {}),
        "resources": [resource],
    }
    return json_visible(json.dumps(package, ensure_ascii=False, indent=2)) + "\n"
