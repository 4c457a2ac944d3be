"""Each target area by area: a ranked table per target, or as data."""

from collections.abc import Callable, Iterable, Iterator

from jobtrack.domain.area import Area
from jobtrack.domain.report.by_area import AreaReport, AreaTable
from jobtrack.domain.row import Row
from jobtrack.render import BINARY, Format, function_of, renderer_for
from jobtrack.render.json import json_text
from jobtrack.render.markdown import escaped, table_lines, title_lines
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import month_text, number_text
from jobtrack.render.medium.prose import rendered
from jobtrack.render.report import columns
from jobtrack.render.report.columns import COLUMNS
from jobtrack.render.report.contract import Record, report_record
from jobtrack.render.report.layout import Look
from jobtrack.render.table import Part, parts_text, title_of
from jobtrack.words import N_

_COLUMNS = tuple(column for column in COLUMNS if column.text is not columns.area)
_AREAS = Look(columns.area, columns.area, columns.marks, _COLUMNS)


def area_report(found: AreaReport, format: Format, medium: Medium) -> str | bytes:
    """The tables in that format; as CSV and JSON Lines all their rows one after the other.

    Errors: ExtraMissing.
    """
    if format in _TEXTS:
        return _TEXTS[format](found, medium)
    if format in BINARY:
        return function_of(format, "area_report")(found, medium)
    return renderer_for(format)(found.report, medium)


def _table_text(found: AreaReport, medium: Medium) -> str:
    parts = [
        Part(_heading(one, medium), (one.whole, *one.rows), list(remarks(one, medium)))
        for one in found.tables
    ]
    body = parts_text(parts, _AREAS, medium)
    return rendered([title_of(found.report, medium), *body], medium)


def _markdown_text(found: AreaReport, medium: Medium) -> str:
    lines = title_lines(found.report, medium)
    for one in found.tables:
        lines += [f"## {escaped(_heading(one, medium))}", ""]
        lines += table_lines(N_("Area"), (one.whole, *one.rows), _AREAS.name, _COLUMNS, medium)
        lines += ["", *(f"- {escaped(remark)}" for remark in remarks(one, medium)), ""]
    return "\n".join(lines).rstrip() + "\n"


def _json_text(found: AreaReport, medium: Medium) -> str:
    """The report as data, and under ``areas`` what is said of each table."""
    return json_text(report_record(found.report) | {"areas": [_record(one) for one in found.tables]})


_TEXTS: dict[Format, Callable[[AreaReport, Medium], str]] = {
    Format.TABLE: _table_text,
    Format.MARKDOWN: _markdown_text,
    Format.JSON: _json_text,
}


def _heading(table: AreaTable, medium: Medium) -> str:
    return columns.name_with_unit(table.whole, medium)


def remarks(table: AreaTable, medium: Medium) -> Iterator[str]:
    """The best and the worst by name, and who has not reported yet."""

    def names(areas: Iterable[Area]) -> str:
        return medium.comma.join(one.names.text(medium.words.language) for one in areas)

    if table.worst is not None and table.best is not None:
        for template, row in ((N_("worst: {area}"), table.worst), (N_("best: {area}"), table.best)):
            yield medium.say(template).format(area=_standing(row, medium))
    if table.waiting:
        yield medium.say(N_("nothing reported for {month}: {areas}")).format(
            month=month_text(table.period, medium), areas=names(table.waiting)
        )


def _standing(row: Row, medium: Medium) -> str:
    """An area with what it reached, or by how much it changed."""
    change = row.measures.change_year_percent
    facts = [columns.area(row, medium)]
    if row.target is not None:
        facts.append(columns.attained(row, medium))
    elif change is not None:
        percent = number_text(change, 1, medium, signed=True)
        facts.append(medium.say(N_("{percent}% on the year")).format(percent=percent))
    return medium.joined(facts)


def _record(table: AreaTable) -> Record:
    whole = table.whole
    return {
        "target": None if whole.target is None else whole.target.id,
        "indicator": whole.indicator.id,
        "area": whole.area.code,
        "period": None if table.period is None else str(table.period),
        "best": None if table.best is None else table.best.area.code,
        "worst": None if table.worst is None else table.worst.area.code,
        "waiting": [one.code for one in table.waiting],
    }
