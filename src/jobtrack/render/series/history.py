"""A series as a table for a person, or as data: a line a month."""

import csv
import io
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from rich.text import Text

from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.history import Entry, Subject
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.text import visible
from jobtrack.render.csv import cell_text
from jobtrack.render.json import list_text
from jobtrack.render.medium import Medium
from jobtrack.render.medium.grid import GridColumn, grid_text
from jobtrack.render.medium.numbers import day_text, moment_text, sum_text
from jobtrack.render.medium.prose import Prose, rendered
from jobtrack.render.report import columns
from jobtrack.render.report.contract import Record, record_of
from jobtrack.words import N_

Line = TypeVar("Line")
HISTORY_KEYS = (
    "indicator", "area", "period", "value", "qualifier", "flag", "known_from", "source", "note",
    "change_month", "change_year", "attainment", "target", "marks", "areas_reported", "areas_expected",
)  # fmt: skip
FLAGS = {
    Flag.NORMAL: "",
    Flag.PROVISIONAL: N_("provisional"),
    Flag.ESTIMATED: N_("estimated"),
    Flag.BREAK: N_("break"),
    Flag.MISSING: "",  # its value says that it is withdrawn
}


class HistoryFormat(StrEnum):
    """What a history is printed as."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def history_text(
    subject: Subject, entries: Sequence[Entry], format: HistoryFormat, medium: Medium
) -> str:
    """The value of each month, with its changes and its share of the target that ran then."""
    if format is HistoryFormat.TABLE:
        return page_text(subject, _HISTORY, entries, medium)
    return data_text(HISTORY_KEYS, map(_history_record, entries), format)


def _marks(entry: Entry, medium: Medium) -> str:
    """The flag in words, then whether a change crosses a break, then whether it was revised."""
    words = [FLAGS[entry.observation.flag]]
    if Mark.BREAK in entry.row.marks and entry.observation.flag is not Flag.BREAK:
        words.append(N_("across a break"))
    if Mark.REVISED in entry.row.marks:
        words.append(Mark.REVISED)
    if Mark.PARTIAL in entry.row.marks:
        words.append(Mark.PARTIAL)
    return medium.comma.join(medium.say(word) for word in words if word)


def _history_record(entry: Entry) -> Record:
    snapshot, target = entry.snapshot, entry.row.target
    return record_of(entry.row) | {
        "known_from": None if snapshot is None else str(snapshot.known_from),
        "source": "" if snapshot is None else snapshot.source,
        "note": "" if snapshot is None else snapshot.note,
        "target": None if target is None else target.id,
    }


def _known_from(entry: Entry, medium: Medium) -> str:
    return "" if entry.snapshot is None else day_text(entry.snapshot.known_from, medium)


def _source(entry: Entry, medium: Medium) -> str:
    """Who says so, or of how many areas it is the sum."""
    if entry.snapshot is not None:
        return entry.snapshot.source
    return sum_text(entry.observation.reported, entry.observation.expected, medium)


_HISTORY: tuple[GridColumn[Entry], ...] = (  # from left to right
    GridColumn(N_("Period"), lambda one, medium: columns.period(one.row, medium)),
    GridColumn(N_("Value"), lambda one, medium: columns.value(one.row, medium), is_number=True),
    GridColumn(
        N_("On the month"), lambda one, medium: columns.change_month(one.row, medium), 2, is_number=True
    ),
    GridColumn(
        N_("On the year"), lambda one, medium: columns.change_year(one.row, medium), 3, is_number=True
    ),
    GridColumn(N_("Done"), lambda one, medium: columns.attained(one.row, medium), 4, is_number=True),
    GridColumn(N_("Marks"), _marks, 1),
    GridColumn(N_("Known from"), _known_from, 5),
    GridColumn(N_("Source"), _source, 6),
)


def page_text(
    subject: Subject, wanted: Iterable[GridColumn[Line]], lines: Sequence[Line], medium: Medium
) -> str:
    """The title and below it the lines, or that there are none."""
    title = _title(subject, medium)
    if not lines:
        return rendered([title, Prose(medium.say(N_("no data")))], medium)
    return rendered([title], medium) + grid_text(wanted, lines, medium)


def _title(subject: Subject, medium: Medium) -> Text:
    language = medium.words.language
    facts = (subject.indicator.names, subject.indicator.unit, subject.area.names)
    known = [text for fact in facts if (text := visible(fact.text(language)))]
    moment = moment_text(subject.as_of, subject.known_on, medium)
    title = Prose(medium.joined(known), style="bold")
    return title.append(f"\n{moment}\n", style="not bold")


def data_text(keys: Sequence[str], records: Iterable[Record], format: HistoryFormat) -> str:
    """``records`` under ``keys``, in their order."""
    lines = [{key: record[key] for key in keys} for record in records]
    if format is HistoryFormat.JSON:
        return list_text(lines)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([cell_text(value) for value in line.values()] for line in lines)
    return text.getvalue()
