"""Findings as data, the same in every language."""

from collections.abc import Iterator

from jobtrack.domain.checks.noticed import Noticed
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.render.report.contract import Record, plain_value


def finding_records(found: Noticed) -> Iterator[Record]:
    """Every finding as data: its name, an English sentence, its key and the fields in it.

    Those about the file have no key. ``acknowledged`` is who let it stand, when and why.
    """
    for one in (*found.in_file, *found.in_data):
        known = None if one.notice.is_about_file else found.acknowledgements.get(one.key)
        yield {
            "finding": str(one.notice),
            "key": None if one.notice.is_about_file else one.key,
            "text": one.text,
            "fields": {name: plain_value(value) for name, value in one.fields.items()},
            "acknowledged": None if known is None else _known_record(known),
        }


def _known_record(known: Acknowledgement) -> Record:
    batch = known.batch
    return {
        "person": batch.person,
        "recorded_at": batch.recorded_at,
        "note": batch.note,
        "batch": batch.key,
    }
