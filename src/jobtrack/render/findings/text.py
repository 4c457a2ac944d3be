"""What ``check`` noticed: a table for each kind of finding; narrow media get a block each."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from jobtrack.domain.checks.noticed import Noticed
from jobtrack.domain.finding import Finding
from jobtrack.domain.ledger.acknowledgement import Acknowledgement
from jobtrack.domain.ledger.log import short_key
from jobtrack.domain.plan import Plan
from jobtrack.domain.text import visible
from jobtrack.render.findings.finding import noticed_text, place_texts
from jobtrack.render.medium import Medium
from jobtrack.render.medium.listing import facts_table
from jobtrack.render.medium.prose import QUIET, Prose, rendered
from jobtrack.words import N_

_GUTTER = 2
_INDENT = 2
_SENTENCE = 40
_PAGE = 500  # lines that are laid out at once


class _Line(NamedTuple):
    """A finding as a person reads it; ``known`` is who let it stand and why, or blank."""

    heading: str
    key: str
    name: str
    area: str
    months: str
    sentence: str
    known: str


def findings_text(found: Noticed, hidden: int, medium: Medium) -> str:
    """What is wrong with the file, a line each; then what was noticed in the data, kind by kind.

    ``hidden`` is how many findings are left out because they were acknowledged.
    """
    text = "".join(f"{visible(one.sentence(medium.words))}\n" for one in found.in_file)
    if found.plan is None or not found.in_data:
        return text
    lines = [_line(one, found, found.plan, medium) for one in found.in_data]
    body = (_blocks if medium.is_narrow else _tables)(lines, medium)
    return text + rendered([*body, _foot(found, hidden, medium)], medium)


def _line(one: Finding, found: Noticed, plan: Plan, medium: Medium) -> _Line:
    known = found.acknowledgements.get(one.key)
    return _Line(
        medium.say(one.notice),
        one.short_key,
        *place_texts(one, plan, medium),
        noticed_text(one, medium),
        "" if known is None else _known_text(known, medium),
    )


def _known_text(known: Acknowledgement, medium: Medium) -> str:
    line = medium.say(N_("acknowledged by {person}, recorded {day}, batch {batch}: {note}"))
    batch = known.batch
    return visible(
        line.format(
            person=batch.person or medium.glyphs.unknown,
            day=batch.recorded_at[:10],
            batch=short_key(batch.key),
            note=batch.note,
        )
    )


def _tables(lines: Sequence[_Line], medium: Medium) -> Iterator[RenderableType]:
    """A table per kind, all of the same columns; in scarce room area and months go below the name."""
    rows = [_cells(line) for line in lines]
    widths = _widths(rows)
    if medium.width is not None and _INDENT + sum(widths) + _GUTTER * len(widths) > medium.width:
        rows = [_stacked(row, medium) for row in rows]
        widths = [min(width, medium.width // 2) for width in _widths(rows)]
    for heading, own in groupby(zip(lines, rows, strict=True), lambda pair: pair[0].heading):
        yield Prose(heading, style="bold cyan")
        left = [row for _, row in own]
        for start in range(0, len(left), _PAGE):
            yield Padding.indent(_grid(left[start : start + _PAGE], widths[:-1]), _INDENT)
    yield Prose()


def _grid(rows: Sequence[Sequence[Text]], widths: Sequence[int]) -> Table:
    """``rows`` under columns of these ``widths``, and a last one."""
    grid = Table.grid(padding=(0, _GUTTER, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*row)
    return grid


def _cells(line: _Line) -> list[Text]:
    sentence = Prose(line.sentence)
    if line.known:
        sentence.append(f"\n{line.known}", style=QUIET)
    return [Prose(line.key), Prose(line.name), Prose(line.area), Prose(line.months), sentence]


def _stacked(row: Sequence[Text], medium: Medium) -> list[Text]:
    key, name, area, months, sentence = row
    place = medium.joined((area.plain, months.plain))
    return [key, Prose("\n".join(filter(None, (name.plain, place)))), sentence]


def _widths(rows: Iterable[Sequence[Text]]) -> list[int]:
    """How many cells each column needs; the last one no more than a sentence that is read at ease."""
    *widths, last = [
        max(cell_len(line) for cell in column for line in cell.plain.split("\n"))
        for column in zip(*rows, strict=True)
    ]
    return [*widths, min(last, _SENTENCE)]


def _blocks(lines: Sequence[_Line], medium: Medium) -> Iterator[RenderableType]:
    """A block of facts for each finding."""
    labels = (N_("Finding"), N_("Key"), N_("About"), N_("Area"), N_("Month"), N_("What"), N_("Known"))
    for line in lines:
        yield facts_table([(medium.say(label), fact) for label, fact in zip(labels, line, strict=True)])
        yield Prose()


def _foot(found: Noticed, hidden: int, medium: Medium) -> Text:
    text = N_("Findings: {count}")
    if hidden:
        text = N_("Findings: {count}; acknowledged and not shown: {hidden}")
    return Prose(medium.say(text).format(count=len(found.in_data), hidden=hidden))


def acknowledged_text(chosen: Sequence[Finding], before: Collection[str], medium: Medium) -> str:
    """A line for each finding of ``chosen``; ``before`` has the keys of those known until then."""
    lines = []
    for one in chosen:
        text = N_("acknowledged: {key} {name}")
        if one.key in before:
            text = N_("unchanged: {key} {name} is acknowledged already")
        lines.append(medium.say(text).format(key=one.short_key, name=medium.say(one.notice)))
    return "".join(f"{line}\n" for line in lines)
