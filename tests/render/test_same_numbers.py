"""One report, every format: the same numbers."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence

import pytest
from reports import HEADER_ROW, PLAIN, records, report, workbook

from jobtrack.domain.number import rounded
from jobtrack.domain.report import Report
from jobtrack.render import Format, renderer_for

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
MONTHS = ["2021-08", "2022-03", "2024-07", "2024-12"]


def text_of(found: Report, format: Format) -> str:
    text = renderer_for(format)(found, PLAIN)
    assert isinstance(text, str)
    return text


def in_order_shown(found: Report, rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Data rows, which have all targets first, section by section."""
    places = {id(row): n for n, row in enumerate((*found.targets, *found.indicators))}
    return [rows[places[id(row)]] for _, own in found.by_section() for row in own]


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
    found: dict[str, float | None] = dict.fromkeys(HEADERS.values())
    for header, key in HEADERS.items():
        match = re.search(r"[-+]?\d[\d,]*(?:\.\d+)?", cells.get(header, ""))
        found[key] = float(match[0].replace(",", "")) if match else None
    return found


def from_markdown(text: str) -> Numbers:
    found, header = Numbers(), list[str]()
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith(("| Target ", "| Indicator ")):
            header = cells
        elif line.startswith("| ") and not line.startswith("| --"):
            found.append(from_words(dict(zip(header, cells, strict=True))))
    return found


def from_table(text: str) -> Numbers:
    """A cell ends where its header does; what stands before it is a name or the cell before."""
    lines = text.splitlines()
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


@pytest.mark.parametrize("as_of", MONTHS)
def test_every_format_of_a_report_has_the_same_numbers(as_of: str):
    found = report(as_of)
    whole = json.loads(text_of(found, Format.JSON))
    expected = from_data(in_order_shown(found, whole["targets"] + whole["indicators"]))
    assert any(row["value"] is not None for row in expected)
    lines = [json.loads(line) for line in text_of(found, Format.JSONL).splitlines()]
    assert from_data(in_order_shown(found, lines)) == expected
    rows = list(csv.DictReader(io.StringIO(text_of(found, Format.CSV))))
    assert from_data(in_order_shown(found, rows)) == expected
    assert from_markdown(text_of(found, Format.MARKDOWN)) == expected
    assert from_table(text_of(found, Format.TABLE)) == expected
    assert from_workbook(found) == expected
