"""Large databases of made-up figures: areas × indicators × months, with seasons, gaps and revisions.

``python bench/generate.py FOLDER --cities 76 --districts 38 --indicators 100 --months 120`` makes the
plan ``FOLDER/plan.toml`` and its database ``FOLDER/made.db``, through the importer that everyone uses;
the same numbers make the same figures. ``--only CITY`` makes that city alone.

Nothing in it can be taken for a real figure: areas are called "City 01" and "District 01-01",
indicators "Synthetic 001", the source of every figure is "made up". Districts report; cities and the
country are sums. Every hundredth value is missing, every fiftieth is revised a month later, and of each
city the last district is two months late.
"""

import argparse
import csv
import random
import subprocess
import sys
from collections.abc import Iterable, Iterator
from math import pi, sin
from pathlib import Path
from typing import NamedTuple

from jobtrack.domain.area import Area, Group
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.target import Direction, Judge, Rule, Target
from jobtrack.domain.text import Names
from jobtrack.files.plan_toml import write_plan

HEADER = ("indicator", "area", "period", "value", "numerator", "denominator", "published", "source")
LAST = Month(2026, 10)
KINDS = (Kind.LEVEL, Kind.FLOW, Kind.YTD, Kind.RATIO)
COUNTRY = "country"
LATE_MONTHS = 2


class Size(NamedTuple):
    """How much is made. ``only`` is the number of the one city that is, or None."""

    cities: int
    districts: int
    indicators: int
    months: int
    only: int | None = None

    @property
    def chosen(self) -> Iterable[int]:
        return range(1, self.cities + 1) if self.only is None else (self.only,)


def plan_of(size: Size) -> Plan:
    """Its areas, its indicators, three targets for each city, and one for each district."""
    areas = [Area(COUNTRY, Names("全国（虚构）", "Country"))]
    targets, districts = [], []
    indicators = [_indicator(number) for number in range(size.indicators)]
    for city in size.chosen:
        code = f"c{city:02d}"
        areas.append(Area(code, Names(f"虚构市{city:02d}", f"City {city:02d}"), parent=COUNTRY))
        own = [_district(city, number) for number in range(1, size.districts + 1)]
        districts += [one.code for one in own]
        areas += own
        targets += [_target(indicators[number], code) for number in range(min(3, size.indicators))]
    group = Group("districts", Names("所有区县", "All districts"), tuple(districts))
    each = _target(indicators[0], COUNTRY)._replace(id="each", group=group.id, bound=1000.0)
    home = COUNTRY if size.only is None else f"c{size.only:02d}"
    return Plan(
        "made-up",
        Names("虚构数据", "Made up"),
        home,
        "made up",
        "",
        {"s": Section("s", Names("虚构", "Made up"))},
        {one.id: one for one in indicators},
        {one.code: one for one in areas},
        {group.id: group},
        {one.id: one for one in (each, *targets)},
    )


def _indicator(number: int) -> Indicator:
    kind = KINDS[number % len(KINDS)]
    unit = Names("%", "%") if kind is Kind.RATIO else Names("人", "people")
    names = Names(f"虚构指标{number:03d}", f"Synthetic {number:03d}")
    return Indicator(f"i{number:03d}", names, (), "s", unit, kind, int(kind is Kind.RATIO))


def _district(city: int, number: int) -> Area:
    names = Names(f"虚构区{city:02d}-{number:02d}", f"District {city:02d}-{number:02d}")
    return Area(f"d{city:02d}-{number:02d}", names, parent=f"c{city:02d}")


def _target(indicator: Indicator, area: str) -> Target:
    """A floor or, of what sums up, a task of a year."""
    id, names = f"{indicator.id}-{area}", Names("虚构目标", f"Made-up target {indicator.id}")
    year = LAST.year
    if indicator.kind in {Kind.FLOW, Kind.YTD}:
        rule, start = Rule.QUOTA, Month(year, 1)
    else:
        rule, start = Rule.HOLD, Month(year - 4, 1)
    due = Month(year, 12)
    target = Target(id, names, indicator.id, area, rule, start, due, 40_000.0)
    return target._replace(direction=Direction.AT_LEAST, judge=Judge.EVERY_MONTH)


def figures(size: Size) -> Iterator[tuple[object, ...]]:
    """Every figure, and after each that is revised its revision, in the order of their keys."""
    months = [LAST.plus(number + 1 - size.months) for number in range(size.months)]
    season = [1 + 0.1 * sin(2 * pi * month.number / 12) for month in months]
    texts = [str(month) for month in months]
    published = [f"{month.plus(1)}-15" for month in months]
    revised = [f"{month.plus(2)}-15" if month.plus(2) <= LAST else "" for month in months]
    for number in range(size.indicators):
        id, kind = f"i{number:03d}", KINDS[number % len(KINDS)]
        for city in size.chosen:
            for district in range(1, size.districts + 1):
                dice = random.Random(f"{number} {city} {district}")  # noqa: S311 - nothing is secret
                code, base, ytd = f"d{city:02d}-{district:02d}", dice.uniform(500, 2000), 0.0
                count = size.months - LATE_MONTHS * (district == size.districts)
                for at in range(count):
                    roll = dice.random()
                    base *= 0.998 + 0.006 * roll
                    value = base * season[at]
                    ytd = value / 12 + ytd * (months[at].number > 1)
                    if roll < 0.01:
                        continue
                    shown = ytd if kind is Kind.YTD else value / 12 if kind is Kind.FLOW else value
                    yield (id, code, texts[at], *_written(kind, shown), published[at], "made up")
                    if roll > 0.98 and revised[at]:
                        yield (id, code, texts[at], *_written(kind, shown + 1), revised[at], "made up")


def _written(kind: Kind, value: float) -> tuple[str, str, str]:
    """Value, numerator and denominator as a file has them."""
    if kind is Kind.RATIO:
        return "", f"{value:.0f}", "2500"
    return f"{value:.0f}", "", ""


def make(folder: Path, size: Size) -> Path:
    """The plan, and the database with all figures."""
    folder.mkdir(parents=True, exist_ok=True)
    plan, db = folder / "plan.toml", folder / "made.db"
    plan.write_text(write_plan(plan_of(size)), encoding="utf-8")
    jobtrack = [sys.executable, "-m", "jobtrack"]
    subprocess.run([*jobtrack, "init", str(plan), "--db", str(db)], check=True)
    command = [*jobtrack, "import", "-", "--db", str(db)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        writer = csv.writer(process.stdin)
        writer.writerow(HEADER)
        writer.writerows(figures(size))
        process.stdin.close()
    if process.returncode:
        sys.exit(process.returncode)
    return db


def main() -> None:
    """Make what the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    for name, count in (("cities", 1), ("districts", 38), ("indicators", 20), ("months", 60)):
        parser.add_argument(f"--{name}", type=int, default=count)
    parser.add_argument("--only", type=int)
    asked = vars(parser.parse_args())
    make(asked.pop("folder"), Size(**asked))


if __name__ == "__main__":
    main()
