"""A plan's published figures: CSV with a row per value. The format: docs/files.md."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month, parse_day, parse_period
from jobtrack.domain.number import parse_figure, plain
from jobtrack.domain.plan import Plan, find_area, find_indicator
from jobtrack.domain.snapshot import Figure, Flag, Snapshot, parse_flag
from jobtrack.domain.text import folded, visible
from jobtrack.errors import (
    BadCell,
    ColumnMissing,
    FigureTwice,
    JobtrackError,
    NotUtf8,
    PeriodInFuture,
    PublishedInFuture,
    WithdrawalWithValue,
)

REQUIRED = ("indicator", "period", "value")
OPTIONAL = ("area", "flag", "published", "source", "note")


def read_figures(content: bytes, place: str, plan: Plan, today: date) -> list[Snapshot]:
    """The figures in a file's ``content``, in its order; rows without a value are left out.

    ``place`` names the file in errors. A row without ``published`` is known from ``today``; nothing is
    taken from after it. Errors: NotUtf8, ColumnMissing, BadCell (the first row that can't be taken).
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(path=place) from None
    lines = csv.DictReader(io.StringIO(text, newline=""), restval="")
    known = {folded(name): name for name in lines.fieldnames or ()}
    for column in REQUIRED:
        if column not in known:
            raise ColumnMissing(place=place, column=column)
    figures: dict[tuple[str, str, Month, date], Snapshot] = {}
    for row in lines:
        cells = {column: row[known[column]] for column in REQUIRED + OPTIONAL if column in known}
        try:
            one = _snapshot_of(cells, plan, today)
            if one is not None:
                _check_once(figures.setdefault(_key(one), one), one)
        except JobtrackError as problem:
            raise BadCell(place=f"{place}:{lines.line_num}", problem=problem) from None
    return list(figures.values())


def _key(one: Snapshot) -> tuple[str, str, Month, date]:
    return (one.indicator, one.area, one.period, one.known_from)


def _check_once(first: Snapshot, one: Snapshot) -> None:
    """Refuse two values for one key in a file; the same value again is the same figure."""
    if (first.figure, first.flag) != (one.figure, one.flag):
        raise FigureTwice(
            indicator=one.indicator,
            period=one.period,
            area=one.area,
            first=_text(first.figure),
            second=_text(one.figure),
        )


def _text(figure: Figure | None) -> str:
    return "-" if figure is None else plain(figure.value)


def _snapshot_of(cells: Mapping[str, str], plan: Plan, today: date) -> Snapshot | None:
    """The figure of one row, or None where it has no value and withdraws none."""
    indicator = find_indicator(plan, cells["indicator"])
    area = find_area(plan, cells.get("area") or plan.home)
    figure = parse_figure(cells["value"], indicator.kind, indicator.unit)
    period = parse_period(cells["period"], indicator.kind is Kind.YTD)
    current = Month.of(today)
    if period > current:
        raise PeriodInFuture(period=period, current=current)
    flag = parse_flag(cells.get("flag", "")) or Flag.unstated(period, current)
    if flag is Flag.MISSING and figure is not None:
        raise WithdrawalWithValue(text=visible(cells["value"]))
    if figure is None and flag is not Flag.MISSING:
        return None
    published = cells.get("published", "").strip()
    known_from = parse_day(published) if published else today
    if known_from > today:
        raise PublishedInFuture(day=known_from, today=today)
    return Snapshot(
        indicator.id,
        area.code,
        period,
        known_from,
        "",
        figure,
        flag,
        visible(cells.get("source", "").strip()),
        visible(cells.get("note", "").strip()),
    )
