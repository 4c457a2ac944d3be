"""What others type and send: refused in one line, and nothing is recorded of it; or taken whole."""

import random
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from program import DONE, SAMPLE, UNUSABLE, WRONG, Act, Office

HEADER = "indicator,period,value\n"
GOOD = f"{HEADER}workshops,2025-05,701\n"
VALUES = [
    "nan", "inf", "1e400", "1_000", "10,5", "5-6", "98%", "七十六万", "9" * 100_000, "1." + "0" * 5000,
    "", " ", "\udcff", "\x1b[2J", "0x10", "１２３，４", "--5", "=1+1", "5人", "12/40", "1/0", "NULL",
    "∞",
]  # fmt: skip
PERIODS = [
    "2021.10",
    "2021-13",
    "2999-01",
    "0000-01",
    "1899-12",
    "2021年上半年",
    "\udcff",
    "x" * 10_000,
]
NAMES = ["\udcff", "x" * 100_000, "'; DROP TABLE snapshot; --", "%", "\u202e", "../../etc"]


def refused(office: Office, *arguments: str, statuses: tuple[int, ...] = (WRONG,)) -> list[str]:
    """What is wrong with a run that must end in one line, without anything having happened."""
    found = office.wrongs(office.run(*arguments), set(statuses))
    return found + ([] if office.path.read_bytes() == SAMPLE.read_bytes() else ["changed"])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One for all that is refused: it must stay as it is."""
    return Office(tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("value", VALUES, ids=lambda text: ascii(text[:20]))
def test_a_value_that_is_none(office: Office, value: str):
    assert refused(office, "add", "workshops", value, "2025-05") == []


@pytest.mark.parametrize("period", PERIODS, ids=lambda text: ascii(text[:20]))
def test_a_period_that_is_none(office: Office, period: str):
    assert refused(office, "add", "workshops", "5", period) == []


@pytest.mark.parametrize("name", NAMES, ids=lambda text: ascii(text[:20]))
@pytest.mark.parametrize(
    "verb",
    [
        "add {} 5",
        "explain {}",
        "log {}",
        "init {} --db n.db",
    ],
)
def test_a_name_that_nothing_has(office: Office, verb: str, name: str):
    # a plan may be a file, and no file has so long a name
    statuses = (UNUSABLE, WRONG) if verb.startswith("init") else (WRONG,)
    assert refused(office, *(word.format(name) for word in verb.split()), statuses=statuses) == []


@pytest.mark.parametrize(
    "arguments",
    [
        "log --limit 99999999999999999999999",
        "log --limit 0",
        "backup copy.db --keep 100000000",
        "backup copy.db --keep -1",
        "backup .",
        "restore nothing.db --yes",
        "merge nothing.db",
        "merge jobs.db",
        "restore jobs.db --yes",
        "backup jobs.db",
        "report --since 99999999999d",
        "report --as-of 2999-01",
        "report --known-on 9999-12-31",
        "report --output nowhere/report.txt",
        "report --output .",
        "report --format nonsense",
        "export --output jobs.db",
        "import nothing.csv",
        "import .",
        "import",
        "undo",
        "targets set t --indicator workshops --rule hold --bound 1e400",
        "nonsense",
        "add",
        "--db",
        "report --lang",
    ],
)
def test_wrong_usage(office: Office, arguments: str):
    assert refused(office, *arguments.split()) == []


def workbook_with(cells: str) -> Callable[[Path], None]:
    """Writes a workbook of a few hundred bytes with these cells."""

    def write(path: Path) -> None:
        main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(
                "_rels/.rels",
                f'<Relationships xmlns="{relations}"><Relationship Id="a" '
                f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            )
            archive.writestr(
                "xl/workbook.xml",
                f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                '<sheet name="a" sheetId="1" r:id="a"/></sheets></workbook>',
            )
            archive.writestr(
                "xl/_rels/workbook.xml.rels",
                f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}/worksheet"'
                ' Target="sheet.xml"/></Relationships>',
            )
            archive.writestr(
                "xl/sheet.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
            )

    return write


def bytes_of(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


CHANCE = random.Random(3)  # noqa: S311 - the same bytes each time
FILES = {
    "empty.csv": bytes_of(b""),
    "nul.csv": bytes_of(b"a,b\n\0,1\n"),
    "noise.csv": bytes_of(CHANCE.randbytes(100_000)),
    "noise.xlsx": bytes_of(b"PK\x03\x04" + CHANCE.randbytes(10_000)),
    "noise.xls": bytes_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + CHANCE.randbytes(10_000)),
    "utf16.csv": bytes_of(GOOD.encode("utf-16-le")),
    "quote.csv": bytes_of(f'{HEADER}"workshops,2025-05,701\n'.encode()),
    "line.csv": bytes_of(HEADER.encode() + b"x" * 20_000_000),
    "columns.csv": bytes_of(b"a," * 100_000 + b"\n"),
    "deep.jsonl": bytes_of(b'{"a":' * 100_000),
    "number.jsonl": bytes_of(
        b'{"indicator":"workshops","period":"2025-05","value":' + b"9" * 10_000 + b"}\n"
    ),
    "nothing.jsonl": bytes_of(b"null\n"),
    "database.csv": bytes_of(SAMPLE.read_bytes()),
    "gzip.csv": bytes_of(b"\x1f\x8b" + bytes(100)),
    "persons.csv": bytes_of("身份证号,period,value\n500101199001011234,2025-05,1\n".encode()),
    "far.xlsx": workbook_with(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "bomb.xlsx": workbook_with(f"<row><c><v>{'1' * 50_000_000}</v></c></row>"),
    "entities.xlsx": workbook_with("&a;"),
    "figure.csv": bytes_of(f"{HEADER}workshops,2025-05,abc\n".encode()),
    "twice.csv": bytes_of(f"{GOOD}workshops,2025-05,702\n".encode()),
    "future.csv": bytes_of(f"{HEADER}workshops,2999-05,1\n".encode()),
    "half.csv": bytes_of(f"{GOOD}workshops,2025-04,x\n".encode()),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_can_not_be_taken(tmp_path: Path, name: str):
    office = Office(tmp_path)
    FILES[name](tmp_path / name)
    ended = office.run("import", name, limits="ulimit -v 1500000")
    *rejections, last = ended.stderr.splitlines(keepends=True) or [""]
    said = ended._replace(stderr=last, stdout="")
    assert office.wrongs(said, {WRONG}) == []
    assert len(rejections) <= 1, ended
    assert "Traceback" not in ended.stderr
    assert office.path.read_bytes() == SAMPLE.read_bytes()


PLANS = {
    "deep": b"a = " + b"[" * 100_000,
    "number": b"a = " + b"9" * 5000,
    "bytes": b"\xff\xfe",
    "empty": b"",
    "nul": b"a = '\0'",
    "binary": SAMPLE.read_bytes(),
    "another table": b"[unknown]\n",
}


@pytest.mark.parametrize("content", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("verb", ["init {} --db new.db", "import good.csv --map {}"])
def test_a_plan_that_is_none(tmp_path: Path, verb: str, content: bytes):
    office = Office(tmp_path)
    (tmp_path / "plan.toml").write_bytes(content)
    (tmp_path / "good.csv").write_text(GOOD, "utf-8")
    ended = office.run(*verb.format("plan.toml").split())
    is_empty_mapping = not content and "--map" in verb
    act = Act(figures=1) if is_empty_mapping else Act(says="no word")
    assert office.wrongs(ended, {DONE} if is_empty_mapping else {WRONG}, act) == []
    assert not (tmp_path / "new.db").exists()


TEXTS = {
    "control": "\x1b[2J\x07",
    "bidi": "\u202egnirts",
    "bytes": "\udcff",
    "lines": "a\nb\r\nc",
    "formula": "=cmd|' /C calc'!A0",
    "markup": "[bold]<script>alert(1)</script>",
    "quotes": "'\"`;--",
    "long": "字" * 40_000,
    "emoji": "🙂",
    "braces": "{0} {path} %s %(x)s",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_note_is_text_whatever_it_holds(tmp_path: Path, text: str):
    office = Office(tmp_path)
    ended = office.run("add", "workshops", "701", "2025-05", "--note", text, "--source", text)
    assert office.wrongs(ended, {DONE}, Act(figures=1)) == []
    connection = sqlite3.connect(office.path)
    [(note,)] = connection.execute("SELECT note FROM snapshot WHERE note <> '' AND value = 701")
    connection.close()
    assert note.isprintable()
    for verb in ("history workshops --revisions", "log"):
        shown = office.run(*verb.split())
        assert shown[::2] == (DONE, "")
        assert "\x1b" not in shown.stdout


@pytest.mark.parametrize("name", ["\udcff.csv", "a\nb.csv", "-.csv", "数据.csv", "=1.csv"], ids=ascii)
def test_a_file_is_taken_whatever_it_is_called(tmp_path: Path, name: str):
    office = Office(tmp_path)
    (tmp_path / name).write_text(GOOD, "utf-8")
    assert office.wrongs(office.run("import", "--", name), {DONE}, Act(figures=1)) == []
    ended = office.run("export", "--output", f"new{name}", "--datapackage")
    assert ended == (DONE, "", "")


@pytest.mark.parametrize("encoding", ["undefined", "zip", "\udcff", "x" * 10_000], ids=ascii)
def test_an_encoding_that_is_none(tmp_path: Path, encoding: str):
    office = Office(tmp_path)
    (tmp_path / "good.csv").write_text(GOOD, "utf-8")
    assert refused(office, "import", "good.csv", "--encoding", encoding) == []


def test_standard_input_that_ends_at_once(tmp_path: Path):
    office = Office(tmp_path)
    assert office.wrongs(office.run("import", "-", stdin=b""), {WRONG}) == []
    assert office.wrongs(office.run("import", "-", stdin=b"", TMPDIR="/nonexistent"), {WRONG}) == []


def test_what_comes_on_standard_input_is_recorded(tmp_path: Path):
    office = Office(tmp_path)
    ended = office.run("import", "-", stdin=GOOD.encode())
    assert office.wrongs(ended, {DONE}, Act(figures=1)) == []


def test_a_value_below_zero_and_a_file_that_begins_like_one(tmp_path: Path):
    office = Office(tmp_path)
    (tmp_path / "-1.csv").write_text(GOOD, "utf-8")
    assert office.wrongs(office.run("import", "--", "-1.csv"), {DONE}, Act(figures=1)) == []
    below = (
        office.run("add", "workshops", "-5", "1990-01"),
        office.run("add", "workshops", "1990-01", "--", "-5"),
    )
    assert [one.status for one in below] == [DONE, WRONG]
