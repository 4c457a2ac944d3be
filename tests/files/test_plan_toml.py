"""Plan files: what is written is read back, and what can't be taken says where and why."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jobtrack
from jobtrack.domain.area import Area, Group
from jobtrack.domain.definitions.difference import difference_of
from jobtrack.domain.definitions.document import EMPTY_PLAN, document_of, plan_of
from jobtrack.domain.definitions.versions import versions_of
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.target import Direction, Judge, Rule, Target
from jobtrack.domain.text import Names
from jobtrack.errors import JobtrackError
from jobtrack.errors.files import NotUtf8
from jobtrack.errors.plans import BadPlan, BadTarget, NotToml, TargetKnownInFuture
from jobtrack.files.plan_toml import read_plan, write_plan

TODAY = date(2025, 7, 1)
PLANS = [
    *sorted((Path(__file__).parents[1] / "plans").glob("*.toml")),
    *sorted((Path(jobtrack.__file__).parent / "plans").glob("*.toml")),
]


def plan_at(path: Path) -> Plan:
    return read_plan(path.read_bytes(), path.name)


def again(plan: Plan) -> Plan:
    return read_plan(write_plan(plan).encode(), "again.toml")


def orders(plan: Plan) -> list[list[str]]:
    """The ids of each noun as they stand, which equality of mappings leaves out."""
    nouns = (plan.sections, plan.indicators, plan.areas, plan.groups, plan.targets)
    return [list(things) for things in nouns]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_is_written_as_it_was_read(path: Path):
    plan = plan_at(path)
    assert again(plan) == plan
    assert orders(again(plan)) == orders(plan)
    assert write_plan(again(plan)) == write_plan(plan)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_does_not_differ_from_itself(path: Path):
    plan = plan_at(path)
    difference = difference_of(again(plan), plan, versions_of(plan.targets.values(), TODAY), TODAY)
    assert difference.is_empty
    assert [one.id for one in difference.unchanged] == list(plan.targets)
    assert (difference.kept, difference.merged) == ((), plan)


def test_the_empty_plan_is_written_as_it_is():
    assert again(EMPTY_PLAN) == EMPTY_PLAN


# any plan

TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12)
WORD = st.text(st.sampled_from("abcXYZ019-_.编号'\"\\#="), min_size=1, max_size=6)
NAMES = st.builds(Names, TEXT, TEXT).filter(any)
TEXTS = st.lists(TEXT.filter(bool), max_size=3, unique=True).map(tuple)
NUMBER = st.integers(-(10**15) + 1, 10**15 - 1).map(float) | st.builds(
    lambda digits, point: float(f"{digits}e-{point}"), st.integers(-99999, 99999), st.integers(0, 9)
)
MONTHS = st.builds(Month, st.integers(1950, 2100), st.integers(1, 12))
DAYS = st.none() | st.dates(date(1900, 1, 1), TODAY)
VALIDITY = st.tuples(DAYS, DAYS).filter(lambda days: None in days or days[0] < days[1])
COUNT = st.integers(0, 3660)


def by_key(things: st.SearchStrategy, key: str = "id", least: int = 0) -> st.SearchStrategy:
    things = st.lists(things, min_size=least, max_size=3, unique_by=lambda one: getattr(one, key))
    return things.map(lambda found: {getattr(one, key): one for one in found})


def group_with(id: str, names: Names, named: list[str], inferred: list[str], size: int | None) -> Group:
    members = tuple(dict.fromkeys(named + inferred))
    return Group(id, names, members, tuple(one for one in inferred if one not in named), size)


@st.composite
def targets(draw: st.DrawFn, plan: Plan) -> Target:
    """A target that fits ``plan``."""
    rules = [Rule.HOLD, Rule.REACH]
    sums = [one.id for one in plan.indicators.values() if one.kind in {Kind.FLOW, Kind.YTD}]
    groups = [one.id for one in plan.groups.values() if one.size]
    rules += [Rule.QUOTA] * bool(sums) + [Rule.COVER] * bool(groups)
    rule = draw(st.sampled_from(rules))
    start, months = draw(MONTHS), draw(st.integers(1, 100))
    plain = Target(
        draw(WORD),
        draw(NAMES),
        draw(st.sampled_from(sums if rule is Rule.QUOTA else list(plan.indicators))),
        draw(st.sampled_from(list(plan.areas))),
        rule,
        start,
        start.plus(months),
        source=draw(TEXT),
        note=draw(TEXT),
        known_from=draw(DAYS),
    )
    if rule is Rule.COVER:
        count = draw(NUMBER)
        return plain._replace(group=draw(st.sampled_from(groups)), min_count=count)
    plain = plain._replace(bound=draw(NUMBER))
    if rule is Rule.QUOTA:
        return plain._replace(start=Month(start.year, 1), due=Month(start.year, 12))
    plain = plain._replace(direction=draw(st.sampled_from(Direction)))
    if rule is Rule.HOLD:
        tolerance = draw(st.none() | NUMBER)
        return plain._replace(judge=draw(st.sampled_from(Judge)), tolerance=tolerance)
    before = draw(st.none() | st.integers(-20, months - 1).map(start.plus))
    return plain._replace(baseline=draw(st.none() | NUMBER), baseline_period=before)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan whose references resolve and whose targets fit."""
    sections = draw(by_key(st.builds(Section, WORD, NAMES), least=1))
    codes = draw(st.lists(WORD, min_size=1, max_size=4, unique=True))
    code = st.sampled_from(codes)
    indicators = draw(
        by_key(
            st.builds(
                Indicator, id=WORD, names=NAMES, aliases=TEXTS, section=st.sampled_from(list(sections)),
                unit=NAMES, kind=st.sampled_from(Kind), decimals=st.integers(0, 9),
                every=st.sampled_from([None, 1, 3, 6, 12]), lag=COUNT, seasonal=st.booleans(),
                combined_january=st.booleans(), roll_up=st.booleans(), reporters=st.none(),
                parts=st.just(()), of_which=st.just(()), least=st.none() | NUMBER, most=st.none(),
                source=TEXT, note=TEXT,
            ),
            least=1,
        )
    )  # fmt: skip
    areas = {}
    for one in codes:  # an area lies within one above it in the list, or in none
        parent = draw(st.none() | st.sampled_from(list(areas)) if areas else st.none())
        areas[one] = Area(one, draw(NAMES), draw(TEXTS), parent, *draw(VALIDITY))
    members = st.lists(code, max_size=3, unique=True)
    groups = draw(by_key(st.builds(group_with, WORD, NAMES, members, members, st.none() | COUNT)))
    head = (draw(WORD), draw(NAMES), draw(code), draw(TEXT), draw(TEXT))
    if groups:
        reporters = st.none() | st.sampled_from(list(groups))
        indicators = {id: one._replace(reporters=draw(reporters)) for id, one in indicators.items()}
    plan = Plan(*head, sections, indicators, areas, groups, {})
    return plan._replace(targets=draw(by_key(targets(plan))))


