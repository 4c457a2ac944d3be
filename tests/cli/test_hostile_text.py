"""Text of any kind is text and nothing else, in everything that is printed or written.

The texts stand in every field that has any, as another program might have written them: plans and
options refuse many of them.
"""

import contextlib
import csv
import io
import json
import os
import re
import tomllib
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from markdown_it import MarkdownIt
from prometheus_client.parser import text_string_to_metric_families

from jobtrack.cli import main
from jobtrack.domain.area import Area, Group
from jobtrack.domain.batch import Origin
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.snapshot import Figure, Snapshot
from jobtrack.domain.target import Rule, Target, TargetVersion
from jobtrack.domain.text import Names, is_invisible, visible
from jobtrack.store.creation import create_store
from transcript import ROOT

NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
DAY = date(2025, 6, 1)
FIRST, LAST = Month(2025, 1), Month(2025, 12)
TEXTS = (
    "[bold red]markup[/bold red][link=https://a.example]here[/link]:smile:[/]",
    "\x1b[31mred\x1b[0m\x1b]0;title\x07\x1b]8;;https://a.example\x1b\\link\x08\x7f",
    "\x9b31mC1\x85\x90q\x9c\x84",
    "\u202egnp.exe\u202c\u2066isolated\u2069\u200f\u061c",
    "zero\u200bwidth\u200d\u2060\ufeff\u00ad\U000e0041",
    "one\r\ntwo\nthree\u2028four\u2029five\x0bsix\x0cseven\teight",
    '=HYPERLINK("https://a.example","b")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=2",
    "\r=3",
    "'=4",
    "＝1+1",
    "<script>alert(1)</script><img src=x onerror=alert(1)><!--",
    "<svg onload=alert(1)><a href='javascript:alert(1)'>x</a></svg>&lt;&#60;",
    "<r>not rich</r>",
    "a | b |\n|---|---| `code` ![i](https://a.example/i) [x](javascript:1) **b** ~~s~~ <https://a.example>",
    "# heading",
    "- list",
    "1. list",
    "> quote",
    "```",
    "\"quoted\", 'single', back\\slash\\",
    '"}], "other": [{"',
    "'); DROP TABLE snapshot; --",
    "$(reboot) `reboot`; reboot & | > /dev/null",
    "{0} {path} {x.__class__} %s %(x)s %",
    "еmployed",
    "ｅｍｐｌｏｙｅｄ",
    "长" * 3000,
    "👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇳 ❤️",
    "Z̸͔͛a̷̩͝l̶͙̕g̵͎̈o̶͕͋",
    "ᅟㅤﾠ⠀͏",
    "\ue000\U000f0000\ufdd0",
    "العربية עברית",
)
HOME = "home"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text in every field; of each two revisions, by persons, commands and files of that name."""
    path = tmp_path_factory.mktemp("hostile") / "jobs.db"
    with create_store(path) as store:
        store.define(hostile_plan())
        for number, text in enumerate(TEXTS):
            origin = Origin(
                text, "import", NOW.replace(year=2020, day=number % 28 + 1), text, "0", text
            )
            rows = [
                Snapshot(
                    id_of(text), area, Month(2025, 1 + number % 5), DAY, "", Figure(1.5), source=text
                )
                for area in (HOME, id_of(text))
            ]
            versions = [TargetVersion(target_of(text))]
            store.record(origin, [one._replace(note=text) for one in rows], versions)
            store.record(origin, [one._replace(figure=Figure(2.5)) for one in rows])
    return path


def id_of(text: str) -> str:
    """No shorter than it must be to hold what is harmful: ids have no spaces."""
    return "".join(text.split())


def names_of(text: str) -> Names:
    return Names(text, text)


def target_of(text: str) -> Target:
    plain = Target(
        id_of(text), names_of(text), id_of(text), HOME, Rule.HOLD, FIRST, LAST, known_from=DAY
    )
    return plain._replace(bound=3.0, source=text, note=text)


def hostile_plan() -> Plan:
    section = {id_of(text): Section(id_of(text), names_of(text)) for text in TEXTS}
    indicators = {
        id_of(text): Indicator(
            id_of(text), names_of(text), (text,), id_of(text), names_of(text), Kind.LEVEL, note=text
        )
        for text in TEXTS
    }
    areas = {id_of(text): Area(id_of(text), names_of(text), (text,), parent=HOME) for text in TEXTS}
    groups = {id_of(text): Group(id_of(text), names_of(text), (id_of(text),)) for text in TEXTS}
    home = {HOME: Area(HOME, names_of("".join(TEXTS[:5])))}
    title = names_of(TEXTS[1])
    return Plan(
        id_of(TEXTS[1]), title, HOME, TEXTS[1], "", section, indicators, home | areas, groups, {}
    )


def printed(database: Path, *arguments: object, status: int | None = 0) -> str:
    """What the program prints; with ``status`` None however it ends."""
    out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
    with contextlib.redirect_stdout(out):
        ended = main(["--db", str(database), *map(str, arguments)], now=NOW)
    assert status in {None, ended}
    out.flush()
    content: bytes = out.buffer.getvalue()
    return content.decode("utf-8")


def unseen(text: str) -> set[str]:
    """The signs in ``text`` that would do something other than be seen."""
    return {one for one in text if one != "\n" and is_invisible(one)}


READING = [
    ["report"],
    ["report", "--since", "2019-01-01"],
    ["report", "--since", "2019-01-01", "--format", "markdown"],
    ["targets"],
    ["targets", "export"],
    ["indicators"],
    ["areas"],
    ["log"],
    ["check", "--integrity"],
    ["undo", "--dry-run"],
]
ABOUT_ONE = [
    ["history"],
    ["history", "--revisions"],
    ["explain"],
    ["indicators"],
    ["areas"],
]
AS_JSON = [
    ["report"],
    ["report", "--since", "2019-01-01"],
    ["targets"],
    ["indicators"],
    ["areas"],
    ["log"],
    ["check", "--integrity"],
]


@pytest.mark.parametrize("columns", ["20", "40", "80", "200", ""])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_printed_can_be_seen(
    database: Path, monkeypatch: pytest.MonkeyPatch, columns: str, language: str
):
    monkeypatch.setenv("COLUMNS", columns)
    for verb in READING:
        text = printed(database, "--lang", language, *verb, status=None)
        assert (verb, unseen(text)) == (verb, set())


@pytest.mark.parametrize("columns", ["40", ""])
def test_what_is_printed_of_one_thing_can_be_seen(
    database: Path, monkeypatch: pytest.MonkeyPatch, columns: str
):
    monkeypatch.setenv("COLUMNS", columns)
    for text in TEXTS:
        for verb, *options in ABOUT_ONE:
            shown = printed(database, verb, *options, "--", id_of(text))
            assert (verb, text, unseen(shown)) == (verb, text, set())


@pytest.mark.parametrize("columns", ["40", ""])
def test_what_is_printed_of_one_batch_can_be_seen(
    database: Path, monkeypatch: pytest.MonkeyPatch, columns: str
):
    monkeypatch.setenv("COLUMNS", columns)
    batches = json.loads(printed(database, "log", "--format", "json"))
    assert {one["note"] for one in batches} == set(TEXTS)
    for one in batches:
        assert unseen(printed(database, "log", one["batch"])) == set()


def test_markup_is_shown_as_it_was_written(database: Path):
    text = printed(database, "report")
    for one in (TEXTS[0], "<script>", "{x.__class__}", "$(reboot)", "👩\\u200d👩"):
        assert one in text


@pytest.mark.parametrize("verb", AS_JSON)
def test_json_can_be_seen_and_says_what_is_stored(database: Path, verb: list[str]):
    text = printed(database, *verb, "--format", "json", status=None)
    assert unseen(text) == set()
    if text:
        json.loads(text)


def test_json_gives_every_text_back(database: Path):
    for text in TEXTS:
        shown = printed(database, "history", "--revisions", "--format", "json", "--", id_of(text))
        assert unseen(shown) == set()
        assert {(one["source"], one["indicator"]) for one in json.loads(shown)} == {(text, id_of(text))}
        shown = printed(database, "explain", "--format", "json", "--", id_of(text))
        assert (unseen(shown), set(json.loads(shown)) > {"row"}) == (set(), True)


@pytest.mark.parametrize("arguments", [[], ["--revisions"]])
def test_json_lines_are_one_line_each(database: Path, arguments: list[str]):
    text = printed(database, "export", "--format", "jsonl", *arguments)
    assert unseen(text) == set()
    assert text.splitlines() == text.split("\n")[:-1]
    rows = [json.loads(line) for line in text.splitlines()]
    assert {row["source"] for row in rows} == set(TEXTS)
    assert len(printed(database, "report", "--format", "jsonl").splitlines()) == len(TEXTS)


@pytest.mark.parametrize(
    "verb",
    [
        ["report", "--format", "csv"],
        ["export"],
        ["export", "--revisions", "--no-bom"],
        ["export", "--format", "sdmx-csv"],
        *(["history", "--format", "csv", "--revisions", "--", id_of(text)] for text in TEXTS),
    ],
)
def test_no_cell_of_csv_is_a_formula(database: Path, verb: list[str]):
    text = printed(database, *verb).removeprefix("\ufeff").replace("\r\n", "\n")
    assert unseen(text) == set()
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1
    numbers = re.compile(r"-?\d+(\.\d+)?")
    formulas = {
        cell
        for row in rows
        for cell in row
        if re.match(r"[=+\-@＝＋－＠]", cell) and not numbers.fullmatch(cell)
    }
    assert formulas == set()


def test_an_export_brings_back_what_can_be_seen_of_every_text(database: Path):
    rows = csv.DictReader(io.StringIO(printed(database, "export", "--no-bom")))
    signs = re.compile(r"'(?='*[=+\-@＝＋－＠])")
    assert {signs.sub("", row["source"], 1) for row in rows} == set(map(visible, TEXTS))


@pytest.mark.parametrize("verb", [["report"], ["report", "--since", "2019-01-01"]])
def test_markdown_is_made_of_headings_tables_and_text_only(database: Path, verb: list[str]):
    text = printed(database, *verb, "--format", "markdown")
    assert unseen(text) == set()
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [*parser.parse(text)]
    inline = [child.type for token in tokens for child in token.children or ()]
    assert set(inline) <= {"text", "text_special", "softbreak"}
    blocks = {re.sub("_(open|close)$", "", token.type) for token in tokens}
    lists = {"bullet_list", "list_item"}
    assert (
        blocks
        <= {"heading", "paragraph", "inline", "table", "thead", "tbody", "tr", "th", "td"} | lists
    )
    rows = "".join(
        "|" if one.type == "td_open" else "/" for one in tokens if one.type[:2] in {"td", "tr"}
    )
    assert len(set(re.findall(r"\|+", rows.replace("/|", "|")))) <= 1


class Elements(HTMLParser):
    """What a page is made of: names of elements and attributes, and its texts."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.texts: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        self.texts.add(data)


