"""Every message, every key of the report as data and every field of the plan file is documented."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from jobtrack import errors
from jobtrack.domain.area import Area, Group
from jobtrack.domain.checks import CHECKS
from jobtrack.domain.definitions.document import document_of, plan_of
from jobtrack.domain.finding import SENTENCES, Notice
from jobtrack.domain.importing.area_columns import AreaColumn, recognised
from jobtrack.domain.importing.header.words import Measure, Role
from jobtrack.domain.importing.mapping import Defaults, FileMapping
from jobtrack.domain.indicator import Indicator, Kind
from jobtrack.domain.month import Month
from jobtrack.domain.plan import Plan, Section
from jobtrack.domain.target import Compare, Milestone, Rule, Target
from jobtrack.domain.target import Path as TargetPath
from jobtrack.domain.text import Names
from jobtrack.errors import JobtrackError, NotFound
from jobtrack.files.outgoing import ExportFormat
from jobtrack.files.outgoing.contract import REVISION_COLUMNS
from jobtrack.files.outgoing.sdmx_csv import CURRENT_COLUMNS
from jobtrack.render.report.contract import KEYS

DOCS = Path(__file__).parents[1] / "docs"
ROOMS = (
    "names", "figures", "plans", "areas", "ledger", "files", "importing", "exporting", "charts",
    "sheets", "usage", "options", "database", "system", "numbers", "staging", "keeping", "hub",
    "checking",
)  # fmt: skip
NAMES = Names("名", "Name")
DAY = date(2025, 1, 31)
FIRST, LAST = Month(2025, 1), Month(2025, 12)


def messages() -> list[str]:
    """Every template in the order of its room and of ``ROOMS``, those with a suggestion included."""
    found = []
    for room in ROOMS:
        module = import_module(f"jobtrack.errors.{room}")
        for kind in vars(module).values():
            is_own = isinstance(kind, type) and kind.__module__ == module.__name__
            if is_own and issubclass(kind, JobtrackError) and "template" in vars(kind):
                found.append(kind.template)
                if issubclass(kind, NotFound):
                    found.append(kind.near_template)
    return found


def test_every_room_of_errors_is_documented() -> None:
    assert sorted(ROOMS) == sorted(one.name for one in iter_modules(errors.__path__))


def target(rule: Rule, **fields: object) -> Target:
    full = Target(
        id=rule,
        names=NAMES,
        indicator="i",
        area="a",
        rule=rule,
        start=FIRST,
        due=LAST,
        bound=2.0,
        source="s",
        note="n",
        known_from=DAY,
    )
    return full._replace(**fields)


def full_plan() -> Plan:
    """A plan in which no field has its default."""
    indicator = Indicator(
        id="i",
        names=NAMES,
        aliases=("j",),
        section="s",
        unit=NAMES,
        kind=Kind.FLOW,
        decimals=1,
        every=3,
        lag=60,
        seasonal=True,
        combined_january=True,
        roll_up=False,
        reporters="g",
        parts=("j",),
        of_which=("j",),
        least=0.0,
        most=1.0,
        source="s",
        note="n",
    )
    area = Area("a", NAMES, aliases=("b",), parent="c", valid_from=DAY, valid_to=DAY.max)
    group = Group("g", NAMES, ("a", "c"), inferred=("c",), declared_size=3, source="s", note="n")
    targets = (
        target(Rule.HOLD, tolerance=1.0),
        target(
            Rule.REACH,
            baseline=1.0,
            baseline_period=FIRST,
            milestones=(Milestone(Month(2025, 6), 1.5),),
            path=TargetPath.STEP,
        ),
        target(
            Rule.QUOTA,
            seasonal_share=True,
            on_track_from=0.9,
            behind_from=0.5,
            off_track_from=0.1,
        ),
        target(Rule.GROW, compare=Compare.LAST_YEAR),
        target(Rule.COVER, bound=None, group="g", min_count=2.0),
    )
    return Plan(
        id="p",
        names=NAMES,
        home="a",
        source="s",
        figures="f.csv",
        sections={"s": Section("s", NAMES)},
        indicators={
            "i": indicator,
            "j": indicator._replace(id="j", reporters=None, parts=(), of_which=()),
        },
        areas={"a": area, "c": Area("c", NAMES)},
        groups={"g": group},
        targets={one.id: one for one in targets},
    )


def fields_by_table() -> Iterator[tuple[str, set[str]]]:
    """The name of each table of a plan file and its fields."""
    for name, table in document_of(full_plan()).items():
        rows = table if isinstance(table, list) else [table]
        yield name, {field for row in rows for field in row}


def section_of(text: str, heading: str) -> str:
    """What stands under ``heading`` up to the next heading of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.DOTALL | re.MULTILINE)
    assert found is not None, heading
    return found[1]


def first_cells(text: str) -> list[str]:
    """What stands in backticks in the first cell of each line of the tables in ``text``."""
    return re.findall(r"^\| `([^`]+)`", text, re.MULTILINE)