@settings(max_examples=60, deadline=None)
@given(plans())
def test_any_plan_is_read_back_as_it_was_written(plan: Plan):
    assert again(plan) == plan
    assert orders(again(plan)) == orders(plan)
    assert plan_of(document_of(plan), "plan") == plan
    versions = versions_of(plan.targets.values(), TODAY)
    assert difference_of(again(plan), plan, versions, TODAY).is_empty


# what can't be taken

HEAD = '[plan]\nid = "p"\nname = "P"\nhome = "here"\n'
SECTION = '[[section]]\nid = "jobs"\nname = "Jobs"\n'
INDICATOR = '[[indicator]]\nsection = "jobs"\nunit = "people"\n'
STOCK = INDICATOR + 'id = "employed"\nname = "Employed"\nkind = "level"\n'
FLOW = INDICATOR + 'id = "new"\nname = "New"\nkind = "flow"\n'
AREA = '[[area]]\ncode = "here"\nname = "Here"\n'
GROUP = '[[group]]\nid = "towns"\nname = "Towns"\nmembers = ["here"]\n'
SOUND = HEAD + SECTION + STOCK + FLOW + AREA + GROUP
TARGET = '[[target]]\nid = "t"\nname = "T"\nindicator = "employed"\n'
HOLD = TARGET + 'rule = "hold"\nbound = 1\nstart = "2021-01"\ndue = "2025-12"\n'
REACH = TARGET + 'rule = "reach"\nbound = 1\nstart = "2021-01"\ndue = "2025-12"\n'
COVER = TARGET + 'rule = "cover"\ngroup = "towns"\nstart = "2021-01"\ndue = "2025-12"\n'
GROW = TARGET + 'rule = "grow"\nbound = 4\ndue = "2025-12"\ncompare = "last december"\n'
QUOTA = TARGET.replace("employed", "new") + 'rule = "quota"\nbound = 1\ndue = "2025-12"\n'


