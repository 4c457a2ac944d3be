"""What the hub lets an office do and what not, asked of the server itself."""

import shutil
from pathlib import Path

import psycopg
import pytest
from databases import AREAS, TARGETS, made, origin, plan_with, raw, rows_of, snapshot, target
from hubs import Office, made_hub, office_of, query
from psycopg import errors

from jobtrack.cli import main
from jobtrack.domain.area import Area
from jobtrack.domain.target import Rule, TargetVersion
from jobtrack.domain.text import Names
from jobtrack.store import open_store
from jobtrack.store.hub.leaving import COLUMNS
from postgres import Server

READABLE = (
    "acknowledgement", "area", "area_group", "area_group_member", "batch", "indicator", "plan",
    "section", "snapshot", "target", "current_snapshot", "current_target",
)  # fmt: skip
PRIVATE = errors.InsufficientPrivilege
KEPT = ("batch", "snapshot", "target", "acknowledgement")


@pytest.fixture
def keeper(database: str, tmp_path: Path) -> Office:
    return made_hub(tmp_path, database)


@pytest.fixture
def west(keeper: Office) -> Office:
    return office_of(keeper, "west", "west")


def test_tables_and_views_have_the_names_and_columns_of_the_local_file(keeper: Office):
    local = {
        name: [
            column for (column,) in rows_of(keeper.path, "SELECT name FROM pragma_table_info(?)", name)
        ]
        for name in READABLE
    }
    local["plan"].remove("digest")  # of the definitions as this one file has them
    found = query(
        keeper,
        "SELECT table_name, array_agg(column_name::text ORDER BY ordinal_position)"
        " FROM information_schema.columns WHERE table_schema = 'jobtrack' GROUP BY 1",
    )
    assert dict(found) == local


def test_what_a_query_of_the_local_file_gives_it_gives_on_the_hub(keeper: Office):
    for name in ("current_snapshot", "current_target", *KEPT):
        columns = [
            one for (one,) in rows_of(keeper.path, "SELECT name FROM pragma_table_info(?)", name)
        ]
        names = ", ".join(columns)
        here = rows_of(keeper.path, f"SELECT {names} FROM {name} ORDER BY {names}")
        assert query(keeper, f"SELECT {names} FROM jobtrack.{name} ORDER BY {names}") == here


@pytest.mark.parametrize("role", ["west", "reader"])
def test_nobody_but_a_keeper_writes_to_a_table_directly(keeper: Office, role: str):
    office = office_of(keeper, role, *(["west"] if role == "west" else []))
    tables = [f"jobtrack.{name}" for name in READABLE]
    tables += [f"jobtrack_hub.{one}" for one in ("arrival", "office", "office_area", "version")]
    for table in tables:
        [column] = [
            name
            for (name,) in query(
                office,
                "SELECT column_name FROM information_schema.columns WHERE ordinal_position = 1"
                f" AND table_schema || '.' || table_name = '{table}'",
            )
        ]
        for statement in (
            f"INSERT INTO {table} SELECT * FROM {table}",
            f"UPDATE {table} SET {column} = {column}",
            f"DELETE FROM {table}",
            f"TRUNCATE {table}",
        ):
            refused = errors.WrongObjectType if "TRUNCATE jobtrack.current" in statement else PRIVATE
            with pytest.raises(refused):
                query(office, statement)


@pytest.mark.parametrize("table", [*KEPT, "area", "indicator"])
def test_not_even_a_keeper_deletes_what_has_arrived(keeper: Office, table: str):
    for statement in (f"DELETE FROM jobtrack.{table}", f"TRUNCATE jobtrack.{table} CASCADE"):
        with pytest.raises(errors.RaiseException):
            query(keeper, statement)


def test_a_reader_can_pull_and_not_push(keeper: Office, capsys: pytest.CaptureFixture[str]):
    reader = office_of(keeper, "reader")
    reader.record(snapshot("2021-08", 2))
    capsys.readouterr()
    assert (reader.run("push"), capsys.readouterr().err) == (
        4,
        "jobtrack: the hub does not allow this role to do that; ask who keeps the hub\n",
    )


