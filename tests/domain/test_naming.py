"""Which names a half-typed word may become."""

from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.area import Area
from jobtrack.domain.plan import Plan, called, find_area
from jobtrack.domain.text import Names
from jobtrack.domain.typed.naming import Naming, namings_from

EMPTY = Plan("p", Names("", ""), "", "", "", {}, {}, {}, {}, {})
ALIKE = st.text("aAbÄä Ａ12重庆-_", max_size=3)


def naming(word: str, id: str = "500101", zh: str = "万州区", en: str = "Wanzhou") -> Naming:
    return Naming(word, id, Names(zh, en))


def words(start: str, *known: Naming) -> list[str]:
    return [one.word for one in namings_from(start, known)]


def test_a_word_becomes_every_name_that_begins_so():
    known = naming("500101"), naming("万州区"), naming("Wanzhou"), naming("万州", "w")
    assert words("万", *known) == ["万州区", "万州"]


def test_the_case_of_letters_counts_where_it_can():
    known = naming("Wanzhou"), naming("wansheng", "wansheng")
    assert [words(start, *known) for start in ("w", "W", "wanz")] == [
        ["wansheng"],
        ["Wanzhou"],
        ["Wanzhou"],
    ]


def test_a_name_of_several_things_is_none_that_a_command_accepts():
    assert words("高", naming("高新区", "a"), naming("高新区", "b"), naming("高坪", "b")) == ["高坪"]


def test_an_id_stands_for_its_own_thing_whatever_else_is_called_so():
    found = namings_from("w", [naming("west", "a"), naming("west", "west")])
    assert found == [naming("west", "west")]


def test_what_can_not_be_seen_is_not_put_on_a_command_line():
    assert words("a", naming("a\nb", "1"), naming("a\x1b[31m", "2"), naming("a\u202eb", "3")) == []


def test_beside_an_id_stands_the_name_and_beside_a_name_the_id():
    told = [
        naming(word).meaning(language) for word in ("500101", "万州区") for language in ("zh", "en")
    ]
    assert told == ["万州区", "Wanzhou", "500101", "500101"]


@given(
    things=st.dictionaries(
        ALIKE.filter(bool), st.tuples(ALIKE, ALIKE, st.lists(ALIKE, max_size=2)), max_size=6
    ),
    start=ALIKE,
)
def test_every_name_offered_finds_its_thing(things: dict[str, tuple[str, str, list[str]]], start: str):
    areas = {code: Area(code, Names(zh, en), tuple(rest)) for code, (zh, en, rest) in things.items()}
    known = [Naming(word, code, one.names) for code, one in areas.items() for word in called(code, one)]
    fitting = [one for one in known if one.word.casefold().startswith(start.casefold())]
    plan = EMPTY._replace(areas=areas)
    for one in namings_from("", known):
        assert find_area(plan, one.word).code == one.id
    for one in namings_from(start, fitting):
        assert one.word in {other.word for other in fitting}