def complaint(text: str) -> str:
    with pytest.raises((BadPlan, BadTarget)) as found:
        read_plan(text.encode(), "p.toml")
    assert found.value.exit_status == 2
    return str(found.value)


@pytest.mark.parametrize("text", [SOUND, *(SOUND + one for one in (HOLD, REACH, COVER, QUOTA, GROW))])
def test_the_plan_that_the_mistakes_are_made_in_is_sound(text: str):
    assert read_plan(text.encode(), "p.toml").id == "p"


WRONG_PLANS = [
    (
        SOUND.replace('kind = "level"', 'kind = "level"\nparts = ["employed"]'),
        "p.toml: indicator 'employed': it is a part of its own part 'employed'; leave one of them out",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\nof_which = ["new"]'),
        "p.toml: indicator 'employed': its part 'new' has another unit or kind, and unlike things "
        "are never added; leave it out",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\nleast = 1\nmost = 0.5'),
        "p.toml: indicator 'employed': least 1 is above most 0.5; exchange them",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\nreporters = "town"'),
        "p.toml: indicator 'employed': reporters 'town' is not defined; did you mean 'towns'?",
    ),
    (SECTION, "p.toml: 'plan' is missing; add it"),
    ("plan = 3", "p.toml: plan: entry = 3 does not fit; write a table"),
    ('[plan]\nid = "p"\nname = "P"\n', "p.toml: plan: 'home' is missing; add it"),
    (
        SOUND.replace('home = "here"', 'home = "hear"'),
        "p.toml: plan: home 'hear' is not defined; did you mean 'here'?",
    ),
    (
        SOUND.replace('home = "here"', 'home = "xyz"'),
        "p.toml: plan: home 'xyz' is defined nowhere in the plan; define it, or correct the name",
    ),
    (
        SOUND.replace('id = "p"', 'id = "a b"'),
        "p.toml: plan: id = 'a b' does not fit; write a word without spaces or invisible signs",
    ),
    (
        SOUND.replace('id = "p"', 'id = ""'),
        "p.toml: plan: id = '' does not fit; write a word without spaces or invisible signs",
    ),
    (
        SOUND.replace('id = "p"', 'id = "a\u3164"'),  # a Korean letter without ink
        "p.toml: plan: id = 'a\u3164' does not fit; write a word without spaces or invisible signs",
    ),
    (
        SOUND.replace('id = "p"', "id = 3"),
        "p.toml: plan: id = 3 does not fit; write a line of text in quotes",
    ),
    (
        SOUND.replace('name = "P"', 'name = "P\\u001b[31m"'),
        "p.toml: plan, name: zh = P\\x1b[31m does not fit; write a line of text in quotes",
    ),
    (
        SOUND.replace('name = "P"', 'name = { zh = "", en = "" }'),
        "p.toml: plan: name = {'zh': '', 'en': ''} does not fit; write { zh = \"…\", en = \"…\" }",
    ),
    (
        SOUND.replace('name = "P"', 'name = { de = "P" }'),
        "p.toml: plan, name: 'de' is not known here; see docs/files.md",
    ),
    (
        SOUND.replace('name = "P"', 'name = "P"\nhomes = "here"'),
        "p.toml: plan: 'homes' is not known here; did you mean 'home'?",
    ),
    (
        SOUND + "[[targets]]\n",
        "p.toml: 'targets' is not known here; did you mean 'target'?",
    ),
    ("xyz = 1\n" + SOUND, "p.toml: 'xyz' is not known here; see docs/files.md"),
    ("section = 1\n" + HEAD, "p.toml: section = … does not fit; write [[section]]"),
    ("area = [1]\n" + HEAD, "p.toml: area number 1: entry = 1 does not fit; write a table"),
    (SOUND + SECTION, "p.toml: section 'jobs': 'jobs' is taken by another one; choose another id"),
    (SOUND + AREA, "p.toml: area 'here': 'here' is taken by another one; choose another id"),
    (SOUND + HOLD + HOLD, "p.toml: target 't': 't' is taken by another one; choose another id"),
    (SOUND + '[[section]]\nname = "X"\n', "p.toml: section number 2: 'id' is missing; add it"),
    (
        SOUND.replace('section = "jobs"', 'section = "job"', 1),
        "p.toml: indicator 'employed': section 'job' is not defined; did you mean 'jobs'?",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "stock"'),
        "p.toml: indicator 'employed': kind = 'stock' does not fit; "
        "write 'level', 'flow', 'ytd', 'ratio'",
    ),
    (
        SOUND.replace('kind = "level"\n', ""),
        "p.toml: indicator 'employed': 'kind' is missing; add it",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\nevery = 2'),
        "p.toml: indicator 'employed': every = 2 does not fit; write 1, 3, 6, 12 or \"irregular\"",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\ndecimals = 10'),
        "p.toml: indicator 'employed': decimals = 10 does not fit; write a whole number from 0 to 9",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\ndecimals = true'),
        "p.toml: indicator 'employed': decimals = True does not fit; write a whole number from 0 to 9",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\nlag = -1'),
        "p.toml: indicator 'employed': lag = -1 does not fit; write a whole number from 0 to 3660",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\nseasonal = "yes"'),
        "p.toml: indicator 'employed': seasonal = yes does not fit; write true or false",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\naliases = "a"'),
        "p.toml: indicator 'employed': aliases = a does not fit; write a list of texts",
    ),
    (
        SOUND.replace('kind = "level"', 'kind = "level"\naliases = ["a\\nb"]'),
        "p.toml: indicator 'employed': aliases = ['a\\nb'] does not fit; write a list of texts",
    ),
    (
        SOUND.replace('unit = "people"\n', "", 1),
        "p.toml: indicator 'employed': 'unit' is missing; add it",
    ),
    (
        SOUND.replace('name = "Here"', 'name = "Here"\nparent = "there"'),
        "p.toml: area 'here': parent 'there' is not defined; did you mean 'here'?",
    ),
    (
        SOUND.replace('name = "Here"', 'name = "Here"\nvalid_from = 2025-01-31\nvalid_to = 2025-01-31'),
        "p.toml: area 'here': valid_to 2025-01-31 is not later than valid_from 2025-01-31; "
        "correct one of them",
    ),
    (
        SOUND.replace('name = "Here"', 'name = "Here"\nparent = "here"'),
        "p.toml: area 'here' lies within itself; correct its parent or theirs",
    ),
    (
        SOUND.replace('name = "Here"', 'name = "Here"\nvalid_from = "2021-02-30"'),
        "p.toml: area 'here': valid_from = 2021-02-30 does not fit; write a day such as 2025-12-31",
    ),
    (
        SOUND.replace('name = "Here"', 'name = "Here"\nvalid_to = 2021-02-03T10:00:00Z'),
        "p.toml: area 'here': valid_to = 2021-02-03 10:00:00+00:00 does not fit; "
        "write a day such as 2025-12-31",
    ),
    (
        SOUND.replace('members = ["here"]', 'members = ["hear"]'),
        "p.toml: group 'towns': members 'hear' is not defined; did you mean 'here'?",
    ),
    (
        SOUND.replace('members = ["here"]', "members = [1]"),
        "p.toml: group 'towns': members = [1] does not fit; write a list of texts",
    ),
    (
        SOUND.replace('members = ["here"]', "size = -1"),
        "p.toml: group 'towns': size = -1 does not fit; write a whole number from 0 to 1000000",
    ),
    (
        SOUND + HOLD.replace("employed", "employd"),
        "p.toml: target 't': indicator 'employd' is not defined; did you mean 'employed'?",
    ),
    (
        SOUND + HOLD + 'area = "hear"\n',
        "p.toml: target 't': area 'hear' is not defined; did you mean 'here'?",
    ),
    (
        SOUND + COVER.replace("towns", "town"),
        "p.toml: target 't': group 'town' is not defined; did you mean 'towns'?",
    ),
    (
        SOUND + HOLD.replace('"hold"', '"keep"'),
        "p.toml: target 't': rule = 'keep' does not fit; "
        "write 'hold', 'reach', 'quota', 'cover', 'grow'",
    ),
    (
        SOUND.replace('kind = "flow"', 'kind = "ytd"') + GROW.replace("employed", "new"),
        "target 't': a ytd indicator restarts each January; compare it with 'last year'",
    ),
    (SOUND + HOLD.replace('rule = "hold"\n', ""), "p.toml: target 't': 'rule' is missing; add it"),
    (SOUND + HOLD.replace('due = "2025-12"\n', ""), "p.toml: target 't': 'due' is missing; add it"),
    (
        SOUND + HOLD.replace('due = "2025-12"', 'due = "2025.10"'),
        "p.toml: target 't': due = 2025.10 does not fit; write a month such as \"2025-12\"",
    ),
    (
        SOUND + HOLD.replace('due = "2025-12"', "due = 2025-12-31"),
        "p.toml: target 't': due = 2025-12-31 does not fit; write a month such as \"2025-12\"",
    ),
    (
        SOUND + HOLD.replace("bound = 1", 'bound = "760000"'),
        "p.toml: target 't': bound = 760000 does not fit; write a number of at most 15 digits",
    ),
    (
        SOUND + HOLD.replace("bound = 1", "bound = nan"),
        "p.toml: target 't': bound = nan does not fit; write a number of at most 15 digits",
    ),
    (
        SOUND + HOLD.replace("bound = 1", "bound = -inf"),
        "p.toml: target 't': bound = -inf does not fit; write a number of at most 15 digits",
    ),
    (
        SOUND + HOLD.replace("bound = 1", "bound = true"),
        "p.toml: target 't': bound = True does not fit; write a number of at most 15 digits",
    ),
    (
        SOUND + HOLD.replace("bound = 1", "bound = 1234567890123456"),
        "p.toml: target 't': bound = 1234567890123456 does not fit; "
        "write a number of at most 15 digits",
    ),
    (
        SOUND + HOLD + 'direction = "down"\n',
        "p.toml: target 't': direction = 'down' does not fit; write 'at_least', 'at_most'",
    ),
    (
        SOUND + HOLD + 'judge = "monthly"\n',
        "p.toml: target 't': judge = 'monthly' does not fit; write 'every month', 'at due'",
    ),
    (
        SOUND + HOLD + 'known_from = "soon"\n',
        "p.toml: target 't': known_from = soon does not fit; write a day such as 2025-12-31",
    ),
    (
        SOUND + HOLD + "tolerence = 1\n",
        "p.toml: target 't': 'tolerence' is not known here; did you mean 'tolerance'?",
    ),
]
WRONG_TARGETS = [
    (HOLD.replace("bound = 1\n", ""), "target 't': a hold needs a bound; write it, such as 760000"),
    (REACH.replace("bound = 1\n", ""), "target 't': a reach needs a bound; write it, such as 760000"),
    (QUOTA.replace("bound = 1\n", ""), "target 't': a quota needs a bound; write it, such as 760000"),
    (
        HOLD.replace('start = "2021-01"\n', ""),
        "target 't': a hold needs the month it starts; write it as start",
    ),
    (
        COVER.replace('start = "2021-01"\n', ""),
        "target 't': a cover needs the month it starts; write it as start",
    ),
    (
        HOLD.replace("2021-01", "2026-01"),
        "target 't': due 2025-12 is before start 2026-01; correct one of them",
    ),
    (
        GROW.replace('compare = "last december"\n', ""),
        "target 't': a grow compares with either 'last year', 'last december' or a baseline_period; "
        "write one of them",
    ),
    (HOLD + "baseline = 1\n", "target 't': baseline belongs to a reach; leave it out of a hold"),
    (
        HOLD + "behind_from = 0.5\n",
        "target 't': behind_from belongs to a reach, quota, cover, grow; leave it out of a hold",
    ),
    (
        REACH + 'milestones = ["2022-12 is 60"]\n',
        "target 't': '2022-12 is 60' is no milestone; write one such as 2022-12=60",
    ),
    (
        REACH + 'milestones = ["2024-12=1", "2022-12=1"]\n',
        "target 't': milestones come in the order of their months, after 2021-01 and before 2025-12; "
        "put them so",
    ),
    (
        REACH + "behind_from = 0.96\n",
        "target 't': on_track_from is below behind_from, or that below off_track_from; correct one of "
        "them",
    ),
    (
        QUOTA + 'baseline_period = "2020-12"\n',
        "target 't': baseline_period belongs to a reach, grow; leave it out of a quota",
    ),
    (REACH + "tolerance = 1\n", "target 't': tolerance belongs to a hold; leave it out of a reach"),
    (COVER + 'judge = "at due"\n', "target 't': judge belongs to a hold; leave it out of a cover"),
    (HOLD + "min_count = 1\n", "target 't': min_count belongs to a cover; leave it out of a hold"),
    (
        REACH + 'baseline_period = "2025-12"\n',
        "target 't': baseline_period 2025-12 is not before due 2025-12; correct one of them",
    ),
    (
        REACH.replace("2021-01", "2025-12"),
        "target 't': baseline_period 2025-12 is not before due 2025-12; correct one of them",
    ),
    (
        COVER + "bound = 4\n",
        "target 't': a cover has no bound, it counts the units of its group; leave the bound out",
    ),
    (
        COVER.replace('group = "towns"\n', ""),
        "target 't': a cover needs the group whose units it counts; name it",
    ),
    (COVER + 'direction = "at_most"\n', "target 't': a cover is at_least; leave out the direction"),
    (
        QUOTA + 'direction = "at_most"\n',
        "target 't': a quota is at_least; write a limit for the year as a hold with direction "
        "at_most on a ytd indicator",
    ),
    (
        QUOTA.replace("new", "employed"),
        "target 't': a quota sums a year, which a level indicator has no sum for; "
        "write a hold judged at due",
    ),
    (
        QUOTA + 'start = "2025-02"\n',
        "target 't': a quota runs from January to December of one year; write start and due so",
    ),
    (
        QUOTA + 'start = "2024-01"\n',
        "target 't': a quota runs from January to December of one year; write start and due so",
    ),
]


