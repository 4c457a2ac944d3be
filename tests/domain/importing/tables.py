"""Tables written as text, and what is read from them as lines of text."""

from datetime import date
from pathlib import Path

import jobtrack
from jobtrack.domain.importing.found import Found, Left
from jobtrack.domain.importing.header.layout import described, described_fallback
from jobtrack.domain.importing.mapping import NO_DEFAULTS, NO_MAPPING, Defaults, FileMapping
from jobtrack.domain.importing.printed import Printed
from jobtrack.domain.importing.reading import Reading, reading_of
from jobtrack.domain.importing.sheet import Draft, Rejection, Sheet, cell_place
from jobtrack.domain.importing.totals import TotalDiffers
from jobtrack.domain.number import plain
from jobtrack.domain.plan import Plan
from jobtrack.domain.snapshot import Flag, Qualifier
from jobtrack.files.plan_toml import read_plan

TODAY = date(2025, 7, 10)
BUNDLED = Path(jobtrack.__file__).parent / "plans" / "chongqing-2025.toml"
CHONGQING = read_plan(BUNDLED.read_bytes(), BUNDLED.name)
EXAMPLE = Path(__file__).parents[2] / "plans" / "sdg.toml"
SDG = read_plan(EXAMPLE.read_bytes(), EXAMPLE.name)


def sheet(text: str, place: str = "f") -> Sheet:
    """A table with a line for each line of ``text`` and cells between bars."""
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").splitlines()]
    return Sheet(place, iter(list(enumerate(rows, start=1))))


def reading(
    text: str,
    plan: Plan = CHONGQING,
    mapping: FileMapping = NO_MAPPING,
    options: Defaults = NO_DEFAULTS,
    place: str = "f",
) -> Reading:
    return reading_of(sheet(text, place), plan, TODAY, mapping, options)


def found(
    text: str,
    plan: Plan = CHONGQING,
    mapping: FileMapping = NO_MAPPING,
    options: Defaults = NO_DEFAULTS,
    place: str = "f",
) -> list[str]:
    """Everything that the table holds, a line for each, in the order in which it is read."""
    return [line_of(one) for one in reading(text, plan, mapping, options, place).found]


def columns(
    text: str,
    plan: Plan = CHONGQING,
    mapping: FileMapping = NO_MAPPING,
    options: Defaults = NO_DEFAULTS,
) -> list[str]:
    """What the columns mean and what holds for all, a line for each."""
    layout = reading(text, plan, mapping, options).layout
    lines = [
        f"{letters} {header}: {', '.join(meaning)} ({why})"
        for letters, header, meaning, why in described(layout)
    ]
    return lines + [f"all: {word} {text}" for word, text in described_fallback(layout)]


def line_of(one: Found) -> str:
    if isinstance(one, Rejection):
        return f"{one.place}: {one.problem}"
    if isinstance(one, Draft):
        return _draft(one)
    if isinstance(one, Printed):
        about = f" of {one.base}" if one.base else ""
        key = f"{one.indicator} {one.area} {one.period}"
        return f"{one.place}: {key} {one.measure}{about} {plain(one.value)} by {plain(one.step)}"
    if isinstance(one, Left):
        return f"{one.place}: {one.text} left, {one.reason}"
    assert isinstance(one, TotalDiffers)
    key = f"{one.indicator} {one.area} {one.period}"
    return f"{one.place}: {key} total {plain(one.total)}, sum of {one.parts} {plain(one.sum)}"


def _draft(one: Draft) -> str:
    snapshot = one.snapshot
    figure = snapshot.figure
    words = [
        f"{cell_place(one.place, one.line, one.column)}:",
        snapshot.indicator,
        snapshot.area,
        str(snapshot.period),
        "none" if figure is None else plain(figure.value),
    ]
    if figure is not None and figure.qualifier is not Qualifier.EXACT:
        words.append(f"({figure.qualifier})")
    if figure is not None and figure.denominator is not None:
        words.append(f"= {plain(figure.numerator or 0)}/{plain(figure.denominator)}")
    if snapshot.flag is not Flag.NORMAL:
        words.append(snapshot.flag)
    if one.is_day_stated:
        words.append(f"known from {snapshot.known_from}")
    words += [text for text in (snapshot.source, snapshot.note) if text]
    return " ".join(words)


def lines(text: str) -> list[str]:
    return text.strip("\n").splitlines()
