"""Both languages, all the way through: which one is spoken, and that all of it is."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

import jobtrack
from jobtrack.cli import VERBS, main
from jobtrack.commands.surroundings import language_of
from transcript import ROOT, documents

NOW = datetime(2025, 7, 1, 9, tzinfo=UTC)
PINNED = ("--as-of", "2024-12", "--known-on", "2025-07-01")
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def db(tmp_path: Path) -> str:
    return str(shutil.copy(ROOT / "sample.db", tmp_path / "jobs.db"))


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    capsys.readouterr()
    assert main(arguments, now=NOW) == status
    out, complaints = capsys.readouterr()
    return out + complaints


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "en"),
        *(({"LANG": name}, "zh") for name in ("zh_CN.UTF-8", "zh_TW", "zh_SG.GBK", "zh_Hans", "zh")),
        *(({"LANG": name}, "zh") for name in ("zh-CN", "ZH_cn.GB18030", "zh_CN@cjknarrow")),
        *(({"LANG": name}, "en") for name in ("C", "C.UTF-8", "POSIX", "en_GB", "de_DE", "zhuang", "")),
        ({"LANG": "en_GB", "LC_MESSAGES": "zh_CN"}, "zh"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "zh_CN", "LC_ALL": "en_GB"}, "en"),
        ({"LANG": "zh_CN", "LC_ALL": ""}, "zh"),
        ({"LANG": "de_DE", "LANGUAGE": "de:zh_CN:en"}, "zh"),
        ({"LANG": "zh_CN", "LANGUAGE": "en_US:zh"}, "en"),
        ({"LANG": "zh_CN", "LANGUAGE": "de"}, "zh"),
        ({"LANG": "C", "LANGUAGE": "zh"}, "en"),
        ({"LANGUAGE": "zh"}, "en"),
        ({"LANG": "en_GB", "JOBTRACK_LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN", "JOBTRACK_LANG": "xx"}, "en"),
    ],
)
def test_the_first_variable_that_is_set_says_the_language(variables: dict[str, str], language: str):
    assert language_of(["report"], variables) == language


@pytest.mark.parametrize("named", ["zh", "ZH", "zh-CN", "zh_Hans", "zh_CN.GB18030"])
def test_the_option_takes_the_names_that_locales_have(db: str, capsys, named: str):
    assert "目标6项" in printed(capsys, "--db", db, "report", "--lang", named, *PINNED)


@pytest.mark.parametrize(
    ("spoken", "sentence"),
    [("en", "no language 'xx'; write zh or en"), ("zh", "没有语言“xx”；请写zh或en")],
)
def test_another_language_is_refused_in_the_one_of_the_environment(
    capsys, monkeypatch: pytest.MonkeyPatch, spoken: str, sentence: str
):
    monkeypatch.setenv("JOBTRACK_LANG", spoken)
    for arguments in (("--lang", "xx", "report"), ("report", "--lang=xx")):
        assert printed(capsys, *arguments, status=2) == f"jobtrack: {sentence}\n"


def called(capsys) -> Iterator[tuple[str, ...]]:
    """Every command as it is called: the program, its verbs and what stands below them."""
    yield ()
    for verb in (one.name for one in VERBS):
        yield (verb,)
        _, _, below = printed(capsys, verb, "--help", "--lang", "zh").partition("命令：\n")
        listed = below.partition("\n\n")[0].splitlines()
        yield from ((verb, line.split()[0]) for line in listed if line[2] != " ")


def without_examples(page: str) -> str:
    return page.partition("\n\n示例：")[0].partition("\n\nExamples:")[0]


ENGLISH_PHRASE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")
NAMES = re.compile(r"JSON Lines|<[^>]*>|(?<!\w)--?[a-z-]+|(?:^|\n)用法：jobtrack(?: [a-z]+)*")


def test_no_help_in_chinese_has_an_english_phrase_left(capsys):
    left = {}
    for command in called(capsys):
        page = without_examples(printed(capsys, *command, "--help", "--lang", "zh"))
        phrases = ENGLISH_PHRASE.findall(NAMES.sub("", page))
        untold = [
            line
            for line in page.splitlines()
            if re.search(r"[a-z]  \S", line) and not HAN.search(line.rsplit("  ", 1)[1])
        ]
        left[command] = [*phrases, *re.findall(r"\b[A-Z]{3,}\b(?=\]|$)", page), *untold]
    assert {command: words for command, words in left.items() if words} == {}
    assert len(left) > 30


def test_no_help_in_english_has_chinese_words_but_for_examples(capsys):
    found = {
        word
        for command in called(capsys)
        for word in re.findall(
            "[^\\s,]*[\u4e00-\u9fff]+", without_examples(printed(capsys, *command, "--help"))
        )
    }
    assert found == {"76.9万"}


@pytest.mark.parametrize("columns", ["40", "80"])
def test_help_is_no_wider_than_the_terminal(capsys, monkeypatch: pytest.MonkeyPatch, columns: str):
    monkeypatch.setenv("COLUMNS", columns)
    wide = {
        line
        for command in called(capsys)
        for line in without_examples(printed(capsys, *command, "--help", "--lang", "zh")).splitlines()
        if sum(2 if HAN.match(one) or one in "，。；：、（）" else 1 for one in line) > int(columns)
    }
    assert all(
        re.match(r"  (?:--?|[\u4e00-\u9fff])\S* ?<?\S*$|  --judge|  --compare", one) for one in wide
    )


USAGE = [
    ((), "未写明命令；用“jobtrack --help”查看全部"),
    (("repot",), "没有命令“repot”；是否指“report”？"),
    (("frobnicate",), "没有命令“frobnicate”；用“jobtrack --help”查看全部"),
    (("report", "--fromat", "x"), "没有选项“--fromat”；是否指“--format”？"),
    (("report", "-x"), "没有选项“-x”；用“jobtrack report --help”查看全部"),
    (("report", "--as-of"), "选项“--as-of”缺少取值；用法见“jobtrack report --help”"),
    (("report", "--by-area=1"), "选项“--by-area”不带取值；请单独写“--by-area”"),
    (("report", "a", "b"), "多出参数“a b”；用法见“jobtrack report --help”"),
    (("add",), "缺少参数“指标”；用法见“jobtrack add --help”"),
    (
        ("check", "acknowledge", "k"),
        "缺少选项“--note”；用法见“jobtrack check acknowledge --help”",
    ),
    (("report", "--fail-on", "紫"), "“--fail-on”不能为“紫”；请写其中之一：红、黄、灰"),
    (("log", "--limit", "many"), "“--limit”的取值“many”不是有效个数；请写数字，如7"),
    (("log", "--limit", "-5"), "“--limit”的取值“-5”不是有效个数；请写数字，如7"),
    (("log", "--limit", "0"), "“--limit”不能为0；请写1至1000000000之间的整数"),
    (
        ("targets", "set", "t", "--on-track-from", "high"),
        "“--on-track-from”的取值“high”不是数字；请写如0.95",
    ),
]


@pytest.mark.parametrize(("arguments", "sentence"), USAGE, ids=[" ".join(one) for one, _ in USAGE])
def test_what_cannot_be_understood_is_said_in_chinese(
    capsys, arguments: tuple[str, ...], sentence: str
):
    assert printed(capsys, "--lang", "zh", *arguments, status=2) == f"jobtrack: {sentence}\n"


MACHINE = [
    *(("report", *PINNED, "--format", one) for one in ("json", "jsonl", "csv")),
    *(("report", "--by-area", *PINNED, "--format", one) for one in ("json", "jsonl", "csv")),
    ("report", "--since", "2021-01-01", "--format", "json"),
    *(
        ("history", "employed", "--format", one, *more)
        for one in ("json", "csv")
        for more in ((), ("--revisions",))
    ),
    *((one, "--format", "json") for one in ("targets", "indicators", "areas", "groups", "log")),
    ("areas", "500000", "--format", "json"),
    ("groups", "national-key-counties", "--format", "json"),
    ("explain", "employment-floor", "--format", "json", *PINNED),
    *(("export", "--format", one) for one in ("csv", "jsonl", "sdmx-csv", "prometheus")),
    ("export", "--format", "csv", "--revisions"),
    ("targets", "export"),
]


@pytest.mark.parametrize("command", MACHINE, ids=" ".join)
def test_data_is_the_same_in_either_language(db: str, capfdbinary, command: tuple[str, ...]):
    shown = []
    for language in ("zh", "en"):
        assert main(["--db", db, "--lang", language, *command], now=NOW) == 0
        shown.append(capfdbinary.readouterr().out)
    assert shown[0] == shown[1] != b""


def test_findings_as_data_are_the_same_in_either_language(db: str, capsys):
    shown = [
        printed(capsys, "--db", db, "--lang", one, "check", "--format", "json", status=3)
        for one in ("zh", "en")
    ]
    assert shown[0] == shown[1] != ""


@pytest.mark.parametrize(
    ("chinese", "english"), [("红", "red"), ("红色", "red"), ("黄", "amber"), ("灰", "grey")]
)
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_colours_are_taken_in_either_language(db: str, capsys, chinese: str, english: str, spoken: str):
    command = ("--db", db, "--lang", spoken, "report", "--as-of", "2022-03", "--fail-on")
    shown = [printed(capsys, *command, word, status=3) for word in (chinese, english)]
    assert shown[0] == shown[1] != ""


@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_a_target_is_set_in_words_of_either_language(db: str, capsys, spoken: str):
    common = ("--bound", "80万", "--start", "2025年1月", "--due", "2026-12")
    for id, rule, judge, side in (("a", "保持", "到期", "不低于"), ("b", "hold", "at due", "at_least")):
        printed(
            capsys, "--db", db, "--lang", spoken, "targets", "set", id, "--indicator", "就业规模",
            "--rule", rule, "--judge", judge, "--direction", side, *common,
        )  # fmt: skip
    targets = json.loads(printed(capsys, "--db", db, "targets", "--format", "json"))
    a, b = ({**one, "target": "", "name": ""} for one in targets if one["target"] in {"a", "b"})
    assert a == b


@pytest.mark.parametrize(
    ("word", "flag"), [("初步", "P"), ("provisional", "P"), ("估计数", "E"), ("break", "B"), ("e", "E")]
)
@pytest.mark.parametrize("spoken", ["zh", "en"])
def test_flags_and_qualifiers_are_taken_as_words(
    db: str, tmp_path: Path, capsys, word: str, flag: str, spoken: str
):
    file = tmp_path / "f.csv"
    header, row = "area,指标,period,数值,标记,qualifier", "Chongqing,就业帮扶车间,2025年5月,700"
    file.write_text(f"{header}\n{row},{word},以上\n", "utf-8")
    printed(capsys, "--db", db, "--lang", spoken, "import", str(file))
    printed(capsys, "--db", db, "--lang", spoken, "add", "workshops", "700", "2025-06", "--flag", word)
    history = json.loads(printed(capsys, "--db", db, "history", "workshops", "--format", "json"))
    assert [(one["flag"], one["qualifier"]) for one in history[-2:]] == [
        (flag, "at least"),
        (flag, "exact"),
    ]


def test_ascii_may_stand_anywhere_and_draws_with_ascii_alone(db: str, capsys):
    report = ("--db", db, "--lang", "en", "report", *PINNED)
    shown = [
        printed(capsys, "--ascii", *report),
        printed(capsys, *report, "--ascii"),
        printed(capsys, *report[:4], "--ascii", *report[4:]),
    ]
    assert shown == [shown[0]] * 3
    assert shown[0].isascii()
    assert printed(capsys, "--ascii", *report[:2], "--lang", "zh", *report[4:]).count("-----") > 0
    printed(capsys, *report[:4], "add", "workshops", "700", "2025-05", "--note", "--ascii")
    assert '"note": "--ascii"' in printed(capsys, *report[:2], "log", "--format", "json")


def test_all_that_documents_print_can_be_written_in_gbk_or_has_another_sign_there():
    printed_lines = [
        line
        for path in documents()
        for block in re.findall(r"```console\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
        for line in block.splitlines()
    ]
    signs = set("".join(printed_lines))
    assert {one for one in signs if not one.encode("gb18030")} == set()
    replaced = {"−", "\ufeff", *map(chr, range(0x2800, 0x2900))}  # minus; Excel's mark; braille
    assert {one for one in signs - replaced if not one.encode("gbk", "ignore")} == set()


SHOWN = [
    ("report", *PINNED),
    ("report", "--by-area", *PINNED),
    ("report", "--since", "2021-01-01", *PINNED),
    ("history", "employed", "--chart", *PINNED),
    ("history", "employed", "--revisions"),
    *(("explain", one, *PINNED) for one in ("employment-floor", "urban-new-jobs-2022")),
    *((one,) for one in ("targets", "indicators", "areas", "groups", "log", "check", "--help")),
]


@pytest.mark.parametrize(("command", "encoding"), list(product(SHOWN, ["gbk", "gb18030"])))
def test_a_console_of_gbk_gets_no_sign_that_it_lacks(db: str, command: tuple[str, ...], encoding: str):
    done = subprocess.run(
        [sys.executable, "-m", "jobtrack", *command],
        capture_output=True,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(jobtrack.__file__).parents[1]),
            "PYTHONIOENCODING": encoding,
            "LC_ALL": "zh_CN.GBK",
            "JOBTRACK_DB": db,
            "COLUMNS": "80",
        },
        check=False,
    )
    text = done.stdout.decode(encoding)
    assert (done.stderr, r"\u" in text, r"\x" in text) == (b"", False, False)
    assert HAN.search(text)


def test_a_difference_of_percentages_is_in_points(db: str, capsys):
    share, spoken = "国家重点县超上年占比", ("--db", db, "--lang", "zh")
    rule = ("--rule", "保持", "--bound", "90", "--start", "2025-01", "--due", "2025-12")
    printed(capsys, *spoken, "targets", "set", "s", "--indicator", share, *rule)
    line = printed(capsys, *spoken, "add", share, "7/8", "2025-05").splitlines()[1]
    assert "87.5% / ≥90.0%" in line
    assert "缺口2.5个百分点" in line
    report = ("report", "--indicator", share, "--format", "markdown")
    assert "| -2.5个百分点 |" in printed(capsys, *spoken, *report)