def test_a_target_known_from_a_day_to_come_is_refused_where_it_is_put_to_use():
    plan = read_plan((SOUND + HOLD + "known_from = 2025-07-02\n").encode(), "p.toml")
    for use in (
        lambda: versions_of(plan.targets.values(), TODAY),
        lambda: difference_of(plan, EMPTY_PLAN, (), TODAY),
    ):
        with pytest.raises(TargetKnownInFuture) as found:
            use()
        assert str(found.value) == (
            "target 't': 2025-07-02, from which it is known, is still to come;"
            " write 2025-07-01 or an earlier day"
        )


@pytest.mark.parametrize(("text", "sentence"), WRONG_PLANS, ids=range(len(WRONG_PLANS)))
def test_a_mistake_in_a_plan_says_where_it_is_and_what_to_write(text: str, sentence: str):
    assert complaint(text) == sentence


@pytest.mark.parametrize(("text", "sentence"), WRONG_TARGETS, ids=range(len(WRONG_TARGETS)))
def test_a_target_that_contradicts_itself_says_how(text: str, sentence: str):
    assert complaint(SOUND + text) == sentence


def test_a_group_without_units_has_nothing_to_cover():
    empty = SOUND.replace('members = ["here"]', "size = 0")
    assert (
        complaint(empty + COVER)
        == "target 't': group 'towns' has neither members nor a size; give it one of them"
    )


