"""What stands on a page, part by part, in the words of its language."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.drawing import Drawing
from jobtrack.domain.report import Report
from jobtrack.domain.report.by_area import AreaReport
from jobtrack.domain.report.page import Page
from jobtrack.domain.report.ranking import Order, ranked
from jobtrack.domain.row import Row
from jobtrack.domain.target import Rule
from jobtrack.render.explanation.text import MEANINGS
from jobtrack.render.html.coverage import Coverage, coverage_of
from jobtrack.render.html.picture import picture_text
from jobtrack.render.html.table import (
    Beside,
    Status,
    Table,
    areas_table,
    indicators_table,
    status_of,
    targets_table,
)
from jobtrack.render.html.verdict import verdict_of
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import day_text, moment_text
from jobtrack.render.report import by_area, columns
from jobtrack.render.report.since import Entry, sections_of
from jobtrack.words import N_


class Tile(NamedTuple):
    """How many targets have a status."""

    targets: int
    status: Status


class Picture(NamedTuple):
    """A chart, and what its element is called."""

    name: str
    svg: Markup


class Part(NamedTuple):
    """A heading with what stands under it; what is empty is left out."""

    heading: str
    lead: str = ""
    tables: tuple[Table, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    changes: tuple[tuple[str, list[Entry]], ...] = ()
    pictures: tuple[Picture, ...] = ()
    meanings: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()


class Content(NamedTuple):
    """The whole page."""

    title: str
    moment: str
    targets: str
    tiles: tuple[Tile, ...]
    parts: tuple[Part, ...]
    source: str


def page_content(page: Page, medium: Medium) -> Content:
    """How many targets stand how, the targets, what is covered, what changed, charts, and the rest."""
    report = page.report
    worst_first = ranked(report.targets, Order.WORST)
    return _content(report, worst_first, _parts(page, worst_first, medium), medium)


def area_content(found: AreaReport, medium: Medium) -> Content:
    """A part for each target, with its areas as they are ranked."""
    caption = medium.say(N_("Area by area"))
    parts = [
        Part(
            columns.name_with_unit(one.whole, medium),
            tables=(areas_table((one.whole, *one.rows), caption, medium),),
            remarks=tuple(by_area.remarks(one, medium)),
        )
        for one in found.tables
    ]
    rows = (*found.report.targets, *found.report.indicators)
    return _content(found.report, (), [*parts, *_meanings(rows, medium)], medium)


def _content(report: Report, targets: Iterable[Row], parts: Iterable[Part], medium: Medium) -> Content:
    """``targets`` are those that are counted, the worst first."""
    found = [status for row in targets if (status := status_of(row, medium)) is not None]
    source = report.plan.source
    return Content(
        report.plan.names.text(medium.words.language),
        moment_text(report.as_of, report.known_on, medium),
        medium.say(N_("Targets")),
        tuple(Tile(found.count(one), one) for one in dict.fromkeys(found)),
        tuple(parts),
        medium.say(N_("Source: {source}")).format(source=source) if source else "",
    )


def _parts(page: Page, targets: tuple[Row, ...], medium: Medium) -> Iterator[Part]:
    report, say = page.report, medium.say
    charts = {_place(one): f"chart-{n}" for n, one in enumerate(page.drawings, start=1)}
    verdicts = {
        one.row.target.id: verdict_of(one, report.plan, medium)
        for one in page.explanations
        if one.row.target is not None
    }
    beside = Beside(charts, verdicts)
    if targets:
        table = targets_table(targets, say(N_("The worst first")), report.plan, medium, beside)
        yield Part(say(N_("Targets")), tables=(table,))
    if coverage := coverage_of(report, medium):
        yield Part(say(N_("Coverage")), coverage=tuple(coverage))
    if members := [row for row in targets if row.members and not _is_cover(row)]:
        tables = (
            areas_table(ranked(row.members, Order.WORST), columns.name_with_unit(row, medium), medium)
            for row in members
        )
        yield Part(say(N_("Area by area")), say(N_("The worst first")), tables=tuple(tables))
    yield from _changes(page, medium)
    if page.drawings:
        pictures = (
            Picture(name, Markup(picture_text(one, name, medium)))  # noqa: S704 - escaped as XML
            for one, name in zip(page.drawings, charts.values(), strict=True)
        )
        yield Part(say(N_("Charts")), pictures=tuple(pictures))
    if report.indicators:
        table = indicators_table(_sections(report, medium), say(N_("Latest values")), medium, beside)
        yield Part(say(N_("Indicators without a target")), tables=(table,))
    members_too = [one for row in report.targets for one in (row, *row.members)]
    yield from _meanings((*members_too, *report.indicators), medium)


def _place(drawing: Drawing) -> tuple[str, str]:
    return drawing.subject.indicator.id, drawing.subject.area.code


def _is_cover(row: Row) -> bool:
    return row.target is not None and row.target.rule is Rule.COVER


def _sections(report: Report, medium: Medium) -> Iterator[tuple[str, list[Row]]]:
    for section, rows in report._replace(targets=()).by_section():
        yield section.names.text(medium.words.language), rows


def _changes(page: Page, medium: Medium) -> Iterator[Part]:
    """What differs since a day, and where nothing does, that."""
    if page.day is None:
        return
    heading, day = medium.say(N_("Changes")), day_text(page.day, medium)
    if page.since is None:
        lead = N_("nothing had been recorded by the end of {day}: all of this is new")
    elif page.since.is_empty:
        lead = N_("nothing differs from the end of {day}")
    else:
        lead = N_("what differs from the end of {day}")
    changes = () if page.since is None else tuple(sections_of(page.since, medium))
    yield Part(heading, medium.say(lead).format(day=day), changes=changes)


def _meanings(rows: Iterable[Row], medium: Medium) -> Iterator[Part]:
    """What the marks of ``rows`` mean."""
    found = {mark for row in rows for mark in row.marks}
    meanings = tuple((medium.say(one), medium.say(MEANINGS[one])) for one in Mark if one in found)
    if meanings:
        yield Part(medium.say(N_("What the marks mean")), meanings=meanings)