def test_an_office_lets_nobody_in(west: Office, capsys: pytest.CaptureFixture[str]):
    assert west.run("hub", "office", "friend", "--area", "west") == 4
    assert west.run("hub", "office", "west", "--area", "city") == 4
    assert query(west, "SELECT office, area FROM jobtrack_hub.office_area") == [("west", "west")]
    assert "the hub does not allow this role to do that" in capsys.readouterr().err


def test_an_office_pushes_for_its_areas_and_those_below(west: Office):
    with open_store(west.path, writing=True) as store:
        plan = store.plan()
        town = Area("town", Names("镇", "Town"), parent="west")
        village = Area("village", Names("村", "Village"), parent="town")
        group = plan.groups["open"]
        grown = group._replace(members=(*group.members, "town"))
        # the village first: the hub takes them in any order
        store.define(
            plan._replace(
                areas={"village": village, "town": town, **plan.areas},
                groups={**plan.groups, "open": grown},
            )
        )
    west.record(snapshot("2021-08", 2, area="west"), snapshot("2021-08", 1, area="village"))
    assert west.run("push") == 0
    found = query(west, "SELECT area, value FROM jobtrack.snapshot ORDER BY area")
    assert found == [("city", 1.0), ("village", 1.0), ("west", 2.0)]
    members = query(
        west, "SELECT area FROM jobtrack.area_group_member WHERE area_group = 'open' ORDER BY position"
    )
    assert members == [("north",), ("west",), ("town",)]


def test_another_area_is_refused_and_what_was_recorded_before_is_taken(
    west: Office, capsys: pytest.CaptureFixture[str]
):
    west.record(snapshot("2021-08", 2, area="west"))
    west.record(snapshot("2021-08", 3, area="east"), snapshot("2021-09", 3, area="west"))
    west.record(snapshot("2021-10", 4, area="west"))
    [(batch,)] = rows_of(west.path, "SELECT batch FROM snapshot WHERE area = 'east'")
    capsys.readouterr()
    assert (west.run("push"), capsys.readouterr().err) == (
        2,
        f"jobtrack: batch {batch} writes to area east, which is not this office's on the hub; let the "
        "office push it that has the area, or ask who keeps the hub\n",
    )
    assert query(west, "SELECT area, value FROM jobtrack.snapshot ORDER BY area") == [
        ("city", 1.0),
        ("west", 2.0),
    ]


def test_what_one_office_may_not_push_goes_with_one_that_may(keeper: Office, west: Office):
    west.record(snapshot("2021-08", 3, area="east"))
    assert west.run("push") == 2
    assert main(["merge", str(west.path), "--db", str(keeper.path)]) == 0
    assert [keeper.run("push"), west.run("push")] == [0, 0]


def test_an_office_takes_back_what_it_recorded_and_nothing_of_others(west: Office):
    west.record(snapshot("2021-08", 2, area="west"))
    assert [west.run("undo", "--yes"), west.run("push")] == [0, 0]
    [(key,)] = rows_of(west.path, "SELECT batch FROM snapshot WHERE area = 'city'")
    assert [west.run("undo", key, "--yes"), west.run("push")] == [0, 2]


def test_an_office_says_nothing_anew_of_the_target_of_another(west: Office):
    with open_store(west.path, writing=True) as store:
        own = target("own", Rule.HOLD, bound=1.0, area="west")
        store.record(origin(command="targets set"), targets=[TargetVersion(own)])
    assert west.run("push") == 0
    with open_store(west.path, writing=True) as store:
        theirs = TARGETS[0]._replace(area="west", bound=1.0)
        store.record(origin(command="targets revise"), targets=[TargetVersion(theirs)])
    assert west.run("push", "--ours") == 2
    assert query(west, "SELECT id, area FROM jobtrack.target ORDER BY id") == [
        ("floor", "city"),
        ("own", "west"),
        ("path", "city"),
    ]


