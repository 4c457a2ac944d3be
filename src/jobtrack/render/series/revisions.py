"""Everything that was ever said of a series, for a person or as data: a line for each stored row."""

from collections.abc import Sequence

from jobtrack.domain.history import Subject
from jobtrack.domain.history.revisions import Releases, Revision
from jobtrack.domain.ledger.reversal import reversal_of
from jobtrack.domain.snapshot import Snapshot
from jobtrack.render.medium import Medium
from jobtrack.render.medium.grid import GridColumn, grid_text
from jobtrack.render.medium.numbers import day_text, full_text, month_text, number_text
from jobtrack.render.medium.prose import Prose, rendered
from jobtrack.render.report.contract import Record, plain_value
from jobtrack.render.series.history import FLAGS, HistoryFormat, data_text, page_text
from jobtrack.words import N_

REVISION_KEYS = (
    "indicator", "area", "period", "known_from", "recorded_at", "batch", "value", "qualifier",
    "numerator", "denominator", "difference", "flag", "source", "note", "person", "command", "stands",
    "first_known_from", "first_value", "latest_known_from", "latest_value", "total_revision",
    "days_to_first",
)  # fmt: skip


def revisions_text(
    subject: Subject, revisions: Sequence[Revision], format: HistoryFormat, medium: Medium
) -> str:
    """Every row, with the day it was known from, who recorded it when, and what it changed.

    For a person the first and the latest release of each month that has several rows stand below.
    """
    if format is not HistoryFormat.TABLE:
        return data_text(REVISION_KEYS, map(_record, revisions), format)
    page = page_text(subject, _REVISIONS, revisions, medium)
    released = _several(revisions)
    if not released:
        return page
    heading = Prose("\n" + medium.say(N_("From first to latest release")), style="bold")
    return page + rendered([heading, Prose()], medium) + grid_text(_RELEASES, released, medium)


def _several(revisions: Sequence[Revision]) -> list[Revision]:
    """The last row of each month that has several, and a value."""
    periods = [one.snapshot.period for one in revisions]
    last = {one.snapshot.period: one for one in revisions if one.releases is not None}
    return [one for period, one in last.items() if periods.count(period) > 1]


def _record(one: Revision) -> Record:
    """The row as it is stored: its value is not rounded, and None where it is a withdrawal."""
    figure, releases = one.snapshot.figure, one.releases
    found = one._asdict() | one.snapshot._asdict() | ({} if figure is None else figure._asdict())
    found["known_from"] = str(one.snapshot.known_from)
    found["recorded_at"] = f"{one.recorded_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    found |= {} if releases is None else _releases_record(releases)
    return {key: plain_value(found.get(key)) for key in REVISION_KEYS} | {
        "indicator": one.snapshot.indicator
    }


def _releases_record(releases: Releases) -> Record:
    first, latest = releases.first, releases.latest
    return {
        "first_known_from": str(first.known_from),
        "first_value": _number(first),
        "latest_known_from": None if latest is None else str(latest.known_from),
        "latest_value": None if latest is None else _number(latest),
        "total_revision": releases.total,
        "days_to_first": releases.days_to_first,
    }


def _number(row: Snapshot) -> float | None:
    return None if row.figure is None else row.figure.value


def _value(one: Revision, medium: Medium) -> str:
    return _stated(one, one.snapshot, medium)


def _stated(one: Revision, row: Snapshot | None, medium: Medium) -> str:
    if row is None or row.figure is None:
        return medium.say(N_("withdrawn"))
    return full_text(row.figure, one.indicator.unit, medium)


def _difference(one: Revision, medium: Medium) -> str:
    return _signed(one, one.difference, medium)


def _signed(one: Revision, number: float | None, medium: Medium) -> str:
    if number is None:
        return ""
    return number_text(number, one.indicator.decimals, medium, signed=True)


def _flag(one: Revision, medium: Medium) -> str:
    """The flag in words, and whether the row was taken back or takes another one back."""
    found = reversal_of(one.command)
    words = [FLAGS[one.snapshot.flag]]
    if found is not None:
        words.append(N_("redo") if found.is_redo else N_("undo"))
    elif not one.stands:
        words.append(N_("undone"))
    return medium.comma.join(medium.say(word) for word in words if word)


def _day(row: Snapshot | None, medium: Medium) -> str:
    return "" if row is None else day_text(row.known_from, medium)


def _first(one: Revision) -> Snapshot | None:
    return None if one.releases is None else one.releases.first


def _latest(one: Revision) -> Snapshot | None:
    return None if one.releases is None else one.releases.latest


def _total(one: Revision, medium: Medium) -> str:
    return "" if one.releases is None else _signed(one, one.releases.total, medium)


def _days(one: Revision, medium: Medium) -> str:
    return "" if one.releases is None else str(one.releases.days_to_first)


_REVISIONS: tuple[GridColumn[Revision], ...] = (  # from left to right
    GridColumn(N_("Period"), lambda one, medium: month_text(one.snapshot.period, medium)),
    GridColumn(N_("Known from"), lambda one, medium: _day(one.snapshot, medium), 2),
    GridColumn(N_("Recorded at"), lambda one, medium: day_text(one.recorded_at.date(), medium), 4),
    GridColumn(N_("Value"), _value, is_number=True),
    GridColumn(N_("Difference"), _difference, 1, is_number=True),
    GridColumn(N_("Flag"), _flag, 3),
    GridColumn(N_("Person"), lambda one, _: one.person, 5),
    GridColumn(N_("Source"), lambda one, _: one.snapshot.source, 6),
)
_RELEASES: tuple[GridColumn[Revision], ...] = (
    GridColumn(N_("Period"), lambda one, medium: month_text(one.snapshot.period, medium)),
    GridColumn(N_("First known"), lambda one, medium: _day(_first(one), medium), 3),
    GridColumn(N_("Days after"), _days, 2, is_number=True),
    GridColumn(N_("First"), lambda one, medium: _stated(one, _first(one), medium), is_number=True),
    GridColumn(N_("Latest"), lambda one, medium: _stated(one, _latest(one), medium), is_number=True),
    GridColumn(N_("Total"), _total, 1, is_number=True),
)
