import pytest
from builders import LEVEL, judged, month, monthly, point, points, reach, verdict

from jobtrack.domain.assess.measures import Assessment, Mark, Measures, Status
from jobtrack.domain.snapshot import Flag, Qualifier
from jobtrack.domain.target import Direction

ONE_DECIMAL = LEVEL._replace(decimals=1)
FROM_2020 = {"baseline_period": month("2020-12")}
SHARE = reach(6, "2020-12", "2025-12", direction=Direction.AT_MOST, baseline=12.0, **FROM_2020)
CLIMB = reach(100, "2020-12", "2022-12", baseline=0.0, **FROM_2020)
NO_BASELINE = reach(100, "2021-01", "2021-12")


def test_a_value_on_its_way_down_is_measured_against_the_straight_path():
    # Worked number, docs/method.md, reach: 12 → 6 at most, now 8.7: p = .55.
    said = judged(SHARE, points(point("2023-12", 8.7)), "2023-12", of=ONE_DECIMAL)
    assert said == Assessment(
        Measures(
            bound=6,
            baseline=12,
            baseline_period=month("2020-12"),
            period=month("2023-12"),
            value=8.7,
            qualifier=Qualifier.EXACT,
            flag=Flag.NORMAL,
            age_months=0,
            progress=pytest.approx(0.55),
            elapsed=0.6,
            expected=pytest.approx(8.4),
            gap=2.7,
            gap_to_path=pytest.approx(0.3),
            pace=pytest.approx(0.55 / 0.6),
            required_per_month=pytest.approx(-2.7 / 24),
            observed_per_month=pytest.approx(-3.3 / 36),
            months_left=24,
        ),
        Status.BEHIND,
        (),
    )


@pytest.mark.parametrize(
    ("baseline", "bound", "value", "direction", "progress"),
    [
        (12, 6, 8.7, Direction.AT_MOST, 0.55),
        (12, 6, 9.7, Direction.AT_MOST, 0.3833),
        (7, 12, 9, Direction.AT_LEAST, 0.4),
        (2_505, 15_000, 12_980, Direction.AT_LEAST, 0.8383),
        (-10, -4, -7, Direction.AT_LEAST, 0.5),
        (-4, 4, -6, Direction.AT_LEAST, -0.25),
        (10, 0, 4, Direction.AT_MOST, 0.6),
        (0, 10, 4, Direction.AT_LEAST, 0.4),
    ],
)
def test_progress_is_the_share_of_the_way_from_the_baseline(
    baseline, bound, value, direction, progress
):
    # Worked numbers, docs/method.md, reach; then negative values, a bound of zero, a baseline of zero.
    target = reach(
        bound, "2020-12", "2025-12", direction=direction, baseline=float(baseline), **FROM_2020
    )
    said = judged(target, points(point("2022-12", value)), "2022-12", of=ONE_DECIMAL)
    assert said.measures.progress == pytest.approx(progress, abs=0.00005)


@pytest.mark.parametrize(
    ("value", "status"),
    [(100, "achieved"), (50, "on track"), (47.5, "on track"), (47.4, "behind"), (30, "behind"),
     (29.9, "off track"), (0, "off track"), (-0.1, "regressing")],
)  # fmt: skip
def test_the_pace_on_the_path_decides_the_status(value, status):
    # P is 50 halfway: 95 % and 60 % of it are on the good side.
    said = judged(CLIMB, points(point("2021-12", value)), "2021-12", of=ONE_DECIMAL)
    assert verdict(said) == (status,)


def test_the_path_starts_from_the_last_value_at_or_before_start():
    said = judged(NO_BASELINE, monthly("2020-11", 10, 20, None, 30, 40, 50), "2021-04")
    assert (said.measures.baseline, said.measures.baseline_period) == (20, month("2020-12"))
    assert (said.measures.elapsed, said.measures.progress) == (4 / 12, 30 / 80)


def test_the_path_starts_from_the_first_value_in_the_window_where_none_is_earlier():
    said = judged(NO_BASELINE, monthly("2021-03", 10, 20), "2021-04")
    assert (said.measures.baseline, said.measures.baseline_period) == (10, month("2021-03"))
    assert said.measures.pace == pytest.approx(10 / 10)


def test_a_baseline_that_is_the_only_point_has_no_pace_yet():
    said = judged(NO_BASELINE, monthly("2021-01", 40), "2021-02")
    assert verdict(said) == ("on track", "early")
    assert (said.measures.pace, said.measures.observed_per_month) == (None, None)
    assert said.measures.gap == 60


def test_a_stated_baseline_without_any_value_is_no_data():
    assert judged(CLIMB, points(), "2021-06") == Assessment(Measures(bound=100), Status.NO_DATA, ())


@pytest.mark.parametrize(("period", "marks"), [("2021-02", ("early",)), ("2021-03", ())])
def test_the_first_tenth_of_the_way_has_no_pace(period, marks):
    # Two months of 24 are 8 %; three are 12.5 %.
    said = judged(CLIMB, points(point(period, 50)), period)
    assert verdict(said) == ("on track", *marks)
    assert (said.measures.pace is None) == bool(marks)


def test_a_bound_met_early_on_is_achieved():
    assert verdict(judged(CLIMB, points(point("2021-01", 100)), "2021-01")) == ("achieved", "early")


def test_a_bound_that_was_met_and_is_not_now_is_lost():
    said = judged(CLIMB, points(point("2021-06", 101), point("2021-12", 99)), "2021-12")
    assert verdict(said) == ("on track", "lost")


