"""An explanation as pages for a person: what was decided and why, each number where it came from."""

import re
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table

from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.explanation import Explanation
from jobtrack.domain.explanation.step import Input, Sentence, Step
from jobtrack.domain.plan import Plan
from jobtrack.domain.row import Row
from jobtrack.domain.target import Rule, Target, TargetVersion
from jobtrack.domain.text import visible
from jobtrack.render.definitions.targets import bound_text
from jobtrack.render.explanation.sentences import amount_text, number_text, sentence_text
from jobtrack.render.medium import ASCII, Medium
from jobtrack.render.medium.listing import facts_table
from jobtrack.render.medium.numbers import (
    day_text,
    moment_text,
    month_text,
    qualified_text,
    span_text,
    sum_text,
)
from jobtrack.render.medium.prose import Prose, rendered
from jobtrack.render.report import columns
from jobtrack.render.report.layout import STATUS_STYLES
from jobtrack.words import N_

Fact = tuple[str, str]
MEANINGS = {
    Mark.STALE: N_("a later value should be known by now"),
    Mark.PARTIAL: N_("some months or units that belong to it have no value"),
    Mark.PROVISIONAL: N_("the figure is provisional"),
    Mark.REVISED: N_("the value is not the one that was known first"),
    Mark.EARLY: N_("it is too early for a pace"),
    Mark.UNVERIFIED: N_("some of the months that are to be kept have no value"),
    Mark.BREACHED_BEFORE: N_("it was on the wrong side in an earlier month"),
    Mark.BREAK: N_("values on two sides of a break in the series are compared"),
    Mark.MET_AT_BASELINE: N_("it was met from the beginning, so it is judged as a hold when due"),
    Mark.LOST: N_("it was met, and is not now"),
}
NAMES = {
    "value": N_("year to date"),
    "attainment": N_("attainment"),
    "progress": N_("progress"),
    "elapsed": N_("time gone"),
    "expected": N_("expected P"),
    "gap": N_("gap"),
    "gap_to_path": N_("gap to path"),
    "pace": N_("pace"),
    "growth": N_("growth"),
    "bound": N_("bound T"),
    "required_per_month": N_("required a month"),
    "observed_per_month": N_("observed a month"),
    "worst_buffer": N_("worst buffer"),
    "trend_per_month": N_("trend a month d"),
    "value_at_due": N_("value when due"),
    "months_to_breach": N_("months to breach"),
    "share_of_year": N_("share of year"),
    "ahead_points": N_("ahead of time"),
    "run_rate": N_("rate a month"),
    "drift_per_month": N_("drift a month d"),
    "projected": N_("projected"),
    "margin": N_("margin"),
}
_SYMBOLS = {
    "gone": N_("months gone"),
    "whole": N_("months in all"),
    "left": N_("months left"),
}
PROSPECTS = N_("What would change it")
_TOKEN = re.compile(r"[A-Za-z]\w*")
_ASCII_SIGNS = str.maketrans({"·": "*", "√": "sqrt"})


def explanation_text(explanation: Explanation, plan: Plan, medium: Medium) -> str:
    """The verdict, the target, its inputs, the working, the marks, and what would change it."""
    parts: list[RenderableType] = [*_head(explanation, medium)]
    for title, facts in sections_of(explanation, plan, medium):
        parts += [*_section(title, facts_table(facts))]
    prospects = _list(explanation.prospects, explanation.row, medium)
    parts += [*_section(medium.say(PROSPECTS), prospects)]
    return rendered(parts, medium)


def sections_of(
    explanation: Explanation, plan: Plan, medium: Medium
) -> Iterator[tuple[str, list[Fact]]]:
    """Under each heading that has any, its facts: a label, and lines of text."""
    row, say = explanation.row, medium.say
    for title, facts in (
        (N_("Target"), _target(explanation, plan, medium)),
        (N_("Inputs"), [_input(one, row, medium) for one in explanation.inputs]),
        (N_("Working"), [_step(one, row, medium) for one in explanation.steps]),
        (
            N_("Marks"),
            [(columns.word_of(mark, row, medium), _meaning(mark, row, medium)) for mark in row.marks],
        ),
    ):
        if facts:
            yield say(title), facts


def _meaning(mark: Mark, row: Row, medium: Medium) -> str:
    """What a mark says of the row; of a sum from which areas are missing what it is so far."""
    measures, say = row.measures, medium.say
    if mark is not Mark.PARTIAL or measures.partial_period is None:
        return say(MEANINGS[mark])
    template = N_(
        "for {month} {reported} of {expected} areas have reported, in all {value}: what is missing "
        "may still decide"
    )
    return say(template).format(
        month=month_text(measures.partial_period, medium),
        reported=measures.areas_reported,
        expected=measures.areas_expected,
        value=amount_text(measures.partial_value or 0.0, row, medium),
    )


