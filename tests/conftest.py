"""Options of the test run."""

import pytest
from hypothesis import settings

# The same code gives the same verdict; to look for what nobody thought of, `pytest
# --hypothesis-profile thorough` draws other and more examples each time.
settings.register_profile("same", derandomize=True)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-transcripts",
        action="store_true",
        help="write what the console blocks of the documents print now into them",
    )
