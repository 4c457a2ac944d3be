"""What the tests of this room are built from; what a test does not state is of no account."""

from datetime import date

from jobtrack.domain.area import Area, Group
from jobtrack.domain.assess import assess
from jobtrack.domain.explanation import explanation_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.series import Observation, Series, series_of
from jobtrack.domain.snapshot import Figure, Flag, Snapshot
from jobtrack.domain.target import Rule, Target, TargetVersion
from jobtrack.domain.text import Names

HOME = "city"


def month(text):
    return Month.iso(text)


def indicator(kind=Kind.LEVEL, **fields):
    plain = Indicator("employed", Names("", "Employed"), (), "jobs", Names("", "persons"), kind)
    return plain._replace(**fields)


LEVEL, FLOW, YTD = indicator(), indicator(Kind.FLOW), indicator(Kind.YTD)


def monthly(first, *values):
    """The values of consecutive months from ``first`` on; None where a month is not known."""
    start = month(first)
    return Series(
        tuple(
            Observation(start.plus(index), float(value))
            for index, value in enumerate(values)
            if value is not None
        )
    )


def point(period, value, **fields):
    return Observation(month(period), float(value), **fields)


def points(*observations):
    return Series(observations)


def snapshot(period, value, known_from, batch="1", flag=Flag.NORMAL):
    """A stored row; without a value it is a withdrawal."""
    figure = None if value is None else Figure(value)
    known_from = date.fromisoformat(known_from) if isinstance(known_from, str) else known_from
    period = month(period) if isinstance(period, str) else period
    return Snapshot("employed", HOME, period, known_from, batch, figure, flag)


def _target(rule, start, due, bound, fields):
    plain = Target("t", Names("", "T"), "employed", HOME, rule, month(start), month(due))
    plain = plain if bound is None else plain._replace(bound=float(bound))
    return plain._replace(**fields)


def hold(bound, start, due, **fields):
    return _target(Rule.HOLD, start, due, bound, fields)


def reach(bound, start, due, **fields):
    return _target(Rule.REACH, start, due, bound, fields)


def quota(bound, year=2021, **fields):
    return _target(Rule.QUOTA, f"{year}-01", f"{year}-12", bound, fields)


def cover(start, due, **fields):
    return _target(Rule.COVER, start, due, None, {"group": "towns", **fields})


def grow(percent, start, due, **fields):
    return _target(Rule.GROW, start, due, percent, fields)


def towns(*members, size=None):
    return Group("towns", Names("", "Towns"), members, declared_size=size)


def judged(target, series, as_of, of=LEVEL, known_on=None):
    """The assessment at the end of ``as_of``, known on its last day unless said otherwise."""
    moment = month(as_of)
    return assess(target, of, {HOME: series}, as_of=moment, known_on=known_on or moment.last_day)


def judged_cover(target, group, series, as_of):
    """The assessment of a cover; ``series`` maps units to their values."""
    moment = month(as_of)
    return assess(target, LEVEL, series, group, as_of=moment, known_on=moment.last_day)


def verdict(assessment):
    """The status and then the marks, as words."""
    return (assessment.status, *assessment.marks)


def plan(indicators=(), targets=(), groups=(), areas=(HOME, "east"), sections=("jobs", "income")):
    return Plan(
        id="plan",
        names=Names("", "Plan"),
        home=HOME,
        source="",
        figures="",
        sections={one: Section(one, Names("", one)) for one in sections},
        indicators={one.id: one for one in indicators},
        areas={one: Area(one, Names("", one)) for one in areas},
        groups={one.id: one for one in groups},
        targets={one.id: one for one in targets},
    )


def explained(target, series, as_of, of=LEVEL, group=None, known_on=None):
    """How the verdict on ``target`` came about; ``series`` is one, or of a cover one by unit."""
    moment = month(as_of)
    by_area = series if isinstance(series, dict) else {HOME: series}
    snapshots = {
        area: [
            Snapshot(
                of.id, area, one.period, one.period.last_day, "2025-01-01T00:00:00.000000Z-00000000",
                Figure(one.value, one.qualifier), one.flag, "Bulletin",
            )
            for one in own.observations
        ]
        for area, own in by_area.items()
    }  # fmt: skip
    areas = (HOME, *by_area, *(group.members if group else ()))
    whole = plan([of], [target], [group] if group else [], dict.fromkeys(areas))
    day = known_on or moment.last_day
    found = {(of.id, area): series_of(of, rows) for area, rows in snapshots.items()}
    return explanation_of(whole, target, [TargetVersion(target)], found, snapshots, moment, day)
