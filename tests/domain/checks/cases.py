"""What the tests of this room are built from."""

from datetime import date

from builders import HOME, indicator, month, plan

from jobtrack.domain.area import Area
from jobtrack.domain.checks.case import Case
from jobtrack.domain.indicator import Kind
from jobtrack.domain.text import Names

AS_OF, KNOWN_ON = month("2024-12"), date(2025, 6, 30)


def case(of, reported, *, parts=(), targets=(), areas=(), groups=(), as_of=AS_OF, known_on=KNOWN_ON):
    """One indicator; ``reported`` is the series of its home, or those of several areas by code.

    ``parts`` are pairs of an indicator and what was reported of it; ``areas`` are added to the plan.
    """
    whole = plan([of, *(part for part, _ in parts)], targets, groups)
    known = {one.code: one for one in areas}
    by_area = {part.id: _by_area(series) for part, series in parts}
    whole = whole._replace(areas={**whole.areas, **known})
    return Case(whole, of, _by_area(reported), by_area, as_of, known_on)


def _by_area(reported):
    return reported if isinstance(reported, dict) else {HOME: reported}


def told(findings):
    """The name of each finding and the fields that it does not share with the whole series."""
    common = {"indicator", "area"}
    return [
        (one.notice, *(str(value) for name, value in one.fields.items() if name not in common))
        for one in findings
    ]


def sentences(findings):
    """What the findings say, with what they are about."""
    return [one.text for one in findings]


def below(*codes, parent=HOME, **fields):
    """Areas right below ``parent``."""
    return [Area(code, Names("", code), parent=parent, **fields) for code in codes]


RATIO = indicator(Kind.RATIO, unit=Names("%", "%"), decimals=1)
