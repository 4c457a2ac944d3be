"""How the hub is reached: from where its address comes, encrypted, and never shown."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import made
from hubs import Office, made_hub, office_of
from psycopg import conninfo

from jobtrack.cli import main
from jobtrack.store.hub import open_hub
from postgres import FAST, MISSING, Server, binaries, running_server

SECRET = "s3cret-pass"  # noqa: S105 - it opens nothing
UNREACHABLE = f"host=127.0.0.1 port=1 dbname=secretdb user=secretuser password={SECRET}"
LOST = (
    "jobtrack: the hub does not answer; whole batches that arrived stay, run the command again to go "
    "on\n"
)


@pytest.mark.parametrize("verb", [["push"], ["pull"], ["hub", "status"], ["hub", "init"]])
def test_a_hub_that_does_not_answer_is_told_without_its_address(
    verb: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    office = Office(made(tmp_path), UNREACHABLE)
    assert (office.run(*verb), capfd.readouterr()) == (5, ("", LOST))


@pytest.mark.parametrize(
    "address", [f"host=x password={SECRET} what", f"postgresql://u:{SECRET}@h:port/d", "x", "sslmode"]
)
def test_an_address_that_cannot_be_read_is_not_shown(
    address: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    office = Office(made(tmp_path), address)
    assert office.run("push") in {2, 5}
    said = capfd.readouterr()
    assert SECRET not in said.out + said.err
    assert said.err.count("\n") == 1


def asked(address: str, **variables: str) -> str:
    """How libpq would be asked to encrypt, in a process with these variables."""
    script = (
        "import sys; from psycopg import conninfo; from jobtrack.store.hub import connection\n"
        "given = conninfo.conninfo_to_dict(sys.argv[1])\n"
        "print(connection._encryption(given).get('sslmode'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, address],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={"PATH": "/usr/bin:/bin", **variables},
    )
    return run.stdout.strip()


ENCRYPTION = [
    ("host=hub.example", {}, "require"),
    ("host=10.0.0.7", {}, "require"),
    ("hostaddr=10.0.0.7 host=localhost", {}, "require"),
    ("host=localhost,hub.example", {}, "require"),
    ("postgresql://u@hub.example/d", {}, "require"),
    ("dbname=d", {"PGHOST": "hub.example"}, "require"),
    ("host=hub.example sslmode=verify-full", {}, "None"),
    ("host=hub.example sslmode=disable", {}, "None"),
    ("host=hub.example", {"PGSSLMODE": "verify-ca"}, "None"),
    ("host=localhost", {}, "None"),
    ("host=127.0.0.1", {}, "None"),
    ("host=::1", {}, "None"),
    ("host=/run/postgresql", {}, "None"),
    ("dbname=d", {}, "None"),
]


@pytest.mark.parametrize(("address", "variables", "mode"), ENCRYPTION)
def test_a_connection_that_leaves_the_machine_is_encrypted_unless_said_otherwise(
    address: str, variables: dict[str, str], mode: str
):
    assert asked(address, **variables) == mode


def outward_address() -> str:
    """An address of this machine that is not its loopback; 127.0.0.1 where it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(one.getsockname()[0])


@pytest.fixture(scope="module")
def strict() -> Iterator[Server]:
    """A server that is reached over the network, has no TLS, and asks each role for its password."""
    if binaries() is None:
        pytest.skip(MISSING)
    if outward_address().startswith("127."):
        pytest.skip("there is no network")
    with running_server(**FAST, listen_addresses="*") as server:
        rules = (
            "local all all trust",
            "host all postgres 127.0.0.1/32 trust",
            "host all all 0.0.0.0/0 scram-sha-256\n",
        )
        (server.data / "pg_hba.conf").write_text("\n".join(rules), "utf-8")
        server.execute("SELECT pg_reload_conf()")
        yield server