@pytest.mark.parametrize("options", [[], ["--since", "2019-01-01"], ["--by-area"]])
def test_a_page_is_made_of_its_own_elements_only(database: Path, tmp_path: Path, options: list[str]):
    output, hostile, harmless = tmp_path / "page.html", Elements(), Elements()
    printed(ROOT / "sample.db", "report", "--format", "html", "--output", output)
    harmless.feed(output.read_text("utf-8"))
    printed(database, "report", *options, "--format", "html", "--output", output)
    hostile.feed(output.read_text("utf-8"))
    assert hostile.names - harmless.names == set()
    assert unseen("".join(hostile.texts)) == set()
    if not options:
        assert set(map(visible, TEXTS)) <= hostile.texts


def test_a_workbook_has_text_where_text_is(database: Path, tmp_path: Path):
    output = tmp_path / "figures.xlsx"
    printed(database, "export", "--output", output)
    header, *rows = openpyxl.load_workbook(output).active.iter_rows()
    place = [cell.value for cell in header].index("source")
    assert {row[place].data_type for row in rows} == {"s"}
    assert {row[place].hyperlink for row in rows} == {None}
    shown = {row[place].value for row in rows}
    assert set(map(visible, TEXTS)) - shown == {"<r>not rich</r>"}
    assert set().union(*(unseen(str(cell.value)) for row in rows for cell in row)) == set()


