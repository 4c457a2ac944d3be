"""Which rows of many series are current, told in one walk."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.month import Month
from jobtrack.domain.snapshot import Figure, Flag, Snapshot, current_ones, in_order_known


def row(indicator: str, area: str, month: int, day: int, batch: str, value: float | None) -> Snapshot:
    known_from = date(2022, 1, 1) + timedelta(days=day)
    figure = None if value is None else Figure(value)
    flag = Flag.MISSING if value is None else Flag.NORMAL
    return Snapshot(indicator, area, Month(2021, month), known_from, batch, figure, flag)


ROWS = st.builds(
    row,
    st.sampled_from("ij"),
    st.sampled_from("ab"),
    st.integers(1, 3),
    st.integers(0, 2),
    st.sampled_from("xyz"),
    st.sampled_from([None, 1.0, 2.0]),
)


def test_the_last_known_of_a_month_is_current_and_a_withdrawn_month_has_none():
    first = row("i", "a", 1, 0, "x", 1.0)
    revised = row("i", "a", 1, 1, "x", 2.0)
    of_the_same_day = row("i", "a", 1, 1, "y", 3.0)
    withdrawn = (row("i", "a", 2, 0, "x", 1.0), row("i", "a", 2, 1, "x", None))
    elsewhere = row("i", "b", 1, 0, "x", 4.0)
    rows = [first, revised, of_the_same_day, *withdrawn, elsewhere]
    assert list(current_ones(rows)) == [of_the_same_day, elsewhere]


@given(st.lists(ROWS, unique_by=lambda one: one[:5]))
def test_they_are_those_that_each_month_would_give_by_itself(rows: list[Snapshot]):
    months: dict[tuple[object, ...], list[Snapshot]] = {}
    for one in sorted(rows, key=lambda one: one[:5]):
        months.setdefault(one[:3], []).append(one)
    last = [in_order_known(of_month)[-1] for of_month in months.values()]
    ordered = sorted(rows, key=lambda one: one[:5])
    assert list(current_ones(ordered)) == [one for one in last if one.figure is not None]
