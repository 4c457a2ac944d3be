"""A report with everything that is shown beside it where there is room for it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from jobtrack.domain.drawing import Drawing
from jobtrack.domain.explanation import Explanation
from jobtrack.domain.ledger.since import Since
from jobtrack.domain.report import Report
from jobtrack.domain.series import Place


class Page(NamedTuple):
    """``explanations`` are those of the report's targets, ``drawings`` of its series.

    ``day`` is the one from whose end on changes are told, None where none are asked for; ``since`` is
    what differs, None also where nothing had been recorded by then.
    """

    report: Report
    explanations: tuple[Explanation, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    day: date | None = None
    since: Since | None = None


def previous_month_end(day: date) -> date:
    """The last day of the month before that of ``day``: when the report before this one was due."""
    return day.replace(day=1) - timedelta(days=1)


def places_drawn(report: Report) -> list[Place]:
    """The series of the report's rows, in their order, each once."""
    rows = (*report.targets, *report.indicators)
    return list(dict.fromkeys((row.indicator.id, row.area.code) for row in rows))


def worth_drawing(drawings: Iterable[Drawing]) -> tuple[Drawing, ...]:
    """Those that show more than a table does: two values at least, or one beside a target's line."""
    return tuple(one for one in drawings if one.points and len(one.points) + len(one.courses) > 1)
