"""report --format html: what it shows by its options, where it goes, and what it needs."""

import os
import pty
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cron import PROGRAM
from jobtrack.cli import main
from jobtrack.render.chart import fonts
from transcript import ROOT

SAMPLE = ROOT / "sample.db"
PINNED = ("--as-of", "2024-12", "--known-on", "2025-07-01")
HTML = ("--format", "html")
EMPLOYED, YEAR = "Employed, lifted from poverty", "(2024-01..2024-12)"


class _Words(HTMLParser):
    """The texts of the body, one a line, without those of charts."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag in {"head", "svg"}:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._within:
            self._within.remove(tag)

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._within:
            self.said.append(" ".join(data.split()))


def words_of(path: Path) -> list[str]:
    words = _Words()
    words.feed(path.read_text("utf-8"))
    return words.said


def below(said: list[str], heading: str) -> list[str]:
    """What stands from that heading on."""
    return said[said.index(heading) + 1 :]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the sample, which was recorded in 2026, with what was recorded in March 2031."""
    database = tmp_path / "jobs.db"
    shutil.copy(SAMPLE, database)
    for day, command in (
        (10, "add employed 75.5万 2024-12 --published 2025-06-30"),
        (12, "targets revise employment-task-2024 --bound 750000 --published 2025-01-01"),
        (12, "add employment-bases 2 2024-06 --area 城口 --published 2024-07-01"),
        (12, "add employment-bases 1 2023-06 --area 巫溪 --published 2023-07-01"),
        (12, "add employment-bases 0 2024-06 --area 巫溪 --published 2024-07-01"),
        (12, "add employment-bases 0 2024-06 --area 酉阳 --published 2024-07-01"),
    ):
        assert on(day, database, *command.split()) == 0
    return database


def on(day: int, database: Path, *command: str) -> int:
    """How a run ends on that day of March 2031."""
    return main(["--db", str(database), *command], now=datetime(2031, 3, day, 12, tzinfo=UTC))


def page(database: Path, *options: str, day: int = 15, status: int = 0) -> list[str]:
    """What is said on the page of that day."""
    output = database.with_name("page.html")
    assert on(day, database, "report", *HTML, "--output", str(output), *options) == status
    return words_of(output)


def test_the_units_of_a_cover_stand_there_by_name(office: Path):
    said = below(page(office, *PINNED), "Coverage")
    assert said[: said.index("Changes")] == [
        "A base in every key county (bases)",
        "covered", "1", "Chengkou County",
        "not covered", "1", "Youyang Tujia and Miao Autonomous County",
        "no longer covered", "1", "Wuxi County",
        "unknown", "1", "Pengshui Miao and Tujia Autonomous County",
        "A workshop in every key town (workshops)",
        "not named yet: 17 of 17",
    ]  # fmt: skip


def test_it_tells_what_changed_since_the_day_that_is_named(office: Path):
    options = ("--indicator", "employed", "--since", "2031-03-09")
    said = below(page(office, *PINNED, *options), "Changes")
    changes = [line.partition(" (batch")[0] for line in said[: said.index("Charts")]]
    assert changes == [
        "what differs from the end of 2031-03-09",
        "Statuses", "1",
        "Employment floor of 760,000: on track → breached",
        f"because of {EMPLOYED} · Chongqing · 2024-12 >830,000 people → 755,000 people",
        "Targets", "1",
        f"revised target employment-task-2024: ≥751,100 {YEAR} → ≥750,000 {YEAR}",
        "Values", "1",
        f"revised {EMPLOYED} · Chongqing · 2024-12: >830,000 people → 755,000 people",
    ]  # fmt: skip


def test_without_a_day_it_is_the_end_of_the_month_before(office: Path):
    assert "what differs from the end of 2031-02-28" in page(office)


def test_a_month_in_which_nothing_was_recorded_says_so(office: Path):
    assert "nothing differs from the end of 2031-03-12" in page(office, "--since", "2031-03-12")


def test_of_a_database_that_had_nothing_by_then_not_all_is_told_as_changed(office: Path):
    said = below(page(office, *PINNED), "Changes")
    assert said[:2] == [
        "nothing had been recorded by the end of 2025-06-30: all of this is new",
        "Charts",
    ]


