"""Rows of the tables from domain values and back; the columns stand here once."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from jobtrack.domain.area import Area
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import plain
from jobtrack.domain.plan import Section
from jobtrack.domain.series import Known
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot
from jobtrack.domain.target import (
    Compare,
    Direction,
    Judge,
    Milestone,
    Path,
    Rule,
    Target,
    TargetVersion,
)
from jobtrack.domain.text import Names

Values = tuple[Any, ...]
_FLAGS = {str(one): one for one in Flag}
_QUALIFIERS = {str(one): one for one in Qualifier}
_month_of = lru_cache(maxsize=4096)(Month.iso)  # a month stands in a thousand rows: it is read once
_day_of = lru_cache(maxsize=4096)(date.fromisoformat)

PLAN = ("only_row", "id", "name_zh", "name_en", "home", "source", "figures")
SECTION = ("id", "position", "name_zh", "name_en")
INDICATOR = (
    "id", "position", "name_zh", "name_en", "aliases", "section", "unit_zh", "unit_en", "kind",
    "decimals", "every", "lag", "seasonal", "combined_january", "roll_up", "reporters", "parts",
    "of_which", "least", "most", "source", "note",
)  # fmt: skip
AREA = ("code", "position", "name_zh", "name_en", "aliases", "parent", "valid_from", "valid_to")
GROUP = ("id", "position", "name_zh", "name_en", "size", "source", "note")
MEMBER = ("area_group", "position", "area", "inferred")
BATCH = (
    "key", "recorded_at", "digest", "previous", "person", "command", "file", "file_sha256", "note",
)  # fmt: skip
SNAPSHOT = (
    "indicator", "area", "period", "known_from", "value", "qualifier", "flag", "numerator",
    "denominator", "source", "note",
)  # fmt: skip
KNOWN = SNAPSHOT[1:9]  # what a value is known by, without what is told of it
TARGET = (
    "id", "known_from", "dropped", "name_zh", "name_en", "indicator", "area", "area_group", "rule",
    "direction", "judge", "bound", "start", "due", "baseline", "baseline_period", "min_count",
    "tolerance", "milestones", "path", "seasonal_share", "compare",
    "on_track_from", "behind_from", "off_track_from", "source", "note",
)  # fmt: skip
ACKNOWLEDGEMENT = ("finding", "name", "text")


_NO_FIGURE = (None, Qualifier.EXACT, None, None)
_month_text = lru_cache(maxsize=2048)(str)  # an import has the same months again and again


def insertion(table: str, columns: Sequence[str], *, changes: bool = False) -> str:
    """The statement that inserts a row; with ``changes`` it takes the place of the row of that key."""
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    if not changes:
        return statement
    key, *others = columns
    made = ", ".join(f"{column} = excluded.{column}" for column in others)
    return f"{statement} ON CONFLICT ({key}) DO UPDATE SET {made}"


def section_values(one: Section, position: int) -> Values:
    return (one.id, position, *one.names)


def section_of(row: Values) -> Section:
    id, _, zh, en = row
    return Section(id, Names(zh, en))


def indicator_values(one: Indicator, position: int) -> Values:
    return (
        one.id, position, *one.names, "\n".join(one.aliases), one.section, *one.unit, one.kind,
        one.decimals, one.every, one.lag, one.seasonal, one.combined_january, one.roll_up,
        one.reporters, "\n".join(one.parts), "\n".join(one.of_which), one.least, one.most, one.source,
        one.note,
    )  # fmt: skip


def indicator_of(row: Values) -> Indicator:
    (
        id, _, zh, en, aliases, section, unit_zh, unit_en, kind, decimals, every, lag, seasonal,
        combined_january, roll_up, reporters, parts, of_which, least, most, source, note,
    ) = row  # fmt: skip
    return Indicator(
        id, Names(zh, en), tuple(aliases.splitlines()), section, Names(unit_zh, unit_en),
        Kind(kind), decimals, every, lag, bool(seasonal), bool(combined_january), bool(roll_up),
        reporters, tuple(parts.splitlines()), tuple(of_which.splitlines()), least, most, source, note,
    )  # fmt: skip


def area_values(one: Area, position: int) -> Values:
    aliases = "\n".join(one.aliases)
    return (
        one.code, position, *one.names, aliases, one.parent, _text(one.valid_from),
        _text(one.valid_to),
    )  # fmt: skip


def area_of(row: Values) -> Area:
    code, _, zh, en, aliases, parent, valid_from, valid_to = row
    return Area(
        code, Names(zh, en), tuple(aliases.splitlines()), parent, _day(valid_from), _day(valid_to)
    )


def snapshot_values(one: Snapshot) -> Values:
    """In the order of ``SNAPSHOT``, which has every column but the batch."""
    indicator, area, period, known_from, _, figure, flag, source, note = one
    value, qualifier, numerator, denominator = _NO_FIGURE if figure is None else figure
    return (
        indicator, area, _month_text(period), known_from.isoformat(), value, str(qualifier), str(flag),
        numerator, denominator, source, note,
    )  # fmt: skip


def snapshot_of(row: Values, batch: str) -> Snapshot:
    (
        indicator, area, period, known_from, value, qualifier, flag, numerator, denominator, source,
        note,
    ) = row  # fmt: skip
    figure = (
        None
        if value is None
        else Figure(value, _QUALIFIERS.get(qualifier) or Qualifier(qualifier), numerator, denominator)
    )
    return Snapshot(
        indicator, area, _month_of(period), _day_of(known_from), batch, figure,
        _FLAGS.get(flag) or Flag(flag), source, note,
    )  # fmt: skip


def known_of(found: Iterable[Values]) -> list[Known]:
    """Of rows of ``KNOWN`` and their batch."""
    return [
        (_month_of(period), known_from, value, _QUALIFIERS[qualifier], _FLAGS[flag], upper, lower)
        for _, period, known_from, value, qualifier, flag, upper, lower, _ in found
    ]


def version_values(version: TargetVersion) -> Values:
    """In the order of ``TARGET``, which has every column but the batch."""
    one = version.target
    return (
        one.id, _text(one.known_from), version.is_dropped, *one.names, one.indicator, one.area,
        one.group, one.rule, one.direction, one.judge, one.bound, str(one.start), str(one.due),
        one.baseline, _text(one.baseline_period), one.min_count, one.tolerance,
        "\n".join(f"{point.month}={plain(point.value)}" for point in one.milestones), one.path,
        one.seasonal_share, one.compare, one.on_track_from, one.behind_from, one.off_track_from,
        one.source, one.note,
    )  # fmt: skip


def version_of(row: Values, batch: str) -> TargetVersion:
    (
        id, known_from, dropped, zh, en, indicator, area, group, rule, direction, judge, bound, start,
        due, baseline, baseline_period, min_count, tolerance, milestones, path, seasonal_share,
        compare, on_track_from, behind_from, off_track_from, source, note,
    ) = row  # fmt: skip
    target = Target(
        id, Names(zh, en), indicator, area, Rule(rule), _month_of(start), _month_of(due), bound,
        Direction(direction), group, Judge(judge), min_count, baseline,
        None if baseline_period is None else _month_of(baseline_period), tolerance,
        tuple(map(_milestone, milestones.splitlines())), Path(path), bool(seasonal_share),
        None if compare is None else Compare(compare), on_track_from, behind_from, off_track_from,
        source, note, date.fromisoformat(known_from),
    )  # fmt: skip
    return TargetVersion(target, bool(dropped), batch)


def _milestone(text: str) -> Milestone:
    month, _, number = text.partition("=")
    return Milestone(Month.iso(month), float(number))


def _text(value: date | Month | None) -> str | None:
    return None if value is None else str(value)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
