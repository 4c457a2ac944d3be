"""The report as data: the keys that JSON, JSON Lines and CSV share. Keys are only ever added."""

from typing import Any

from jobtrack.domain.month import Month
from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.target import Rule

Record = dict[str, Any]

KEYS = (
    "target", "section", "indicator", "area", "group", "rule", "direction", "judge", "bound", "start",
    "due", "baseline", "baseline_period",
    "period", "value", "qualifier", "flag", "age_months",
    "attainment", "progress", "elapsed", "expected", "gap", "buffer", "gap_to_path", "pace", "growth",
    "required_per_month", "observed_per_month", "months_left", "months_reported",
    "worst_period", "worst_buffer", "months_in_breach", "months_to_breach", "trend_per_month",
    "share_of_year", "ahead_points", "run_rate",
    "covered", "size", "uncovered", "unknown", "unnamed",
    "change_month", "change_year", "change_year_percent",
    "projected", "projected_low", "projected_high", "projected_period", "projection",
    "status", "colour", "marks",
    "areas_reported", "areas_expected", "partial_period", "partial_value", "first_covered", "lost",
)  # fmt: skip


def record_of(row: Row) -> Record:
    """``row`` under ``KEYS``, in their order; None where a key does not apply.

    Numbers are in the indicator's unit and plain, shares 0–1, months ``YYYY-MM``, lists of ids.
    """
    found: Record = {
        "section": row.section.id,
        "indicator": row.indicator.id,
        "area": row.area.code,
        "marks": [str(mark) for mark in row.marks],
        "buffer": row.measures.buffer,
    }
    if row.target is not None and row.status is not None:
        target = row.target
        found |= {
            "target": target.id,
            "group": target.group,
            "rule": str(target.rule),
            "direction": str(target.direction),
            "judge": str(target.judge) if target.rule is Rule.HOLD else None,
            "start": target.start,
            "due": target.due,
            "status": str(row.status),
            "colour": str(row.status.colour),
        }
    measures = row.measures._asdict()
    return {key: plain_value(found.get(key, measures.get(key))) for key in KEYS}


def report_record(report: Report) -> Record:
    """The whole report as one object."""
    return {
        "plan": report.plan.id,
        "as_of": str(report.as_of),
        "known_on": str(report.known_on),
        "targets": [record_of(row) for row in report.targets],
        "indicators": [record_of(row) for row in report.indicators],
        "summary": {str(status): count for status, count in report.summary().items()},
    }


def listed(noun: str, fields: Record, *, key: str = "id") -> Record:
    """A definition as lists give it: its id first, under the word for what it is."""
    others = {field: value for field, value in fields.items() if field != key}
    return {noun: fields[key], **others}


def plain_value(value: object) -> object:
    """``value`` as JSON holds it: whole numbers without a point, months and words as text."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, str) else value