def _subclasses(parent: type) -> set[type]:
    return {one for child in parent.__subclasses__() for one in {child, *_subclasses(child)}}


def test_every_error_of_plans_and_targets_is_shown_here():
    met = set()
    for text in [
        *(text for text, _ in WRONG_PLANS),
        *(SOUND + text for text, _ in WRONG_TARGETS),
        SOUND.replace('members = ["here"]', "size = 0") + COVER,
        "not TOML",
    ]:
        with pytest.raises(JobtrackError) as found:
            read_plan(text.encode(), "p.toml")
        met.add(type(found.value))
    later = {TargetKnownInFuture}  # told when the plan is put to use: a file does not know the day
    assert met == (_subclasses(BadPlan) | _subclasses(BadTarget)) - later


def test_what_is_not_toml_says_where():
    with pytest.raises(NotToml) as found:
        read_plan(b"[plan]\nid = \n", "p.toml")
    assert str(found.value) == "p.toml is not TOML: line 2, 'id =': Invalid value; correct it there"


def test_what_is_not_utf8_is_refused():
    with pytest.raises(NotUtf8) as found:
        read_plan('[plan]\nid = "计划"\n'.encode("gb18030"), "p.toml")
    assert str(found.value) == "'p.toml' is not UTF-8 text; save it as UTF-8"


def test_a_byte_order_mark_is_accepted():
    assert read_plan(b"\xef\xbb\xbf" + SOUND.encode(), "p.toml") == read_plan(SOUND.encode(), "p.toml")


def test_windows_line_ends_are_accepted():
    crossed = SOUND.replace("\n", "\r\n").encode()
    assert read_plan(crossed, "p.toml") == read_plan(SOUND.encode(), "p.toml")


@pytest.mark.parametrize("digits", [400, 5000])
def test_a_bound_beyond_all_numbers_is_refused_with_a_sentence(digits: int):
    text = SOUND + HOLD.replace("bound = 1", f"bound = {'9' * digits}")
    assert complaint(text).startswith("p.toml")


@pytest.mark.parametrize("name", ["plan.home", "group.members"])
def test_deep_nonsense_is_refused_with_a_sentence(name: str):
    depth = 100
    value = "[" * depth + "]" * depth
    text = {
        "plan.home": SOUND.replace('home = "here"', f"home = {value}"),
        "group.members": SOUND.replace('members = ["here"]', f"members = {value}"),
    }[name]
    assert len(complaint(text)) < 200
