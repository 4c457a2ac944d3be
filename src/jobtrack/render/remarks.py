"""What is said below the rows: how many targets stand how, and which units are not covered."""

from jobtrack.domain.report import Report, Row
from jobtrack.domain.target import Rule
from jobtrack.domain.text import visible
from jobtrack.render import columns
from jobtrack.render.medium import Medium
from jobtrack.words import N_


def summary_line(report: Report, medium: Medium) -> str:
    """How many targets have each status."""
    rows = [row for status in report.summary() for row in report.targets if row.status is status]
    words = [columns.status(row, medium) for row in rows]
    counts = f" {medium.glyphs.separator} ".join(
        f"{word} {words.count(word)}" for word in dict.fromkeys(words)
    )
    head = medium.say(N_("Targets: {total}")).format(total=len(report.targets))
    return f"{head} {medium.glyphs.separator} {counts}" if counts else head


def coverage_lines(report: Report, medium: Medium) -> list[str]:
    """The uncovered and the unknown units of each cover target, by name."""
    return [
        visible(row.target.names.text(medium.words.language)) + medium.say(N_(", ")) + remark
        for row in report.targets
        if row.target is not None and row.target.rule is Rule.COVER
        for remark in _remarks(report, row, medium)
    ]


def _remarks(report: Report, row: Row, medium: Medium) -> list[str]:
    measures, remarks = row.measures, []
    for message, units in (
        (N_("not covered: {units}"), measures.uncovered),
        (N_("unknown: {units}"), measures.unknown),
    ):
        if units:
            names = (report.plan.areas[unit].names.text(medium.words.language) for unit in units)
            joined = ("、" if medium.is_chinese else ", ").join(map(visible, names))
            remarks.append(medium.say(message).format(units=joined))
    if measures.unnamed:
        remarks.append(
            medium.say(N_("not named yet: {count} of {size}")).format(
                count=measures.unnamed, size=measures.size
            )
        )
    return remarks
