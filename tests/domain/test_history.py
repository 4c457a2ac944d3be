from datetime import date

from builders import FLOW, HOME, LEVEL, hold, indicator, month, plan, quota, reach, snapshot
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.area import Area
from jobtrack.domain.assess.measures import Mark
from jobtrack.domain.history import Subject, history_of, running_target
from jobtrack.domain.series import series_of
from jobtrack.domain.snapshot import Flag
from jobtrack.domain.target import Direction
from jobtrack.domain.text import Names

FIRST, SECOND, THIRD = (f"2022-0{n}-05T08:00:00.000000Z-0000000{n}" for n in (1, 2, 3))
NO_CHANGE = (None, None)


def subject(of=LEVEL, as_of="2030-12"):
    last = month(as_of)
    return Subject(of, Area(HOME, Names("", "City")), last, last.last_day)


def history(*rows, of=LEVEL, targets=(), as_of="2030-12"):
    return history_of(plan([of], targets), subject(of, as_of), series_of(of, rows), rows)


def values(entries):
    return [(str(one.row.measures.period), one.row.measures.value) for one in entries]


def changes(entries):
    measures = [one.row.measures for one in entries]
    return [(one.change_month, one.change_year) for one in measures]


def shares(entries):
    rows = [one.row for one in entries]
    return [(row.target and row.target.id, row.measures.attainment) for row in rows]


def test_a_history_has_the_months_with_a_value_oldest_first_and_no_others():
    september, july = snapshot("2021-09", 3, "2021-10-01"), snapshot("2021-07", 1, "2021-08-01")
    entries = history(september, july)
    assert values(entries) == [("2021-07", 1), ("2021-09", 3)]
    assert [one.snapshot for one in entries] == [july, september]


def test_months_after_as_of_are_left_out():
    rows = [snapshot("2021-07", 1, "2021-08-01"), snapshot("2021-08", 2, "2021-09-01")]
    assert values(history(*rows, as_of="2021-07")) == [("2021-07", 1)]


def test_nothing_known_is_an_empty_history():
    assert history() == ()


def test_the_row_beside_a_value_is_the_one_that_states_it():
    earlier = snapshot("2021-06", 765_000, "2021-07-19", "2")
    later = snapshot("2021-06", 766_000, "2022-08-03", "1")
    [entry] = history(later, earlier)
    assert (entry.snapshot, entry.row.measures.value) == (later, 766_000)
    assert entry.row.marks == (Mark.REVISED,)


def test_a_withdrawn_month_has_no_line():
    stated = snapshot("2021-06", 1, "2021-07-01")
    withdrawn = snapshot("2021-06", None, "2021-08-01", flag=Flag.MISSING)
    assert history(stated, withdrawn) == ()


def test_a_change_is_known_only_where_exactly_that_month_is():
    rows = [
        snapshot(period, value, "2022-08-01")
        for period, value in (("2021-06", 10), ("2021-07", 12), ("2021-09", 15), ("2022-06", 17))
    ]
    assert changes(history(*rows)) == [NO_CHANGE, (2, None), NO_CHANGE, (None, 7)]


def test_the_break_and_the_changes_across_it_are_marked_and_later_ones_are_not():
    rows = [
        snapshot("2023-06", 1, "2024-01-01"),
        snapshot("2023-12", 5, "2024-01-01", flag=Flag.BREAK),
        snapshot("2024-01", 6, "2024-02-01"),
        snapshot("2024-06", 7, "2024-07-01", flag=Flag.PROVISIONAL),
    ]
    assert [one.row.marks for one in history(*rows)] == [
        (),
        (Mark.BREAK,),
        (),
        (Mark.PROVISIONAL, Mark.BREAK),
    ]


def test_a_value_is_measured_by_the_target_that_ran_in_its_month():
    targets = [
        hold(10, "2021-01", "2021-12", id="year"),
        hold(20, "2021-06", "2025-12", id="five-years"),
    ]
    rows = [
        snapshot(period, 10, "2026-03-01")
        for period in ("2020-12", "2021-01", "2021-06", "2025-12", "2026-01")
    ]
    assert shares(history(*rows, targets=targets)) == [
        (None, None),
        ("year", 1.0),
        ("five-years", 0.5),
        ("five-years", 0.5),
        (None, None),
    ]


def test_of_targets_due_in_the_same_month_the_first_id_is_taken():
    targets = [hold(bound, "2021-01", "2021-12", id=id) for id, bound in (("b", 10), ("a", 20))]
    found = running_target(plan([LEVEL], targets), subject(), month("2021-03"))
    assert found == targets[1]


def test_targets_of_other_areas_and_indicators_and_those_without_a_bound_do_not_count():
    targets = [
        hold(10, "2021-01", "2021-12", id="elsewhere", area="east"),
        hold(10, "2021-01", "2021-12", id="other", indicator="income"),
        hold(None, "2021-01", "2021-12", id="boundless"),
    ]
    income = indicator(id="income", section="income")
    assert running_target(plan([LEVEL, income], targets), subject(), month("2021-03")) is None


def test_a_flow_is_measured_against_its_quota_by_its_sum_so_far_and_shown_by_the_month():
    # 8 + 9 + 12 of 120
    rows = [snapshot(f"2021-0{n}", value, "2021-08-01") for n, value in enumerate((8, 9, 12), start=1)]
    entries = history(*rows, of=FLOW, targets=[quota(120)])
    assert values(entries) == [("2021-01", 8), ("2021-02", 9), ("2021-03", 12)]
    assert shares(entries) == [("t", 8 / 120), ("t", 17 / 120), ("t", 29 / 120)]


def test_a_reach_has_its_progress_from_the_baseline_beside_its_attainment():
    target = reach(12, "2021-01", "2021-12", baseline=7.0, baseline_period=month("2020-12"))
    [entry] = history(snapshot("2021-06", 9, "2021-07-01"), targets=[target])
    measures = entry.row.measures
    assert (measures.attainment, measures.progress, measures.gap) == (0.75, 0.4, 3)


def test_a_ceiling_is_named_and_has_no_attainment():
    ceiling = hold(10, "2021-01", "2021-12", direction=Direction.AT_MOST)
    entries = history(snapshot("2021-02", 5, "2021-03-01"), targets=[ceiling])
    assert shares(entries) == [("t", None)]


ROWS = st.lists(
    st.builds(
        snapshot,
        st.sampled_from([month("2021-01").plus(count) for count in range(14)]),
        st.none() | st.integers(0, 3).map(float),
        st.dates(date(2021, 1, 1), date(2021, 1, 9)),
        st.sampled_from((FIRST, SECOND, THIRD)),
    ),
    unique_by=lambda row: (row.period, row.known_from, row.batch),
    max_size=12,
)


@given(ROWS, st.randoms(use_true_random=False))
def test_a_history_does_not_depend_on_the_order_of_rows(rows, random):
    shuffled = random.sample(rows, len(rows))
    assert history(*shuffled) == history(*rows)
