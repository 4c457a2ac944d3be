"""Rows under columns, as a page shows them: what stands where, in words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from jobtrack.domain.assess.measures import Colour
from jobtrack.domain.plan import Plan
from jobtrack.domain.row import Row
from jobtrack.domain.series import Place
from jobtrack.render.html.verdict import Verdict
from jobtrack.render.medium import Medium
from jobtrack.render.report import columns
from jobtrack.render.report.columns import COLUMNS, Column, says_nothing
from jobtrack.words import N_

SIGNS = {Colour.RED: "▼", Colour.AMBER: "◆", Colour.GREEN: "●", Colour.GREY: "○"}  # not by colour alone
_LEFT_OUT = {columns.bar, columns.sparkline, columns.status, columns.marks}


class Status(NamedTuple):
    """A status word, and how it reads at a glance."""

    word: str
    colour: str
    sign: str


class Line(NamedTuple):
    """A row: what it is called, what it counts, its marks, and a text for each column.

    ``target`` is its id, blank for an indicator without one. ``chart`` is the element that has its
    series drawn, or blank.
    """

    target: str
    indicator: str
    name: str
    unit: str
    marks: str
    cells: tuple[str, ...]
    status: Status | None
    chart: str = ""
    verdict: Verdict | None = None


class Header(NamedTuple):
    """What stands above a column."""

    text: str
    is_number: bool


class Table(NamedTuple):
    """Lines, in groups under headings of their own (None: under none).

    ``name`` stands above what they are called, ``status`` above their status; blank where none has one.
    """

    caption: str
    name: str
    headers: tuple[Header, ...]
    status: str
    groups: tuple[tuple[str | None, tuple[Line, ...]], ...]


class Beside(NamedTuple):
    """What a row leads to: the elements of its charts by series, and its verdict by target."""

    charts: Mapping[Place, str] = {}
    verdicts: Mapping[str, Verdict] = {}


NOTHING = Beside()


def targets_table(
    rows: Sequence[Row], caption: str, plan: Plan, medium: Medium, beside: Beside = NOTHING
) -> Table:
    """Targets, in their order."""
    has_area = any(row.area.code != plan.home for row in rows)
    shown = _shown(rows, medium, has_area=has_area)
    lines = tuple(_line(row, shown, columns.name, beside, medium) for row in rows)
    return _table(caption, N_("Target"), shown, [(None, lines)], medium)


def indicators_table(
    sections: Iterable[tuple[str, Sequence[Row]]], caption: str, medium: Medium, beside: Beside
) -> Table:
    """Indicators without a target, in the order of their sections."""
    sections = list(sections)
    shown = _shown([row for _, rows in sections for row in rows], medium)
    groups = [
        (heading, tuple(_line(row, shown, columns.name, beside, medium) for row in rows))
        for heading, rows in sections
    ]
    return _table(caption, N_("Indicator"), shown, groups, medium)


def areas_table(rows: Sequence[Row], caption: str, medium: Medium) -> Table:
    """One target, or indicator, in several areas; the caption has its unit."""
    shown = _shown(rows, medium)
    lines = tuple(_line(row, shown, columns.area, NOTHING, medium)._replace(unit="") for row in rows)
    return _table(caption, N_("Area"), shown, [(None, lines)], medium)


def status_of(row: Row, medium: Medium) -> Status | None:
    """The status of a row that has one."""
    if row.status is None:
        return None
    colour = row.status.colour
    return Status(columns.status(row, medium), colour, SIGNS[colour])


def _shown(rows: Sequence[Row], medium: Medium, *, has_area: bool = False) -> list[Column]:
    """The columns that say something of any row."""
    return [
        one
        for one in COLUMNS
        if one.text not in _LEFT_OUT
        and (has_area or one.text is not columns.area)
        and any(one.text(row, medium) for row in rows)
        and not says_nothing(one, rows, medium)
    ]


def _line(
    row: Row,
    shown: Sequence[Column],
    name: Callable[[Row, Medium], str],
    beside: Beside,
    medium: Medium,
) -> Line:
    target = "" if row.target is None else row.target.id
    return Line(
        target,
        row.indicator.id,
        name(row, medium),
        columns.unit(row, medium),
        columns.marks(row, medium),
        tuple(one.text(row, medium) for one in shown),
        status_of(row, medium),
        beside.charts.get((row.indicator.id, row.area.code), ""),
        beside.verdicts.get(target),
    )


def _table(
    caption: str,
    name: str,
    shown: Sequence[Column],
    groups: Sequence[tuple[str | None, tuple[Line, ...]]],
    medium: Medium,
) -> Table:
    has_status = any(line.status is not None for _, lines in groups for line in lines)
    return Table(
        caption,
        medium.say(name),
        tuple(Header(medium.say(one.header), one.is_number) for one in shown),
        medium.say(N_("Status")) if has_status else "",
        tuple(groups),
    )
