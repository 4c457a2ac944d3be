"""What is said to change a verdict changes it."""

from math import copysign

import pytest
from builders import (
    FLOW,
    LEVEL,
    cover,
    explained,
    grow,
    hold,
    judged,
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

from jobtrack.domain.assess.measures import Status
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.snapshot import Qualifier
from jobtrack.domain.target import Compare, Direction, Judge, Milestone, Path
from jobtrack.render.explanation.sentences import sentence_text
from jobtrack.render.medium import Medium
from jobtrack.render.report import columns

BEFORE, START, DUE = "2020-12", "2021-01", "2021-12"
CLIMB = reach(120, BEFORE, DUE, baseline=0.0)
ON_DECEMBER = grow(5, START, DUE, compare=Compare.LAST_DECEMBER)
ON_YEAR = grow(5, START, DUE, compare=Compare.LAST_YEAR)
FINE = {Status.ON_TRACK, Status.ACHIEVED}
VALUES = st.integers(-20, 20)


def prospects(explanation):
    return [sentence_text(one, explanation.row, Medium()) for one in explanation.prospects]


def test_growth_asks_for_whole_steps_of_the_indicator():
    # 5 % over 101 is 106.05: the next figure that can be recorded is 107.
    explanation = explained(ON_DECEMBER, points(point(BEFORE, 101), point("2021-10", 106)), "2021-10")
    assert explanation.row.status is Status.ON_TRACK
    assert "needs +1 by 2021-12: +0.5 a month" in prospects(explanation)


def test_a_bound_between_two_figures_is_shown_with_its_decimals():
    row = explained(ON_DECEMBER, points(point(BEFORE, 101), point(DUE, 106)), DUE, of=LEVEL).row
    shown = [text(row, Medium()) for text in (columns.value, columns.bound, columns.gap)]
    assert shown == ["106", "≥106.05", "-0.05"]


@pytest.mark.parametrize(("target", "of"), [(CLIMB, LEVEL), (quota(120), FLOW)], ids=["reach", "quota"])
def test_in_the_month_of_due_nothing_but_the_bound_is_on_track(target, of):
    found = prospects(explained(target, points(point("2021-11", 100)), "2021-11", of=of))
    assert found[0] == "needs +20 by 2021-12: +20 a month"


def test_what_is_behind_does_not_stay_on_track():
    path = (Milestone(month("2021-06"), 80.0), Milestone(month("2021-07"), 40.0))
    explanation = explained(CLIMB._replace(milestones=path), monthly("2021-06", 60), "2021-06")
    assert explanation.row.status is Status.BEHIND
    assert prospects(explanation)[0] == "on track in 2021-07 with ≥38"


def test_a_path_beyond_the_bound_asks_for_the_bound():
    path = (Milestone(month("2021-06"), 200.0),)
    explanation = explained(CLIMB._replace(milestones=path), monthly("2021-05", 60), "2021-05")
    assert prospects(explanation)[0] == "on track in 2021-06 with ≥120: +60"


def test_a_value_that_would_be_the_baseline_is_not_asked_for():
    target = reach(120, "2021-06", DUE)
    explanation = explained(target, points(point("2021-05", 20)), "2021-06")
    assert prospects(explanation)[0] == "needs +100 by 2021-12: +14.29 a month"


def test_the_next_month_of_a_sum_is_on_track_by_the_months_reported():
    # One of the four months is missing: 95 % of three times 10 is 28.5.
    explanation = explained(quota(120), monthly(START, 10, None, 10), "2021-03", of=FLOW)
    assert prospects(explanation)[0] == "on track in 2021-04 with ≥29: +9"


def test_a_sum_of_irregular_months_awaits_what_is_missing_to_its_bound():
    irregular = FLOW._replace(every=None)
    explanation = explained(quota(120), points(point("2021-09", 100)), "2022-01", of=irregular)
    assert explanation.row.status is Status.AWAITING_DATA
    assert prospects(explanation) == ["needs the values of 2021-12: +20 in all meets it"]


@pytest.mark.parametrize(("target", "of"), [(CLIMB, LEVEL), (quota(120), FLOW)], ids=["reach", "quota"])
def test_nearly_the_bound_needs_another_number(target, of):
    series = points(point("2021-11", 120, qualifier=Qualifier.NEARLY))
    found = prospects(explained(target, series, "2021-11", of=of))
    assert found[0] == "needs a value by 2021-12 that is ≥120 whatever is printed beside it"


def test_a_unit_that_was_not_covered_may_still_report_late():
    series = {"u1": points(point(DUE, 1)), "u2": points(point("2021-06", 0))}
    explanation = explained(cover(START, DUE), series, "2022-03", group=towns("u1", "u2"))
    assert explanation.row.status is Status.MISSED
    assert prospects(explanation) == [
        "the window is over: only a revision or a late value up to 2021-12 changes it",
        "not covered: u2",
    ]


@pytest.mark.parametrize(
    ("target", "series", "expected"),
    [
        (ON_DECEMBER, points(point("2021-03", 9)), "needs the values of 2020-12"),
        (ON_DECEMBER, points(point(BEFORE, 0)), "only a revision of its base changes it"),
        (ON_YEAR, points(point("2021-03", 9)), "needs the values of 2020-03"),
        (ON_YEAR, points(), "needs the values of 2020-06, 2021-06"),
    ],
)
def test_a_growth_that_is_not_defined_asks_for_its_base(target, series, expected):
    explanation = explained(target, series, "2021-06")
    assert (explanation.row.status, prospects(explanation)) == (Status.NO_DATA, [expected])


def test_a_breach_is_foreseen_up_to_due_only():
    falling = monthly(START, 109, 108, 107, 106)
    found = prospects(explained(hold(100, START, "2021-11"), falling, "2021-04"))
    assert "at this trend breached in 2021-11" in found
    earlier = prospects(explained(hold(100, START, "2021-10"), falling, "2021-04"))
    assert earlier == ["it stays met while the value is ≥100: 6 to spare"]


def test_a_tolerance_and_a_trend_are_asked_for_together():
    target = hold(100, START, "2021-08", tolerance=10.0, judge=Judge.AT_DUE)
    explanation = explained(target, monthly(START, 109, 108, 107, 103), "2021-04")
    assert explanation.row.status is Status.AT_RISK
    assert prospects(explanation)[-1] == "on track with ≥110 and a trend of ≥-2.5 a month"


@given(
    st.lists(VALUES.map(float), max_size=3),
    st.sampled_from(Path),
    st.sampled_from(Direction),
    VALUES,
    st.none() | VALUES.map(float),
    st.lists(st.none() | VALUES, min_size=1, max_size=9),
)
def test_the_value_that_is_on_track_next_is_the_least_that_is(
    milestones, path, direction, bound, baseline, values
):
    target = reach(
        bound,
        BEFORE,
        DUE,
        direction=direction,
        baseline=baseline,
        path=path,
        milestones=tuple(
            Milestone(month(START).plus(2 * place), value) for place, value in enumerate(milestones)
        ),
    )
    _check_next(target, monthly(START, *values), LEVEL)


@given(st.integers(1, 60), st.lists(st.none() | st.integers(0, 9), min_size=1, max_size=9))
def test_the_amount_that_is_on_track_next_is_the_least_that_is(bound, values):
    _check_next(quota(bound), monthly(START, *values), FLOW)


def _check_next(target, series, of):
    """Record what is said to be on track in the next month, and one unit less."""
    if series.last is None:
        return
    as_of = str(series.last.period)
    explanation = explained(target, series, as_of, of=of)
    for one in explanation.prospects:
        if "on track in {month}" not in one.template:
            continue
        least, later = one.fields["bound"].number.value, one.fields["month"]
        amount = least - (explanation.row.measures.value if of is FLOW else 0)
        step = copysign(1, target.direction.sign)
        for value, is_fine in ((amount, True), (amount - step, False)):
            longer = Series((*series.observations, Observation(later, value)))
            assert (judged(target, longer, str(later), of=of).status in FINE) is is_fine
