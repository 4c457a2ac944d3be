"""A page as a browser shows and prints it."""

from pathlib import Path

import pytest

from chromium import SCHEMES, complaints, hosts_asked, measured, needs_chromium, printed_pages
from jobtrack.cli import main
from jobtrack.words import LANGUAGES
from transcript import ROOT

pytestmark = needs_chromium
PINNED = ("--as-of", "2024-12", "--known-on", "2025-07-01")
ODD = ROOT / "tests" / "plans" / "odd.toml"
UNREADABLE = """
const parts = text => text.match(/[\\d.]+/g).map(Number);
const linear = one => (one /= 255) <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
const ground = luminance(parts(view.getComputedStyle(page.documentElement).backgroundColor));
const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT), found = [];
while (walker.nextNode()) {{
    const element = walker.currentNode.parentElement, style = view.getComputedStyle(element);
    if (!walker.currentNode.data.trim() || element.closest("title, desc")) continue;
    const is_drawn = element.namespaceURI.endsWith("svg");
    const own = luminance(parts(is_drawn ? style.fill : style.color));
    const [dark, light] = [ground, own].sort((one, other) => one - other);
    if ((light + 0.05) / (dark + 0.05) < 4.5 || style.opacity < 1) found.push(element.outerHTML);
}}
return found;
""".replace("{{", "{").replace("}}", "}")
TOO_WIDE = """
const ends = element => element.getBoundingClientRect().right > view.innerWidth;
return [page.documentElement.scrollWidth - page.documentElement.clientWidth,
    [...page.body.querySelectorAll("*")].filter(one => ends(one) && !one.closest("figure")).length];
"""
FOCUSED = """
return [...page.querySelectorAll("a, summary, figure")].map(one => {
    one.focus({focusVisible: true});
    const style = view.getComputedStyle(one);
    return page.activeElement === one && style.outlineStyle + " " + style.outlineWidth;
});
"""
COLOURS = """
const colour = (name, key) => view.getComputedStyle(page.querySelector(name))[key];
return [colour("html", "backgroundColor"), colour("h1", "color"), colour("figure text", "fill"),
    colour("figure path[fill='#ffffff']", "fill")];
"""
IN_ONE_PLACE = (
    "return [...page.querySelectorAll('tr.line')].map(one => view.getComputedStyle(one).display)"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The page of the sample in each language, and one of every rule, all explanations unfolded."""
    folder = tmp_path_factory.mktemp("browser")
    odd = folder / "odd.db"
    assert main(["--db", str(odd), "init", str(ODD), "--with-data"]) == 0
    sample = ("--db", str(ROOT / "sample.db"))
    commands = {
        **{language: (*sample, "--lang", language, "report", *PINNED) for language in LANGUAGES},
        "odd": ("--db", str(odd), "report", "--as-of", "2024-12", "--since", "0d"),
        "areas": (*sample, "report", "--by-area", *PINNED),
    }
    for name, command in commands.items():
        file = folder / f"{name}.html"
        assert main([*command, "--format", "html", "--output", str(file)]) == 0
        if name != "areas":
            text = file.read_text("utf-8").replace("<details>", "<details open>")
            file.with_stem(f"{name}-unfolded").write_text(text, "utf-8")
    return {path.stem: path for path in folder.glob("*.html")}


@pytest.mark.parametrize("name", ["en", "zh", "odd", "areas"])
def test_the_console_has_nothing_to_say(pages: dict[str, Path], name: str):
    assert complaints(pages[name]) == []
    assert complaints(pages[name], "dark") == []


def test_its_policy_is_enforced(pages: dict[str, Path], tmp_path: Path):
    page = tmp_path / "changed.html"
    text = pages["en"].read_text("utf-8")
    page.write_text(
        text.replace("<h1>", '<h1 style="color: red"><img src="x.png" onerror="x()">'), "utf-8"
    )
    assert len(complaints(page)) >= 2


def test_nobody_is_asked_for_anything(pages: dict[str, Path], tmp_path: Path):
    assert hosts_asked(pages["zh"]) == set()
    page = tmp_path / "asking.html"
    page.write_text('<img src="http://a.example/x.png">', "utf-8")
    assert hosts_asked(page) == {"a.example"}


@pytest.mark.parametrize("width", [320, 768, 1000, 1600])
@pytest.mark.parametrize("name", ["en-unfolded", "zh-unfolded", "odd-unfolded", "areas"])
def test_nothing_lies_beyond_its_edge(pages: dict[str, Path], name: str, width: int):
    assert measured(pages[name], TOO_WIDE, width=width) == [0, 0]


def test_a_narrow_page_has_a_block_for_each_row(pages: dict[str, Path]):
    assert set(measured(pages["en"], IN_ONE_PLACE, width=320)) == {"block"}
    assert set(measured(pages["en"], IN_ONE_PLACE, width=1280)) == {"table-row"}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", ["en-unfolded", "zh-unfolded", "odd-unfolded", "areas"])
def test_every_text_stands_out(pages: dict[str, Path], name: str, scheme: str):
    assert measured(pages[name], UNREADABLE, scheme=scheme) == []


def test_the_scheme_is_that_of_who_reads_it(pages: dict[str, Path]):
    black, white = "rgb(26, 26, 26)", "rgb(255, 255, 255)"
    light, dark = "rgb(232, 232, 229)", "rgb(23, 25, 27)"
    assert measured(pages["en"], COLOURS) == [white, black, black, white]
    assert measured(pages["en"], COLOURS, scheme="dark") == [dark, light, light, dark]


def test_what_the_keyboard_reaches_is_outlined(pages: dict[str, Path]):
    found = measured(pages["en-unfolded"], FOCUSED)
    assert len(found) > 12
    assert set(found) == {"solid 2px"}


def test_it_prints_on_pages(pages: dict[str, Path]):
    folded = printed_pages(pages["en"])
    assert folded in range(4, 7)
    assert printed_pages(pages["en-unfolded"]) > folded