@pytest.mark.parametrize(("at_due", "status"), [(100, "achieved"), (99, "missed")])
def test_a_passed_deadline_is_judged_on_the_value_of_due(at_due, status):
    said = judged(CLIMB, monthly("2022-12", at_due, 50, 150), "2023-02")
    assert verdict(said) == (status,)
    assert (said.measures.period, said.measures.value) == (month("2022-12"), at_due)
    assert (said.measures.months_left, said.measures.required_per_month) == (0, None)


def test_the_value_of_due_is_judged_as_soon_as_it_is_in():
    assert verdict(judged(CLIMB, points(point("2022-12", 99)), "2022-12")) == ("missed",)


@pytest.mark.parametrize("value", [90, 100])
def test_a_passed_deadline_without_the_value_of_due_awaits_data(value):
    series = points(point("2022-11", value), point("2023-01", 150))
    assert verdict(judged(CLIMB, series, "2023-01")) == ("awaiting data", "stale")


def test_a_bound_equal_to_the_baseline_is_held_at_due():
    target = CLIMB._replace(bound=0.0)
    said = judged(target, monthly("2020-12", 0, 5, 0), "2021-02")
    assert verdict(said) == ("on track", "met at baseline")
    assert (said.measures.progress, said.measures.pace, said.measures.baseline) == (None, None, 0)
    assert verdict(judged(target, monthly("2020-12", 0, 5, -1), "2021-02")) == (
        "breached",
        "met at baseline",
    )


def test_a_bound_that_the_baseline_is_past_already_is_held_at_due():
    target = CLIMB._replace(baseline=120.0, due=month("2021-03"))
    kept = judged(target, monthly("2020-12", 120, 90, 110, 105), "2021-03")
    assert verdict(kept) == ("achieved", "breached before", "met at baseline")
    lost = judged(target, monthly("2020-12", 120, 130, 110, 99), "2021-03")
    assert (lost.status, Mark.MET_AT_BASELINE in lost.marks) == (Status.MISSED, True)


def test_the_baseline_is_rounded_as_the_values_are():
    # Product, data rule 7: 99.6 persons are 100, and T = v0 is held at due.
    said = judged(CLIMB._replace(baseline=99.6), points(point("2020-12", 100)), "2021-01")
    assert verdict(said) == ("on track", "met at baseline")
    assert said.measures.baseline == 100


@pytest.mark.parametrize(("now", "status"), [("nearly", "breached"), ("exact", "on track")])
def test_a_baseline_that_is_nearly_the_bound_is_held_at_due(now, status):
    # Product, section 4: T = v0 is judged as a hold at due, whatever the qualifier of v0 says.
    series = points(
        point("2021-01", 100, qualifier=Qualifier.NEARLY),
        point("2021-02", 100, qualifier=Qualifier(now)),
    )
    assert judged(NO_BASELINE, series, "2021-02").status == status


@pytest.mark.parametrize(("value", "status"), [(100, "achieved"), (90, "missed")])
def test_a_single_value_at_due_decides_without_a_path(value, status):
    # Without a baseline the first value in the window is v0; at due P = v0, no pace.
    said = judged(NO_BASELINE, points(point("2021-12", value)), "2021-12")
    assert said.status == status


def test_the_qualifier_decides_at_the_bound():
    nearly = points(point("2021-12", 100, qualifier=Qualifier.NEARLY))
    said = judged(CLIMB, nearly, "2021-12")
    assert (said.status, said.measures.gap) == (Status.ON_TRACK, 0)


def test_a_reach_does_not_start_before_its_month():
    target = CLIMB._replace(start=month("2021-06"))
    assert judged(target, points(point("2021-03", 5)), "2021-05").status is Status.NOT_STARTED


def test_a_value_before_start_is_used_as_the_last_known_one():
    # Reach uses any period up to as-of.
    target = CLIMB._replace(start=month("2021-06"))
    said = judged(target, points(point("2021-04", 20)), "2021-06")
    assert (said.measures.period, said.measures.age_months) == (month("2021-04"), 2)
    assert verdict(said) == ("on track",)


def test_a_path_across_a_break_is_marked():
    series = points(point("2020-12", 0), point("2021-06", 30, flag=Flag.BREAK), point("2021-09", 40))
    assert verdict(judged(CLIMB, series, "2021-09")) == ("on track", "break")


def test_a_reach_says_where_it_is_heading():
    # 10 a month from 0: 60 + 10·(.9 + .81 + … + .9⁶) is 102.17, and every change is the same.
    straight = reach(100, "2021-01", "2022-01", baseline=0.0)
    said = judged(straight, monthly("2021-01", *range(0, 70, 10)), "2021-07").measures
    assert (round(said.projected, 2), said.projection) == (102.17, "likely")
    assert (said.projected_low, said.projected_high) == (said.projected, said.projected)
    assert said.projected_period == month("2022-01")


def test_three_points_lead_nowhere():
    straight = reach(100, "2021-01", "2022-01", baseline=0.0)
    assert judged(straight, monthly("2021-01", 0, 10, 20), "2021-03").measures.projection is None


def test_a_baseline_month_without_a_number_takes_the_value_known_for_it():
    target = NO_BASELINE._replace(baseline_period=month("2020-06"))
    series = points(point("2020-06", 40), point("2020-12", 50), point("2021-06", 80))
    measures = judged(target, series, "2021-06").measures
    assert (measures.baseline, measures.baseline_period) == (40, month("2020-06"))
