"""Paths that are not one straight line: milestones, steps, past years' shares, own thresholds."""

import pytest
from builders import FLOW, YTD, judged, monthly, point, points, quota, reach, verdict
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.assess.reach import path_value
from jobtrack.domain.assess.status import Status
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation, Series
from jobtrack.domain.target import Direction, Milestone, Path

START = Month(2020, 1)
SERVED = reach(
    100,
    "2020-01",
    "2025-01",
    baseline=40.0,
    milestones=(Milestone(START.plus(24), 60.0), Milestone(START.plus(48), 90.0)),
)


@pytest.mark.parametrize(
    ("months", "value"), [(0, 40), (12, 50), (24, 60), (36, 75), (48, 90), (54, 95), (60, 100)]
)
def test_the_path_runs_straight_from_milestone_to_milestone(months: int, value: float):
    start = Observation(START, 40.0)
    assert path_value(SERVED, start, 100.0, START.plus(months)) == value


@pytest.mark.parametrize(
    ("months", "value"), [(0, 40), (23, 40), (24, 60), (47, 60), (48, 90), (59, 90), (60, 100)]
)
def test_a_path_in_steps_stays_at_the_last_milestone(months: int, value: float):
    start = Observation(START, 40.0)
    steps = SERVED._replace(path=Path.STEP)
    assert path_value(steps, start, 100.0, START.plus(months)) == value


def test_sixty_at_month_24_is_on_the_path():
    # Worked number, docs/method.md, reach: 40 → 60 at month 24 → 90 at 48 → 100 at 60.
    said = judged(SERVED, points(point("2022-01", 60)), "2022-01")
    assert (said.measures.pace, said.measures.elapsed, said.status) == (1.0, 0.4, Status.ON_TRACK)


def test_before_the_first_step_nothing_is_asked_for():
    said = judged(SERVED._replace(path=Path.STEP), points(point("2021-01", 39)), "2021-01")
    assert (said.measures.expected, said.measures.pace, said.status) == (40.0, None, Status.ON_TRACK)


@given(st.lists(st.floats(-1e6, 1e6), max_size=4), st.floats(-1e6, 1e6), st.sampled_from(Path))
def test_every_path_meets_its_milestones_and_its_bound(values: list[float], bound: float, path: Path):
    milestones = tuple(
        Milestone(START.plus(7 * place), value) for place, value in enumerate(values, start=1)
    )
    target = SERVED._replace(milestones=milestones, path=path)
    for month, value in (*milestones, (target.due, bound)):
        assert path_value(target, Observation(START, 40.0), bound, month) == value


@pytest.mark.parametrize(
    ("value", "status"), [(46, "on track"), (43, "behind"), (41, "off track"), (39, "regressing")]
)
def test_a_target_may_set_its_own_thresholds(value: float, status: str):
    # 2021-01: P = 50 on a way of 10; paces .6, .3, .1 and −.1 against cuts of .5, .2 and 0.
    own = SERVED._replace(on_track_from=0.5, behind_from=0.2)
    assert judged(own, points(point("2021-01", value)), "2021-01").status == status


def test_a_threshold_below_zero_forgives_a_step_back():
    own = SERVED._replace(off_track_from=-0.2)
    assert judged(own, points(point("2021-01", 39)), "2021-01").status == "off track"


def season(*years: tuple[int, ...]) -> Series:
    """Whole past years of flows, then the flows of this one."""
    flows = [value for year in years for value in year]
    return monthly(str(Month(2024, 1).plus(-12 * (len(years) - 1))), *flows)


EARLY = (10, 10, 10, 10, 9, 9, 7, 7, 7, 7, 7, 7)  # 58 of 100 by June
NOW = (8, 9, 12, 10, 11, 13)


@pytest.mark.parametrize(
    ("value", "pace", "status"),
    [
        (45, 2.5, "on track"),
        (35, 1.5, "on track"),
        (30, 1, "on track"),
        (29, 0.9, "behind"),
        (25, 0.5, "off track"),
        (19, -0.1, "regressing"),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_a_path_that_leads_away_at_first_asks_no_more_than_it_says(value, pace, status, sign):
    # Worked number, docs/method.md, reach: from 40 over 30 to 100.
    target = reach(
        sign * 100,
        "2021-01",
        "2022-12",
        baseline=sign * 40.0,
        direction=Direction.AT_LEAST if sign > 0 else Direction.AT_MOST,
        milestones=(Milestone(Month(2021, 7), sign * 30.0),),
    )
    said = judged(target, points(point("2021-07", sign * value)), "2021-07")
    assert (said.measures.pace, said.status) == (pytest.approx(pace), status)


TASK = quota(120, "2024", seasonal_share=True)


def test_the_share_that_past_years_had_by_then_is_expected():
    # Worked number, docs/method.md, quota: share .58, r .905, projected 108.6, behind.
    said = judged(TASK, season(EARLY, EARLY, NOW), "2024-06", of=FLOW)
    measures = said.measures
    assert (measures.elapsed, measures.share_of_year, said.status) == (0.58, 0.5, Status.BEHIND)
    assert (round(measures.pace, 3), round(measures.projected, 1)) == (0.905, 108.6)
    assert (measures.expected, measures.ahead_points) == (pytest.approx(69.6), pytest.approx(2.5))


def test_the_same_of_a_year_to_date_indicator():
    def totals(flows: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sum(flows[: place + 1]) for place in range(len(flows)))

    series = season(totals(EARLY), totals(EARLY), totals(NOW))
    said = judged(TASK, series, "2024-06", of=YTD)
    assert (said.measures.elapsed, said.status) == (0.58, Status.BEHIND)


@pytest.mark.parametrize(
    "years",
    [(EARLY, NOW), (EARLY, (*EARLY[:11], None), NOW), (EARLY, (0,) * 12, NOW)],
    ids=["one year", "an incomplete year", "a year of nothing"],
)
def test_without_two_complete_years_the_calendar_counts(years):
    said = judged(TASK, season(*years), "2024-06", of=FLOW)
    assert (said.measures.elapsed, said.status) == (0.5, Status.ON_TRACK)


def test_a_seasonal_share_counts_the_months_reported():
    said = judged(TASK, season(EARLY, EARLY, (8, 9, None, 10, 11, 13)), "2024-06", of=FLOW)
    assert (said.measures.elapsed, said.measures.share_of_year) == (0.48, pytest.approx(5 / 12))


def test_nothing_is_expected_by_a_month_by_which_past_years_had_done_nothing():
    late = (0,) * 6 + (20,) * 6
    said = judged(TASK, season(late, late, (0, 0, 1)), "2024-03", of=FLOW)
    assert (said.measures.elapsed, said.measures.expected) == (0, 0)
    assert (said.measures.pace, said.measures.projected) == (None, None)
    assert verdict(said) == ("on track", "early")


def test_a_task_that_does_not_ask_for_it_keeps_the_calendar():
    plain = quota(120, "2024")
    assert judged(plain, season(EARLY, EARLY, NOW), "2024-06", of=FLOW).measures.elapsed == 0.5
