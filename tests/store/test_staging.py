"""The figures of a file are recorded together, as if one by one, or not at all."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from databases import fingerprint, made, origin, plan_with, rows_of, snapshot
from hypothesis import given, settings
from hypothesis import strategies as st
from test_digests import digests

from jobtrack.domain.importing.settling import Conflict
from jobtrack.domain.importing.sheet import Draft, Rejection
from jobtrack.domain.recording import Effect, Outcome, effect_of, withdraws_nothing
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot
from jobtrack.errors.files import BadCell
from jobtrack.store import open_store
from jobtrack.store.staging import PlacedEffect, open_staging

PLAN = plan_with()
TABLE = "SELECT * FROM snapshot ORDER BY indicator, area, period, known_from, batch"


def draft(
    one: Snapshot, line: int = 2, place: str = "a.csv", *, day: bool = True, flag: bool = True
) -> Draft:
    return Draft(one, place, line, 3, is_day_stated=day, is_flag_stated=flag)


def drafts(*figures: Snapshot) -> list[Draft]:
    return [draft(one, line) for line, one in enumerate(figures, 2)]


def recorded(path: Path, found: Iterable[Draft], **fields: str) -> dict[Outcome, int]:
    """What became of the drafts; those that can't be taken are left out."""
    with open_staging(path, writing=True) as staging:
        staging.stage(found)
        staging.drop_conflicts()
        staging.settle(PLAN)
        counts = staging.counts()
        staging.record(origin(command="import", **fields))
    return {outcome: count for outcome, count in counts.items() if count}


def settle_all(path: Path, found: Iterable[Draft], *, writing: bool = True) -> None:
    with open_staging(path, writing=writing) as staging:
        staging.stage(found)
        staging.settle(PLAN)


def series(path: Path, indicator: str = "employed", area: str = "city") -> list[Snapshot]:
    with open_store(path) as store:
        return [one._replace(batch="") for one in store.snapshots(indicator, area)]


FIGURES = (
    snapshot("2021-09", 0.1 + 0.2),
    snapshot("2021-07", -12.5, source="A \\ B", note="two\nlines\tand a tab"),
    snapshot("2021-10", 1e22),
    snapshot("2021-11", 0.000001),
    snapshot("2022-01", 1e15),
    snapshot("2022-02", 999999999999999, source="𠮷 bulletin", note="\x00"),
    snapshot("2022-03", -0.0, "2024-05-19", flag=Flag.BREAK),
    snapshot("2022-03", 4.0, note="\\"),
    snapshot("2021-12", 1)._replace(indicator="rate", figure=Figure(30.0, Qualifier.ABOUT, 12.0, 40.0)),
    snapshot("2021-12", 7)._replace(area="west"),
)


def test_a_staged_batch_is_the_one_that_recording_writes(tmp_path: Path):
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one, two = made(tmp_path / "one"), made(tmp_path / "two")
    with open_store(one, writing=True) as store:
        batch = store.record(origin(file="f.csv"), FIGURES)
    with open_staging(two, writing=True) as staging:
        staging.stage(drafts(*FIGURES))
        staging.settle(PLAN)
        assert staging.record(origin(file="f.csv")) == batch
    assert rows_of(two, TABLE) == rows_of(one, TABLE)
    assert [stored == computed for _, stored, computed in digests(two)] == [True]


def test_a_break_that_is_kept_stands_in_the_digest_too(tmp_path: Path):
    path = made(tmp_path, (snapshot("2021-07", 1, "2021-08-01", flag=Flag.BREAK),))
    other = draft(snapshot("2021-07", 2, note="a\ttab"), flag=False)
    assert recorded(path, [other]) == {Outcome.REVISED: 1}
    assert [(one.figure, one.flag) for one in series(path)] == [
        (Figure(1.0), Flag.BREAK),
        (Figure(2.0), Flag.BREAK),
    ]
    assert [stored == computed for _, stored, computed in digests(path)] == [True, True]


