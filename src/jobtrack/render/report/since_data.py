"""What differs since a day as one JSON object, the same in every language."""

from jobtrack.domain.definitions.target_definition import target_fields
from jobtrack.domain.ledger.change import TargetChange, ValueChange
from jobtrack.domain.ledger.flip import Flip
from jobtrack.domain.ledger.since import Since
from jobtrack.domain.row import Row
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.target import Target
from jobtrack.render.json import json_text
from jobtrack.render.medium import Medium
from jobtrack.render.report.contract import Record, listed, plain_value, record_of


def since_json(since: Since, medium: Medium) -> str:
    """The object that docs/files.md describes: what differs as data."""
    report = since.report
    return json_text(
        {
            "plan": report.plan.id,
            "since": str(since.day),
            "as_of": str(report.as_of),
            "known_on": str(report.known_on),
            "statuses": [_flip(one) for one in since.flips],
            "targets": [_target_change(one) for one in since.targets],
            "values": [_value_change(one) for one in since.values],
        }
    )


def _flip(one: Flip) -> Record:
    target = one.row.target
    assert target is not None
    return {
        "target": target.id,
        "before": _row(one.before),
        "now": _row(one.now),
        "values": [_key(value) for value in one.values],
        "is_target_changed": one.target is not None,
    }


def _row(row: Row | None) -> Record | None:
    return None if row is None else record_of(row)


def _key(one: ValueChange) -> Record:
    indicator, area = one.place
    return {"indicator": indicator, "area": area, "period": str(one.period)}


def _target_change(one: TargetChange) -> Record:
    return {
        "target": one.id,
        "before": _target(one.before),
        "now": _target(one.now),
        "batch": one.batch,
    }


def _target(one: Target | None) -> Record | None:
    return None if one is None else listed("target", target_fields(one))


def _value_change(one: ValueChange) -> Record:
    return {
        **_key(one),
        "outcome": str(one.outcome),
        "before": _snapshot(one.before),
        "now": _snapshot(one.now),
        "batch": one.batch,
    }


def _snapshot(row: Snapshot | None) -> Record | None:
    """A row with its value; one without is None here."""
    if row is None or row.figure is None:
        return None
    figure = row.figure
    return {
        "value": plain_value(figure.value),
        "qualifier": str(figure.qualifier),
        "numerator": plain_value(figure.numerator),
        "denominator": plain_value(figure.denominator),
        "flag": str(row.flag),
        "known_from": str(row.known_from),
        "source": row.source,
        "note": row.note,
        "batch": row.batch,
    }