@pytest.mark.parametrize("verb", [["report"], ["report", "--by-area"]])
def test_a_report_as_a_workbook_has_text_where_text_is(database: Path, tmp_path: Path, verb: list[str]):
    output = tmp_path / "report.xlsx"
    printed(database, *verb, "--format", "xlsx", "--output", output)
    with warnings.catch_warnings(action="ignore"):  # openpyxl knows no data bars and no small lines
        sheets = openpyxl.load_workbook(output).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert {cell.hyperlink for cell in cells} == {None}
    assert set().union(*(unseen(str(cell.value)) for cell in cells)) == set()
    assert set().union(*(unseen(sheet.title) for sheet in sheets)) == set()


def test_the_description_for_datasette_can_be_seen(database: Path):
    text = printed(database, "export", "--format", "datasette")
    assert unseen(text) == set()
    assert list(json.loads(text)["databases"]) == [database.stem]


def test_metrics_are_one_for_each_place_and_can_be_seen(database: Path):
    text = printed(database, "export", "--format", "prometheus")
    assert unseen(text) == set()
    families = {one.name: one for one in text_string_to_metric_families(text)}
    labels = [one.labels["target"] for one in families["jobtrack_target_bound"].samples]
    assert sorted(labels) == sorted(visible(id_of(text)) for text in TEXTS)


def test_the_description_of_an_export_can_be_seen(database: Path, tmp_path: Path):
    printed(database, "export", "--output", tmp_path / "a.csv", "--datapackage")
    text = (tmp_path / "datapackage.json").read_text("utf-8")
    assert unseen(text) == set()
    assert json.loads(text)["sources"] == [{"title": TEXTS[1]}]


def test_a_plan_that_is_written_out_says_what_is_stored(database: Path):
    document = tomllib.loads(printed(database, "targets", "export"))
    assert [one["note"] for one in document["target"]] != []
    assert {one["note"] for one in document["target"]} == set(TEXTS)


