"""A plan's published figures: CSV with a row per value. The format: docs/files.md."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from itertools import zip_longest

from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month, parse_day, parse_period
from jobtrack.domain.number import plain
from jobtrack.domain.plan import Plan, find_area, find_indicator
from jobtrack.domain.snapshot import Figure, Flag, Snapshot, flag_for
from jobtrack.domain.text import folded, visible
from jobtrack.domain.written import parse_figure
from jobtrack.errors import JobtrackError
from jobtrack.errors.figures import PeriodInFuture, PublishedInFuture, WithdrawalWithValue
from jobtrack.errors.files import (
    BadCell,
    ColumnMissing,
    ColumnTwice,
    FigureTwice,
    NotCsv,
    NotUtf8,
    TooManyCells,
)

REQUIRED = ("indicator", "period", "value")
OPTIONAL = ("area", "flag", "published", "source", "note")


def read_figures(content: bytes, place: str, plan: Plan, today: date) -> list[Snapshot]:
    """The figures in a file's ``content``, in its order; rows without a value are left out.

    ``place`` names the file in errors. A row without ``published`` is known from ``today``; nothing is
    taken from after it. Errors: NotUtf8, NotCsv, ColumnMissing, ColumnTwice, and BadCell for the first
    row that can't be taken.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(path=place) from None
    rows = csv.reader(io.StringIO(text, newline=""))
    figures: dict[tuple[str, str, Month, date], Snapshot] = {}
    try:
        columns = _columns(next(rows, []), place)
        for row in filter(None, rows):
            try:
                one = _snapshot_of(_cells(columns, row), plan, today)
                if one is not None:
                    _check_once(figures.setdefault(_key(one), one), one)
            except JobtrackError as problem:
                raise BadCell(place=f"{place}:{rows.line_num}", problem=problem) from None
    except csv.Error as error:
        raise NotCsv(place=f"{place}:{rows.line_num}", detail=error) from None
    return list(figures.values())


def _columns(header: list[str], place: str) -> list[str]:
    """The names of the columns, as they are known; others stay as they are."""
    known = [folded(name) for name in header]
    for column in REQUIRED + OPTIONAL:
        if known.count(column) > 1:
            raise ColumnTwice(place=place, column=column)
    for column in REQUIRED:
        if column not in known:
            raise ColumnMissing(place=place, column=column)
    return known


def _cells(columns: list[str], row: list[str]) -> dict[str, str]:
    """The cells of a row by column; those that it lacks at its end are blank. Errors: TooManyCells."""
    if any(row[len(columns) :]):
        raise TooManyCells(count=len(row), columns=len(columns))
    return dict(zip_longest(columns, row[: len(columns)], fillvalue=""))


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
    flag = flag_for(cells.get("flag", ""), period, current)
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
