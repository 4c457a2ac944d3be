"""An export as CSV, and as JSON Lines, which has the same columns."""

import csv
import io
import json
from datetime import date

import pytest
from exports import EMPLOYED, RATE, WITHDRAWN, snapshot, written
from hypothesis import given
from hypothesis import strategies as st

from jobtrack.domain.month import Month
from jobtrack.domain.number import plain
from jobtrack.domain.snapshot import Figure, Flag, Qualifier, Snapshot
from jobtrack.domain.text import unguarded
from jobtrack.files.outgoing import ExportFormat
from jobtrack.files.outgoing.contract import COLUMNS, REVISION_COLUMNS

CURRENT = """\
indicator,area,period,value,qualifier,flag,numerator,denominator,known_from,source,note
employed,town,2025-01,1230,exact,A,,,2025-02-12,镇统计公报,Printed beside it: +2.0%
rate,500101,2024-12,8.2,about,P,41,500,2025-02-12,,
"""
REVISIONS = """\
indicator,area,period,value,qualifier,flag,numerator,denominator,known_from,source,note,recorded_at,batch
employed,town,2025-01,1230,exact,A,,,2025-02-12,镇统计公报,Printed beside it: +2.0%,\
2025-07-01T08:30:00.000000Z,2025-07-01T08:30:00.000000Z-1a2b3c4d
employed,town,2025-01,,,M,,,2025-08-01,"'=Bureau, letter 3",,\
2025-08-01T08:30:00.000001Z,2025-08-01T08:30:00.000001Z-5e6f7a8b
"""


def test_a_csv_begins_with_a_byte_order_mark_and_has_a_row_for_each_figure():
    assert written(ExportFormat.CSV, EMPLOYED, RATE) == b"\xef\xbb\xbf" + CURRENT.encode()


def test_a_csv_without_the_mark_is_the_same_for_the_rest():
    assert written(ExportFormat.CSV, EMPLOYED, RATE, has_bom=False) == CURRENT.encode()


def test_revisions_tell_when_and_by_which_batch_and_a_withdrawal_has_no_value():
    found = written(ExportFormat.CSV, EMPLOYED, WITHDRAWN, has_bom=False, has_revisions=True)
    assert found.decode() == REVISIONS


def test_an_export_of_nothing_names_its_columns():
    assert written(ExportFormat.CSV, has_bom=False) == CURRENT.splitlines(keepends=True)[0].encode()
    assert written(ExportFormat.JSONL) == b""


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("-0.8 points", "'-0.8 points"),
        ("@home", "'@home"),
        ("a\x1bb\u202ec", "a\\x1bb\\u202ec"),
        ('say "no", twice', 'say "no", twice'),
    ],
)
def test_no_text_is_a_formula_or_hides_a_sign(text: str, cell: str):
    found = written(ExportFormat.CSV, EMPLOYED._replace(note=text), has_bom=False)
    (row,) = csv.DictReader(io.StringIO(found.decode(), newline=""))
    assert row["note"] == cell


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        (0.1, "0.1"),
        (-0.8, "-0.8"),
        (1e-7, "0.0000001"),
        (123456789012345.0, "123456789012345"),
        (1e21, "1" + "0" * 21),
    ],
)
def test_a_number_has_all_its_digits(value: float, digits: str):
    found = written(ExportFormat.CSV, snapshot("employed", "2025-01", Figure(value)), has_bom=False)
    (row,) = csv.DictReader(io.StringIO(found.decode(), newline=""))
    assert row["value"] == digits


def test_json_lines_have_every_key_and_null_for_what_is_not_said():
    lines = written(ExportFormat.JSONL, EMPLOYED, RATE).decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "indicator": "employed",
            "area": "town",
            "period": "2025-01",
            "value": 1230,
            "qualifier": "exact",
            "flag": "A",
            "numerator": None,
            "denominator": None,
            "known_from": "2025-02-12",
            "source": "镇统计公报",
            "note": "Printed beside it: +2.0%",
        },
        {
            "indicator": "rate",
            "area": "500101",
            "period": "2024-12",
            "value": 8.2,
            "qualifier": "about",
            "flag": "P",
            "numerator": 41,
            "denominator": 500,
            "known_from": "2025-02-12",
            "source": None,
            "note": None,
        },
    ]
    assert '"value": 1230,' in lines[0]
    assert "镇统计公报" in lines[0]


def test_json_lines_of_revisions_have_the_columns_of_the_csv():
    (line,) = written(ExportFormat.JSONL, WITHDRAWN, has_revisions=True).decode().splitlines()
    found = json.loads(line)
    assert tuple(found) == REVISION_COLUMNS
    assert (found["value"], found["qualifier"], found["flag"]) == (None, None, "M")
    assert found["source"] == "=Bureau, letter 3"
    assert found["recorded_at"] == "2025-08-01T08:30:00.000001Z"


NUMBERS = st.floats(-1e15, 1e15).map(lambda number: float(f"{number:.15g}"))
FIGURES = st.one_of(
    st.builds(Figure, NUMBERS, st.sampled_from(Qualifier), st.none(), st.none()),
    st.builds(Figure, NUMBERS, st.just(Qualifier.EXACT), NUMBERS, st.floats(1, 1e9)),
)
TEXTS = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=20)
SNAPSHOTS = st.builds(
    Snapshot,
    st.sampled_from(["employed", "rate"]),
    st.sampled_from(["town", "500101"]),
    st.builds(Month, st.integers(1900, 2999), st.integers(1, 12)),
    st.dates(min_value=date(1900, 1, 1)),
    st.just(EMPLOYED.batch),
    FIGURES,
    st.sampled_from([flag for flag in Flag if flag is not Flag.MISSING]),
    TEXTS,
    TEXTS,
)


def read_back(cells: dict[str, str]) -> Snapshot:
    """The snapshot that a row of the CSV states."""

    def number(column: str) -> float | None:
        return float(cells[column]) if cells[column] else None

    value = number("value")
    assert value is not None
    return Snapshot(
        cells["indicator"],
        cells["area"],
        Month.iso(cells["period"]),
        date.fromisoformat(cells["known_from"]),
        EMPLOYED.batch,
        Figure(value, Qualifier(cells["qualifier"]), number("numerator"), number("denominator")),
        Flag(cells["flag"]),
        unguarded(cells["source"]),
        unguarded(cells["note"]),
    )


@given(st.lists(SNAPSHOTS, max_size=5))
def test_what_a_csv_says_is_what_was_exported(snapshots: list[Snapshot]):
    text = written(ExportFormat.CSV, *snapshots, has_bom=False).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    spaced = [one._replace(source=_spaced(one.source), note=_spaced(one.note)) for one in snapshots]
    assert [read_back(row) for row in rows] == spaced
    assert all(tuple(row) == COLUMNS for row in rows)


def _spaced(text: str) -> str:
    """``text`` with every kind of space as the plain one, as it is shown."""
    return "".join(" " if sign.isspace() else sign for sign in text)


@given(st.lists(SNAPSHOTS, min_size=1, max_size=3))
def test_csv_and_json_lines_say_the_same(snapshots: list[Snapshot]):
    table = written(ExportFormat.CSV, *snapshots, has_bom=False).decode()
    objects = map(json.loads, written(ExportFormat.JSONL, *snapshots).decode().splitlines())
    for row, found in zip(csv.DictReader(io.StringIO(table, newline="")), objects, strict=True):
        assert row["value"] == plain(found["value"])
        assert [row[key] for key in ("indicator", "area", "period", "flag", "known_from")] == [
            found[key] for key in ("indicator", "area", "period", "flag", "known_from")
        ]
