"""What a merge brings in, and where the two databases differ, side by side."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from jobtrack.domain.definitions.difference import definitions_between
from jobtrack.domain.ledger.merging import Clash, Incoming, Merge
from jobtrack.domain.plan import Plan
from jobtrack.domain.target import TargetVersion
from jobtrack.domain.text import visible
from jobtrack.render.definitions.difference import definitions_lines
from jobtrack.render.definitions.fields import field_text, stated_text
from jobtrack.render.medium import Medium
from jobtrack.render.medium.lines import lines_text
from jobtrack.render.medium.listing import list_text
from jobtrack.render.medium.numbers import day_text
from jobtrack.words import N_


def clashes_text(clashes: Iterable[Clash], medium: Medium) -> str:
    """A line per field that differs: what it says here and what it says there."""
    headers = (N_("Definition"), N_("Field"), N_("Ours"), N_("Theirs"))
    lines = [
        (
            f"{field_text(one.noun, medium)} {one.id}",
            field_text(one.field, medium),
            stated_text(one.field, one.ours, medium),
            stated_text(one.field, one.theirs, medium),
        )
        for one in clashes
    ]
    return list_text(headers, lines, medium)


def decided_line(decided: Sequence[TargetVersion], medium: Medium) -> str:
    """The targets that were said anew because they would not be the current ones by themselves."""
    if not decided:
        return ""
    ids = medium.comma.join(one.target.id for one in decided)
    day = day_text(decided[0].target.known_from, medium)
    line = medium.say(N_("said anew, as decided, known from {day}: {ids}"))
    return f"{visible(line.format(day=day, ids=ids))}\n"


def merge_text(
    path: Path, merge: Merge, before: Plan, incoming: Incoming, medium: Medium, *, is_done: bool
) -> str:
    """The definitions that are new or changed, then what came in from ``path``."""
    lines = definitions_lines(definitions_between(merge.plan, before), medium)
    line = N_(
        "from {path}: batches {batches}, figures {figures}, target versions {versions}; current "
        "values changed: {changed}"
    )
    if not incoming.batches and not lines:
        line = N_("nothing new in {path}")
    lines.append(medium.say(line).format(path=path, **incoming._asdict()))
    if not is_done:
        lines.append(medium.say(N_("not merged (--dry-run)")))
    return lines_text(lines)
