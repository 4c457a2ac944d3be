"""The life of two offices' databases against a small model: add, import, undo, redo and merge."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from databases import NOON, made, origin, plan_with, snapshot
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jobtrack.domain.importing.sheet import Draft
from jobtrack.domain.ledger.undoing import undoing_of
from jobtrack.domain.recording import Outcome, effect_of
from jobtrack.domain.snapshot import Snapshot
from jobtrack.store import open_store
from jobtrack.store.integrity import check_database
from jobtrack.store.ledger import open_ledger
from jobtrack.store.merging import open_pair
from jobtrack.store.staging import open_staging

PERIODS = ("2021-01", "2021-02")
DAYS = tuple(date(2024, 5, day) for day in (1, 2, 3))
OFFICES = ("ann", "bob")
Slot = tuple[str, date]  # month, day from which it was known


class Row(NamedTuple):
    """A figure in the model; None is a withdrawal."""

    slot: Slot
    value: float | None


class Office:
    """What one database should say: its acts by key, and which of their rows were taken back when."""

    def __init__(self) -> None:
        self.acts: dict[str, tuple[Row, ...]] = {}
        self.words: dict[str, tuple[str, bool, tuple[Slot, ...]]] = {}  # root, whether redone, slots

    def stands(self, key: str, slot: Slot) -> bool:
        said = [
            (word, is_redo) for word, (root, is_redo, slots) in self.words.items()
            if root == key and slot in slots
        ]  # fmt: skip
        return not said or max(said)[1]

    def answer(self, period: str, known_on: date) -> float | None:
        """The value of the month as it was known on that day."""
        known = [
            (row.slot[1], key, row.value)
            for key, rows in self.acts.items()
            for row in rows
            if row.slot[0] == period and row.slot[1] <= known_on and self.stands(key, row.slot)
        ]
        return max(known, key=lambda one: one[:2])[2] if known else None


FIGURES = st.builds(
    lambda period, day, value: snapshot(period, value, day),
    st.sampled_from(PERIODS),
    st.sampled_from(DAYS),
    st.integers(1, 3),
)


WITHDRAWALS = FIGURES.map(lambda one: snapshot(str(one.period), None, one.known_from))


class Life(RuleBasedStateMachine):
    """Every rule is an act of one office; what it wrote is taken into the model."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(mkdtemp())
        self.paths = {OFFICES[0]: made(self.folder / "a", ())}
        (self.folder / "b").mkdir()
        self.paths[OFFICES[1]] = self.folder / "b" / "jobs.db"
        shutil.copy(self.paths[OFFICES[0]], self.paths[OFFICES[1]])
        self.models = {office: Office() for office in OFFICES}
        self.hours = 0

    def teardown(self) -> None:
        for path in getattr(self, "paths", {}).values():
            assert check_database(path, NOON + timedelta(days=365), has_digests=True) == []
        shutil.rmtree(getattr(self, "folder", ""), ignore_errors=True)

    def _origin(self, office: str, command: str):
        self.hours += 1
        now = NOON + timedelta(hours=self.hours)
        return origin(now, person=office, command=command)

    def _taken_in(self, office: str, key: str, written: list[Snapshot]) -> None:
        rows = (
            Row((str(one.period), one.known_from), None if one.figure is None else one.figure.value)
            for one in written
        )
        self.models[office].acts[key] = tuple(rows)

    @rule(office=st.sampled_from(OFFICES), one=FIGURES | WITHDRAWALS)
    def add(self, office: str, one: Snapshot) -> None:
        with open_store(self.paths[office], writing=True) as store:
            recorded = store.snapshots("employed", "city", one.period)
            if effect_of(one, recorded, is_day_stated=True).outcome is Outcome.UNCHANGED:
                return
            key = store.record(self._origin(office, "add"), [one]).key
        self._taken_in(office, key, [one])

    @rule(office=st.sampled_from(OFFICES), figures=st.lists(FIGURES, min_size=1, max_size=4))
    def bring_in_a_file(self, office: str, figures: list[Snapshot]) -> None:
        once = {(one.period, one.known_from): one for one in figures}
        before = self.models[office]
        last = {}
        for key in sorted(before.acts):
            last |= {row.slot: row.value for row in before.acts[key] if before.stands(key, row.slot)}
        written = [
            one
            for one in once.values()
            if last.get((str(one.period), one.known_from)) != one.figure.value
        ]
        drafts = [Draft(one, "f.csv", n, 2, True, True) for n, one in enumerate(once.values(), 2)]  # noqa: FBT003
        with open_staging(self.paths[office], writing=True) as staging:
            staging.stage(drafts)
            with open_store(self.paths[office]) as store:
                plan = store.plan()
            staging.settle(plan)
            batch = staging.record(self._origin(office, "import"))
        assert (batch is None) is (not written)
        if batch is not None:
            self._taken_in(office, batch.key, written)

    @precondition(lambda self: any(model.acts for model in self.models.values()))
    @rule(data=st.data(), office=st.sampled_from(OFFICES))
    def undo(self, data: st.DataObject, office: str) -> None:
        """Take back any batch: an undo too, which is a redo."""
        model = self.models[office]
        if not model.acts:
            return
        key = data.draw(st.sampled_from(sorted({*model.acts, *model.words})))
        with open_ledger(self.paths[office], writing=True) as ledger:
            found = undoing_of(key, ledger.months(key), ledger.versions(key), ledger.reversals())
            if found.is_empty:
                return
            said = found.reversal
            written = ledger.record(self._origin(office, said.command), found.snapshots).key
        root, was_redo, _ = model.words.get(key, (key, True, ()))
        assert (said.root, said.is_redo) == (root, key in model.words and not was_redo)
        slots = tuple((str(one.period), one.known_from) for one in found.snapshots)
        model.words[written] = (root, said.is_redo, slots)

    @rule(office=st.sampled_from(OFFICES))
    def merge(self, office: str) -> None:
        other = next(one for one in OFFICES if one != office)
        with open_pair(self.paths[office], self.paths[other], writing=True) as pair:
            pair.bring_in(plan_with())
        self.models[office].acts |= self.models[other].acts
        self.models[office].words |= self.models[other].words

    @invariant()
    def every_question_has_the_model_s_answer(self) -> None:
        for office in getattr(self, "paths", {}):
            with open_store(self.paths[office]) as store:
                for day in DAYS:
                    plan = store.plan()
                    found = store.series(plan, [("employed", "city")], day)["employed", "city"]
                    said = {str(one.period): one.value for one in found.observations}
                    model = self.models[office]
                    expected = {period: model.answer(period, day) for period in PERIODS}
                    assert said == {key: one for key, one in expected.items() if one is not None}


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=30, stateful_step_count=25, deadline=None, derandomize=True)
