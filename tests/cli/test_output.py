"""A file that is written: whole under its name, or as if nothing had been tried."""

import os
from pathlib import Path

import pytest

from jobtrack.commands.surroundings.output import draft_of
from jobtrack.errors.files import FileNotWritable
from jobtrack.errors.options import OutputIsDatabase

NO_DATABASE = Path("nowhere.db")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_has_its_name_once_it_is_whole(tmp_path: Path):
    output = tmp_path / "a.csv"
    output.write_text("before", "utf-8")
    with draft_of(output, NO_DATABASE) as draft:
        draft.write_text("after", "utf-8")
        assert output.read_text("utf-8") == "before"
    assert (names(tmp_path), output.read_text("utf-8")) == (["a.csv"], "after")


@pytest.mark.parametrize("failure", [KeyboardInterrupt, ValueError])
def test_a_failure_leaves_what_was_there(tmp_path: Path, failure: type[BaseException]):
    output = tmp_path / "a.csv"
    output.write_text("before", "utf-8")

    def fail() -> None:
        with draft_of(output, NO_DATABASE) as draft:
            draft.write_text("half", "utf-8")
            raise failure

    with pytest.raises(failure):
        fail()
    assert (names(tmp_path), output.read_text("utf-8")) == (["a.csv"], "before")


@pytest.mark.parametrize("name", ["missing/a.csv", "folder", "x" * 300])
def test_what_the_system_refuses_is_named(tmp_path: Path, name: str):
    (tmp_path / "folder").mkdir()
    with pytest.raises(FileNotWritable), draft_of(tmp_path / name, NO_DATABASE) as draft:
        draft.write_text("whole", "utf-8")
    assert names(tmp_path) == ["folder"]


def test_the_database_is_never_written_over(tmp_path: Path):
    database, link = tmp_path / "jobs.db", tmp_path / "link.csv"
    database.write_text("figures", "utf-8")
    link.hardlink_to(database)
    for output in (database, link):
        with pytest.raises(OutputIsDatabase), draft_of(output, database):
            pass
    assert database.read_text("utf-8") == "figures"


def test_a_pipe_is_written_and_stays_a_pipe(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with draft_of(pipe, NO_DATABASE) as draft:
            draft.write_text("through", "utf-8")
        assert os.read(reader, 100) == b"through"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
