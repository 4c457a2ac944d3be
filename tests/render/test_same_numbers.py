"""One report, every format: the same numbers. A new format needs one reader here."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from html_reader import texts_by_column
from prometheus_client.parser import text_string_to_metric_families
from reports import HEADER_ROW, PLAIN, SAMPLE, records, report, workbook

from jobtrack.cli import main
from jobtrack.domain.number import rounded
from jobtrack.domain.report import Report
from jobtrack.domain.row import Row
from jobtrack.render import Format, renderer_for
from jobtrack.render.prometheus import metrics_text
from jobtrack.render.report.contract import record_of
from transcript import ROOT

Numbers = list[dict[str, float | None]]  # of each row, in the order shown, by the key of the data
HEADERS = {
    "Value": "value",
    "Bound": "bound",
    "Done": "done",
    "Gap/buffer": "buffer",
    "Time gone": "ahead_points",
    "On the month": "change_month",
    "On the year": "change_year",
}
SHOWN = tuple(HEADERS.values())
GOALS = ROOT / "tests" / "plans" / "sdg.toml"
MOMENTS = [
    *(("sample", month) for month in ("2021-08", "2022-03", "2024-07", "2024-12")),
    *(("goals", month) for month in ("2019-12", "2022-12", "2024-12")),
]


class Reader(NamedTuple):
    """``numbers`` reads what the format makes of a report; ``keys`` are those that the format has."""

    numbers: Callable[[Report], Numbers]
    keys: tuple[str, ...] = SHOWN


def text_of(found: Report, format: Format) -> str:
    text = renderer_for(format)(found, PLAIN)
    assert isinstance(text, str)
    return text


def rows_shown(found: Report) -> list[Row]:
    return [row for _, own in found.by_section() for row in own]


def in_order_shown(found: Report, rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Data rows, which have all targets first, section by section."""
    places = {id(row): n for n, row in enumerate((*found.targets, *found.indicators))}
    return [rows[places[id(row)]] for row in rows_shown(found)]


def from_data(rows: Iterable[Mapping[str, object]]) -> Numbers:
    """The numbers of data, rounded as they are shown to people."""
    return [
        {
            "value": number(row["value"]),
            "bound": number(row["bound"]),
            "done": percent(row),
            "buffer": number(row["buffer"]) if row["target"] else None,
            "ahead_points": points(row["ahead_points"]),
            "change_month": number(row["change_month"]),
            "change_year": number(row["change_year"]),
            "attainment": number(row["attainment"]),
        }
        for row in rows
    ]


def number(value: object) -> float | None:
    return None if value in {None, ""} else float(str(value))


def points(value: object) -> float | None:
    found = number(value)
    return None if found is None else rounded(found, 1)


def percent(row: Mapping[str, object]) -> float | None:
    """Progress, else attainment; what is missed never 100."""
    share = number(row["attainment"]) if number(row["progress"]) is None else number(row["progress"])
    if share is None or not row["target"]:
        return None
    found = rounded(share * 100, 1)
    gap = number(row["gap"])
    is_unmet = gap is not None and gap > 0
    return 99.9 if is_unmet and share < 1.005 and found >= 100 else found


def from_words(cells: Mapping[str, str]) -> dict[str, float | None]:
    """The numbers in the texts that stand under the headers."""
    found: dict[str, float | None] = dict.fromkeys(SHOWN)
    for header, key in HEADERS.items():
        match = re.search(r"[-+]?\d[\d,]*(?:\.\d+)?", cells.get(header, ""))
        found[key] = float(match[0].replace(",", "")) if match else None
    return found


def from_json(found: Report) -> Numbers:
    whole = json.loads(text_of(found, Format.JSON))
    return from_data(in_order_shown(found, whole["targets"] + whole["indicators"]))


def from_jsonl(found: Report) -> Numbers:
    rows = [json.loads(line) for line in text_of(found, Format.JSONL).splitlines()]
    return from_data(in_order_shown(found, rows))


def from_csv(found: Report) -> Numbers:
    rows = list(csv.DictReader(io.StringIO(text_of(found, Format.CSV))))
    return from_data(in_order_shown(found, rows))


def from_markdown(found: Report) -> Numbers:
    numbers, header = Numbers(), list[str]()
    for line in text_of(found, Format.MARKDOWN).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith(("| Target ", "| Indicator ")):
            header = cells
        elif line.startswith("| ") and not line.startswith("| --"):
            numbers.append(from_words(dict(zip(header, cells, strict=True))))
    return numbers


