"""What completion and the manual know of the command line is what the program has."""

import pytest

from command_line import command_line_text
from jobtrack.commands.help.command_line import FILE


def test_the_command_line_as_data_is_that_of_the_program(request: pytest.FixtureRequest):
    now = command_line_text()
    if request.config.getoption("--update-transcripts"):
        FILE.write_text(now, "utf-8")
        return
    assert FILE.read_text("utf-8") == now
