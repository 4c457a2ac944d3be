"""What bringing files in does, as one JSON object."""

from jobtrack.domain.importing.header.layout import Layout, described, described_fallback
from jobtrack.domain.importing.outcome import Importing
from jobtrack.domain.importing.printed import PrintedDiffers
from jobtrack.domain.importing.settling import PlacedEffect
from jobtrack.domain.importing.totals import TotalDiffers
from jobtrack.domain.snapshot import Snapshot
from jobtrack.render.json import json_text
from jobtrack.render.report.contract import Record, plain_value


def importing_json(importing: Importing) -> str:
    """The object that docs/files.md describes: an import as data."""
    return json_text(
        {
            "sheets": [_sheet(one) for one in importing.layouts],
            "counts": {str(one): count for one, count in importing.counts.items()},
            "effects": [_effect(one) for some in importing.effects.values() for one in some],
            "left": [
                {"place": one.place, "text": one.text, "reason": str(one.reason)}
                for one in importing.left
            ],
            "differences": [_difference(one) for one in importing.differences],
            "uncompared": importing.uncompared,
            "rejected": importing.rejected,
            "batch": None if importing.batch is None else importing.batch.key,
        }
    )


def _sheet(layout: Layout) -> Record:
    return {
        "place": layout.place,
        "stated": dict(described_fallback(layout)),
        "columns": [
            {
                "column": one.letters,
                "header": one.header,
                "meaning": [str(word) for word in one.meaning],
                "why": str(one.why),
            }
            for one in described(layout)
        ],
    }


def _effect(one: PlacedEffect) -> Record:
    snapshot, before = one.effect.snapshot, one.effect.before
    return {
        "outcome": str(one.effect.outcome),
        "place": one.place,
        "indicator": snapshot.indicator,
        "area": snapshot.area,
        "period": str(snapshot.period),
        "known_from": str(snapshot.known_from),
        "flag": str(snapshot.flag),
        "value": _value(snapshot),
        "before": _value(before),
    }


def _value(snapshot: Snapshot | None) -> object:
    if snapshot is None or snapshot.figure is None:
        return None
    return plain_value(snapshot.figure.value)


def _difference(one: PrintedDiffers | TotalDiffers) -> Record:
    if isinstance(one, TotalDiffers):
        found = {"what": "total", "printed": one.total, "stored": one.sum}
    else:
        found = {"what": str(one.what), "printed": one.printed, "stored": one.stored}
    return {"place": one.place, **{key: plain_value(value) for key, value in found.items()}}