def redefined(office: Office, **fields: object) -> None:
    with open_store(office.path, writing=True) as store:
        store.define(store.plan()._replace(**fields))


SHARED = [
    ({"sections": {"new": plan_with().sections["aid"]._replace(id="new")}}, "section new"),
    ({"indicators": {"new": plan_with().indicators["new"]._replace(id="more")}}, "indicator more"),
    ({"areas": {"south": Area("south", Names("南", "South"), parent="city")}}, "area south"),
    ({"areas": {"east": AREAS[2]._replace(parent="west")}}, "area east"),
    ({"areas": {"west": AREAS[1]._replace(parent="east")}}, "area west"),
    ({"source": "Somebody"}, "plan plan"),
]


@pytest.mark.parametrize(("fields", "named"), SHARED, ids=[named for _, named in SHARED])
def test_what_all_share_is_defined_by_who_has_the_home_of_the_plan(
    keeper: Office, fields: dict[str, object], named: str, capsys: pytest.CaptureFixture[str]
):
    west = office_of(keeper, "west", "west")
    with open_store(west.path) as store:
        plan = store.plan()
    merged = {
        name: {
            **getattr(plan, name),
            **{one.id if hasattr(one, "id") else one.code: one for one in value.values()},
        }
        if isinstance(value, dict)
        else value
        for name, value in fields.items()
    }
    redefined(west, **merged)
    capsys.readouterr()
    assert (west.run("push", "--ours"), capsys.readouterr().err) == (
        2,
        f"jobtrack: this office may not define {named} on the hub; let the office do it that has the "
        "plan's home area, or ask who keeps the hub\n",
    )
    city = office_of(keeper, "city", "city")
    redefined(city, **merged)
    assert city.run("push", "--ours") == 0


def tampered(path: Path, statement: str) -> None:
    with raw(path) as connection:
        for table in KEPT:
            connection.execute(f"DROP TRIGGER {table}_refuses_update")
        connection.execute(statement)


def test_a_batch_that_is_not_what_was_recorded_is_refused_by_name(
    west: Office, capsys: pytest.CaptureFixture[str]
):
    west.record(snapshot("2021-08", 2, area="west"))
    west.record(snapshot("2021-09", 3, area="west"), snapshot("2021-10", 3, area="west"))
    tampered(west.path, "UPDATE snapshot SET value = 4 WHERE period = '2021-10'")
    [(batch,)] = rows_of(west.path, "SELECT batch FROM snapshot WHERE value = 4")
    capsys.readouterr()
    assert (west.run("push"), capsys.readouterr().err) == (
        2,
        f"jobtrack: batch {batch} is not what was recorded, and the hub does not take it; restore a "
        "backup that 'jobtrack check --integrity' passes\n",
    )
    assert query(west, "SELECT max(value) FROM jobtrack.snapshot") == [(2.0,)]


def test_a_batch_with_a_row_less_is_not_whole(west: Office):
    west.record(snapshot("2021-09", 3, area="west"), snapshot("2021-10", 3, area="west"))
    with raw(west.path) as connection:
        connection.execute("DROP TRIGGER snapshot_refuses_delete")
        connection.execute("DELETE FROM snapshot WHERE period = '2021-10'")
    assert west.run("push") == 2


def test_a_row_for_a_batch_that_is_there_already_does_not_arrive(west: Office):
    west.record(snapshot("2021-09", 3, area="west"))
    assert west.run("push") == 0
    [row] = rows_of(west.path, f"SELECT {', '.join(COLUMNS['snapshot'])} FROM snapshot WHERE value = 3")
    with psycopg.connect(west.address) as connection:
        connection.execute("SELECT jobtrack_hub.open_arrival()")
        arrive(connection, "snapshot", (*row[:3], "2021-11", *row[4:]))
        connection.execute("SELECT jobtrack_hub.take()")
    assert query(west, "SELECT count(*) FROM jobtrack.snapshot") == [(2,)]


