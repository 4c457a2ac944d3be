"""What is said below the rows: how many targets stand how, and which units are not covered."""

from collections.abc import Iterable, Iterator

from jobtrack.domain.area import Area
from jobtrack.domain.assess.measures import Colour, Status
from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.report import columns
from jobtrack.words import N_


def summary_line(report: Report, medium: Medium) -> str:
    """How many targets have each status."""
    rows = [row for status in report.summary() for row in report.targets if row.status is status]
    words = [columns.status(row, medium) for row in rows]
    counts = [
        medium.say(N_("{status} {count}")).format(status=word, count=words.count(word))
        for word in dict.fromkeys(words)
    ]
    head = medium.say(N_("Targets: {total}")).format(total=len(report.targets))
    return medium.joined((head, *counts))


def unit_lines(report: Report, medium: Medium) -> list[str]:
    """Of each target for a group the units, by name, that are not as they should be."""
    return [
        visible(row.target.names.text(medium.words.language)) + medium.say(N_(", ")) + remark
        for row in report.targets
        if row.target is not None and row.target.group is not None
        for remark in (*_coverage(report, row, medium), *_members(row, medium))
    ]


def _members(row: Row, medium: Medium) -> Iterator[str]:
    """The members that are not green, by their status, the gravest first."""
    for status in Status:
        areas = [one.area for one in row.members if one.status is status]
        if areas and status.colour is not Colour.GREEN:
            yield f"{medium.say(status)}{medium.colon}{_names(areas, medium)}"


def _names(areas: Iterable[Area], medium: Medium) -> str:
    names = (visible(one.names.text(medium.words.language)) for one in areas)
    return medium.comma.join(names)


def _coverage(report: Report, row: Row, medium: Medium) -> list[str]:
    measures, remarks = row.measures, []
    for message, units in (
        (N_("not covered: {units}"), measures.uncovered),
        (N_("no longer covered: {units}"), measures.lost),
        (N_("unknown: {units}"), measures.unknown),
    ):
        if units:
            names = _names((report.plan.areas[unit] for unit in units), medium)
            remarks.append(medium.say(message).format(units=names))
    unnamed = unnamed_text(row, medium)
    return [*remarks, unnamed] if unnamed else remarks


def unnamed_text(row: Row, medium: Medium) -> str:
    """How many units of a cover have no name yet; blank where all have."""
    measures = row.measures
    if not measures.unnamed:
        return ""
    return medium.say(N_("not named yet: {count} of {size}")).format(
        count=measures.unnamed, size=measures.size
    )
