"""Totals of a made-up country: by hand, by SQL over the plain view, and as the store reads them."""

import sys
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from databases import origin, rows_of

from jobtrack.domain.area import Area
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import Month
from jobtrack.domain.number import rounded
from jobtrack.domain.snapshot import Figure, Snapshot
from jobtrack.domain.text import Names
from jobtrack.store import open_store
from jobtrack.store.creation import create_store

BENCH = Path(__file__).parents[2] / "bench"
CITY, MERGED_ON = "c01", date(2026, 3, 15)
OLD, NEW = ("d01-01", "d01-02"), "d01-new"


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One city, 8 districts × 4 kinds × 30 months; two districts became one in March 2026."""
    sys.path.insert(0, str(BENCH))
    from generate import Size, figures, plan_of  # noqa: PLC0415 - bench/ is no package

    sys.path.remove(str(BENCH))
    size = Size(cities=1, districts=8, indicators=4, months=30)
    plan = plan_of(size)
    merged = {code: plan.areas[code]._replace(valid_to=MERGED_ON) for code in OLD}
    new = Area(NEW, Names("", "New"), parent=CITY, valid_from=MERGED_ON)
    plan = plan._replace(areas={**plan.areas, **merged, NEW: new})
    batches: dict[date, list[Snapshot]] = defaultdict(list)
    for indicator, area, period, value, upper, lower, published, source in figures(size):
        month = Month.iso(str(period))
        code = NEW if area == OLD[0] and month >= Month.of(MERGED_ON) else str(area)
        if area == OLD[1] and month >= Month.of(MERGED_ON):
            continue
        figure = (
            Figure(float(value))
            if value
            else Figure(
                float(upper) / float(lower) * 100, numerator=float(upper), denominator=float(lower)
            )
        )
        day = date.fromisoformat(str(published))
        batches[day].append(Snapshot(str(indicator), code, month, day, "", figure, source=str(source)))
    path = tmp_path_factory.mktemp("country") / "made.db"
    with create_store(path) as store:
        store.define(plan)
        for rows in batches.values():
            store.record(origin(), rows)
    return path


@pytest.mark.parametrize("kind", Kind)
def test_totals_by_sql_and_by_the_store_agree(country: Path, kind: Kind):
    by_sql = rows_of(
        country,
        "SELECT indicator, period, sum(value), sum(numerator), sum(denominator), count(*)"
        " FROM current_snapshot JOIN indicator ON indicator.id = indicator"
        " WHERE kind = ? GROUP BY indicator, period ORDER BY period",
        str(kind),
    )
    with open_store(country) as store:
        plan = store.plan()
        [indicator] = [one for one in plan.indicators.values() if one.kind is kind]
        [found] = store.series(plan, [(indicator.id, CITY)]).values()
    assert len(by_sql) == 30
    for one, (_, period, total, upper, lower, count) in zip(found.observations, by_sql, strict=True):
        expected = 7 if one.period >= Month.of(MERGED_ON) else 8
        value = total if upper is None else upper / lower * 100
        assert (str(one.period), one.value, one.reported, one.expected) == (
            period, rounded(value, indicator.decimals), count, expected
        )  # fmt: skip
    assert any(one.is_partial for one in found.observations)


def test_what_was_known_earlier_is_summed_as_it_was_known(country: Path):
    with open_store(country) as store:
        plan = store.plan()
        [then] = store.series(plan, [("i000", CITY)], date(2026, 2, 15)).values()
        [now] = store.series(plan, [("i000", CITY)]).values()
    last = then.observations[-1]
    assert str(last.period) == "2026-01"
    known = rows_of(
        country,
        "SELECT sum(value) FROM (SELECT value, max(known_from) FROM snapshot WHERE indicator = 'i000'"
        " AND period = '2026-01' AND known_from <= '2026-02-15' GROUP BY area)",
    )
    assert [(last.value,)] == known
    assert len(now.observations) > len(then.observations)


def test_the_country_is_the_sum_of_its_only_city(country: Path):
    with open_store(country) as store:
        plan = store.plan()
        whole, city = store.series(plan, [("i001", "country"), ("i001", CITY)]).values()
    assert [one.value for one in whole.observations] == [one.value for one in city.observations]
    assert {one.expected for one in whole.observations} == {1}
