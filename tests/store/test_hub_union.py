"""However offices push and pull, in the end each has what a merge of all would have."""

import shutil
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from databases import snapshot
from hubs import Office, made_hub, office_of, query
from hypothesis import given, settings
from hypothesis import strategies as st
from test_merging import ACTS, TABLES, Act, carried_out, content, merged, offices

from jobtrack.domain.ledger.transfer import lacking, portions
from postgres import Server

MOVES = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(["push", "pull"])), max_size=6)


def content_of_hub(hub: Office) -> dict[str, set[tuple]]:
    """All rows of all tables; the order of definitions aside, and the digest of the plan."""
    found = {}
    for table in TABLES:
        columns = [
            name
            for (name,) in query(
                hub,
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'jobtrack'"
                f" AND table_name = '{table}' AND column_name <> 'position' ORDER BY ordinal_position",
            )
        ]
        found[table] = set(query(hub, f"SELECT {', '.join(columns)} FROM jobtrack.{table}"))
    return found


def without_digest(found: dict[str, set[tuple]]) -> dict[str, set[tuple]]:
    return {**found, "plan": {row[:-1] for row in found["plan"]}}


def moved(office: Office, verb: str) -> None:
    """A pull or push that decides for the side that is there already, where there is a conflict."""
    assert office.run("pull", "--theirs") == 0
    if verb == "push":
        assert office.run("push") == 0


numbers = count()


@settings(max_examples=12, deadline=None)
@given(acts=ACTS, moves=MOVES)
def test_offices_agree_in_whichever_order_they_push_and_pull(
    server: Server, acts: list[Act], moves: list[tuple[int, str]]
):
    acts = [one._replace(target=None) for one in acts]  # whose word holds is decided further below
    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = offices(folder, acts)
        union = folder / "union.db"
        shutil.copy(paths[0], union)
        for other in paths[1:]:
            merged(union, other)
        hub = server.make_database(f"union{next(numbers)}")
        every = [Office(path, hub) for path in paths]
        assert every[0].run("hub", "init") == 0
        for number, verb in [*moves, *((one, "push") for one in range(3)), (0, "push")]:
            assert every[number].run(verb) in {0, 4}  # before the first push there is nothing to pull
        for one in every:
            assert [one.run("pull"), one.run("pull"), one.run("push")] == [0, 0, 0]
        assert [content(path) for path in paths] == [content(union)] * 3
        assert content_of_hub(every[0]) == without_digest(content(union))


@settings(max_examples=6, deadline=None)
@given(acts=ACTS)
def test_offices_agree_on_targets_that_several_have_changed(server: Server, acts: list[Act]):
    with TemporaryDirectory() as name:
        hub = server.make_database(f"union{next(numbers)}")
        every = [Office(path, hub) for path in offices(Path(name), acts)]
        assert [every[0].run("hub", "init"), every[0].run("push")] == [0, 0]
        for one in (*every, *every):
            moved(one, "push")
        for one in every:
            moved(one, "pull")
        assert [content(one.path) for one in every] == [content(every[0].path)] * 3
        assert content_of_hub(every[0]) == without_digest(content(every[0].path))


def shares(monkeypatch: pytest.MonkeyPatch, batches: int, figures: int) -> None:
    """Let so many travel at once."""
    for module in ("jobtrack.commands.push", "jobtrack.commands.pull"):
        monkeypatch.setattr(f"{module}._MOST_BATCHES", batches)
        monkeypatch.setattr(f"{module}._MOST_FIGURES", figures)


@pytest.mark.parametrize(("batches", "figures"), [(1, 1), (2, 100), (100, 3)])
def test_it_makes_no_difference_how_many_travel_at_once(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batches: int, figures: int
):
    keeper = made_hub(tmp_path, database)
    shares(monkeypatch, batches, figures)
    path = shutil.copy(keeper.path, tmp_path / "more.db")
    acts = [Act(0, (), None)] * 5
    carried_out(Path(path), enumerate(acts, 1))
    more = Office(Path(path), database)
    assert [more.run("push"), keeper.run("pull")] == [0, 0]
    assert content(keeper.path) == content(more.path)


def test_an_office_of_few_areas_ends_with_what_all_have(database: str, tmp_path: Path):
    keeper = made_hub(tmp_path, database)
    west, east = (office_of(keeper, name, name) for name in ("west", "east"))
    for office, name in ((west, "west"), (east, "east")):
        office.record(snapshot("2021-08", 2, area=name))
        assert office.run("push") == 0
    for office in (west, east, keeper):
        assert office.run("pull") == 0
    assert content(west.path) == content(east.path) == content(keeper.path)


KEYS = st.dictionaries(st.text("abc", min_size=1, max_size=4), st.integers(0, 9), max_size=30)


@given(there=KEYS, here=KEYS, batches=st.integers(1, 5), figures=st.integers(1, 20))
def test_portions_are_all_that_is_lacking_in_the_order_of_the_keys(
    there: dict[str, int], here: dict[str, int], batches: int, figures: int
):
    missing = lacking(there, here)
    found = list(portions(missing, batches, figures))
    assert [key for one in found for key in one.keys] == sorted(there.keys() - here.keys())
    for one in found:
        assert one.figures == sum(there[key] for key in one.keys)
        assert 0 < len(one.keys) <= batches
        assert one.figures <= figures or len(one.keys) == 1