def test_the_same_file_twice_changes_nothing(tmp_path: Path):
    path = made(tmp_path)
    file = drafts(*FIGURES)
    assert recorded(path, file) == {Outcome.NEW: 9, Outcome.REVISED: 1}
    before = fingerprint(path)
    assert recorded(path, file) == {Outcome.UNCHANGED: 10}
    assert recorded(path, reversed(file)) == {Outcome.UNCHANGED: 10}
    assert fingerprint(path) == before


def test_without_figures_there_is_no_batch(tmp_path: Path):
    path = made(tmp_path)
    with open_staging(path, writing=True) as staging:
        staging.stage([])
        staging.settle(PLAN)
        assert set(staging.counts().values()) == {0}
        assert staging.record(origin()) is None
    assert rows_of(path, "SELECT * FROM batch") == []


def test_a_figure_that_stands_twice_counts_once_and_the_first_is_taken(tmp_path: Path):
    path = made(tmp_path)
    twice = [
        draft(snapshot("2021-07", 5, source="first"), 2),
        draft(snapshot("2021-07", 5, source="second"), 3),
        draft(snapshot("2021-07", 5, source="third"), 4, "b.csv"),
    ]
    assert recorded(path, twice) == {Outcome.NEW: 1}
    assert series(path) == [snapshot("2021-07", 5, source="first")]


@pytest.mark.parametrize("order", [1, -1])
def test_of_one_figure_given_twice_a_stated_day_is_kept(tmp_path: Path, order: int):
    path = made(tmp_path, (snapshot("2021-07", 5, "2021-08-01"),))
    twice = [draft(snapshot("2021-07", 5), day=False), draft(snapshot("2021-07", 5), 3)]
    assert recorded(path, twice[::order]) == {Outcome.CONFIRMED: 1}


CONTESTED = (
    draft(snapshot("2021-08", 1), 2),
    draft(snapshot("2021-07", 5), 3),
    draft(snapshot("2021-07", 5), 4),
    draft(snapshot("2021-07", 6), 5, "b.csv"),
    draft(snapshot("2021-07", 5), 6),
    draft(snapshot("2021-07", 5, flag=Flag.ESTIMATED), 7),
    draft(snapshot("2021-07", 6, "2021-08-01"), 8),
    draft(snapshot("2021-06", 2), 9),
    draft(snapshot("2021-06", None), 10),
)


def test_two_figures_for_one_key_are_a_conflict_with_both_places(tmp_path: Path):
    with open_staging(made(tmp_path), writing=False) as staging:
        staging.stage(CONTESTED)
        assert list(staging.conflicts()) == [
            Conflict(CONTESTED[7], CONTESTED[8]),
            Conflict(CONTESTED[1], CONTESTED[3]),
            Conflict(CONTESTED[1], CONTESTED[5]),
        ]


def test_conflicts_that_are_not_dropped_are_refused(tmp_path: Path):
    path = made(tmp_path)
    before = fingerprint(path)
    with pytest.raises(BadCell) as found:
        settle_all(path, CONTESTED)
    assert str(found.value) == (
        "a.csv:10:D: employed 2021-06 city, known from 2024-05-20, is - here and 2 at a.csv:9:D; "
        "keep one of them"
    )
    assert fingerprint(path) == before


def test_conflicts_that_are_dropped_take_all_of_their_key_along(tmp_path: Path):
    path = made(tmp_path)
    with open_staging(path, writing=True) as staging:
        staging.stage(CONTESTED)
        assert staging.drop_conflicts() == 7
        assert list(staging.conflicts()) == []
        staging.settle(PLAN)
        staging.record(origin())
    assert series(path) == [snapshot("2021-07", 6, "2021-08-01"), snapshot("2021-08", 1)]


