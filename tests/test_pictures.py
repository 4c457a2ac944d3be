"""The pictures of README and docs are what the program shows."""

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from transcript import ROOT

FOLDER = ROOT / "docs" / "pictures"


@pytest.fixture(scope="module")
def report_svg() -> Callable[[], str]:
    function: Callable[[], str] = runpy.run_path(str(FOLDER / "make.py"))["report_svg"]
    return function


def texts_of(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_picture_of_the_terminal_is_what_its_command_prints(report_svg: Callable[[], str]):
    picture = (FOLDER / "report.svg").read_text("utf-8")
    assert texts_of(picture) == texts_of(report_svg())
    assert len(texts_of(picture)) > 40


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.svg")), ids=lambda path: path.name)
def test_a_picture_asks_no_other_place_for_anything(path: Path):
    assert re.findall(r"@import|@font-face|(?:url\(|href=)['\"]?\w+:", path.read_text("utf-8")) == []


def test_every_picture_is_shown_somewhere_and_small():
    paths = (*ROOT.glob("README*.md"), *ROOT.glob("docs/**/*.md"))
    pages = "".join(path.read_text("utf-8") for path in paths)
    shown = set(re.findall(r"pictures/([\w.]+)\)", pages))
    pictures = {one.name: one for one in FOLDER.iterdir() if one.suffix in {".svg", ".png"}}
    assert shown == pictures.keys()
    assert max(one.stat().st_size for one in pictures.values()) < 100_000
