"""A workbook is read in a process of its own, which ends with the reading, however that ends."""

import os
import signal
import subprocess
import sys
from collections import deque
from pathlib import Path

import pytest
from readings import ods, xlsx, xlsx_parts, zipped

from jobtrack.errors import JobtrackError
from jobtrack.files.incoming import open_sheets
from jobtrack.files.incoming.limits import WORKBOOK, Limits
from jobtrack.files.incoming.workbook import workbook_sheets

ROWS = "<row><c><v>76.9</v></c><c><v>1</v></c></row>"


def has_child() -> bool:
    """Whether a process that this one started runs, or has ended without being waited for."""
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


def read_within(path: Path, limits: Limits) -> None:
    with path.open("rb") as file, workbook_sheets(file, path.name, limits) as sheets:
        for sheet in sheets:
            deque(sheet.lines, 0)


def complaint(path: Path, limits: Limits) -> str:
    with pytest.raises(JobtrackError) as found:
        read_within(path, limits)
    assert not has_child()
    return f"{type(found.value).__name__}: {found.value}"


def test_nothing_is_left_of_the_process_when_all_is_read(tmp_path: Path) -> None:
    with open_sheets(xlsx(tmp_path, ROWS), "a.xlsx") as sheets:
        assert [len(list(sheet.lines)) for sheet in sheets] == [1]
    assert not has_child()


def test_nothing_is_left_of_the_process_when_reading_stops_early(tmp_path: Path) -> None:
    path = xlsx(tmp_path, ROWS * 100_000)
    with open_sheets(path, "a.xlsx") as sheets:
        assert next(next(sheets).lines) == (1, ["76.9", "1"])
        assert has_child()
    assert not has_child()


def read_until_interrupted(path: Path) -> None:
    with open_sheets(path, "a.xlsx") as sheets:
        next(next(sheets).lines)
        raise KeyboardInterrupt


def test_nothing_is_left_of_the_process_when_reading_fails(tmp_path: Path) -> None:
    path = xlsx(tmp_path, ROWS * 100_000)
    with pytest.raises(KeyboardInterrupt):
        read_until_interrupted(path)
    assert not has_child()


def test_nothing_is_left_of_the_process_when_no_one_asks_for_a_sheet(tmp_path: Path) -> None:
    with open_sheets(xlsx(tmp_path, ROWS), "a.xlsx"):
        pass
    assert not has_child()


INTERRUPTED = """
import os, signal, sys
from pathlib import Path
from jobtrack.files.incoming import open_sheets
with open_sheets(Path(sys.argv[1]), "a.xlsx") as sheets:
    sheet = next(sheets)
    for number, cells in sheet.lines:
        if number == 10:
            # as Ctrl-C does: everyone in the foreground gets it
            signal.signal(signal.SIGINT, lambda *_: print("interrupted", flush=True))
            os.killpg(0, signal.SIGINT)
print(number)
"""


def test_the_process_leaves_ctrl_c_to_its_parent(tmp_path: Path) -> None:
    path = xlsx(tmp_path, ROWS * 100_000)
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, path],
        capture_output=True,
        check=True,
        text=True,
        start_new_session=True,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("interrupted\n100000\n", "", 0)


def test_silence_has_an_end(tmp_path: Path) -> None:
    path = xlsx(tmp_path, ROWS)
    assert complaint(path, WORKBOOK._replace(silent_seconds=0)) == (
        "WorkbookTooSlow: 'a.xlsx' takes too long to read; save the sheet as .csv"
    )


def test_the_processor_is_not_taken_for_ever(tmp_path: Path) -> None:
    path = xlsx(tmp_path, f"<row/>{'<x/>' * 10_000_000}")
    assert complaint(path, WORKBOOK._replace(processor_seconds=1)) == (
        "WorkbookTooSlow: 'a.xlsx' takes too long to read; save the sheet as .csv"
    )


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS limits no address space")
def test_memory_has_a_limit(tmp_path: Path) -> None:
    path = xlsx(tmp_path, ROWS, texts="<si><t>abcdefgh</t></si>" * 2_000_000)
    assert complaint(path, WORKBOOK._replace(memory_bytes=100 << 20)) == (
        "WorkbookTooLarge: 'a.xlsx' needs more memory than a workbook may take; save the sheet as .csv"
    )


def test_cells_have_a_limit(tmp_path: Path) -> None:
    message = "WorkbookTooFull: 'a.{}' has more than 5 cells; save the sheet as .csv"
    assert complaint(xlsx(tmp_path, ROWS * 3), WORKBOOK._replace(cells=5)) == message.format("xlsx")
    cell = (
        '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    path = ods(tmp_path, f'<table:table table:name="S">{row}</table:table>')
    assert complaint(path, WORKBOOK._replace(cells=5)) == message.format("ods")


def test_a_sheet_may_be_called_anything(tmp_path: Path) -> None:
    title = '\\ "表"&#10;&#x202e;'
    parts = xlsx_parts(ROWS)
    parts["xl/workbook.xml"] = (
        str(parts["xl/workbook.xml"]).replace('name="S"', f"name='{title}'").replace("\\", "/")
    )
    path = zipped(tmp_path / "a.xlsx", parts)
    with open_sheets(path, "八月\udcff.xlsx") as sheets:
        assert [one.place for one in sheets] == ['八月\\udcff.xlsx:/ "表"\\n\\u202e']


OTHER = """
import sys
sys.path[:] = sys.argv[2:]
from pathlib import Path
from jobtrack.files.incoming import open_sheets
with open_sheets(Path(sys.argv[1]), "a.xlsx") as sheets:
    print([list(one.lines) for one in sheets])
"""


def test_the_process_finds_the_modules_that_its_parent_has(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')\n", "utf-8")
    path = xlsx(tmp_path, ROWS)
    done = subprocess.run(
        [sys.executable, "-I", "-c", OTHER, path, *sys.path],
        capture_output=True,
        check=True,
        text=True,
        cwd=tmp_path,
    )
    assert (done.stdout, done.stderr) == ("[[(1, ['76.9', '1'])]]\n", "")


def test_a_process_that_can_not_begin_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path, ROWS)
    monkeypatch.setattr(sys, "path", [])
    assert complaint(path, WORKBOOK) == (
        "WorkbookBroken: 'a.xlsx' is damaged or cut short (its reader ended with status 1); fetch it "
        "again, or open it in a spreadsheet program and save it anew"
    )


CHILDREN = Path(f"/proc/self/task/{os.getpid()}/children")


def read_until_killed(path: Path, number: signal.Signals) -> None:
    """Read a row, kill the process, read on."""
    with open_sheets(path, "a.xlsx") as sheets:
        lines = next(sheets).lines
        next(lines)
        [child] = CHILDREN.read_text("ascii").split()
        os.kill(int(child), number)
        deque(lines, 0)


@pytest.mark.skipif(not CHILDREN.exists(), reason="only Linux lists the children of a process")
@pytest.mark.parametrize(
    ("number", "message"),
    [
        (signal.SIGKILL, "WorkbookTooLarge: 'a.xlsx' needs more memory than a workbook may take; save"),
        (
            signal.SIGSEGV,
            "WorkbookBroken: 'a.xlsx' is damaged or cut short (its reader ended with status -11)",
        ),
    ],
)
def test_a_process_that_dies_is_told(tmp_path: Path, number: signal.Signals, message: str) -> None:
    path = xlsx(tmp_path, ROWS * 200_000)
    with pytest.raises(JobtrackError) as found:
        read_until_killed(path, number)
    assert f"{type(found.value).__name__}: {found.value}".startswith(message)
    assert not has_child()
