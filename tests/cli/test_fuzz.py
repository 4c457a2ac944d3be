"""Whatever is typed or read: no traceback, and no figure that a reader of its text would not say."""

import csv
import os
import re
import shutil
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobtrack.cli import VERBS, app_for, main
from jobtrack.domain.indicator import Kind
from jobtrack.domain.month import parse_day, parse_period
from jobtrack.domain.text import Names
from jobtrack.domain.typed.figure import parse_figure
from jobtrack.errors import JobtrackError
from jobtrack.words import ENGLISH
from transcript import ROOT

NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
PEOPLE = Names("人", "people")
SCALES = {"百": 2, "千": 3, "万": 4, "亿": 8, "thousand": 3, "million": 6, "billion": 9}
SIGNS = (
    "0123456789０５９٣۴.,，．·'-−－–~～+/%％_eE²①½〇一万亿千百十人余多近约超以上左右至到年月日第季度"
    " \u3000\t\n\x00\u200b"
)
SOUND = (ROOT / "src" / "jobtrack" / "plans" / "chongqing-2025.toml").read_text("utf-8")
FIGURES = (ROOT / "src" / "jobtrack" / "plans" / "chongqing-2025.csv").read_text("utf-8-sig")
DOCUMENTED = {0, 2, 3, 4, 5}

written = st.one_of(
    st.text(SIGNS, max_size=12),
    st.text(max_size=12),
    st.from_regex(
        r"(约|近|超过|over )?[-－]?[0-9０-９]{1,4}([,，][0-9]{3}){0,3}([.．][0-9]{1,4})?(余|多)?"
        r"(万|亿|千|百|百万|千万| million)?(余|以上|左右)?(人| people)?",
        fullmatch=True,
    ),
)
months = st.one_of(
    st.text(SIGNS, max_size=12),
    st.from_regex(
        r"[0-9０-９]{3,5}[-/.年]?[0-9０-９]{1,2}(月|月份)?([-至][0-9]{1,2}月)?", fullmatch=True
    ),
)
days = st.one_of(
    st.text(SIGNS, max_size=12),
    st.from_regex(r"[0-9０-９]{3,5}[-/年]?[0-9]{1,2}[-/月]?[0-9]{1,2}日?", fullmatch=True),
)
often = pytest.mark.parametrize("times", [1, pytest.param(100, marks=pytest.mark.slow)])


def hold(law: Callable[[], None], examples: int) -> None:
    """Let ``law`` stand so many examples."""
    settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))(law)()


def read_number(text: str) -> Fraction | None:
    """The one number that a reader finds in ``text``, None where there is none or more than one."""
    if any(
        not one.isdecimal() and re.search(r"\d", unicodedata.normalize("NFKC", one)) for one in text
    ):
        return None  # ², ①, ½: digits that are no digits
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").casefold()
    found = re.findall(r"\d[\d,.]*", plain)
    if len(found) != 1 or not re.fullmatch(r"(\d{1,3}(,\d{3})+|\d+)(\.\d+)?", found[0]):
        return None
    before, _, after = plain.partition(found[0])
    after, scale = after.lstrip(" 余多\t\n"), 0
    while word := next((one for one in SCALES if after.startswith(one)), None):
        scale, after = scale + SCALES[word], after.removeprefix(word)
    sign = -1 if before.rstrip().endswith("-") else 1
    return sign * Fraction(found[0].replace(",", "")) * 10**scale


def read_digits(text: str) -> tuple[str, ...]:
    """The runs of digits that a reader finds in ``text``."""
    return tuple(str(int(one)) for one in re.findall(r"\d+", unicodedata.normalize("NFKC", text)))


@often
@pytest.mark.parametrize("kind", [Kind.LEVEL, Kind.FLOW])
def test_a_number_is_what_a_reader_would_say_or_refused(kind: Kind, times: int):
    @given(written)
    def law(text: str) -> None:
        try:
            figure = parse_figure(text, kind, PEOPLE)
        except JobtrackError:
            return
        assert figure is None or Fraction(repr(figure.value)) == read_number(text), text

    hold(law, 400 * times)


@often
def test_a_ratio_is_what_a_reader_would_say_or_refused(times: int):
    @given(st.tuples(written, st.sampled_from("/／"), written).map("".join))
    def law(text: str) -> None:
        try:
            figure = parse_figure(text, Kind.RATIO, PEOPLE)
        except JobtrackError:
            return
        if figure is None:
            return
        parts = [read_number(part) for part in re.split("[/／]", text)]
        assert [Fraction(repr(one)) for one in (figure.numerator, figure.denominator)] == parts, text

    hold(law, 200 * times)


@often
@pytest.mark.parametrize("kind", [Kind.LEVEL, Kind.YTD])
def test_a_month_is_what_a_reader_would_say_or_refused(kind: Kind, times: int):
    @given(months)
    def law(text: str) -> None:
        try:
            month = parse_period(text, kind is Kind.YTD)
        except JobtrackError:
            return
        year, *others = read_digits(text)
        if len(year) == 6:
            year, others = year[:4], [str(int(year[4:]))]
        assert month.year == int(year), text
        if kind is not Kind.YTD:
            assert others == [str(month.number)], text
        elif others and "季" not in text:
            assert others[-1] == str(month.number), text

    hold(law, 400 * times)