def test_what_becomes_of_each_figure_is_shown_with_its_place(tmp_path: Path):
    stored = (
        snapshot("2021-06", 1, "2021-07-01"),
        snapshot("2021-07", 1, "2021-08-01"),
        snapshot("2021-08", 1, "2021-09-01"),
        snapshot("2021-09", 1, "2024-05-21"),
    )
    path = made(tmp_path, stored)
    file = (
        draft(snapshot("2021-05", 5), 2),
        draft(snapshot("2021-06", 6), 3),
        draft(snapshot("2021-07", 1), 4, "b.csv"),
        draft(snapshot("2021-08", None), 5),
        draft(snapshot("2021-09", 2), 6),
        draft(snapshot("2021-06", 1, "2021-07-01"), 7),
        draft(snapshot("2021-05", 5, "2024-05-21"), 8),
    )
    with open_staging(path, writing=False) as staging:
        staging.stage(file)
        staging.settle(PLAN)
        assert staging.counts() == dict.fromkeys(Outcome, 1) | {Outcome.CONFIRMED: 2}
        shown = {outcome: staging.effects(outcome, 9) for outcome in Outcome}
        assert list(staging.rejections()) == []
    with open_store(path) as store:
        by_month = {one.period.number: one for one in store.snapshots("employed", "city")}
    first = file[0].snapshot._replace(batch="~")

    def shown_as(number: int, outcome: Outcome, before: Snapshot | None, place: str) -> PlacedEffect:
        return PlacedEffect(Effect(file[number].snapshot, outcome, before), place)

    assert shown == {
        Outcome.NEW: [shown_as(0, Outcome.NEW, None, "a.csv:2:D")],
        Outcome.REVISED: [shown_as(1, Outcome.REVISED, by_month[6], "a.csv:3:D")],
        Outcome.CONFIRMED: [
            shown_as(6, Outcome.CONFIRMED, first, "a.csv:8:D"),
            shown_as(2, Outcome.CONFIRMED, by_month[7], "b.csv:4:D"),
        ],
        Outcome.WITHDRAWN: [shown_as(3, Outcome.WITHDRAWN, by_month[8], "a.csv:5:D")],
        Outcome.EARLIER: [shown_as(4, Outcome.EARLIER, by_month[9], "a.csv:6:D")],
        Outcome.UNCHANGED: [shown_as(5, Outcome.UNCHANGED, by_month[6], "a.csv:7:D")],
    }


def test_the_first_effects_are_those_of_the_first_keys(tmp_path: Path):
    with open_staging(made(tmp_path), writing=False) as staging:
        staging.stage(drafts(*(snapshot(f"2021-{n:02d}", n) for n in range(12, 0, -1))))
        staging.settle(PLAN)
        found = staging.effects(Outcome.NEW, 3)
    assert [one.place for one in found] == ["a.csv:13:D", "a.csv:12:D", "a.csv:11:D"]


def test_a_withdrawal_of_what_has_no_value_is_rejected_and_the_rest_can_be_recorded(tmp_path: Path):
    path = made(tmp_path)
    with open_staging(path, writing=True) as staging:
        staging.stage(drafts(snapshot("2021-07", None), snapshot("2021-08", 1)))
        staging.settle(PLAN)
        [rejection] = staging.rejections()
        assert staging.counts() == dict.fromkeys(Outcome, 0) | {Outcome.NEW: 1}
        staging.record(origin())
    assert isinstance(rejection, Rejection)
    assert (rejection.place, str(rejection.problem)) == (
        "a.csv:2:D",
        "employed 2021-07 city has no value that could be withdrawn; check the month and the area",
    )
    assert series(path) == [snapshot("2021-08", 1)]


# the same as one by one

STATED_DAYS = [date(2021, 10, day) for day in (1, 2, 3)]
TODAY = date(2021, 10, 4)


@st.composite
def figures(draw: st.DrawFn) -> Draft:
    """A figure of one of four months; without a stated day it is known from today."""
    value = draw(st.sampled_from([1.0, 2.0, 0.5, None]))
    is_day_stated = draw(st.booleans())
    known_from = draw(st.sampled_from(STATED_DAYS)) if is_day_stated else TODAY
    is_flag_stated = value is None or draw(st.booleans())
    flag = draw(st.sampled_from([Flag.NORMAL, Flag.BREAK, Flag.ESTIMATED])) if is_flag_stated else "A"
    qualifier = draw(st.sampled_from([Qualifier.EXACT, Qualifier.EXACT, Qualifier.ABOUT]))
    one = snapshot(
        draw(st.sampled_from(["2021-07", "2021-08"])),
        value,
        known_from,
        area=draw(st.sampled_from(["city", "west"])),
        source=draw(st.sampled_from(["", "a\\b"])),
    )
    if value is not None:
        one = one._replace(flag=Flag(flag), figure=Figure(value, qualifier))
    return draft(one, draw(st.integers(1, 99)), day=is_day_stated, flag=is_flag_stated)


