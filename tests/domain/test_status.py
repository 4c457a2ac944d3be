import pytest
from builders import hold, month, quota, reach

from jobtrack.domain.assess.measures import Colour, Measures, Standing, Status
from jobtrack.domain.assess.status import status_of

TARGET = reach(100, "2021-01", "2021-12")
NOW = month("2021-06")
GOING, OVER = Standing(met=False, over=False), Standing(met=False, over=True)
HELD = Standing(met=True, over=False, is_held=True)


def test_every_status_has_the_colour_of_its_table_in_the_order_tried():
    assert [(str(status), str(status.colour)) for status in Status] == [
        ("not started", "grey"),
        ("no data", "grey"),
        ("missed", "red"),
        ("awaiting data", "grey"),
        ("achieved", "green"),
        ("breached", "red"),
        ("regressing", "red"),
        ("off track", "red"),
        ("behind", "amber"),
        ("at risk", "amber"),
        ("on track", "green"),
    ]
    assert {status.colour for status in Status} == set(Colour)


@pytest.mark.parametrize("standing", [None, GOING, OVER, HELD, OVER._replace(outcome=True)])
def test_nothing_comes_before_the_start(standing):
    assert status_of(TARGET, Measures(), standing, month("2020-12")) is Status.NOT_STARTED


def test_a_target_starts_in_its_first_month():
    assert status_of(TARGET, Measures(), None, month("2021-01")) is Status.NO_DATA


@pytest.mark.parametrize("target", [TARGET, hold(100, "2021-01", "2021-12"), quota(100)])
def test_a_deadline_that_passed_without_any_value_is_no_data(target):
    assert status_of(target, Measures(), None, month("2023-01")) is Status.NO_DATA


@pytest.mark.parametrize(
    ("outcome", "status"), [(True, "achieved"), (False, "missed"), (None, "awaiting data")]
)
@pytest.mark.parametrize("met", [True, False])
@pytest.mark.parametrize("is_held", [True, False])
def test_a_window_that_is_over_has_an_outcome_or_none(outcome, status, met, is_held):
    standing = Standing(met, over=True, outcome=outcome, is_held=is_held, in_danger=True)
    assert status_of(TARGET, Measures(pace=-1.0), standing, NOW) == status


@pytest.mark.parametrize(
    ("standing", "status"),
    [
        (HELD, "on track"),
        (HELD._replace(in_danger=True), "at risk"),
        (HELD._replace(met=False), "breached"),
        (HELD._replace(met=False, in_danger=True), "breached"),
    ],
)
def test_a_hold_that_is_not_over_is_never_achieved(standing, status):
    assert status_of(TARGET, Measures(), standing, NOW) == status


@pytest.mark.parametrize("pace", [None, -1.0, 0.3, 2.0])
def test_a_target_that_is_met_is_achieved_whatever_its_pace(pace):
    met = GOING._replace(met=True)
    assert status_of(TARGET, Measures(pace=pace), met, NOW) is Status.ACHIEVED


@pytest.mark.parametrize(
    ("pace", "status"),
    [
        (None, "on track"),
        (3.0, "on track"),
        (0.95, "on track"),
        (0.95 * (1 - 1e-10), "on track"),
        (0.95 * (1 - 1e-8), "behind"),
        (0.6, "behind"),
        (0.6 * (1 - 1e-10), "behind"),
        (0.6 * (1 - 1e-8), "off track"),
        (0.0, "off track"),
        (-0.0, "off track"),
        (-0.01, "regressing"),
    ],
)
def test_the_pace_is_cut_at_95_at_60_and_at_0_percent_within_a_billionth(pace, status):
    # Source: docs/method.md, pace and its cuts (Eurostat; relative tolerance 1e-9).
    assert status_of(TARGET, Measures(pace=pace), GOING, NOW) == status


@pytest.mark.parametrize("cut", [0.2, -0.5])
def test_a_cut_of_a_targets_own_is_kept_within_a_billionth_too(cut):
    target, least = TARGET._replace(off_track_from=cut), cut - 1e-10 * abs(cut)
    assert status_of(target, Measures(pace=least), GOING, NOW) is Status.OFF_TRACK
    assert status_of(target, Measures(pace=cut - 1e-3), GOING, NOW) is Status.REGRESSING
