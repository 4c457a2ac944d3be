"""What a shell is offered to complete a command line that is half typed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

import jobtrack
from jobtrack.cli import main
from jobtrack.commands.completion import Shell
from jobtrack.commands.shell.half_typed import line_of
from jobtrack.commands.shell.offer import completion_text
from jobtrack.commands.surroundings import Surroundings
from jobtrack.words import ENGLISH, words_in
from transcript import ROOT

BREAKS = " \t\n\"'@><=;|&(:"  # bash's own
NOW = datetime(2025, 7, 1, 12, tzinfo=UTC)


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return shutil.copy(ROOT / "sample.db", tmp_path / "jobs.db")


def answer(typed: str, database: Path, shell: str = "bash", language: str = "en") -> list[str]:
    """What is printed for a shell whose line is ``typed``, the cursor at its end."""
    words = ENGLISH if language == "en" else words_in(language)
    here = Surroundings(NOW, words, database)
    breaks = BREAKS if shell == "bash" else ""
    return completion_text(shell, line_of(f"jobtrack {typed}", breaks), here).splitlines()


def offered(typed: str, database: Path) -> list[str]:
    """The words of it; it is no file."""
    kind, *words = answer(typed, database)
    assert kind == "words"
    return words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("re", ["report", "restore"]),
        ("--db jobs.db hist", ["history"]),
        ("report --f", ["--format", "--fail-on"]),
        ("report --format ", ["table", "json", "jsonl", "csv", "markdown", "html", "xlsx"]),
        ("report --format=js", ["json", "jsonl"]),
        ("report --fail-on ", ["red", "amber", "grey"]),
        ("add employed 1 --flag ", ["A", "P", "E", "B", "M"]),
        ("--lang ", ["zh", "en"]),
        ("targets ", ["revise", "set", "drop", "apply", "export"]),
        ("targets set x --judge ", [r"every\ month", r"at\ due"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("add nothing-like-it", []),
        ("nothing-like-it ", []),
        ("report --output x --o", []),
        ("report --indicator employed --in", ["--indicator"]),
        ("targets export ", ["--output", "--db", "--lang", "--help"]),
        ("targets --format json export --f", []),
        ("add employed ", []),
        ("add --note --area employed 2 -", ["--area", "--source", "--published", "--flag"]),
    ],
)
def test_verbs_options_and_values(typed: str, words: list[str], sample: Path):
    assert offered(typed, sample)[: len(words) or None] == words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("history urban", ["urban-new-jobs"]),
        ("history 城镇新增就业人", ["城镇新增就业人数"]),
        ("history Urban", [r"Urban\ new\ jobs"]),
        ('history "Urban', ["Urban new jobs"]),
        ("history URB", [r"Urban\ new\ jobs", "urban-new-jobs"]),
        ("report --indicator=城镇新增就业人", ["城镇新增就业人数"]),
        ("chart employed urban", ["urban-new-jobs"]),
        ("report --area 酉阳土", ["酉阳土家族苗族自治县"]),
        ("report --area 'Youyang T", ["Youyang Tujia and Miao Autonomous County"]),
        ("areas 重庆高", ["重庆高新区"]),
        ("areas show 重庆高", ["重庆高新区"]),
        ("areas sho", ["show"]),
        ("areas 重庆高新区 --f", ["--format"]),
        ("groups add national-key-counties 50022", ["500229"]),
        ("groups 国", ["国家乡村振兴重点帮扶县"]),
        ("report --group n", ["national-key-counties"]),
        ("explain employment-f", ["employment-floor"]),
        ("explain 就业", ["就业规模底线76万人"]),
        ("targets drop employment-task-2021", ["employment-task-2021"]),
        ("targets set employment-f", []),
        ("targets set new --indicator urban", ["urban-new-jobs"]),
        ("check --only st", ["stale-series"]),
        ("check --ignore 数据中", ["数据中断"]),
        ("areas add 5", []),
    ],
)
def test_names_in_both_languages(typed: str, words: list[str], sample: Path):
    assert offered(typed, sample) == words


def test_the_database_is_the_one_of_the_half_typed_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("DATA", str(tmp_path))
    shutil.copy(ROOT / "sample.db", tmp_path / "a b.db")
    nowhere = tmp_path / "nowhere.db"
    for named in ("'~/a b.db'", r"~/a\ b.db", '"$DATA/a b.db"'):
        assert offered(f"history --db {named} urban", nowhere) == ["urban-new-jobs"]
        assert offered(f"--db={named} history urban", nowhere) == ["urban-new-jobs"]
    assert offered("history urban", nowhere) == []


@pytest.mark.parametrize(
    "typed",
    [
        "import ", "import a.csv ", "areas import ", "backup ", "restore ", "merge ", "targets apply ",
        "--db ", "--db=", "report --output x", "import --skip-bad ", "import --map ", "init my-",
    ],
)  # fmt: skip
def test_where_a_file_may_stand_the_shell_completes_it(typed: str, sample: Path):
    assert answer(typed, sample) == ["files"]


def test_a_plan_is_a_built_in_one_or_a_file(sample: Path):
    assert answer("init ", sample) == ["files", "chongqing-2025"]


def test_batches_come_by_their_digits_the_newest_first(sample: Path):
    database = str(sample)
    assert main(["--db", database, "add", "employed", "1", "2021-07", "--note", "a: b"]) == 0
    with closing(sqlite3.connect(sample)) as connection:
        keys = [key for (key,) in connection.execute("SELECT key FROM batch ORDER BY key DESC")]
    newest, oldest = (key[-8:] for key in keys)
    assert offered("undo ", sample) == [newest, oldest]
    assert offered(f"log {oldest[:7].upper()}", sample) == [oldest]
    first = answer("undo ", sample, "zsh")[1]
    assert (first[:9], first[-9:]) == (f"{newest}:", " add a: b")


def test_findings_come_by_their_keys_until_they_are_acknowledged(sample: Path):
    moment = "--as-of 2024-12 --known-on 2025-07-01"
    found = offered(f"check acknowledge {moment} 88aed", sample)
    assert found == ["88aed113"]
    said = ["check", "acknowledge", "88aed113", "--note", "x", *moment.split(), "--db", str(sample)]
    assert main(said, now=NOW) == 0
    assert offered(f"check acknowledge {moment} 88aed", sample) == []
    assert offered("check acknowledge --as-of never 8", sample) == []


def test_a_dropped_target_is_no_longer_offered(sample: Path):
    assert main(["--db", str(sample), "targets", "drop", "employment-floor"]) == 0
    assert offered("explain employment-f", sample) == []


def test_zsh_and_fish_are_told_what_each_word_means_in_the_language_of_the_line(sample: Path):
    assert answer("history urban", sample, "fish") == ["words", "urban-new-jobs\tUrban new jobs"]
    assert answer("history urban", sample, "fish", "zh") == ["words", "urban-new-jobs\t城镇新增就业"]
    assert answer("history 城镇新增就业人", sample, "zsh") == [
        "words",
        "城镇新增就业人数:urban-new-jobs",
    ]
    assert answer("rep", sample, "zsh", "zh") == ["words", "report:显示每项目标的进度和缺口。"]


def test_colons_and_backslashes_of_words_are_not_those_of_zsh(sample: Path):
    named(sample, "z:b\\c")
    assert answer("history z", sample, "zsh") == ["words", "z\\:b\\\\c:urban-new-jobs"]
    assert answer("history z", sample) == ["words", "z:b\\\\c"]
    assert answer("history z:", sample) == ["words", "b\\\\c"]


def named(database: Path, name: str) -> None:
    """Call an indicator of ``database`` so."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE indicator SET name_en = ? WHERE id = 'urban-new-jobs'", (name,))


