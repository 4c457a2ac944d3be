"""A report as JSON Lines: one row a line, targets first."""

from jobtrack.domain.report import Report
from jobtrack.render.json import json_line
from jobtrack.render.medium import Medium
from jobtrack.render.report.contract import record_of


def report_text(report: Report, medium: Medium) -> str:
    """A line for each target, then for each indicator without one."""
    rows = (*report.targets, *report.indicators)
    return "".join(json_line(record_of(row)) for row in rows)
