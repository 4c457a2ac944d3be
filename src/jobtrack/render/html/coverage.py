"""Which units of a cover are covered, by name."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.domain.target import Rule
from jobtrack.render.medium import Medium
from jobtrack.render.report import columns
from jobtrack.render.report.remarks import unnamed_text
from jobtrack.words import N_


class Coverage(NamedTuple):
    """A target, its units under the words for how they are, and how many have no name yet."""

    name: str
    units: list[tuple[str, list[str]]]
    unnamed: str


def coverage_of(report: Report, medium: Medium) -> list[Coverage]:
    """Every cover of the report; a word without units is left out."""
    return [
        Coverage(
            columns.name_with_unit(row, medium),
            [(word, names) for word, names in _units(report, row, medium) if names],
            unnamed_text(row, medium),
        )
        for row in report.targets
        if row.target is not None and row.target.rule is Rule.COVER
    ]


def _units(report: Report, row: Row, medium: Medium) -> Iterator[tuple[str, list[str]]]:
    target, measures = row.target, row.measures
    assert target is not None
    plan = report.plan
    group = plan.groups[target.group or ""].at(plan.areas, min(report.as_of, target.due))
    uncovered, unknown, lost = (
        units or () for units in (measures.uncovered, measures.unknown, measures.lost)
    )
    covered = [unit for unit in group.members if unit not in {*uncovered, *unknown}]
    never = [unit for unit in uncovered if unit not in lost]

    def names(units: Iterable[str]) -> list[str]:
        return [plan.areas[unit].names.text(medium.words.language) for unit in units]

    yield medium.say(N_("covered")), names(covered)
    yield medium.say(N_("not covered")), names(never)
    yield medium.say(N_("no longer covered")), names(lost)
    yield medium.say(N_("unknown")), names(unknown)
