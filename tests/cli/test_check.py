"""Every kind of finding is found, in every format and width, and acknowledged as it should be."""

import json
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len

from jobtrack.cli import main
from jobtrack.domain.checks import CHECKS
from transcript import ROOT

MOMENT = ("--as-of", "2024-12", "--known-on", "2025-07-01")


@pytest.fixture
def database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Path:
    path = tmp_path / "odd.db"
    monkeypatch.setenv("JOBTRACK_DB", str(path))
    monkeypatch.setenv("JOBTRACK_PERSON", "officer")
    assert main(["init", str(ROOT / "tests" / "plans" / "odd.toml"), "--with-data"]) == 0
    capsys.readouterr()
    return path


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    main(["check", *MOMENT, "--format", "json", *arguments])
    text = capsys.readouterr().out
    return json.loads(text) if text else []


@pytest.mark.usefixtures("database")
def test_every_check_finds_what_it_is_for(capsys: pytest.CaptureFixture[str]):
    names = [one["finding"] for one in found(capsys)]
    assert list(dict.fromkeys(names)) == [check.notice for check in CHECKS]


@pytest.mark.usefixtures("database")
def test_a_finding_is_the_same_in_every_language(capsys: pytest.CaptureFixture[str]):
    assert found(capsys, "--lang", "zh") == found(capsys, "--lang", "en")


@pytest.mark.usefixtures("database")
def test_only_and_ignore_share_all_findings_out(capsys: pytest.CaptureFixture[str]):
    everything = found(capsys)
    names = ("--only", "jump", "--only", "缺月"), ("--ignore", "数值突变", "--ignore", "missing_month")
    parts = [found(capsys, *options) for options in names]
    assert sorted(map(str, parts[0] + parts[1])) == sorted(map(str, everything))
    assert {one["finding"] for one in parts[0]} == {"missing month", "jump"}


@pytest.mark.usefixtures("database")
def test_indicators_and_an_area_limit_what_is_found(capsys: pytest.CaptureFixture[str]):
    everything = found(capsys)
    jobs = [one for one in everything if one["fields"].get("indicator") in {"jobs", "placed"}]
    assert found(capsys, "--indicator", "Jobs", "--indicator", "placed") == jobs
    north = [one for one in everything if one["fields"].get("area") == "north"]
    assert found(capsys, "--area", "North") == north


@pytest.mark.usefixtures("database")
def test_all_of_them_can_be_acknowledged_and_then_check_is_silent(capsys: pytest.CaptureFixture[str]):
    everything = found(capsys)
    keys = [one["key"] for one in everything]
    assert main(["check", "acknowledge", *keys, *MOMENT, "--note", "Invented"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(everything)
    assert main(["check", *MOMENT]) == 0
    assert capsys.readouterr().out == ""
    known = found(capsys, "--all")
    assert [{**one, "acknowledged": None} for one in known] == everything
    assert {(one["acknowledged"]["person"], one["acknowledged"]["note"]) for one in known} == {
        ("officer", "Invented")
    }
    assert main(["check", *MOMENT, "--all"]) == 0


@pytest.mark.usefixtures("database")
def test_a_value_that_changes_brings_its_finding_back(capsys: pytest.CaptureFixture[str]):
    def ranges() -> list[str]:
        return [one["text"] for one in found(capsys, "--only", "out of range")]

    [one] = found(capsys, "--only", "out of range")
    main(["check", "acknowledge", one["key"][:8], *MOMENT, "--note", "Counted so"])
    capsys.readouterr()
    assert ranges() == []
    main(["add", "jobs", "6490", "2024-03", "--published", "2025-02-01"])
    capsys.readouterr()
    assert ranges() == ["jobs, C, 2024-03: 6490 is 5590 beyond what it may be, 900"]


def printed(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    main(["check", *MOMENT, *options])
    return capsys.readouterr().out


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [70, 80, 100, 120])
def test_a_table_is_as_wide_as_it_may_be_and_never_cut(
    width: int,
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
):
    whole = printed(capsys, "--lang", language)
    monkeypatch.setenv("COLUMNS", str(width))
    narrow = printed(capsys, "--lang", language)
    assert all(cell_len(line) <= width for line in narrow.splitlines())
    assert Counter("".join(narrow.replace("·", "").split())) == Counter("".join(whole.split()))


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("width", [20, 40, 69])
def test_in_narrow_terminals_every_finding_is_a_block(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("COLUMNS", str(width))
    everything, text = found(capsys), printed(capsys)
    blocks = ["".join(block.split()) for block in text.split("\n\n")]
    assert all(cell_len(line) <= width for line in text.splitlines())
    for one, block in zip(everything, blocks, strict=False):
        assert block.startswith("".join(f"Finding{one['finding']}Key{one['key'][:8]}".split()))
    assert len(blocks) == len(everything) + 1


def test_what_is_found_is_not_written(database: Path, capsys: pytest.CaptureFixture[str]):
    before = database.read_bytes()
    found(capsys)
    assert database.read_bytes() == before


def test_a_plan_with_all_it_needs_is_silent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("JOBTRACK_DB", str(tmp_path / "empty.db"))
    assert main(["init", "--empty"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    assert main(["check", "--format", "json", "--all"]) == 0
    assert capsys.readouterr() == ("", "")
