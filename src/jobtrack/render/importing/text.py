"""What bringing files in does, for a person: the columns recognised, the figures, what differs."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from jobtrack.domain.importing.header.layout import (
    Described,
    Layout,
    Why,
    described,
    described_fallback,
)
from jobtrack.domain.importing.outcome import MOST_SHOWN, Importing
from jobtrack.domain.importing.printed import PrintedDiffers
from jobtrack.domain.importing.totals import TotalDiffers
from jobtrack.domain.plan import Plan
from jobtrack.domain.recording import Outcome
from jobtrack.domain.text import visible
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import digits_text
from jobtrack.render.medium.prose import QUIET, Prose, rendered
from jobtrack.render.report.line import PLANNED, effect_line
from jobtrack.words import N_

_MOST_SHAPES = 10
_DECIMALS = 4
COUNTED = {
    Outcome.NEW: N_("new {count}"),
    Outcome.REVISED: N_("revised {count}"),
    Outcome.CONFIRMED: N_("as before {count}"),
    Outcome.WITHDRAWN: N_("withdrawn {count}"),
    Outcome.EARLIER: N_("earlier {count}"),
    Outcome.UNCHANGED: N_("unchanged {count}"),
}


def importing_text(importing: Importing, plan: Plan, medium: Medium, *, is_dry: bool) -> str:
    """Each shape of sheet, the figures by what becomes of them, what differs, and what was done."""
    parts: list[RenderableType] = [*_shapes(importing.layouts, plan, medium)]
    for outcome, effects in importing.effects.items():
        parts += [Prose(effect_line(one.effect, plan, medium, PLANNED)) for one in effects]
        parts += _more(importing.counts[outcome] - len(effects), medium)
    for lines in (list(_left(importing, medium)), list(_differences(importing, medium))):
        parts += [Prose(visible(line)) for line in lines[:MOST_SHOWN]]
        parts += _more(len(lines) - MOST_SHOWN, medium)
    if importing.uncompared:
        line = medium.say(N_("printed beside the figures and not compared: {count}"))
        parts.append(Prose(line.format(count=importing.uncompared)))
    ends = (_counts(importing, medium), _end(importing, medium, is_dry=is_dry))
    return rendered([*parts, *(Prose(line) for line in ends if line)], medium)


def _more(count: int, medium: Medium) -> list[Text]:
    if count <= 0:
        return []
    return [Prose(medium.say(N_("… and {count} more")).format(count=f"{count:,}"), style=QUIET)]


def _shapes(layouts: Sequence[Layout], plan: Plan, medium: Medium) -> Iterator[RenderableType]:
    """What was recognised in each sheet; sheets of one shape are shown once."""
    shapes: dict[object, list[Layout]] = {}
    for layout in layouts:
        if not layout.is_empty:
            shapes.setdefault(tuple(described(layout)), []).append(layout)
    for same in list(shapes.values())[:_MOST_SHAPES]:
        first, others = same[0], len(same) - 1
        title = visible(first.place)
        if others:
            line = medium.say(N_("{place} and {count} more of this shape"))
            title = line.format(place=title, count=others)
        yield Prose(title, style="bold")
        stated = _stated(same, plan, medium)
        if stated:
            yield Prose(f"  {stated}")
        yield columns_table(described(first), medium)
        yield from (Prose(_unused(text, medium), style="yellow") for text in first.unused)
        yield Prose()
    yield from _more(len(shapes) - _MOST_SHAPES, medium)


def _stated(layouts: Sequence[Layout], plan: Plan, medium: Medium) -> str:
    """What holds for all figures of these sheets, by name."""
    language = medium.words.language
    known = {
        **{one.id: one.names.text(language) for one in plan.indicators.values()},
        **{one.code: one.names.text(language) for one in plan.areas.values()},
    }
    first, *others = (described_fallback(layout) for layout in layouts)
    common = [fact for fact in first if all(fact in one for one in others)]
    facts = (f"{medium.say(word)} {known.get(text, text)}" for word, text in common)
    return visible(medium.joined(facts))


def _unused(text: str, medium: Medium) -> str:
    return medium.say(N_("--map: no column is called '{text}'")).format(text=visible(text))


def columns_table(found: Iterable[Described], medium: Medium) -> Table:
    """A line for each column: its letter, its header, what it means and why."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(overflow="fold")
    for one in found:
        meaning = medium.comma.join(medium.say(word) for word in one.meaning)
        if one.why not in {Why.WORD, Why.OTHER}:
            meaning = medium.beside(meaning, medium.say(one.why))
        style = "yellow" if one.why is Why.NUMERIC else QUIET if one.why is Why.OTHER else ""
        grid.add_row(
            f"  {one.letters}", Prose(visible(one.header)), Prose(visible(meaning), style=style)
        )
    return grid


def _left(importing: Importing, medium: Medium) -> Iterator[str]:
    """What is deliberately not stored."""
    form = medium.say(N_("{place}: {text} is not stored ({reason})"))
    for one in importing.left:
        yield form.format(place=one.place, text=one.text, reason=medium.say(one.reason))


def _differences(importing: Importing, medium: Medium) -> Iterator[str]:
    """What the files print that is not what their figures say."""
    for one in importing.differences:
        yield difference_text(one, medium)


def difference_text(one: PrintedDiffers | TotalDiffers, medium: Medium) -> str:
    """One finding in one line."""
    if isinstance(one, TotalDiffers):
        form = medium.say(N_("{place}: the total {total} is not the sum {sum} of its {parts} parts"))
        total, parts = (
            digits_text(one.total, _DECIMALS, medium),
            digits_text(one.sum, _DECIMALS, medium),
        )
        return form.format(place=one.place, total=total, sum=parts, parts=one.parts)
    form = medium.say(N_("{place}: {what} is printed as {printed}; the figures give {stored}"))
    return form.format(
        place=one.place,
        what=medium.say(one.what),
        printed=digits_text(one.printed, _DECIMALS, medium),
        stored=digits_text(one.stored, _DECIMALS, medium),
    )


def _counts(importing: Importing, medium: Medium) -> str:
    """How many figures have each outcome, and how many rows can't be taken."""
    words = [
        medium.say(COUNTED[outcome]).format(count=f"{count:,}")
        for outcome, count in importing.counts.items()
        if count
    ]
    if importing.rejected:
        words.append(medium.say(N_("rejected {count}")).format(count=f"{importing.rejected:,}"))
    return medium.joined(words)


def _end(importing: Importing, medium: Medium, *, is_dry: bool) -> str:
    """What was done; nothing is called recorded that is not."""
    if is_dry:
        return medium.say(N_("not recorded (--dry-run)"))
    if importing.is_refused:
        return medium.say(N_("not recorded"))
    if importing.batch is None:
        return medium.say(N_("nothing to record"))
    line = medium.say(N_("recorded {count} as batch {batch}"))
    short = importing.batch.key.rpartition("-")[2]
    return line.format(count=f"{importing.changes:,}", batch=short)