def test_with_an_alarm_it_has_only_what_raises_it(office: Path):
    said = page(office, *PINNED, "--since", "2031-03-09", "--fail-on", "red", status=3)
    assert "Employment floor of 760,000" in said
    assert "2024 employment task" not in said
    assert "Indicators without a target" not in said
    office.with_name("page.html").unlink()
    arguments = (*PINNED, "--indicator", "shandong-employed", "--fail-on", "red")
    assert on(15, office, "report", *HTML, *arguments) == 0
    assert not office.with_name("page.html").exists()


def test_it_is_about_what_is_asked_for(office: Path):
    said = page(office, *PINNED, "--indicator", "workshops")
    assert said[:3] == [
        "Chongqing: employment of people lifted out of poverty, 2025",
        "as of 2024-12, known on 2025-07-01",
        "Changes",
    ]
    assert below(said, "Latest values")[:5] == [
        "Indicator", "Period", "Value", "On the year", "Bases and workshops",
    ]  # fmt: skip
    area = page(office, *PINNED, "--area", "城口")
    assert "Employment-aid bases" in below(area, "Indicators without a target")


def test_area_by_area_each_target_has_a_table(office: Path):
    said = page(office, *PINNED, "--by-area", "--indicator", "employment-bases")
    assert said[2:13] == [
        "A base in every key county (bases)",
        "worst: Wuxi County · 0.0%",
        "best: Chengkou County · 100.0%",
        "nothing reported for 2024-06: Pengshui Miao and Tujia Autonomous County",
        "Area by area",
        "Area", "Period", "Value", "Bound", "Done", "Gap/buffer",
    ]  # fmt: skip
    assert "Charts" not in said


def test_a_day_does_not_go_with_areas(office: Path, capsys: pytest.CaptureFixture[str]):
    assert on(15, office, "report", *HTML, "--by-area", "--since", "7d") == 2
    assert capsys.readouterr().err == (
        "jobtrack: --since does not go with --by-area, --group, --sort; leave one of them out\n"
    )


def test_the_same_figures_give_the_same_bytes_whatever_the_locale(tmp_path: Path):
    output = tmp_path / "page.html"
    command = [str(PROGRAM), "--db", str(SAMPLE), "--lang", "zh", "report", *PINNED, *HTML]
    subprocess.run([*command, "--output", str(output)], check=True)
    for locale in ("C", "C.UTF-8"):
        variables = {**os.environ, "LC_ALL": locale, "PYTHONIOENCODING": "gbk"}
        run = subprocess.run(command, capture_output=True, check=True, env=variables)
        assert run.stdout == output.read_bytes()


def test_a_terminal_is_told_to_write_it_to_a_file():
    ours, theirs = pty.openpty()
    command = [str(PROGRAM), "--db", str(SAMPLE), "report", *HTML]
    run = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(theirs)
    os.close(ours)
    assert (run.returncode, run.stderr) == (
        2,
        "jobtrack: --format html can't be printed; say with --output where to write it\n",
    )


@pytest.mark.parametrize("library", ["jinja2", "matplotlib"])
@pytest.mark.parametrize("option", ["--fail-on=grey", "--by-area"])
def test_what_is_missing_is_named_by_what_installs_it(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    library: str,
    option: str,
):
    for name in [one for one in sys.modules if one.startswith(("jobtrack.render.", f"{library}."))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    command = ["report", option, *PINNED, *HTML, "--output", str(tmp_path / "page.html")]
    assert main(["--db", str(SAMPLE), *command]) == 2
    assert capsys.readouterr().err == (
        "jobtrack: --format html needs one more library; run: pip install 'jobtrack[report]'\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_it_needs_no_chinese_font_where_it_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fonts, "CHINESE", ())
    output = tmp_path / "page.html"
    command = ["--lang", "zh", "report", *PINNED, *HTML, "--output", str(output)]
    assert main(["--db", str(SAMPLE), *command]) == 0
    assert ">脱贫人口就业规模 · 重庆市</text>" in output.read_text("utf-8")
