"""A report as a page: what stands in it, and what it is written in."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from html_reader import Element, page_of, texts_by_column
from reports import SAMPLE, report

from jobtrack.cli import main
from jobtrack.domain.assess.measures import Colour
from jobtrack.domain.report.ranking import Order, ranked
from jobtrack.render import Format, renderer_for
from jobtrack.render.html.table import SIGNS
from jobtrack.render.medium import Medium
from jobtrack.render.report import columns
from jobtrack.render.report.columns import COLUMNS
from jobtrack.words import LANGUAGES, words_in
from transcript import ROOT

PINNED = ("--as-of", "2024-12", "--known-on", "2025-07-01")
STYLE = (ROOT / "src/jobtrack/render/html/page.css").read_text("utf-8")
LEFT_OUT = {columns.area, columns.bar, columns.sparkline, columns.marks}
languages = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """The page that ``report`` writes with these options, written once."""
    folder, written = tmp_path_factory.mktemp("pages"), dict[tuple[str, ...], bytes]()

    def page(*options: str, language: str = "en", database: Path = SAMPLE) -> bytes:
        command = ("--db", str(database), "--lang", language, "report", *(options or PINNED))
        if command not in written:
            file = folder / f"{len(written)}.html"
            assert main([*command, "--format", "html", "--output", str(file)]) == 0
            written[command] = file.read_bytes()
        return written[command]

    return page


def lines_of(table: Element) -> list[Element]:
    return [row for row in table.all("tr") if row.attributes.get("class") == "line"]


def of_class(element: Element, name: str, tag: str) -> list[Element]:
    return [one for one in element.all(tag) if name in one.attributes.get("class", "").split()]


def part(document: Element, heading: str) -> Element:
    """The section under that heading."""
    (found,) = (one for one in document.all("section") if next(one.all("h2")).text == heading)
    return found


@languages
@pytest.mark.parametrize("month", ["2021-08", "2022-03", "2024-07", "2024-12"])
def test_every_cell_says_what_its_column_says(month: str, language: str):
    found, medium = report(month), Medium(words_in(language))
    content = renderer_for(Format.HTML)(found, medium)
    assert isinstance(content, bytes)
    shown = texts_by_column(content)
    rows = {row.target.id if row.target else row.indicator.id: row for row in found_rows(found)}
    assert list(shown) == list(rows)
    named = {medium.say(one.header): one for one in COLUMNS if one.text not in LEFT_OUT}
    for id, cells in shown.items():
        name, *others = cells.items()
        assert name[1].startswith(columns.name(rows[id], medium))
        assert name[1].endswith(columns.marks(rows[id], medium))
        for header, text in others:
            said = named[header].text(rows[id], medium)
            is_status = named[header].text is columns.status
            assert (text.partition(" ")[2] if is_status else text) == said


def found_rows(found):
    """The targets, the worst first, then the indicators section by section."""
    others = [row for _, own in found._replace(targets=()).by_section() for row in own]
    return [*ranked(found.targets, Order.WORST), *others]


@languages
def test_it_is_laid_out_for_those_who_hear_it_too(pages: Callable[..., bytes], language: str):
    document = page_of(pages(language=language))
    assert document.one("html").attributes["lang"] == {"en": "en", "zh": "zh-CN"}[language]
    assert [one.tag for one in document.one("body").content if isinstance(one, Element)] == [
        "header",
        "main",
        "footer",
    ]
    levels = [int(one.tag[1]) for one in document.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(below <= above + 1 for above, below in pairwise(levels))
    headings = {one.attributes["id"]: one.text for one in document.all("h2")}
    sections = list(document.one("main").all("section"))
    assert [one.attributes["aria-labelledby"] for one in sections] == list(headings)
    assert document.one("h1").text in document.one("head").one("title").text
    assert all(one.text for one in document.all("summary", "h2", "h3", "dt", "caption", "a"))


def test_tables_say_what_they_are_and_what_each_header_is_for(pages: Callable[..., bytes]):
    tables = list(page_of(pages()).all("table"))
    assert len(tables) == 2
    for table in tables:
        assert table.one("caption").text
        assert {one.attributes["scope"] for one in table.one("thead").all("th")} == {"col"}
        assert all(next(row.all("th")).attributes["scope"] == "row" for row in lines_of(table))
        width = len(list(table.one("thead").all("th")))
        assert {len(list(row.all("th", "td"))) for row in lines_of(table)} == {width}


@languages
def test_each_id_stands_once_and_each_link_leads_somewhere(pages: Callable[..., bytes], language: str):
    elements = list(page_of(pages(language=language)).all())
    ids = [one.attributes["id"] for one in elements if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    named = [
        one.attributes[name]
        for one in elements
        for name in ("aria-labelledby", "aria-describedby")
        if name in one.attributes
    ]
    links = [one.attributes["href"] for one in elements if "href" in one.attributes]
    assert {one.removeprefix("#") for one in [*named, *links]} <= set(ids)
    assert all(one.startswith("#") for one in links)


def test_its_policy_allows_its_own_style_and_nothing_else(pages: Callable[..., bytes]):
    document = page_of(pages())
    policies = [one for one in document.all("meta") if "http-equiv" in one.attributes]
    (style,) = document.one("style").content
    digest = b64encode(hashlib.sha256(str(style).encode()).digest()).decode()
    assert [one.attributes["content"] for one in policies] == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]


@languages
def test_nothing_in_it_runs_or_is_fetched(pages: Callable[..., bytes], language: str):
    elements = list(page_of(pages(language=language)).all())
    harmful = {"script", "link", "iframe", "object", "embed", "img", "image", "form", "input", "base"}
    assert {one.tag for one in elements} & harmful == set()
    attributes = {name for one in elements for name in one.attributes}
    assert [name for name in attributes if name.startswith("on") or name in {"style", "src"}] == []
    values = " ".join(value for one in elements for value in one.attributes.values())
    assert re.findall(r"url\((?!#)", values) == []
    assert re.findall(r"url\(|@import|https?:", STYLE) == []


def test_a_status_is_never_told_by_its_colour_alone(pages: Callable[..., bytes]):
    assert len(set(SIGNS.values())) == len(Colour)
    shown = of_class(page_of(pages()), "status", "span")
    assert len(shown) > 6
    for one in shown:
        (colour,) = set(one.attributes["class"].split()) - {"status"}
        sign, _, word = one.text.partition(" ")
        assert (sign, bool(word)) == (SIGNS[Colour(colour)], True)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(scheme: str) -> dict[str, str]:
    """The colours of a scheme by name; those of the dark one stand in its block."""
    before, _, block = STYLE.partition("prefers-color-scheme: dark")
    text = block.partition("\n}\n")[0] if scheme == "dark" else before
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", text))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_against_its_ground(scheme: str):
    found = colours(scheme)
    texts = ("ink", "quiet", "red", "amber", "green", "grey", "blue")
    assert {name: contrast(found[name], found["paper"]) >= 4.5 for name in texts} == dict.fromkeys(
        texts, True
    )
    assert contrast(found["focus"], found["paper"]) >= 3


def test_both_schemes_have_the_same_colours_and_rules_use_no_others():
    assert colours("light").keys() == colours("dark").keys()
    after = STYLE.partition("\n* {")[2]
    chosen = re.findall(r"(?:color|fill|stroke|background): (#[0-9a-f]+)", after)
    assert chosen == [colours("light")["quiet"]]  # the number of a printed page


@languages
def test_a_chart_is_one_picture_that_says_in_words_what_it_shows(
    pages: Callable[..., bytes], language: str
):
    document = page_of(pages(language=language))
    figures = list(document.all("figure"))
    pictures = [one.one("svg") for one in figures]
    assert [one.attributes["role"] for one in pictures] == ["img"] * 7
    told = [(one.one("title").text, one.one("desc").text) for one in pictures]
    assert (
        told[0]
        == {
            "en": (
                "Employed, lifted from poverty · Chongqing",
                "last value: 2024-12 >830,000; Employment floor of 760,000 ≥760,000 · on track; "
                "2024 employment task ≥751,100 · achieved; "
                "2022 employment task (implied) ≥751,100 · awaiting data; "
                "2021 employment task (implied) ≥751,100 · awaiting data",
            ),
            "zh": (
                "脱贫人口就业规模 · 重庆市",
                "最近数值：2024年12月 83.0万余；就业规模底线76万人 ≥76.0万 · 正常；"
                "2024年就业任务 ≥75.1万 · 已达标；2022年就业任务（推算） ≥75.1万 · 待报；"
                "2021年就业任务（推算） ≥75.1万 · 待报",
            ),
        }[language]
    )
    texts = " ".join(one.text for one in pictures[0].all("text"))
    assert told[0][0] in texts


def test_a_row_leads_to_its_chart(pages: Callable[..., bytes]):
    document = page_of(pages())
    titles = {one.attributes["id"]: one.one("title").text for one in document.all("figure")}
    leading = {one.text: titles[one.attributes["href"][1:]] for one in document.one("main").all("a")}
    assert leading["Employment floor of 760,000"] == "Employed, lifted from poverty · Chongqing"
    assert leading["Workshop workers"] == "Workshop workers · Chongqing"
    assert "A base in every key county" not in leading


@languages
def test_what_is_folded_under_a_row_is_what_explain_prints(
    pages: Callable[..., bytes], capsys: pytest.CaptureFixture[str], language: str
):
    table = next(page_of(pages(language=language)).all("table"))
    targets = [one.attributes["data-target"] for one in lines_of(table)]
    folded = of_class(table, "verdict", "tr")
    assert len(folded) == len(targets)
    for target, row in zip(targets, folded, strict=True):
        main(["--db", str(SAMPLE), "--lang", language, "explain", target, *PINNED])
        lines = [line for line in capsys.readouterr().out.splitlines()[3:] if line]
        lines[0] = re.split("： ?|: ", lines[0], maxsplit=1)[1]
        told = [re.sub(r"^  - ", "", line) for line in lines]
        assert row.text == " ".join(" ".join(told).split())