def _section(title: str, body: RenderableType) -> Iterator[RenderableType]:
    yield Prose(f"\n{title}", style="bold cyan")
    yield Padding(body, (0, 0, 0, 2))


def _list(sentences: Iterable[Sentence], row: Row, medium: Medium) -> Table:
    """A line for each sentence, folded under itself."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in sentences:
        grid.add_row("-", Prose(sentence_text(one, row, medium)))
    return grid


def _head(explanation: Explanation, medium: Medium) -> Iterator[RenderableType]:
    """Name and moment; below them the status and what decided it."""
    row, language = explanation.row, medium.words.language
    facts = (columns.name(row, medium), columns.unit(row, medium), row.area.names.text(language))
    title = medium.joined(map(visible, facts))
    moment = moment_text(explanation.as_of, explanation.known_on, medium)
    yield Prose(f"{title}\n", style="bold").append(f"{moment}\n", style="not bold")
    assert row.status is not None
    status = Prose(columns.status(row, medium), style=STATUS_STYLES[row.status.colour])
    yield status.append(
        f"{medium.colon}{sentence_text(explanation.reason, row, medium)}", style="not bold"
    )


def _target(explanation: Explanation, plan: Plan, medium: Medium) -> list[Fact]:
    """What the target says now, since when, and what it said before."""
    say, target = medium.say, explanation.versions[-1].target
    facts = [
        (say(N_("rule")), _rule(target, plan, medium)),
        (say(N_("window")), _window(target, medium)),
    ]
    if explanation.cuts is not None:
        words = (N_("on track {cut}"), N_("behind {cut}"), N_("off track {cut}"))
        cuts = (
            say(word).format(cut=f"{medium.glyphs.at_least}{number_text(cut, explanation.row, medium)}")
            for word, cut in zip(words, explanation.cuts, strict=True)
        )
        facts.append((say(N_("cuts of pace")), medium.comma.join(cuts)))
    facts.append((say(N_("known from")), day_text(target.known_from, medium)))
    facts += [
        (say(N_("it said before")), _version(one, plan, medium))
        for one in reversed(explanation.versions[:-1])
    ]
    return [*facts, (say(N_("source")), target.source), (say(N_("note")), target.note)]


def _rule(target: Target, plan: Plan, medium: Medium) -> str:
    rule = f"{medium.say(target.rule)} {bound_text(target, plan, medium)}"
    if target.rule is not Rule.HOLD:
        return rule
    return medium.joined((rule, medium.say(target.judge)))


def _window(target: Target, medium: Medium) -> str:
    return span_text((target.start, target.due), medium)


def _version(version: TargetVersion, plan: Plan, medium: Medium) -> str:
    """An earlier version in one line."""
    target = version.target
    template = N_("dropped, from {day}") if version.is_dropped else N_("{rule}, {window}, from {day}")
    return medium.say(template).format(
        rule=_rule(target, plan, medium),
        window=_window(target, medium),
        day=day_text(target.known_from, medium),
    )


def _input(one: Input, row: Row, medium: Medium) -> Fact:
    """What it was used for; the figure, since when it is known, and who says so."""
    say = medium.say
    number = qualified_text(amount_text(one.figure.value, row, medium), one.figure.qualifier, medium)
    facts = [month_text(one.period, medium), number]
    if row.target is not None and row.target.rule is Rule.COVER:
        facts.insert(0, one.area.names.text(medium.words.language))
    if one.known_from is not None:
        facts.append(say(N_("known from {day}")).format(day=day_text(one.known_from, medium)))
    if one.recorded_at is not None:
        day = day_text(one.recorded_at.date(), medium)
        facts.append(say(N_("recorded {day}")).format(day=day))
    if one.areas_expected is not None:
        facts.append(sum_text(one.areas_reported, one.areas_expected, medium))
    text = medium.joined(facts)
    words = [visible(word) for word in (one.source, one.note) if word]
    return say(one.role), "\n".join([text, *words])


def _step(step: Step, row: Row, medium: Medium) -> Fact:
    """The formula, with its numbers, and what it gives."""
    result = number_text(step.result, row, medium)

    def filled(token: re.Match[str]) -> str:
        if token[0] not in step.terms:
            return named(token)
        text = number_text(step.terms[token[0]], row, medium)
        return f"({text})" if text.startswith("-") else text

    def named(token: re.Match[str]) -> str:
        return medium.say(_SYMBOLS.get(token[0], token[0]))

    numbers = _TOKEN.sub(filled, step.formula)
    parts = [_TOKEN.sub(named, step.formula), *([numbers] if numbers != result else []), result]
    text = " = ".join(parts).replace("−", medium.glyphs.minus)
    return medium.say(NAMES[step.name]), text.translate(_ASCII_SIGNS) if _is_ascii(medium) else text


def _is_ascii(medium: Medium) -> bool:
    return medium.glyphs == ASCII
