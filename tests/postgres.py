"""A real PostgreSQL on loopback, in a temporary folder, for the tests and the bench of the hub."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

MISSING = "PostgreSQL is not installed"
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def binaries() -> Path | None:
    """The folder of its programs, of the newest release that is here."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda one: int(one.parts[-3])
    )
    on_path = shutil.which("postgres")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Server:
    """One server with its own folder. It lets every role in without a password, unless told else."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = 0  # until it has its files: others look for free ones too
        self.settings = {
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": str(folder),
            "max_connections": "100",
            "timezone": "UTC",
            **settings,
        }

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def address(self, database: str, user: str = "postgres") -> str:
        return f"host=127.0.0.1 port={self.port} dbname={database} user={user}"

    def run(self, program: str, *arguments: object) -> None:
        """Run one of its programs, as a user that is not root, which it refuses."""
        folder = binaries()
        assert folder is not None
        who = {} if os.geteuid() else {"user": _user().pw_uid, "group": _user().pw_gid}
        found = folder / program
        with (self.folder / "output").open("ab") as output:
            subprocess.run(
                [found if found.exists() else program, *map(str, arguments)],
                check=True,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                extra_groups=[] if who else None,
                **who,
            )

    def make(self) -> None:
        """Make its files anew."""
        options = ("--encoding=UTF8", "--locale=C", "--username=postgres", "--auth=trust", "--no-sync")
        self.run("initdb", "-D", self.data, *options)
        self.choose_port()

    def choose_port(self) -> None:
        self.port = free_port()
        self.settings["port"] = str(self.port)

    def configure(self, **settings: str) -> None:
        """Set these for the next start, beside the others."""
        self.settings |= settings
        lines = [f"{name} = '{value}'\n" for name, value in self.settings.items()]
        (self.data / "postgresql.auto.conf").write_text("".join(lines), "utf-8")

    def start(self) -> None:
        self.configure()
        self.run("pg_ctl", "-D", self.data, "-l", self.folder / "log", "-w", "start")

    def follow(self, primary: "Server") -> None:
        """Become a hot standby of ``primary``, which then waits for this one with each commit."""
        self.run("pg_basebackup", "-D", self.data, "-d", primary.address("postgres"), "-c", "fast")
        self.run("touch", self.data / "standby.signal")
        self.choose_port()
        self.settings["primary_conninfo"] = f"{primary.address('postgres')} application_name=standby"
        self.start()
        primary.configure(synchronous_standby_names="standby", synchronous_commit="remote_apply")
        primary.execute("SELECT pg_reload_conf()")
        is_there = "SELECT pg_sleep(0.1) FROM pg_stat_replication WHERE sync_state = 'sync'"
        assert any(primary.execute(is_there) for _ in range(10_000))

    def promote(self) -> None:
        """Become a primary."""
        self.run("pg_ctl", "-D", self.data, "-w", "promote")

    def stop(self, mode: str = "immediate") -> None:
        """End it; ``immediate`` is as if its machine had lost power."""
        self.run("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def execute(self, statement: str, database: str = "postgres") -> list[tuple]:
        """What a superuser's statement gives."""
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def make_database(self, name: str, template: str = "template0") -> str:
        """A database of that name, and where it is."""
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'")
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
        return self.address(name)


def _user() -> pwd.struct_passwd:
    """Who runs the server where root runs the tests."""
    names = {one.pw_name: one for one in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that the server's user owns."""
    folder = Path(tempfile.mkdtemp(prefix="jobtrack-hub-"))
    try:
        if not os.geteuid():
            os.chown(folder, _user().pw_uid, _user().pw_gid)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def running_server(**settings: str) -> Iterator[Server]:
    """A new server that runs until the block ends."""
    with temporary_folder() as folder:
        server = Server(folder, **settings)
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def running_pair() -> Iterator[tuple[Server, Server]]:
    """A primary and its synchronous standby; whichever of them still runs at the end is stopped."""
    with temporary_folder() as one, temporary_folder() as other:
        primary, standby = Server(one), Server(other)
        primary.make()
        primary.start()
        try:
            standby.follow(primary)
            yield primary, standby
        finally:
            for server in (standby, primary):
                if (server.data / "postmaster.pid").exists():
                    server.stop()
