"""Batches as JSON, the same in every language; the rows of one are given as they come."""

from collections.abc import Iterable, Iterator

from jobtrack.domain.definitions.target_definition import target_fields
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.ledger.log import Logged, VersionEffect
from jobtrack.domain.recording import Effect
from jobtrack.domain.snapshot import Snapshot
from jobtrack.domain.target import TargetVersion
from jobtrack.render.json import json_text, list_text
from jobtrack.render.report.contract import Record, listed, plain_value


def log_json(log: Iterable[Logged]) -> str:
    """A list of batches in the order given: docs/files.md, the log as data."""
    return list_text(map(batch_record, log))


def batch_record(one: Logged) -> Record:
    """A batch with its counts."""
    batch = one.batch
    return {
        "batch": batch.key,
        "recorded_at": batch.recorded_at,
        "person": batch.person,
        "command": batch.command,
        "file": batch.file,
        "file_sha256": batch.file_sha256,
        "note": batch.note,
        "previous": batch.previous,
        "digest": batch.digest,
        "figures": one.counts.figures,
        "targets": one.counts.targets,
        "findings": one.counts.findings,
        "undone_by": one.undone_by,
    }


def batch_json(
    one: Logged,
    effects: Iterable[Effect],
    versions: Iterable[VersionEffect],
    acknowledged: Iterable[Acknowledgement],
) -> Iterator[str]:
    """The parts of one object: the batch and lists of what it wrote.

    They are its ``snapshots``, its ``target_versions`` and its ``acknowledgements``.
    """
    yield json_text(batch_record(one)).removesuffix("\n}\n")
    yield from _list("snapshots", map(_snapshot_record, effects))
    yield from _list("target_versions", map(_version_record, versions))
    yield from _list("acknowledgements", map(_acknowledgement_record, acknowledged))
    yield "\n}\n"


def _list(key: str, records: Iterable[Record]) -> Iterator[str]:
    """A list within an object, a record at a time."""
    yield f',\n  "{key}": ['
    end = "]"
    for number, record in enumerate(records):
        text = json_text(record).rstrip("\n")
        yield ("," if number else "") + "\n    " + text.replace("\n", "\n    ")
        end = "\n  ]"
    yield end


def _snapshot_record(effect: Effect) -> Record:
    one, before = effect.snapshot, effect.before
    return {
        "indicator": one.indicator,
        "area": one.area,
        "period": str(one.period),
        "outcome": str(effect.outcome),
        **_figure_record(one),
        "before": None if before is None else {**_figure_record(before), "batch": before.batch},
    }


def _figure_record(one: Snapshot) -> Record:
    figure = one.figure
    return {
        "known_from": str(one.known_from),
        "value": None if figure is None else plain_value(figure.value),
        "qualifier": None if figure is None else str(figure.qualifier),
        "numerator": None if figure is None else plain_value(figure.numerator),
        "denominator": None if figure is None else plain_value(figure.denominator),
        "flag": str(one.flag),
        "source": one.source,
        "note": one.note,
    }


def _version_record(effect: VersionEffect) -> Record:
    before = effect.before
    return {
        **_target_record(effect.version),
        "before": None if before is None else {**_target_record(before), "batch": before.batch},
    }


def _acknowledgement_record(one: Acknowledgement) -> Record:
    return {"key": one.finding, "finding": one.name, "text": one.text}


def _target_record(version: TargetVersion) -> Record:
    fields = listed("target", target_fields(version.target))
    return {**fields, "is_dropped": version.is_dropped}
