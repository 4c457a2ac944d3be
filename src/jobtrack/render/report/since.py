"""What differs since a day: lines under three headings, for a terminal, as Markdown or as data."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.padding import Padding

from jobtrack.domain.ledger.change import TargetChange, ValueChange
from jobtrack.domain.ledger.flip import Flip
from jobtrack.domain.ledger.log import short_key
from jobtrack.domain.ledger.since import Since
from jobtrack.domain.recording import Outcome
from jobtrack.domain.row import Row
from jobtrack.domain.snapshot import Flag, Snapshot
from jobtrack.domain.text import visible
from jobtrack.render.definitions.targets import bound_text
from jobtrack.render.markdown import escaped, list_item
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import day_text, full_text, moment_text, span_text
from jobtrack.render.medium.prose import Prose, rendered
from jobtrack.render.report import columns
from jobtrack.render.report.line import subject_text
from jobtrack.render.series.history import FLAGS
from jobtrack.words import N_

_MOST_NAMED = 3  # reasons of a status that are named one by one
_FORMS = {
    Outcome.NEW: N_("new {what}: {now}"),
    Outcome.REVISED: N_("revised {what}: {before} → {now}"),
    Outcome.CONFIRMED: N_("as before {what}: {before} → {now}"),
    Outcome.WITHDRAWN: N_("withdrawn {what}: it was {before}"),
}


class Entry(NamedTuple):
    """A line, and below it why."""

    line: str
    below: tuple[str, ...] = ()

    def indented(self) -> Iterator[tuple[int, str]]:
        """Each line and how far it is set in."""
        yield 2, self.line
        yield from ((4, why) for why in self.below)


def since_table(since: Since, medium: Medium) -> str:
    """For a terminal or a pipe, each line folded under itself."""
    title = Prose(f"{_title(since, medium)}\n", style="bold")
    text = rendered([title.append(_moment(since, medium), "not bold")], medium)
    for heading, entries in sections_of(since, medium):
        text += rendered([Prose(f"\n{heading}", style="bold cyan")], medium)
        lines = ((indent, line) for entry in entries for indent, line in entry.indented())
        if medium.width is None:
            text += "".join(f"{' ' * indent}{line}\n" for indent, line in lines)
        else:
            text += rendered(
                (Padding(Prose(line), (0, 0, 0, indent)) for indent, line in lines), medium
            )
    return text


def since_markdown(since: Since, medium: Medium) -> str:
    """A list under each heading."""
    lines = [f"# {escaped(_title(since, medium))}", "", escaped(_moment(since, medium))]
    for heading, entries in sections_of(since, medium):
        lines += ["", f"## {heading}", ""]
        for entry in entries:
            lines += [list_item(entry.line), *(f"  {list_item(why)}" for why in entry.below)]
    return "\n".join(lines) + "\n"


def _title(since: Since, medium: Medium) -> str:
    return visible(since.report.plan.names.text(medium.words.language))


def _moment(since: Since, medium: Medium) -> str:
    day = medium.say(N_("what differs from the end of {day}")).format(day=day_text(since.day, medium))
    report = since.report
    return medium.joined((day, moment_text(report.as_of, report.known_on, medium)))


def sections_of(since: Since, medium: Medium) -> Iterator[tuple[str, list[Entry]]]:
    """The headings under which there is something to say: statuses, targets, values."""
    flips = [_flip_entry(one, since, medium) for one in since.flips]
    targets = [Entry(_target_line(one, since, medium)) for one in since.targets]
    values = [Entry(_value_line(one, since, medium)) for one in since.values]
    for heading, entries in (
        (N_("Statuses"), flips),
        (N_("Targets"), targets),
        (N_("Values"), values),
    ):
        if entries:
            yield medium.say(heading), entries


def _flip_entry(flip: Flip, since: Since, medium: Medium) -> Entry:
    name = visible(columns.name(flip.row, medium))
    before, now = (_status(row, medium) for row in (flip.before, flip.now))
    reasons = [_target_reason(flip.target, since, medium)] if flip.target is not None else []
    reasons += _value_reasons(flip.values, since, medium)
    because = medium.say(N_("because of {reason}"))
    return Entry(
        medium.with_arrows(f"{name}{medium.colon}{before} → {now}"),
        tuple(medium.with_arrows(because.format(reason=reason)) for reason in reasons),
    )


def _status(row: Row | None, medium: Medium) -> str:
    return medium.glyphs.unknown if row is None else columns.status(row, medium)


def _value_reasons(values: Sequence[ValueChange], since: Since, medium: Medium) -> list[str]:
    """Each value with what it was, or of many how many they are, place by place."""
    if len(values) <= _MOST_NAMED:
        return [
            f"{_what(one, since, medium)} {_figure(one.before, since, medium)} → "
            f"{_figure(one.now, since, medium)}"
            for one in values
        ]
    count = medium.say(N_("{count} values of {name}, {span}"))
    return [
        count.format(count=len(own), name=name, span=span_text((own[0], own[-1]), medium))
        for name, own in (
            (name, [one.period for one in group])
            for name, group in groupby(values, lambda one: _place(one, since, medium))
        )
    ]


def _place(one: ValueChange, since: Since, medium: Medium) -> str:
    plan, language = since.report.plan, medium.words.language
    indicator, area = one.place
    names = (plan.indicators[indicator].names.text(language), plan.areas[area].names.text(language))
    return visible(medium.joined(names))


def _target_reason(one: TargetChange, since: Since, medium: Medium) -> str:
    if one.before is None or one.now is None:
        return medium.say(N_("the target is new") if one.now else N_("the target is dropped"))
    return medium.say(N_("the target: {before} → {now}")).format(
        before=_bound(one, since, medium, is_now=False), now=_bound(one, since, medium, is_now=True)
    )


def _target_line(one: TargetChange, since: Since, medium: Medium) -> str:
    if one.before is None:
        form = N_("new target {target}: {now}")
    elif one.now is None:
        form = N_("dropped target {target}: it was {before}")
    else:
        form = N_("revised target {target}: {before} → {now}")
    line = medium.say(form).format(
        target=visible(one.id),
        before=_bound(one, since, medium, is_now=False),
        now=_bound(one, since, medium, is_now=True),
    )
    return medium.with_arrows(_with_batch(line, one.batch, medium))


def _bound(one: TargetChange, since: Since, medium: Medium, *, is_now: bool) -> str:
    """What a target asks for, with its window."""
    target = one.now if is_now else one.before
    if target is None:
        return medium.glyphs.unknown
    window = span_text((target.start, target.due), medium)
    return medium.beside(bound_text(target, since.report.plan, medium), window)


def _value_line(one: ValueChange, since: Since, medium: Medium) -> str:
    is_flagged = one.outcome is Outcome.CONFIRMED
    line = medium.say(_FORMS[one.outcome]).format(
        what=_what(one, since, medium),
        before=_figure(one.before, since, medium, is_flagged=is_flagged),
        now=_figure(one.now, since, medium, is_flagged=is_flagged),
    )
    return medium.with_arrows(_with_batch(line, one.batch, medium))


def _with_batch(line: str, batch: str, medium: Medium) -> str:
    return medium.say(N_("{line} (batch {batch})")).format(line=line, batch=short_key(batch))


def _what(one: ValueChange, since: Since, medium: Medium) -> str:
    row = one.now or one.before
    assert row is not None
    return subject_text(row, since.report.plan, medium)


def _figure(row: Snapshot | None, since: Since, medium: Medium, *, is_flagged: bool = False) -> str:
    """A value in full; with its flag in words where that is what differs."""
    if row is None or row.figure is None:
        return medium.glyphs.unknown
    text = visible(full_text(row.figure, since.report.plan.indicators[row.indicator].unit, medium))
    if not is_flagged or row.flag is Flag.NORMAL:
        return text
    word = medium.say(FLAGS[row.flag])
    return medium.beside(text, word)