def test_a_password_opens_the_hub_and_another_does_not(
    strict: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    keeper = made_hub(tmp_path, strict.make_database("strict"))
    file = tmp_path / "west.hub"
    assert keeper.run("hub", "office", "wester", "--area", "west", "--output", str(file)) == 0
    west = Office(tmp_path / "wester.db", file.read_text("utf-8").strip())
    assert west.run("pull") == 0
    capfd.readouterr()
    wrong = west._replace(address=conninfo.make_conninfo(west.address, password=SECRET))
    assert (wrong.run("pull"), capfd.readouterr().err) == (
        4,
        "jobtrack: the hub does not let this role in; put the connection string right, or ask who "
        "keeps the hub\n",
    )
    [(log,)] = strict.execute(f"SELECT pg_read_file('{strict.folder}/log')")
    assert conninfo.conninfo_to_dict(west.address)["password"] not in log


def test_a_server_of_the_network_without_tls_is_refused(
    strict: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    strict.make_database("plain")
    away = conninfo.make_conninfo(strict.address("plain", "nobody"), host=outward_address())
    office = Office(made(tmp_path), away)
    assert (office.run("push"), capfd.readouterr().err) == (
        4,
        "jobtrack: the connection to the hub is not encrypted; add sslmode=verify-full to its "
        "connection string\n",
    )


@pytest.fixture(scope="module")
def encrypted(strict: Server) -> Server:
    """The same with TLS and a certificate of its own making; whoever is not encrypted is not let in."""
    options = "req -new -x509 -days 2 -nodes -subj /CN=hub.example -out server.crt -keyout server.key"
    strict.run("openssl", *options.split())
    files = {name: str(strict.folder / f"server.{end}") for name, end in FILES}
    strict.configure(ssl="on", **files)
    rules = ("local all all trust", "host all all 127.0.0.1/32 trust", "hostssl all all all trust\n")
    (strict.data / "pg_hba.conf").write_text("\n".join(rules), "utf-8")
    strict.execute("SELECT pg_reload_conf()")
    return strict


FILES = (("ssl_cert_file", "crt"), ("ssl_key_file", "key"))
NOT_TRUSTED = (
    "jobtrack: the hub's certificate is not one that the connection string trusts; ask who keeps the "
    "hub for its host and sslrootcert\n"
)


def test_the_network_is_used_with_tls_and_verified_where_that_is_asked(
    encrypted: Server, tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    database = encrypted.make_database("verified")
    away = conninfo.make_conninfo(database, host=outward_address())
    keeper = made_hub(tmp_path, away)
    for host, mode, root in (
        ("hub.example", "verify-full", encrypted.folder / "server.crt"),
        ("other.example", "verify-full", encrypted.folder / "server.crt"),
        ("hub.example", "verify-full", tmp_path / "none.crt"),
    ):
        address = conninfo.make_conninfo(
            database, host=host, hostaddr=outward_address(), sslmode=mode, sslrootcert=root
        )
        capfd.readouterr()
        is_trusted = (host, root.name) == ("hub.example", "server.crt")
        assert keeper._replace(address=address).run("push") == (0 if is_trusted else 4)
        assert capfd.readouterr().err == ("" if is_trusted else NOT_TRUSTED)


def test_without_the_extra_it_is_said_which_one_to_install(tmp_path: Path):
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from jobtrack.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "push", "--db", made(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "JOBTRACK_HUB": UNREACHABLE},
    )
    assert (run.returncode, run.stderr) == (
        2,
        "jobtrack: the hub needs one more library; run: pip install 'jobtrack[hub]'\n",
    )


def test_what_the_driver_logs_is_not_shown():
    log = "logging.getLogger('psycopg').warning('error ignored in rollback of host=hub1')"
    script = f"import logging, jobtrack.store.hub.connection; {log}"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_the_address_comes_from_a_file_that_nobody_else_reads(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    keeper = made_hub(tmp_path, database)
    monkeypatch.delenv("JOBTRACK_HUB", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    found = []
    for mode in (0o600, 0o400, 0o640, 0o604):
        for path in {tmp_path / "jobtrack", tmp_path / "Library/Application Support/jobtrack"}:
            path.mkdir(parents=True, exist_ok=True)
            (path / "hub").unlink(missing_ok=True)
            (path / "hub").write_text(f"{database}\n", "utf-8")
            (path / "hub").chmod(mode)
        found.append(main(["push", "--db", str(keeper.path)]))
    assert found == [0, 0, 2, 2]


def test_a_server_without_a_free_connection_is_asked_again(server: Server, tmp_path: Path):
    keeper = made_hub(tmp_path, server.make_database("crowded"))
    west = office_of(keeper, "west", "west")
    server.execute("ALTER DATABASE crowded CONNECTION LIMIT 0")
    waited = []

    def wait(seconds: float) -> None:
        waited.append(seconds)
        if len(waited) == 3:
            server.execute("ALTER DATABASE crowded CONNECTION LIMIT -1")

    with open_hub(west.address, wait) as hub:
        hub.check()
    assert len(waited) == 3
