"""A report, or a list of definitions, as one JSON value."""

import json
from collections.abc import Iterable, Mapping

from jobtrack.domain.report import Report
from jobtrack.domain.text import json_visible
from jobtrack.render.medium import Medium
from jobtrack.render.report.contract import report_record


def report_text(report: Report, medium: Medium) -> str:
    """One object: docs/files.md, the report as data."""
    return json_text(report_record(report))


def list_text(records: Iterable[Mapping[str, object]]) -> str:
    """A list of objects."""
    return json_text(list(records))


def json_text(value: object) -> str:
    """``value`` as a person can read it too, at a terminal also."""
    return f"{json_visible(json.dumps(value, ensure_ascii=False, indent=2, default=str))}\n"


def json_line(value: object) -> str:
    """``value`` on one line."""
    return f"{json_visible(json.dumps(value, ensure_ascii=False))}\n"