def key_of(one: Draft) -> tuple[object, ...]:
    return one.snapshot[:4]


def without_conflicts(file: list[Draft]) -> list[Draft]:
    """One draft a key, the first of it, in the order in which they are known."""
    said: dict[object, set[object]] = {}
    for one in file:
        said.setdefault(key_of(one), set()).add((one.snapshot.figure, one.snapshot.flag))
    first: dict[object, Draft] = {}
    for one in file:
        if len(said[key_of(one)]) == 1:
            other = first.setdefault(key_of(one), one)
            first[key_of(one)] = other._replace(
                is_day_stated=other.is_day_stated or one.is_day_stated,
                is_flag_stated=other.is_flag_stated or one.is_flag_stated,
            )
    return sorted(first.values(), key=lambda one: one.snapshot.known_from)


def record_one_by_one(path: Path, file: list[Draft]) -> Counter[Outcome]:
    """Each draft in a store of its own, as ``add`` would; the outcomes."""
    outcomes: Counter[Outcome] = Counter()
    for one in without_conflicts(file):
        with open_store(path, writing=True) as store:
            found = store.snapshots(*one.snapshot[:3])
            effect = effect_of(
                one.snapshot,
                found,
                is_day_stated=one.is_day_stated,
                is_flag_stated=one.is_flag_stated,
            )
            if effect.outcome is Outcome.UNCHANGED or not withdraws_nothing(one.snapshot, found):
                outcomes[effect.outcome] += 1
                if effect.outcome is not Outcome.UNCHANGED:
                    store.record(origin(), [effect.snapshot])
    return outcomes


@settings(max_examples=150, deadline=None)
@given(st.lists(figures(), max_size=5), st.lists(figures(), max_size=8))
def test_a_file_does_what_its_figures_do_one_by_one(stored: list[Draft], file: list[Draft]):
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        single, whole = made(Path(one)), made(Path(other))
        for path in (single, whole):
            record_one_by_one(path, stored)
        outcomes = record_one_by_one(single, file)
        assert recorded(whole, file) == outcomes
        columns = "indicator, area, period, known_from, value, qualifier, flag, source"
        query = f"SELECT {columns} FROM snapshot ORDER BY {columns}"  # noqa: S608 - own words
        assert rows_of(whole, query) == rows_of(single, query)
        assert all(stated == computed for _, stated, computed in digests(whole))
        before = fingerprint(whole)
        recorded(whole, file)
        assert fingerprint(whole) == before


@settings(max_examples=50, deadline=None)
@given(
    st.lists(figures(), max_size=8).flatmap(lambda one: st.tuples(st.just(one), st.permutations(one)))
)
def test_the_order_of_a_file_does_not_matter(files: tuple[list[Draft], list[Draft]]):
    found = []
    for file in files:
        plain = [one._replace(snapshot=one.snapshot._replace(source="")) for one in file]
        with TemporaryDirectory() as folder:
            path = made(Path(folder))
            found.append((recorded(path, plain), rows_of(path, TABLE)))
    assert found[0] == found[1]


def test_a_figure_that_an_undo_restored_is_recorded_if_a_file_states_it_for_that_day(tmp_path: Path):
    path = made(tmp_path)
    with open_store(path, writing=True) as store:
        wrong = store.record(origin(), [snapshot("2021-01", 1, "2024-05-03")])
        store.record(origin(), [snapshot("2021-01", 3, "2024-05-01")])
        restored = snapshot("2021-01", 3, "2024-05-03")
        store.record(origin(command=f"undo {wrong.key}"), [restored])
    with open_staging(path, writing=True) as staging:
        staging.stage([draft(restored)])
        staging.settle(PLAN)
        assert staging.record(origin(command="import")) is not None
    with open_store(path) as store:
        values = [one.figure.value for one in store.snapshots("employed", "city") if one.figure]
    assert values == [3, 3]