def test_only_what_the_digests_were_made_of_is_taken(west: Office):
    west.record(snapshot("2021-09", 3, area="west"))
    [head] = rows_of(
        west.path, f"SELECT {', '.join(COLUMNS['batch'])} FROM batch ORDER BY key DESC LIMIT 1"
    )
    [row] = rows_of(west.path, f"SELECT {', '.join(COLUMNS['snapshot'])} FROM snapshot WHERE value = 3")
    later = (*row[:3], "2021-10", *row[4:])

    def outcome(*steps: tuple[str, tuple] | str) -> str | None:
        """What refuses one of these steps, rows to send and functions to call; None: nothing does."""
        with psycopg.connect(west.address, autocommit=True) as connection:
            try:
                for step in ("open_arrival", ("batch", head), ("snapshot", row), *steps, "take"):
                    if isinstance(step, str):
                        connection.execute(f"SELECT jobtrack_hub.{step}()".encode())
                    else:
                        arrive(connection, *step)
            except errors.Error as error:
                return error.sqlstate
        return None

    assert outcome() == "JT002"
    assert outcome("close_arrival", ("snapshot", later)) == "JT002"
    assert outcome(("batch", head), "close_arrival") == errors.UniqueViolation.sqlstate
    assert query(west, "SELECT count(*) FROM jobtrack.snapshot") == [(1,)]
    assert outcome("close_arrival") is None
    assert query(west, "SELECT count(*) FROM jobtrack.snapshot") == [(2,)]


def arrive(connection: psycopg.Connection, table: str, row: tuple) -> None:
    """Send a row of ``table`` as a push does."""
    target = f"pg_temp.arriving_{table} ({', '.join(COLUMNS[table])})"
    with connection.cursor().copy(f"COPY {target} FROM STDIN".encode()) as copy:
        copy.write_row(row)


def test_tables_of_ones_own_making_are_not_taken_from(west: Office):
    with psycopg.connect(west.address) as connection:
        for name in KEPT:
            connection.execute(f"CREATE TEMP TABLE arriving_{name} (LIKE jobtrack.{name})".encode())
        with pytest.raises(errors.RaiseException, match="nothing can arrive"), connection.transaction():
            connection.execute("SELECT jobtrack_hub.take()")
        connection.execute(
            "CREATE FUNCTION pg_temp.pry() RETURNS trigger LANGUAGE plpgsql AS $$"
            " BEGIN RAISE EXCEPTION '% runs this', current_user; END $$"
        )
        connection.execute(
            "CREATE TRIGGER pry BEFORE TRUNCATE ON pg_temp.arriving_batch"
            " FOR EACH STATEMENT EXECUTE FUNCTION pg_temp.pry()"
        )
        connection.execute("GRANT ALL ON pg_temp.arriving_batch TO PUBLIC")
        with pytest.raises(errors.DuplicateTable):
            connection.execute("SELECT jobtrack_hub.open_arrival()")


def test_a_batch_of_the_hub_that_was_changed_is_not_pulled(
    keeper: Office, west: Office, capsys: pytest.CaptureFixture[str]
):
    keeper.record(snapshot("2021-12", 5))
    assert keeper.run("push") == 0
    query(keeper, "ALTER TABLE jobtrack.snapshot DISABLE TRIGGER append_only")
    query(keeper, "UPDATE jobtrack.snapshot SET value = 6 WHERE value = 5")
    [(batch,)] = rows_of(keeper.path, "SELECT batch FROM snapshot WHERE value = 5")
    capsys.readouterr()
    assert (west.run("pull"), capsys.readouterr().err) == (
        2,
        f"jobtrack: batch {batch} of the hub is not what was recorded, and is not taken; tell who "
        "keeps the hub\n",
    )
    assert rows_of(west.path, "SELECT count(*) FROM snapshot") == [(1,)]


