"""Options of the test run, and the one server that all tests of the hub share."""

import os
import signal
from collections.abc import Iterator
from itertools import count

import pytest
from hypothesis import HealthCheck, settings

from postgres import FAST, MISSING, Server, binaries, running_server

# The same code gives the same verdict; to look for what nobody thought of, `pytest
# --hypothesis-profile thorough` draws other and more examples each time. However busy the machine is,
# no law fails by the time that it takes.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "thorough", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-transcripts",
        action="store_true",
        help="write what the console blocks of the documents print now into them",
    )


@pytest.fixture(scope="session", autouse=True)
def natural_width() -> None:
    """What is printed has the width that it wants, whatever terminal the tests are started from."""
    os.environ.pop("COLUMNS", None)


@pytest.fixture(scope="session", autouse=True)
def signals_are_heard() -> None:
    """What a test starts can be told to end, also where a shell runs the tests in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


_numbers = count()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL that forgets everything with the run."""
    if binaries() is None:
        pytest.skip(MISSING)
    with running_server(**FAST) as running:
        yield running


@pytest.fixture
def database(server: Server) -> str:
    """The address, as its superuser has it, of a database of its own, which is empty."""
    return server.make_database(f"hub{next(_numbers)}")