def mistakes(text: str) -> Iterator[list[str]]:
    """Commands that have ``text`` where it does not belong."""
    yield from (
        [text],
        [f"--{text}"],
        ["--lang", text, "explain", "nothing"],
        ["report", "--indicator", f"{text}?"],
        ["report", "--area", f"{text}?"],
        ["report", "--as-of", text],
        ["report", "--since", text],
        ["report", "--format", text],
        ["report", "--db", f"/nowhere/{text}"],
        ["add", f"{text}?", "1"],
        ["add", "employed", f"{text}?"],
        ["add", "employed", "1", f"{text}?"],
        ["add", "employed", "1", "2025-01", "--flag", f"{text}?"],
        ["add", "employed", "1", "2025-01", "--published", text],
        ["import", f"/nowhere/{text}"],
        ["import", f"/nowhere/{text}", "--map", text],
        ["export", "--output", f"/nowhere/{text}"],
        ["explain", f"{text}?"],
        ["history", f"{text}?"],
        ["log", f"{text}?"],
        ["targets", "revise", f"{text}?", "--bound", "1"],
        ["init", f"/nowhere/{text}"],
        ["merge", f"/nowhere/{text}"],
        ["restore", f"/nowhere/{text}"],
        ["backup", f"/nowhere/{text}/a"],
        ["backup", "/nowhere/a", "--db", f"/nowhere/{text}"],
        ["restore", f"{ROOT}/sample.db", "--db", f"/dev/null/{text}"],
        ["init", "--db", f"/dev/null/{text}"],
    )


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_a_complaint_is_one_line_that_can_be_seen(text: str, capsys: pytest.CaptureFixture[str]):
    for arguments in mistakes(text):
        status = main(arguments, now=NOW)
        out, complaint = capsys.readouterr()
        assert (arguments, status, out) == (arguments, status if status in {2, 4} else None, "")
        assert (arguments, unseen(complaint)) == (arguments, set())
        assert re.fullmatch(r"jobtrack: .+\n", complaint), arguments


def file_names() -> list[str]:
    """The texts that a file can be called by."""
    return [text for text in TEXTS if "/" not in text and len(os.fsencode(text)) < 200]


@pytest.mark.parametrize("name", file_names(), ids=range(len(file_names())))
def test_the_name_of_a_file_is_only_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
):
    """Brought in, refused and copied; by a person and for a source of that name."""
    monkeypatch.setenv("JOBTRACK_PERSON", name)
    database = tmp_path / "jobs.db"
    assert main(["--db", str(database), "init"], now=NOW) == 0
    file = tmp_path / f"{name}.csv"
    rows = [
        ["indicator", "period", "value", "source", "note"],
        ["workshops", "2025-01", "7", name, name],
    ]
    with file.open("w", encoding="utf-8", newline="") as sink:
        csv.writer(sink).writerows(rows)
    assert main(["--db", str(database), "import", str(file), "--note", name], now=NOW) == 0
    assert (
        main(
            ["--db", str(database), "add", "workshops", "8", "--note", name, "--source", name], now=NOW
        )
        == 0
    )
    with file.open("a", encoding="utf-8") as sink:
        sink.write(f"workshops,2025-02,x{'y' * 20},,\n")
    assert main(["--db", str(database), "import", str(file)], now=NOW) == 2
    assert main(["--db", str(database), "backup", str(tmp_path / f"{name}.db")], now=NOW) == 0
    for verb in (["log"], ["log", "-n", "1", "--format", "json"], ["history", "workshops"]):
        assert main(["--db", str(database), *verb], now=NOW) == 0
    out, complaints = capsys.readouterr()
    assert unseen(out + complaints) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["report", "--db", "NAME"],
        ["init", "--db", "NAME"],
        ["init", "NAME"],
        ["import", "NAME"],
        ["export", "--output", "NAME"],
        ["export", "--format", "parquet", "--output", "NAME"],
        ["merge", "NAME"],
        ["merge", f"{ROOT}/sample.db", "--db", "NAME"],
        ["backup", "NAME"],
        ["backup", "NAME", "--keep", "2"],
        ["backup", "copy.db", "--db", "NAME"],
        ["restore", "NAME"],
        ["restore", f"{ROOT}/sample.db", "--db", "NAME"],
        ["targets", "apply", "NAME"],
        ["check", "--db", "NAME"],
    ],
)
def test_a_name_that_no_file_can_have_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JOBTRACK_DB", f"{ROOT}/sample.db")
    status = main([one.replace("NAME", "长" * 100) for one in arguments], now=NOW)
    out, complaint = capsys.readouterr()
    assert (status in {2, 4}, out, complaint.count("\n")) == (True, "", 1)
    assert list(tmp_path.iterdir()) == []