def from_table(found: Report) -> Numbers:
    """A cell ends where its header does; what stands before it is a name or the cell before."""
    lines = text_of(found, Format.TABLE).splitlines()
    rule = next(n for n, line in enumerate(lines) if line.startswith("─"))
    ends = {one[0]: one.end() for one in re.finditer(r"\S+(?: \S+)*", lines[rule - 1])}
    return [
        from_words({header: ending_at(line, end) for header, end in ends.items() if header in HEADERS})
        for line in lines[rule + 1 :]
        if line.startswith("  ")
    ]


def ending_at(line: str, end: int) -> str:
    match = re.search(r"\S+$", line[:end])
    return match[0] if match and len(line) >= end else ""


def from_workbook(found: Report) -> Numbers:
    """A share that is held back from a hundred percent is so by its format, not by its number."""
    sheet = workbook(found).worksheets[0]
    place = next(cell.column for cell in sheet[HEADER_ROW] if cell.value == "Done")
    numbers = []
    for line, record in enumerate(records(sheet), start=HEADER_ROW + 1):
        own = {key: number(record.get(header)) for header, key in HEADERS.items()}
        form, share = sheet.cell(line, place).number_format, own["done"]
        own["done"] = None if share is None else rounded(share * 100, 1)
        if form.startswith('"'):
            own["done"] = float(form.strip('"%'))
        own["ahead_points"] = points(own["ahead_points"])
        numbers.append(own)
    return numbers


def from_page(found: Report) -> Numbers:
    content = renderer_for(Format.HTML)(found, PLAIN)
    assert isinstance(content, bytes)
    cells = texts_by_column(content)
    ids = [row.indicator.id if row.target is None else row.target.id for row in rows_shown(found)]
    return [from_words(cells[id]) for id in ids]


def from_metrics(found: Report) -> Numbers:
    """What has no line is not known; a gap is the buffer with the other sign."""
    families = text_string_to_metric_families(metrics_text(found.indicators, found.targets, None))
    samples = {
        (sample.name, sample.labels.get("target"), sample.labels["indicator"]): sample.value
        for family in families
        for sample in family.samples
    }
    numbers = []
    for row in rows_shown(found):
        target = None if row.target is None else row.target.id
        place = (target, row.indicator.id)
        gap = samples.get(("jobtrack_target_gap", *place))
        kind = "jobtrack_value" if target is None else "jobtrack_target_value"
        own = {
            "value": samples.get((kind, *place)),
            "bound": samples.get(("jobtrack_target_bound", *place)),
            "buffer": None if gap is None else -gap,
            "attainment": samples.get(("jobtrack_target_attainment_ratio", *place)),
        }
        numbers.append(own)
    return numbers


READERS = {
    Format.TABLE: Reader(from_table),
    Format.JSON: Reader(from_json, (*SHOWN, "attainment")),
    Format.JSONL: Reader(from_jsonl, (*SHOWN, "attainment")),
    Format.CSV: Reader(from_csv, (*SHOWN, "attainment")),
    Format.MARKDOWN: Reader(from_markdown),
    Format.HTML: Reader(from_page),
    Format.XLSX: Reader(from_workbook),
    "prometheus": Reader(from_metrics, ("value", "bound", "buffer", "attainment")),
}


def test_every_format_of_a_report_has_a_reader():
    assert set(READERS) == {*Format, "prometheus"}


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Holds, quotas and covers in whole numbers; reaches in decimals."""
    goals = tmp_path_factory.mktemp("goals") / "goals.db"
    assert main(["--db", str(goals), "init", str(GOALS), "--with-data"]) == 0
    return {"sample": SAMPLE, "goals": goals}


@pytest.mark.parametrize(("database", "as_of"), MOMENTS)
@pytest.mark.parametrize("format", READERS)
def test_every_format_of_a_report_has_the_same_numbers(
    databases: dict[str, Path], format: str, database: str, as_of: str
):
    found = report(as_of, databases[database])
    expected = from_data(record_of(row) for row in rows_shown(found))
    numbers, keys = READERS[format]
    assert any(row["value"] is not None for row in expected)
    assert numbers(found) == [{key: row[key] for key in keys} for row in expected]
