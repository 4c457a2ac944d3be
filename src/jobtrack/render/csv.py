"""A report as CSV: the keys of the contract as columns."""

import csv
import io

from jobtrack.domain.number import plain
from jobtrack.domain.report import Report
from jobtrack.domain.text import guarded, visible
from jobtrack.render.medium import Medium
from jobtrack.render.report.contract import KEYS, record_of


def report_text(report: Report, medium: Medium) -> str:
    """A line for each target, then for each indicator without one; lists are joined by ``;``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(KEYS)
    for row in (*report.targets, *report.indicators):
        writer.writerow(cell_text(value) for value in record_of(row).values())
    return text.getvalue()


def cell_text(value: object) -> str:
    """``value`` as a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, list):
        value = ";".join(value)
    return guarded(visible(str(value)))