def test_every_message_is_explained_word_for_word_in_the_order_of_the_errors() -> None:
    text, _, _ = (DOCS / "errors.md").read_text("utf-8").partition("\n## Findings\n")
    blocks = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    assert "".join(blocks).splitlines() == messages()


def test_every_finding_about_the_file_is_documented_in_its_order() -> None:
    text = section_of((DOCS / "files.md").read_text("utf-8"), "What `check` finds")
    _, _, findings = text.partition("Findings about the file:\n")
    assert first_cells(findings) == [one for one in Notice if one.is_about_file]


def test_every_finding_about_the_data_is_explained_word_for_word_in_its_order() -> None:
    _, _, text = (DOCS / "errors.md").read_text("utf-8").partition("\n## Findings\n")
    sections = re.findall(r"^### (.*)\n\n```text\n(.*)\n```$", text, re.MULTILINE)
    assert sections == [(check.notice, SENTENCES[check.notice]) for check in CHECKS]


def test_every_finding_is_looked_for_in_the_order_of_its_name() -> None:
    assert [check.notice for check in CHECKS] == [one for one in Notice if not one.is_about_file]


def test_every_key_of_the_report_as_data_is_documented_in_its_order() -> None:
    text = (DOCS / "files.md").read_text("utf-8")
    rows = text.partition("### What is judged\n")[2].partition("### JSON Lines and CSV\n")[0]
    assert tuple(first_cells(rows)) == KEYS


@pytest.mark.parametrize(("table", "fields"), list(fields_by_table()))
def test_every_field_of_the_plan_file_is_documented(table: str, fields: set[str]) -> None:
    heading = "`[plan]`" if table == "plan" else f"`[[{table}]]`"
    text = (DOCS / "files.md").read_text("utf-8")
    assert set(first_cells(section_of(text, heading))) == fields


def test_the_plan_that_the_fields_are_taken_from_is_one_that_can_be_read() -> None:
    assert plan_of(document_of(full_plan()), "plan.toml") == full_plan()


FOUND = {Role.FIGURES, Role.UNKNOWN}  # what columns turn out to be, no words of their own


def test_every_column_that_is_recognised_is_documented_in_its_order() -> None:
    text = (DOCS / "files.md").read_text("utf-8")
    assert first_cells(section_of(text, "Columns")) == [one for one in Role if one not in FOUND]


def test_every_column_of_a_list_of_areas_is_documented_with_headers_that_are_known() -> None:
    text = section_of((DOCS / "areas.md").read_text("utf-8"), "A list of towns")
    headers = re.findall(r"^\| `([^`]+)` \| ([^|.]+)", text, re.MULTILINE)
    assert [meaning for meaning, _ in headers] == list(AreaColumn)
    for meaning, words in headers:
        other = "乡镇" if meaning == AreaColumn.CODE else "代码"
        lines = [(1, (word.strip(), other)) for word in re.split("[,;]", words)]
        assert [recognised([line], "f").columns[0][1] for line in lines] == [meaning] * len(lines)


def test_every_measure_is_documented_in_its_order() -> None:
    text = (DOCS / "files.md").read_text("utf-8")
    assert first_cells(section_of(text, "Measures")) == list(Measure)


def test_every_column_of_the_figures_file_is_a_role_or_the_value() -> None:
    text = section_of((DOCS / "files.md").read_text("utf-8"), "The figures file")
    columns = {word for cell in first_column(text)[:12] for word in re.findall(r"`(\w+)`", cell)}
    others = {Role.YEAR, Role.MEASURE, Role.MULTIPLIER, Role.IGNORED}
    assert columns == {"value", *(one for one in Role if one not in FOUND | others)}


def test_every_column_and_format_of_an_export_is_documented_in_its_order() -> None:
    cells = first_cells(section_of((DOCS / "files.md").read_text("utf-8"), "Exports"))
    columns, formats = cells[: len(REVISION_COLUMNS)], cells[-len(ExportFormat) :]
    assert (tuple(columns), formats) == (REVISION_COLUMNS, list(ExportFormat))


def test_every_column_of_sdmx_csv_is_documented_in_its_order() -> None:
    text = section_of((DOCS / "files.md").read_text("utf-8"), "SDMX-CSV")
    named = re.findall(r"`([A-Z_]+)`", "".join(re.findall(r"^\| (`[^|]+)\|", text, re.MULTILINE)))
    assert tuple(named) == CURRENT_COLUMNS


def test_every_field_of_the_mapping_file_is_documented() -> None:
    text = section_of((DOCS / "files.md").read_text("utf-8"), "Saying what columns mean")
    fields = {word for cell in first_column(text) for word in re.findall(r"`\[?(\w+)\]?`", cell)}
    renamed = (set(FileMapping._fields) - {"is_yearly"}) | {"period"}
    assert {*renamed, *Defaults._fields} <= fields


def first_column(text: str) -> list[str]:
    """The first cell of each line of the tables in ``text``."""
    return re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