def test_one_key_with_two_contents_is_refused(keeper: Office, capsys: pytest.CaptureFixture[str]):
    keeper.record(snapshot("2021-12", 5))
    [(batch,)] = rows_of(keeper.path, "SELECT max(key) FROM batch")
    query(
        keeper,
        "INSERT INTO jobtrack.batch SELECT '"
        + batch
        + "', left('"
        + batch
        + "', 27), right('"
        + batch
        + "', 8)"
        " || repeat('0', 56), NULL, '', '', '', '', ''",
    )
    capsys.readouterr()
    assert (keeper.run("push"), capsys.readouterr().err) == (
        2,
        f"jobtrack: batch {batch} is another one here than on the hub; 'jobtrack check --integrity' "
        "tells what was changed\n",
    )


VERSIONS = [
    (
        2,
        "the hub is of a newer jobtrack (version 2 of its schema, this one knows 1); upgrade jobtrack",
    ),
    (
        -1,
        "the hub is of an older jobtrack (version -1 of its schema, this one needs 1); who keeps it "
        "runs 'jobtrack hub init', which upgrades it",
    ),
]


@pytest.mark.parametrize(("version", "sentence"), VERSIONS)
def test_a_hub_of_another_version_is_told(
    keeper: Office, version: int, sentence: str, capsys: pytest.CaptureFixture[str]
):
    query(keeper, f"UPDATE jobtrack_hub.version SET number = {version}")
    capsys.readouterr()
    for verb in (["push"], ["pull"], ["hub", "status"], ["hub", "office", "x"]):
        assert (keeper.run(*verb), capsys.readouterr().err) == (4, f"jobtrack: {sentence}\n")


def test_a_hub_is_made_and_kept_without_a_superuser(server: Server, tmp_path: Path):
    server.execute("CREATE ROLE manager LOGIN CREATEROLE CREATEDB")
    manager = Office(made(tmp_path), server.address("postgres", "manager"))
    query(manager, "CREATE DATABASE managed TEMPLATE template0 ENCODING 'UTF8'")
    keeper = manager._replace(address=server.address("managed", "manager"))
    assert [keeper.run("hub", "init"), keeper.run("push")] == [0, 0]
    west = Office(tmp_path / "west.db", server.address("managed", "westerner"))
    assert keeper.run("hub", "office", "westerner", "--area", "west") == 0
    assert west.run("pull") == 0
    west.record(snapshot("2021-08", 2, area="west"))
    assert [west.run("push"), keeper.run("pull")] == [0, 0]
    assert keeper.run("hub", "status") == 0


def test_a_hub_wants_a_database_of_unicode(server: Server, keeper: Office, capsys):
    server.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    capsys.readouterr()
    latin = keeper._replace(address=server.address("latin"))
    assert (latin.run("hub", "init"), capsys.readouterr().err) == (
        4,
        "jobtrack: that PostgreSQL database holds text as LATIN1; make one with ENCODING 'UTF8' for "
        "the hub\n",
    )


def test_a_definition_that_was_changed_stays_on_record(keeper: Office):
    redefined(keeper, source="Somebody")
    assert keeper.run("push", "--ours") == 0
    found = query(
        keeper,
        "SELECT office, document -> 'plan' -> 0 ->> 'source' FROM jobtrack_hub.definition_change"
        " ORDER BY number",
    )
    assert found == [("postgres", "Bureau"), ("postgres", "Somebody")]


def test_every_number_makes_the_digest_that_it_made_at_home(keeper: Office):
    values = [
        0.0,
        -0.0,
        0.1,
        1 / 3,
        1e15,
        123456789012345.0,
        1e-7,
        2.5e-10,
        1e22,
        9e299,
        -76.95,
        100 / 7,
    ]
    keeper.record(
        *(
            snapshot(f"{1950 + number}-01", value, source="a\\b", note=f"tab\tline\nend {number}")
            for number, value in enumerate(values)
        )
    )
    other = keeper.path.with_name("other.db")
    shutil.copy(keeper.path, other)
    assert keeper.run("push") == 0
    here = rows_of(other, "SELECT period, value FROM snapshot ORDER BY period")
    assert query(keeper, "SELECT period, value FROM jobtrack.snapshot ORDER BY period") == here