@pytest.mark.parametrize("name", ["z\nb", "z\x1b]0;x\x07", "z\tb", "z\u202eb"])
def test_no_name_has_an_effect_on_the_terminal(name: str, sample: Path):
    named(sample, name)
    assert offered("history z", sample) == []
    shown = answer("history urban", sample, "fish")
    assert len(shown) == 2
    assert shown[1].replace("\t", "").isprintable()


def test_a_name_that_begins_like_an_option_is_offered_where_none_can_stand(sample: Path):
    named(sample, "-a")
    assert offered("history -- -", sample) == ["-a"]
    assert "-a" not in offered("history -", sample)


def run(typed: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """The program as the script for bash starts it."""
    return subprocess.run(
        [sys.executable, "-m", "jobtrack", typed, BREAKS],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(jobtrack.__file__).parents[1]),
            "_JOBTRACK_COMPLETE": "bash",
            **variables,
        },
        check=True,
    )


@pytest.mark.parametrize(
    "typed", ["", "jobtrack", "jobtrack history ", "jobtrack history \udce5\udc9f"]
)
def test_whatever_is_typed_and_missing_there_is_no_message(typed: str, tmp_path: Path):
    for database in (tmp_path, tmp_path / "none.db", Path("/dev/null"), ROOT / "README.md"):
        assert run(typed, JOBTRACK_DB=str(database)).stderr == ""
    assert run(typed, HOME="", XDG_DATA_HOME="").stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_is_read_from(sample: Path):
    sample.parent.chmod(0o500)
    try:
        assert offered("history urban", sample) == ["urban-new-jobs"]
    finally:
        sample.parent.chmod(0o700)


def test_a_name_that_the_terminal_can_not_show_is_left_out(sample: Path):
    typed, database = "jobtrack history ", {"JOBTRACK_DB": str(sample)}
    assert run(f"{typed}城镇", PYTHONIOENCODING="gbk:surrogateescape", **database).stdout != "words\n"
    assert run(f"{typed}城镇", PYTHONIOENCODING="latin-1", **database).stdout == "words\n"
    assert (
        run(f"{typed}urban", PYTHONIOENCODING="latin-1", **database).stdout == "words\nurban-new-jobs\n"
    )


@pytest.mark.parametrize("shell", list(Shell))
def test_a_shell_is_given_the_lines_that_make_it_ask(shell: Shell, capsys: pytest.CaptureFixture[str]):
    assert main(["completion", shell]) == 0
    lines = capsys.readouterr().out
    assert f"_JOBTRACK_COMPLETE={shell} " in lines
