"""What a page shows beside its report."""

from datetime import date, timedelta

import pytest
from builders import HOME, LEVEL, hold, month, monthly, plan
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.drawing import Drawing, drawing_of
from jobtrack.domain.history import Subject
from jobtrack.domain.report import Scope, build_report
from jobtrack.domain.report.page import places_drawn, previous_month_end, worth_drawing
from jobtrack.domain.series import Series

FLOOR = hold(100, "2021-01", "2021-12")


def drawn(series: Series, *targets) -> Drawing:
    whole, moment = plan([LEVEL], targets), month("2021-12")
    subject = Subject(LEVEL, whole.areas[HOME], moment, moment.last_day)
    return drawing_of(whole, subject, series, [])


@given(st.dates(min_value=date(1900, 2, 1)))
def test_the_report_before_was_due_when_the_month_before_ended(day: date):
    end = previous_month_end(day)
    assert end + timedelta(days=1) == day.replace(day=1)


@pytest.mark.parametrize(
    ("values", "targets", "is_worth"),
    [
        ([], [], False),
        ([], [FLOOR], False),
        ([101], [], False),
        ([101], [FLOOR], True),
        ([101, None, 102], [], True),
    ],
)
def test_a_chart_is_worth_drawing_that_shows_more_than_one_number(values, targets, *, is_worth: bool):
    drawing = drawn(monthly("2021-01", *values), *targets)
    assert worth_drawing([drawing]) == ((drawing,) if is_worth else ())


def test_a_series_with_several_targets_is_drawn_once():
    targets = [FLOOR, FLOOR._replace(id="other"), FLOOR._replace(id="east", area="east")]
    moment, other = month("2021-12"), LEVEL._replace(id="other")
    report = build_report(plan([LEVEL, other], targets), {}, Scope(), moment, moment.last_day)
    assert places_drawn(report) == [("employed", "east"), ("employed", HOME), ("other", HOME)]
