"""Each formula of an explanation, with its numbers filled in, gives what was judged by."""

import re
from math import sqrt

import pytest
from builders import (
    FLOW,
    LEVEL,
    YTD,
    cover,
    explained,
    grow,
    hold,
    month,
    monthly,
    point,
    points,
    quota,
    reach,
    towns,
)
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.explanation.step import Form
from jobtrack.domain.indicator import Kind
from jobtrack.domain.target import Compare, Direction, Judge, Milestone, Path
from jobtrack.render.explanation.text import MEANINGS, NAMES

VALUES = st.integers(1, 40)
START, DUE, BEFORE = "2021-01", "2021-12", "2020-12"
SERIES = st.builds(
    lambda first, rest: monthly(BEFORE, first, *rest),
    VALUES,
    st.lists(st.none() | VALUES, min_size=1, max_size=13),
)
MILESTONES = st.sampled_from([(), (Milestone(month("2021-06"), 15.0),)])
HOLDS = st.builds(
    lambda bound, direction, judge: hold(bound, START, DUE, direction=direction, judge=judge),
    VALUES,
    st.sampled_from(Direction),
    st.sampled_from(Judge),
)
REACHES = st.builds(
    lambda bound, direction, baseline, milestones, path: reach(
        bound, BEFORE, DUE, direction=direction, baseline=baseline,
        baseline_period=month(BEFORE), milestones=milestones, path=path,
    ),
    VALUES,
    st.sampled_from(Direction),
    st.none() | VALUES.map(float),
    MILESTONES,
    st.sampled_from(Path),
)  # fmt: skip
GROWS = st.builds(
    lambda bound, compare: grow(bound, START, DUE, compare=compare),
    VALUES,
    st.sampled_from(Compare),
)


def evaluated(step):
    """What the formula of ``step`` comes to, as arithmetic that knows nothing of jobtrack."""
    text = step.formula.replace("−", "-").replace("·", "*").replace("√", "sqrt")
    assert re.fullmatch(r"[\w\s+\-*/().]+", text)
    terms = {name: number.value for name, number in step.terms.items()}
    known = {"__builtins__": {}, "sqrt": sqrt}
    return eval(text, known, terms)  # noqa: S307 - checked just above


def steps(explanation):
    return {step.name: step for step in explanation.steps}


def assert_each_step_gives_its_measure(explanation):
    measures = explanation.row.measures._asdict()
    for step in explanation.steps:
        assert step.name in NAMES
        expected = step.result.value
        assert evaluated(step) == pytest.approx(expected, rel=1e-9, abs=1e-8), step
        if step.name in measures:
            scale = 100 if step.result.form is Form.PERCENT and step.name == "growth" else 1
            assert expected == pytest.approx(measures[step.name] * scale)
        elif step.name == "worst_buffer":
            assert expected == measures["worst_buffer"]


@given(HOLDS | REACHES | GROWS, SERIES, st.integers(0, 14), st.booleans())
def test_the_formulas_of_holds_reaches_and_grows_come_out(target, series, months, is_seasonal):
    of = LEVEL._replace(seasonal=is_seasonal)
    as_of = str(month(BEFORE).plus(months))
    assert_each_step_gives_its_measure(explained(target, series, as_of, of=of))


@given(st.sampled_from([FLOW, YTD]), VALUES, SERIES, st.integers(1, 13), st.booleans())
def test_the_formulas_of_a_quota_come_out(kind, bound, series, months, is_seasonal):
    target = quota(bound, seasonal_share=is_seasonal)
    as_of = str(month(BEFORE).plus(months))
    assert_each_step_gives_its_measure(explained(target, series, as_of, of=kind))


@given(st.lists(st.none() | st.integers(0, 2), min_size=1, max_size=6), st.integers(0, 11))
def test_the_formulas_of_a_cover_come_out(counts, months):
    as_of = str(month(START).plus(months))
    units = [f"u{index}" for index in range(len(counts))]
    series = {
        unit: points(point(as_of, count))
        for unit, count in zip(units, counts, strict=True)
        if count is not None
    }
    explanation = explained(cover(START, DUE), series, as_of, group=towns(*units, size=7))
    assert_each_step_gives_its_measure(explanation)


def test_a_hold_shows_trend_and_the_months_to_breach():
    # Worked number, docs/method.md, hold: 774,000 … 770,500 with 18 months left: 9.0 months to breach.
    target = hold(760_000, "2021-01", "2025-12")
    series = monthly("2024-03", 774_000, 775_200, 772_100, 770_500)
    found = steps(explained(target, series, "2024-06"))
    assert found["trend_per_month"].formula == "(v − vk) / n"
    assert evaluated(found["trend_per_month"]) == pytest.approx(-3_500 / 3)
    assert evaluated(found["value_at_due"]) == pytest.approx(749_500)
    assert evaluated(found["months_to_breach"]) == pytest.approx(9)


def test_a_quota_of_flows_shows_the_months_that_it_adds_up():
    # Worked number, docs/method.md, quota: 8, 9, 12, 10, 11, 13 to June make 63.
    found = steps(explained(quota(120), monthly("2021-01", 8, 9, 12, 10, 11, 13), "2021-06", of=FLOW))
    assert found["value"].formula == "m1 + m2 + m3 + m4 + m5 + m6"
    assert found["value"].result.value == 63


def test_a_seasonal_quota_shows_the_share_of_each_past_year():
    series = points(
        *(point(f"{year}-06", june) for year, june in ((2019, 50), (2020, 66), (2021, 63))),
        *(point(f"{year}-12", 100) for year in (2019, 2020)),
    )
    found = steps(explained(quota(120, seasonal_share=True), series, "2021-06", of=YTD))
    assert found["elapsed"].formula == "(s2019 + s2020) / n"
    assert evaluated(found["elapsed"]) == pytest.approx(0.58)


def test_a_path_over_milestones_shows_the_stretch_that_t_lies_on():
    # Worked number, docs/method.md, reach: 40 → 60 at month 24 → 90 at 48 → 100 at 60.
    milestones = (Milestone(month("2022-12"), 60.0), Milestone(month("2024-12"), 90.0))
    target = reach(
        100, "2020-12", "2025-12", baseline=40.0, baseline_period=month("2020-12"),
        milestones=milestones,
    )  # fmt: skip
    step = steps(explained(target, points(point("2023-12", 70)), "2023-12"))["expected"]
    assert step.formula == "p1 + (p2 − p1) · a / b"
    assert {name: number.value for name, number in step.terms.items()} == {
        "p1": 60,
        "p2": 90,
        "a": 12,
        "b": 24,
    }


def test_growth_of_a_ratio_is_a_difference():
    of = LEVEL._replace(kind=Kind.RATIO, decimals=1)
    target = grow(2, START, DUE, compare=Compare.LAST_DECEMBER)
    found = steps(explained(target, points(point(BEFORE, 40), point("2021-06", 41)), "2021-06", of=of))
    assert (found["growth"].formula, found["bound"].formula) == ("v − b", "b + x")
    assert found["bound"].result.value == 42


def test_every_mark_is_explained():
    assert set(MEANINGS) == set(Mark)


def test_without_a_value_there_is_nothing_to_work_out():
    assert explained(hold(5, START, DUE), points(), "2021-06").steps == ()
