"""import as scripts, other offices' files and impatient people meet it."""

import csv
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter

import jobtrack
from jobtrack.cli import main
from jobtrack.store import open_store

SAMPLE = Path(__file__).parents[2] / "sample.db"
NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path(jobtrack.__file__).parents[1])}
LONG = "indicator,period,value,published\n"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A database with the built-in plan and no figures."""
    path = tmp_path / "office" / "jobs.db"
    assert main(["init", "--db", str(path)], now=NOW) == 0
    return path


def run(db: Path, *arguments: object) -> int:
    return main(["--db", str(db), "import", *map(str, arguments)], now=NOW)


def figures(db: Path, indicator: str = "employed", area: str = "500000") -> dict[str, float]:
    with open_store(db) as store:
        found = store.snapshots(indicator, area)
    return {str(one.period): one.figure.value for one in found if one.figure is not None}


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding)
    return path


def test_a_file_of_two_lines_in_gbk_is_read(db: Path, tmp_path: Path):
    text = "指标,月份,数值\n脱贫人口就业规模,2022年1月,76.5万人\n"
    assert run(db, written(tmp_path / "一月.csv", text, "gb18030")) == 0
    assert figures(db) == {"2022-01": 765_000}


def test_nothing_is_recorded_if_one_file_of_several_is_bad(db: Path, tmp_path: Path, capfd):
    good = written(tmp_path / "good.csv", f"{LONG}employed,2022-01,765000,\n")
    bad = written(tmp_path / "bad.csv", f"{LONG}employed,2022-02,765000个,\nnobody,2022-02,1,\n")
    assert run(db, good, bad, tmp_path / "absent.csv") == 2
    errors = capfd.readouterr().err.splitlines()
    assert [one.partition(": ")[0] for one in errors] == [
        "bad.csv:2:C",
        "bad.csv:3:A",
        f"can't read '{tmp_path / 'absent.csv'}'",
        "jobtrack",
    ] or errors[2].startswith("can't read 'absent.csv'")
    assert figures(db) == {}


def test_the_good_rows_are_taken_and_the_others_listed_on_request(db: Path, tmp_path: Path):
    file = written(tmp_path / "long.csv", f"{LONG}employed,2022-01,765000,\nnobody,2022-02,=1,\n")
    listed = tmp_path / "left.csv"
    assert run(db, file, "--skip-bad", listed) == 0
    assert figures(db) == {"2022-01": 765_000}
    with listed.open(encoding="utf-8-sig", newline="") as lines:
        [head, row] = csv.reader(lines)
    assert (head, row[0]) == (["place", "problem"], "long.csv:3:A")


def test_no_list_is_left_where_nothing_was_bad(db: Path, tmp_path: Path):
    file = written(tmp_path / "long.csv", f"{LONG}employed,2022-01,765000,\n")
    assert run(db, file, "--skip-bad", tmp_path / "left.csv") == 0
    assert sorted(tmp_path.iterdir()) == [tmp_path / "long.csv", db.parent]


def test_two_figures_of_one_key_are_named_with_both_their_places(db: Path, tmp_path: Path, capfd):
    text = f"{LONG}employed,2022-01,1,2022-02-01\nemployed,2022-01,2,2022-02-01\n"
    assert run(db, written(tmp_path / "twice.csv", text)) == 2
    line = capfd.readouterr().err.splitlines()[0]
    assert line.startswith("twice.csv:3:C: employed 2022-01")
    assert "twice.csv:2:C" in line


def test_a_dry_run_leaves_the_database_as_it_is_to_the_byte(db: Path, tmp_path: Path, capfd):
    before, moment = db.read_bytes(), db.stat().st_mtime_ns
    file = written(tmp_path / "long.csv", f"{LONG}employed,2022-01,765000,\n")
    assert run(db, file, "--dry-run") == 0
    assert "not recorded (--dry-run)" in capfd.readouterr().out
    assert (db.read_bytes(), db.stat().st_mtime_ns) == (before, moment)


def test_a_batch_names_its_files_and_their_fingerprints(db: Path, tmp_path: Path):
    files = [
        written(tmp_path / f"{month}.csv", f"{LONG}employed,2022-0{month},76500{month},\n")
        for month in (1, 2)
    ]
    assert run(db, *files, "--note", "Sent by mail") == 0
    output = tmp_path / "rows.jsonl"
    assert main(["--db", str(db), "export", "--output", str(output), "--revisions"], now=NOW) == 0
    batches = {json.loads(line)["batch"] for line in output.read_text("utf-8").splitlines()}
    assert len(batches) == 1
    digests = ", ".join(
        subprocess.run(["sha256sum", one], stdout=subprocess.PIPE, check=True, text=True).stdout[:64]
        for one in files
    )
    with closing(__import__("sqlite3").connect(db)) as connection:
        [row] = connection.execute(
            "SELECT command, file, file_sha256, note FROM batch WHERE key = ?", tuple(batches)
        )
    assert row == ("import", "1.csv, 2.csv", digests, "Sent by mail")


@pytest.mark.parametrize("format", ["csv", "jsonl", "xlsx", "sdmx-csv"])
def test_an_export_of_current_values_gives_the_same_report_when_imported(
    db: Path, tmp_path: Path, format: str, capfd
):
    sample = shutil.copy(SAMPLE, tmp_path / "sample.db")
    exported = tmp_path / f"all.{format.removeprefix('sdmx-')}"
    export = ["--db", str(sample), "export", "--format", format, "--output", str(exported)]
    assert main(export, now=NOW) == 0
    assert run(db, exported) == 0
    capfd.readouterr()
    reports = []
    for path in (sample, db):
        assert (
            main(["--db", str(path), "report", "--as-of", "2024-12", "--format", "csv"], now=NOW) == 0
        )
        reports.append(capfd.readouterr().out.replace(";revised", "").replace("revised", ""))
    assert reports[0] == reports[1]
    assert run(db, exported) == 0
    assert "nothing to record" in capfd.readouterr().out


def test_hundreds_of_files_with_one_indicator_each_come_in_by_a_mapping(tmp_path: Path, capfd):
    ids = [f"{goal}-{number}-1" for goal in range(1, 18) for number in range(1, 13)]
    plan = ['[plan]\nid = "open"\nname = "Open"\nhome = "all"\n[[area]]\ncode = "all"\nname = "All"\n']
    plan.append('[[section]]\nid = "s"\nname = "S"\n')
    plan += [
        f'[[indicator]]\nid = "{id}"\nname = "I {id}"\nsection = "s"\nunit = "%"\nkind = "level"\n'
        "decimals = 2\nevery = 12\n"
        for id in ids
    ]
    path = written(tmp_path / "open.toml", "".join(plan))
    db = tmp_path / "open.db"
    assert main(["init", str(path), "--db", str(db)], now=NOW) == 0
    mapping = written(
        tmp_path / "open-map.toml",
        'period = "year"\n[defaults]\nindicator = "{file}"\n[keep]\n"*" = [""]\n[indicators]\n'
        + "".join(f'"indicator_{id}" = "{id}"\n' for id in ids),
    )
    files = [
        written(
            tmp_path / f"indicator_{id}.csv",
            "Year,Sex,Units,Age group,Value\n2015,,%,,12.5\n2015,Female,%,,11.5\n"
            "2015,,%,15-24,9\n2020,,%,,10.25\n",
        )
        for id in ids
    ]
    assert run(db, *files, "--map", mapping) == 0
    out = capfd.readouterr().out
    assert f"and {len(ids) - 1} more" in out
    assert f"recorded {2 * len(ids)} as batch" in out
    assert figures(db, "17-12-1", "all") == {"2015-12": 12.5, "2020-12": 10.25}


def test_figures_with_a_multiplier_are_refused_as_they_are_not_in_full(db: Path, tmp_path: Path, capfd):
    text = "indicator,period,value,UNIT_MULT\nemployed,2022-01,765000,0\nemployed,2022-02,765,3\n"
    assert run(db, written(tmp_path / "sdmx.csv", text)) == 2
    assert capfd.readouterr().err.startswith("sdmx.csv:3:D: the multiplier '3' is not read")


def test_a_workbook_with_merged_headers_and_a_total_comes_in(db: Path, tmp_path: Path, capfd):
    path = tmp_path / "八月.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("表一")
        sheet.merge_range("A1:D1", "脱贫人口就业情况（2021年8月）")
        sheet.write("A2", "单位：万人")
        sheet.merge_range("A3:A4", "区县")
        sheet.merge_range("B3:D3", "脱贫人口就业规模")
        for column, text in enumerate(("期末数", "去年同期", "同比增长（%）"), start=1):
            sheet.write(3, column, text)
        rows = [("合计", 3.3, 3.1, 0.065), ("城口县", 1.2, 1.1, 0.091), ("巫溪县", 2.1, 2.0, 0.05)]
        percent = book.add_format({"num_format": "0.0%"})
        for line, (name, now, before, growth) in enumerate(rows, start=4):
            sheet.write_row(line, 0, (name, now, before))
            sheet.write(line, 3, growth, percent)
    assert run(db, path) == 0
    assert figures(db) == {"2021-08": 33_000}
    assert figures(db, area="500229") == {"2021-08": 12_000}
    assert "八月.xlsx:表一" in capfd.readouterr().out


def many(path: Path, count: int) -> Path:
    """A file of ``count`` figures that need care, one area a line."""
    with path.open("w", encoding="utf-8") as file:
        file.write(LONG)
        for number in range(count):
            file.write(f"employed,{1950 + number % 70}-{number % 12 + 1:02d},{number}人,2023-01-01\n")
    return path


def test_ctrl_c_leaves_nothing(db: Path, tmp_path: Path):
    file = many(tmp_path / "many.csv", 400_000)
    before = db.read_bytes()
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "jobtrack", "--db", db, "import", file],
        env={**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "80", "TMPDIR": str(tmp_path)},
        stdout=subprocess.DEVNULL,
        stderr=follower,
    ) as process:
        os.close(follower)
        drawn = b""
        while b"rows" not in drawn:  # not yet under way
            drawn += os.read(leader, 4096)
        process.send_signal(signal.SIGINT)
        drawn += drawn_on(leader)
    assert (process.returncode, b"jobtrack" in drawn, b"Traceback" in drawn) == (130, False, False)
    assert db.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [file, db.parent]


def drawn_on(leader: int) -> bytes:
    """All that a program draws on its terminal until it has ended."""
    drawn = b""
    with suppress(OSError):  # the other end is closed
        while piece := os.read(leader, 4096):
            drawn += piece
    os.close(leader)
    return drawn


def test_long_work_shows_how_far_it_has_come_on_a_terminal_only(db: Path, tmp_path: Path):
    file = many(tmp_path / "many.csv", 30_000)
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "jobtrack", "--db", db, "import", file, "--dry-run"]
    environment = {**ENVIRONMENT, "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=follower) as run:
        os.close(follower)
        drawn = drawn_on(leader)
    assert b"rows" in drawn
    assert b"Traceback" not in drawn
    assert run.returncode == 2  # for one month it has several figures
    piped = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert b"a second" not in piped.stderr