@often
def test_a_day_is_what_a_reader_would_say_or_refused(times: int):
    @given(days)
    def law(text: str) -> None:
        try:
            day = parse_day(text)
        except JobtrackError:
            return
        assert "".join(read_digits(text)) in {
            f"{day.year}{day.month}{day.day}",
            f"{day:%Y%m%d}",
        }, text

    hold(law, 400 * times)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own to work in, with a database; whatever is typed can do no harm elsewhere."""
    shutil.copy(ROOT / "sample.db", tmp_path / "sample.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOBTRACK_DB", "jobs.db")
    monkeypatch.setattr("sys.stdin", None)
    return tmp_path


def stored(db: Path) -> dict[str, float]:
    """The current value of each month of one series."""
    with closing(sqlite3.connect(db)) as connection:
        found = connection.execute(
            "SELECT period, value FROM current_snapshot"
            " WHERE indicator = 'workshops' AND area = '500000'"
        )
        return dict(found.fetchall())


@often
def test_a_file_of_figures_is_stored_as_a_reader_would_read_it(office: Path, times: int):
    @given(st.lists(written, min_size=1, max_size=5))
    def law(values: list[str]) -> None:
        shutil.copy("sample.db", "jobs.db")
        before = stored(office / "jobs.db")
        texts = {f"2015-{number:02d}": text for number, text in enumerate(values, start=1)}
        with Path("figures.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("indicator", "period", "value")])
            csv.writer(file).writerows(("workshops", month, text) for month, text in texts.items())
        planned = main(["import", "figures.csv", "--dry-run"], now=NOW)
        assert stored(office / "jobs.db") == before
        assert main(["import", "figures.csv"], now=NOW) == planned
        new = {
            month: value for month, value in stored(office / "jobs.db").items() if month not in before
        }
        assert planned in {0, 2}
        assert planned == 0 or not new
        assert {month: Fraction(repr(value)) for month, value in new.items()} == {
            month: read_number(texts[month]) for month in new
        }

    hold(law, 25 * times)


def spoiled(text: str) -> st.SearchStrategy[str]:
    """``text`` with a part of it replaced by anything."""

    def at(place: int, length: int, other: str) -> str:
        return text[:place] + other + text[place + length :]

    places, lengths = st.integers(0, len(text)), st.integers(0, 60)
    return st.builds(
        at, places, lengths, st.text(SIGNS + '"=[]{}#\\', max_size=8) | st.text(max_size=8)
    )


@often
@pytest.mark.parametrize(
    ("name", "text", "command"),
    [
        ("plan.toml", SOUND, ["init", "plan.toml"]),
        ("plan.toml", SOUND, ["targets", "apply", "plan.toml", "--db", "sample.db", "--dry-run"]),
        ("figures.csv", FIGURES[:1500], ["import", "figures.csv", "--db", "sample.db", "--dry-run"]),
    ],
)
@pytest.mark.usefixtures("office")
def test_a_file_that_is_spoiled_is_read_or_refused(
    name: str, text: str, command: list[str], times: int
):
    @given(spoiled(text))
    def law(content: str) -> None:
        Path("jobs.db").unlink(missing_ok=True)
        Path(name).write_bytes(content.encode("utf-8", "surrogatepass"))
        assert main(command, now=NOW) in {0, 2}

    hold(law, 20 * times)


@often
@pytest.mark.usefixtures("office")
def test_any_bytes_are_read_or_refused(times: int):
    @given(st.binary(max_size=400), st.sampled_from(["csv", "xlsx", "xls", "ods", "jsonl"]))
    def law(content: bytes, ending: str) -> None:
        file = Path(f"figures.{ending}")
        file.write_bytes(content)
        assert main(["import", str(file), "--db", "sample.db", "--dry-run"], now=NOW) in {0, 2}

    hold(law, 40 * times)


def options_of(verb: str) -> list[str]:
    """What may be typed behind a verb, its own verbs included."""
    command = typer.main.get_command(app_for([verb], ENGLISH)).commands[verb]
    found = [command, *getattr(command, "commands", {}).values()]
    options = [name for one in found for param in one.params for name in getattr(param, "opts", ())]
    return [*(name for name in options if name.startswith("-")), *getattr(command, "commands", ())]


WORDS = (
    "employed", "workshops", "urban-new-jobs", "500000", "重庆", "employment-floor", "2021-08", "7d",
    "1", "0", "-5", "76.9万", "12/40", "98%", "json", "csv", "markdown", "zh", "red", "M", "-", "--",
    "2021年一季度", "", "sample.db", "figures.csv", "hold", "reach", "2022-12=60", "A=indicator", "nan",
    "1e400",
)  # fmt: skip


@often
@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_any_arguments_end_in_a_documented_status(office: Path, verb: str, times: int):
    typed = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=6)
    words = st.sampled_from([*WORDS, *options_of(verb)]) | typed.filter(lambda one: "/" not in one)

    @given(st.lists(words, max_size=7))
    def law(arguments: list[str]) -> None:
        with tempfile.TemporaryDirectory(dir=office) as folder:
            os.chdir(folder)
            for name in ("jobs.db", "sample.db"):
                shutil.copy(office / "sample.db", name)
            Path("figures.csv").write_text("indicator,period,value\nworkshops,2015-01,7\n", "utf-8")
            try:
                assert main([verb, *arguments], now=NOW) in DOCUMENTED
            finally:
                os.chdir(office)

    hold(law, 15 * times)


def test_the_reader_of_these_tests_reads_as_people_do():
    read = {
        text: read_number(text)
        for text in ("76.9万", "－1,234.5", "3.2万余", "1.2亿", "1_000", "5-6", "10²")
    }
    assert read == {
        "76.9万": 769_000,
        "－1,234.5": Fraction("-1234.5"),
        "3.2万余": 32_000,
        "1.2亿": 120_000_000,
        "1_000": None,
        "5-6": None,
        "10²": None,
    }
    assert read_digits("２０２１年7月") == ("2021", "7")
    assert date(2021, 7, 1) == parse_day("2021-07-01")
