"""What an explanation is made of: numbers with their form, formulas, sentences and inputs."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from jobtrack.domain.area import Area
from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Figure, Flag
from jobtrack.domain.target import Direction


class Form(StrEnum):
    """How a number reads."""

    UNIT = "unit"  # in the indicator's unit
    DIFFERENCE = "difference"  # of two such numbers: of percentages it is in points
    CHANGE = "change"  # the same, always with its sign
    PERCENT = "percent"  # a growth, in percent or points
    SHARE = "share"  # 0–1, read as a percentage
    POINTS = "points"  # a difference of percentages
    RATIO = "ratio"
    COUNT = "count"  # of months or units


class Number(NamedTuple):
    """A number, not rounded beyond what it was judged with."""

    value: float
    form: Form = Form.UNIT


class Limit(NamedTuple):
    """A number that is kept or met from one side."""

    number: Number
    direction: Direction


Field = Number | Limit | Month | date | tuple[Month, ...] | tuple[Area, ...]


class Sentence(NamedTuple):
    """An English template with named fields; it is translated, then filled."""

    template: str
    fields: Mapping[str, Field]


def sentence(template: str, **fields: Field) -> Sentence:
    """A sentence of ``template``, marked for the catalogues where it stands, and its fields."""
    return Sentence(template, fields)


class Step(NamedTuple):
    """``name`` (mostly a key of the report as data) is ``formula`` with ``terms``: ``result``.

    A formula is arithmetic in + − · / √ and brackets over the names of ``terms``.
    """

    name: str
    formula: str
    terms: Mapping[str, Number]
    result: Number


Steps = tuple[Step | None, ...]


class Input(NamedTuple):
    """A figure that a judgement used: what for, where it stood, and since when it is known.

    ``recorded_at`` is UTC. A sum over areas was never recorded; it says of how many areas it is.
    """

    role: str
    area: Area
    period: Month
    figure: Figure
    flag: Flag
    known_from: date | None
    recorded_at: datetime | None
    source: str = ""
    note: str = ""
    areas_reported: int | None = None
    areas_expected: int | None = None


def step(name: str, formula: str, value: float | None, form: Form, **terms: Number) -> Step | None:
    """A step that yields ``value``; none where that does not apply."""
    return None if value is None else Step(name, formula, terms, Number(value, form))


def count(value: float | None) -> Number:
    """A number of months or units."""
    return Number(value or 0, Form.COUNT)
