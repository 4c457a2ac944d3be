"""The sheet that says what a workbook is: plan, moment, marks and sources."""

from collections.abc import Mapping

from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.report import Report
from jobtrack.render.explanation.text import MEANINGS
from jobtrack.render.medium.numbers import day_text, month_text
from jobtrack.render.report import columns
from jobtrack.render.xlsx.book import Book
from jobtrack.render.xlsx.grid import HEADER
from jobtrack.words import N_

_WIDTHS = (36, 100)  # characters
Fact = tuple[str, str]


def write_about(book: Book, report: Report) -> None:
    """What each mark that occurs says, and who set each target."""
    say, medium = book.medium.say, book.medium
    sheet = book.sheet(say(N_("About this report")))
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    facts = [
        (say(N_("Plan")), report.plan.names.text(medium.words.language)),
        (say(N_("As of")), month_text(report.as_of, medium)),
        (say(N_("Known on")), day_text(report.known_on, medium)),
        (say(N_("Source")), report.plan.source),
    ]
    number = 0
    for fact in facts:
        _write(book, number, fact, {})
        number += 1
    for heads, lines in (
        ((N_("Marks"), N_("Meaning")), _marks(report, book)),
        ((N_("Target"), N_("Source")), _sources(report, book)),
    ):
        if lines:
            _write(book, number + 1, (say(heads[0]), say(heads[1])), HEADER)
            number += 2
            for line in lines:
                _write(book, number, line, {})
                number += 1


def _write(book: Book, row: int, fact: Fact, style: Mapping[str, object]) -> None:
    sheet = book.workbook.worksheets()[-1]
    for place, text in enumerate(fact):
        book.write(sheet, row, place, text, book.style(**{"text_wrap": True, "valign": "top", **style}))


def _marks(report: Report, book: Book) -> list[Fact]:
    rows = (*report.targets, *report.indicators)
    found = {mark for row in rows for mark in row.marks}
    say = book.medium.say
    return [(say(mark), say(MEANINGS[mark])) for mark in Mark if mark in found]


def _sources(report: Report, book: Book) -> list[Fact]:
    """Of each target once, in the order shown."""
    return list(
        dict.fromkeys(
            (columns.name(row, book.medium), row.target.source)
            for row in report.targets
            if row.target is not None
        )
    )
