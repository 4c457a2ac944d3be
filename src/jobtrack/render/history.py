"""A series as a table for a person, or as data: a line a month, or a line for each row ever stored."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.history import Entry, Revision, Subject
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.text import visible
from jobtrack.render import columns
from jobtrack.render.contract import Record, plain_value, record_of
from jobtrack.render.csv import cell_text
from jobtrack.render.json import list_text
from jobtrack.render.listing import facts_text
from jobtrack.render.medium import Medium
from jobtrack.render.numbers import day_text, full_text, moment_text, month_text, number_text
from jobtrack.render.table import BLOCKS_BELOW, rendered
from jobtrack.words import N_

HISTORY_KEYS = (
    "indicator", "area", "period", "value", "qualifier", "flag", "known_from", "source", "note",
    "change_month", "change_year", "attainment", "target", "marks",
)  # fmt: skip
REVISION_KEYS = (
    "indicator", "area", "period", "known_from", "recorded_at", "batch", "value", "qualifier",
    "numerator", "denominator", "difference", "flag", "source", "note",
)  # fmt: skip
Line = TypeVar("Line", Entry, Revision)
_GUTTER = 2
_FOLDED = 40  # the least width of a text that is longer
_FLAGS = {
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


class _Column(NamedTuple, Generic[Line]):
    """``text`` says what stands in a line; of the ranks above 0 the lowest find room first."""

    header: str
    text: Callable[[Line, Medium], str]
    rank: int = 0
    is_number: bool = False


class _Filled(NamedTuple):
    """A column with the text of every line."""

    header: str
    cells: list[str]
    rank: int
    is_number: bool

    @property
    def width(self) -> int:
        return max(map(cell_len, (self.header, *self.cells)))


def history_text(
    subject: Subject, entries: Sequence[Entry], format: HistoryFormat, medium: Medium
) -> str:
    """The value of each month, with its changes and its share of the target that ran then."""
    if format is HistoryFormat.TABLE:
        return _page(subject, _HISTORY, entries, medium)
    return _data(HISTORY_KEYS, map(_history_record, entries), format)


def revisions_text(
    subject: Subject, revisions: Sequence[Revision], format: HistoryFormat, medium: Medium
) -> str:
    """Every row, with the day it was known from, the day it was recorded and what it changed."""
    if format is HistoryFormat.TABLE:
        return _page(subject, _REVISIONS, revisions, medium)
    return _data(REVISION_KEYS, map(_revision_record, revisions), format)


def _marks(entry: Entry, medium: Medium) -> str:
    """The flag in words, then whether a change crosses a break, then whether it was revised."""
    words = [_FLAGS[entry.snapshot.flag]]
    if Mark.BREAK in entry.row.marks and entry.snapshot.flag is not Flag.BREAK:
        words.append(N_("across a break"))
    if Mark.REVISED in entry.row.marks:
        words.append(Mark.REVISED)
    return ("、" if medium.is_chinese else ", ").join(medium.say(word) for word in words if word)


def _source(line: Entry | Revision, medium: Medium) -> str:
    return line.snapshot.source


def _history_record(entry: Entry) -> Record:
    snapshot, target = entry.snapshot, entry.row.target
    return record_of(entry.row) | {
        "known_from": str(snapshot.known_from),
        "source": snapshot.source,
        "note": snapshot.note,
        "target": None if target is None else target.id,
    }


def _stored_value(revision: Revision, medium: Medium) -> str:
    figure = revision.snapshot.figure
    if figure is None:
        return medium.say(N_("withdrawn"))
    return full_text(figure, revision.indicator.unit, medium)


def _difference(revision: Revision, medium: Medium) -> str:
    if revision.difference is None:
        return ""
    return number_text(revision.difference, revision.indicator.decimals, medium, signed=True)


def _flag(revision: Revision, medium: Medium) -> str:
    word = _FLAGS[revision.snapshot.flag]
    return medium.say(word) if word else ""


def _revision_record(revision: Revision) -> Record:
    """The row as it is stored: its value is not rounded, and None where it is a withdrawal."""
    figure = revision.snapshot.figure
    found = revision.snapshot._asdict() | ({} if figure is None else figure._asdict())
    found["known_from"] = str(revision.snapshot.known_from)
    found["recorded_at"] = f"{revision.recorded_at:%Y-%m-%dT%H:%M:%S.%fZ}"
    found["difference"] = revision.difference
    return {key: plain_value(found.get(key)) for key in REVISION_KEYS}


_HISTORY: tuple[_Column[Entry], ...] = (  # from left to right
    _Column(N_("Period"), lambda one, medium: columns.period(one.row, medium)),
    _Column(N_("Value"), lambda one, medium: columns.value(one.row, medium), is_number=True),
    _Column(
        N_("On the month"), lambda one, medium: columns.change_month(one.row, medium), 2, is_number=True
    ),
    _Column(
        N_("On the year"), lambda one, medium: columns.change_year(one.row, medium), 3, is_number=True
    ),
    _Column(N_("Done"), lambda one, medium: columns.attained(one.row, medium), 4, is_number=True),
    _Column(N_("Marks"), _marks, 1),
    _Column(N_("Known from"), lambda one, medium: day_text(one.snapshot.known_from, medium), 5),
    _Column(N_("Source"), _source, 6),
)
_REVISIONS: tuple[_Column[Revision], ...] = (
    _Column(N_("Period"), lambda one, medium: month_text(one.snapshot.period, medium)),
    _Column(N_("Known from"), lambda one, medium: day_text(one.snapshot.known_from, medium), 2),
    _Column(N_("Recorded at"), lambda one, medium: day_text(one.recorded_at.date(), medium), 4),
    _Column(N_("Value"), _stored_value, is_number=True),
    _Column(N_("Difference"), _difference, 1, is_number=True),
    _Column(N_("Flag"), _flag, 3),
    _Column(N_("Source"), _source, 5),
)


def _page(
    subject: Subject, wanted: Iterable[_Column[Line]], lines: Sequence[Line], medium: Medium
) -> str:
    """The title and below it the columns that fit, or in narrow media a block a line."""
    title = _title(subject, medium)
    if not lines:
        return rendered([title, Text(medium.say(N_("no data")))], medium)
    filled = [
        _Filled(medium.say(header), [visible(text(one, medium)) for one in lines], rank, is_number)
        for header, text, rank, is_number in wanted
    ]
    silent = {"", medium.glyphs.unknown}
    if medium.width is None or medium.width >= BLOCKS_BELOW:
        telling = [one for one in filled if one.rank == 0 or set(one.cells) - silent]
        return rendered([title, _table(_fitting(telling, medium.width), medium)], medium)
    blocks = [
        facts_text([(one.header, one.cells[n]) for one in filled if one.cells[n] not in silent], medium)
        for n in range(len(lines))
    ]
    return rendered([title], medium) + "\n".join(blocks)


def _title(subject: Subject, medium: Medium) -> Text:
    language = medium.words.language
    facts = (subject.indicator.names, subject.indicator.unit, subject.area.names)
    known = [text for fact in facts if (text := visible(fact.text(language)))]
    moment = moment_text(subject.as_of, subject.known_on, medium)
    title = Text(f" {medium.glyphs.separator} ".join(known), style="bold")
    return title.append(f"\n{moment}\n", style="not bold")


def _fitting(found: Sequence[_Filled], width: int | None) -> Sequence[_Filled]:
    """The columns that have room, by rank until the next one has none."""
    if width is None:
        return found
    left, chosen = width + _GUTTER, []
    for one in sorted(found, key=lambda one: one.rank):
        left -= _GUTTER + (one.width if one.is_number else min(one.width, _FOLDED))
        if one.rank > 0 and left < 0:
            break
        chosen.append(one)
    return [one for one in found if one in chosen]


def _table(shown: Sequence[_Filled], medium: Medium) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _GUTTER, 0, 0))
    for one in shown:
        table.add_column(
            Text(one.header, style="bold"),
            justify="right" if one.is_number else "left",
            no_wrap=one.is_number or one.width <= _FOLDED or medium.width is None,
            overflow="fold",
        )
    for line in zip(*(one.cells for one in shown), strict=True):
        table.add_row(*map(Text, line))
    return table


def _data(keys: Sequence[str], records: Iterable[Record], format: HistoryFormat) -> str:
    """``records`` under ``keys``, in their order."""
    lines = [{key: record[key] for key in keys} for record in records]
    if format is HistoryFormat.JSON:
        return list_text(lines)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(keys)
    writer.writerows([cell_text(value) for value in line.values()] for line in lines)
    return text.getvalue()
