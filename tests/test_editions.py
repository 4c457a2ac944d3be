"""The handbook in English and in Chinese: nobody can change one edition and forget the other."""

import re
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from jobtrack.cli import main
from jobtrack.domain.checks import CHECKS
from jobtrack.domain.finding import SENTENCES
from jobtrack.words import words_in
from test_errors_documented import messages
from transcript import ROOT, language_of

PAGES = [Path("README.md"), *sorted(path.relative_to(ROOT) for path in ROOT.glob("docs/*.md"))]
CHINESE = words_in("zh")
ERRORS = Path("docs/zh/errors.md")
HAN = re.compile(r"[\u4e00-\u9fff]")
BLOCK = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
TRANSLATED = re.compile(r'"[^"]*"|\'[^\']*\'|#.*|(?<=^Description=).*|--lang \w+')

of_each_page = pytest.mark.parametrize("page", PAGES, ids=str)


def chinese_of(page: Path) -> Path:
    """Where the Chinese edition of ``page`` stands."""
    return Path("README.zh.md") if page == Path("README.md") else page.parent / "zh" / page.name


@cache
def text_of(page: Path) -> str:
    return (ROOT / page).read_text("utf-8")


def prose_of(page: Path) -> str:
    """The page without its blocks."""
    return BLOCK.sub("", text_of(page))


def headings(page: Path) -> list[tuple[str, str]]:
    """The signs before each heading, and its text."""
    return re.findall(r"^(#+) (.*)$", prose_of(page), re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """What a link may name on the page, as sites that show Markdown make it of the headings."""
    found: set[str] = set()
    for _, heading in headings(page):
        plain = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        taken = sum(1 for one in found if re.fullmatch(rf"{re.escape(plain)}(-\d+)?", one))
        found.add(f"{plain}-{taken}" if taken else plain)
    return found


def blocks(page: Path) -> list[tuple[str, list[str]]]:
    """Each block: its language, and its lines, of a console block the commands only."""
    return [
        (language, [line for line in text.splitlines() if language != "console" or line[:2] == "$ "])
        for language, text in BLOCK.findall(text_of(page))
    ]


def is_translation(language: str, english: str | None, chinese: str | None) -> bool:
    """Whether a line of a block is the other one, but for what a person reads in it.

    That is what stands in quotes, a comment, and the language asked for; in CSV all but the digits, and
    in a message everything.
    """
    if english is None or chinese is None:
        return False
    chinese = chinese.replace(".zh.", ".")
    if english == chinese or language == "text":
        return True
    others = re.compile(r"[^,\d]") if language == "csv" else TRANSLATED
    return bool(HAN.search(chinese)) and others.sub("", english) == others.sub("", chinese)


def rows(page: Path) -> list[list[str]]:
    """For each row of a table the words in backticks of its first cell, sorted."""
    cells = re.findall(r"^ *\| ((?:`[^`]*`|[^|`])*)\|", prose_of(page), re.MULTILINE)
    return [sorted(re.findall(r"`([^`]+)`", cell)) for cell in cells]


def links(page: Path) -> list[str]:
    """The links of the page that lead to another page or picture, or within itself."""
    found = re.findall(r"\]\(([^)]+)\)", prose_of(page))
    return [link for link in found if not link.startswith("https://")]


def is_resolved(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    there = (ROOT / page.parent / name).resolve() if name else ROOT / page
    if not there.exists():
        return False
    return not anchor or anchor in anchors(there.relative_to(ROOT))


def test_every_page_is_there_in_both_languages() -> None:
    chinese = [Path("README.zh.md"), *sorted(path.relative_to(ROOT) for path in ROOT.glob("docs/zh/*"))]
    assert chinese == [chinese_of(page) for page in PAGES]
    assert {language_of(page) for page in PAGES} == {"en"}
    assert {language_of(page) for page in chinese} == {"zh"}


@of_each_page
def test_both_editions_lead_to_each_other_at_their_beginning(page: Path) -> None:
    chinese = chinese_of(page)
    back = "README.md" if page == Path("README.md") else f"../{page.name}"
    assert text_of(page).splitlines()[2] == f"[中文]({chinese.relative_to(page.parent)})"
    assert text_of(chinese).splitlines()[2] == f"[English]({back})"


@of_each_page
def test_both_editions_have_the_same_sections(page: Path) -> None:
    there = [level for level, _ in headings(chinese_of(page))]
    assert there == [level for level, _ in headings(page)]


@of_each_page
def test_both_editions_have_the_same_commands_and_examples(page: Path) -> None:
    here, there = blocks(page), blocks(chinese_of(page))
    assert [language for language, _ in there] == [language for language, _ in here]
    differing = [
        (english, chinese)
        for (language, lines), (_, others) in zip(here, there, strict=True)
        for english, chinese in zip_longest(lines, others)
        if not is_translation(language, english, chinese)
    ]
    assert differing == []


@of_each_page
def test_both_editions_have_the_same_rows_of_tables(page: Path) -> None:
    assert rows(chinese_of(page)) == rows(page)


@pytest.mark.parametrize("page", [Path("docs/cron.md"), Path("docs/scale.md")], ids=str)
def test_both_editions_give_the_same_measured_figures(page: Path) -> None:
    def figures(page: Path) -> list[list[str]]:
        lines = re.findall(r"^\|.*$", prose_of(page), re.MULTILINE)
        return [re.findall(r"\d(?:[\d,.]*\d)?", line) for line in lines]

    assert figures(chinese_of(page)) == figures(page)


@of_each_page
def test_both_editions_have_links_that_lead_somewhere(page: Path) -> None:
    broken = [
        (str(one), link)
        for one in (page, chinese_of(page))
        for link in links(one)
        if not is_resolved(one, link)
    ]
    assert broken == []


def test_every_message_is_explained_in_chinese_as_the_program_says_it() -> None:
    text, _, _ = text_of(ERRORS).partition("\n## 发现\n")
    shown = [line for _, block in BLOCK.findall(text) for line in block.splitlines()]
    assert shown == [CHINESE.gettext(one) for one in messages()]


def test_every_finding_is_explained_in_chinese_as_the_program_says_it() -> None:
    _, _, text = text_of(ERRORS).partition("\n## 发现\n")
    said = re.findall(r"^### (.*)（(.*)）\n\n```text\n(.*)\n```$", text, re.MULTILINE)
    notices = [check.notice for check in CHECKS]
    assert said == [
        (CHINESE.gettext(one), str(one), CHINESE.gettext(SENTENCES[one])) for one in notices
    ]


@of_each_page
def test_a_word_of_the_data_stands_beside_what_a_chinese_screen_says(page: Path) -> None:
    beside = re.findall(r"^\| `([a-z ]+)` ([^|]+) \|", prose_of(chinese_of(page)), re.MULTILINE)
    others = [(word, said) for word, said in beside if not said.startswith(CHINESE.gettext(word))]
    assert others == []


@pytest.mark.parametrize("page", [Path("docs/files.md"), Path("docs/zh/files.md")], ids=str)
def test_the_example_of_a_plan_takes_the_example_of_figures(page: Path, tmp_path: Path) -> None:
    examples = BLOCK.findall(text_of(page))
    plan = next(text for language, text in examples if language == "toml")
    figures = next(text for language, text in examples if language == "csv")
    (tmp_path / "village.toml").write_text(plan, "utf-8")
    (tmp_path / "village.csv").write_text(figures, "utf-8")
    database = ["--db", str(tmp_path / "village.db")]
    assert main(["init", str(tmp_path / "village.toml"), *database]) == 0
    assert main(["import", str(tmp_path / "village.csv"), *database]) == 0
