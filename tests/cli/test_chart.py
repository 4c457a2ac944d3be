"""Figures: what stands in them, in which fonts, and what is refused."""

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from matplotlib.font_manager import fontManager

from jobtrack.cli import main
from jobtrack.render.chart.fonts import CHINESE, families_for
from transcript import ROOT

SAMPLE = ROOT / "sample.db"
PINNED = ("--as-of", "2024-12", "--known-on", "2025-07-01", "--db", str(SAMPLE))
USE, LINK = "{http://www.w3.org/2000/svg}use", "{http://www.w3.org/1999/xlink}href"
has_chinese = any(font.name in CHINESE for font in fontManager.ttflist)
needs_chinese = pytest.mark.skipif(not has_chinese, reason="no Chinese font is installed")


def with_comments() -> ET.XMLParser:
    return ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))  # noqa: S314 - reads our own


def figure(tmp_path: Path, *arguments: str) -> ET.Element:
    """The SVG that ``chart`` writes."""
    output = tmp_path / "figure.svg"
    assert main(["chart", *arguments, *PINNED, "--output", str(output)]) == 0
    return ET.parse(output, with_comments()).getroot()  # noqa: S314 - our own


def words_of(svg: ET.Element) -> list[str]:
    """Every text of the figure, in order."""
    return [one.text.strip() for one in svg.iter(ET.Comment) if one.text is not None]


def part(svg: ET.Element, id: str) -> ET.Element:
    (found,) = (one for one in svg.iter() if one.get("id") == id)
    return found


def heights(svg: ET.Element, id: str) -> list[float]:
    """How far down the points of a part stand, from left to right."""
    uses = sorted(part(svg, id).iter(USE), key=lambda one: float(one.get("x", "")))
    return [float(one.get("y", "")) for one in uses]


def height_of_line(svg: ET.Element, id: str) -> float:
    """How far down a level line stands."""
    (path,) = (one for one in part(svg, id).iter() if one.get("d"))
    (height,) = set(re.findall(r"[ML] [\d.]+ ([\d.]+)", path.get("d", "")))
    return float(height)


def data_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main([*arguments, *PINNED, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_points_of_a_figure_stand_where_the_history_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    svg = figure(tmp_path, "employed")
    low, high = (height_of_line(svg, f"target-employment-{name}") for name in ("task-2024", "floor"))
    kinds = ("value", "provisional", "breach")
    drawn = sorted(
        751_100 + (low - height) / (low - high) * (760_000 - 751_100)
        for kind in kinds
        for height in heights(svg, f"{kind}-employed-500000")
    )
    known = sorted(one["value"] for one in data_of(capsys, "history", "employed"))
    assert drawn == pytest.approx(known, abs=1)
    assert len(heights(svg, "breach-employed-500000")) == 1
    assert part(svg, "breached-employed-500000-2022-03") is not None
    assert part(svg, "break-employed-500000-2023-12") is not None


def test_a_figure_says_what_the_report_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    words = " ".join(words_of(figure(tmp_path, "employed", "--title", "Work $x^2$")))
    assert "Work $x^2$" in words
    assert "people" in words
    assert "as of 2024-12, known on 2025-07-01" in words
    report = data_of(capsys, "report", "--indicator", "employed")
    (floor,) = (one for one in report["targets"] if one["target"] == "employment-floor")
    assert f"Employment floor of 760,000 ≥{floor['bound']:,} · {floor['status']}" in words


@needs_chinese
def test_a_figure_in_chinese_counts_in_tens_of_thousands(tmp_path: Path):
    svg = figure(tmp_path, "城镇新增就业", "--lang", "zh")
    assert [one for one in words_of(svg) if "·" not in one] == [
        "2021年1月", "2022年1月", "2023年1月", "2024年1月", "0", "20", "40", "60", "万人", "41.0万",
        "数值", "节点目标或到期目标",
        "资料来源：就业优先，夯实民生之本, 2023-08-30, http://zgkjsz.com/page/2023/0830/22462478.shtml，另有4处",
        "截至2024年12月，按2025年7月1日已知数据",
    ]  # fmt: skip
    fonts = {one.get(LINK, "") for one in svg.iter(USE)}
    assert [name for name in fonts if "LastResort" in name] == []  # its signs are boxes


@needs_chinese
@pytest.mark.parametrize("format", ["png", "pdf"])
def test_every_format_is_drawn_in_chinese(tmp_path: Path, format: str):
    output = tmp_path / f"figure.{format}"
    arguments = ["chart", "employed", "workshop-workers", "--lang", "zh", *PINNED]
    assert main([*arguments, "--output", str(output)]) == 0
    assert output.stat().st_size > 10_000


def test_latin_text_needs_the_font_only_that_comes_with_the_library():
    assert families_for({"a", "≥", "·", "–"}) == ["DejaVu Sans"]


@needs_chinese
def test_chinese_text_gets_a_chinese_font_before_it():
    first, last = families_for({"万", "a"})
    assert (first in CHINESE, last) == (True, "DejaVu Sans")


@needs_chinese
def test_a_font_that_was_installed_since_is_found(monkeypatch: pytest.MonkeyPatch):
    new_files = {font.fname for font in fontManager.ttflist if font.name in CHINESE}
    known_before = [font for font in fontManager.ttflist if font.fname not in new_files]
    monkeypatch.setattr(fontManager, "ttflist", known_before)
    assert families_for({"万"})[0] in CHINESE


def test_a_sign_of_no_font_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    output = tmp_path / "figure.svg"
    arguments = ["chart", "employed", *PINNED, "--title", "𓀀𐏈", "--output", str(output)]
    assert main(arguments) == 2
    assert capsys.readouterr().err == (
        "jobtrack: no font found here has '𐏈𓀀'; install one that has, such as the package "
        "fonts-noto-cjk, or draw with English names by --lang en\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_own_settings_of_matplotlib_change_nothing(tmp_path: Path):
    (tmp_path / "matplotlibrc").write_text("lines.linewidth: 9\nfont.size: 30\nsvg.fonttype: none\n")
    command = [sys.executable, "-m", "jobtrack", "chart", "employed", *PINNED]
    plain, styled = (
        subprocess.run(command, capture_output=True, check=True, cwd=folder).stdout
        for folder in (ROOT, tmp_path)
    )
    assert plain == styled


def test_a_terminal_is_told_where_to_write_instead():
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "jobtrack", "chart", "employed", *PINNED, "--format", "png"]
    run = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(theirs)
    os.close(ours)
    assert (run.returncode, run.stderr) == (
        2,
        "jobtrack: a chart can't be shown in a terminal; say with --output FILE.png where to write it, "
        "or run 'jobtrack history INDICATOR --chart'\n",
    )


@pytest.fixture
def without_matplotlib(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if it were not installed."""
    ours = [name for name in sys.modules if name.startswith("jobtrack.render.chart.")]
    theirs = [name for name in sys.modules if name.startswith("matplotlib.")]
    for name in (*ours, *theirs):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    return


@pytest.mark.usefixtures("without_matplotlib")
def test_matplotlib_that_is_missing_is_named_by_what_installs_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["chart", "employed", *PINNED, "--output", str(tmp_path / "figure.svg")]) == 2
    assert capsys.readouterr().err == (
        "jobtrack: --format svg needs one more library; run: pip install 'jobtrack[charts]'\n"
    )
    assert main(["history", "employed", "--chart", *PINNED]) == 0


@pytest.mark.parametrize(
    ("name", "language"),
    [("employed.svg", "en"), pytest.param("employed.zh.svg", "zh", marks=needs_chinese)],
)
def test_the_picture_of_a_readme_is_what_its_command_draws(name: str, language: str, tmp_path: Path):
    picture = ET.parse(ROOT / "docs" / "pictures" / name, with_comments())  # noqa: S314 - our own
    assert words_of(picture.getroot()) == words_of(figure(tmp_path, "employed", "--lang", language))


@pytest.mark.parametrize("verb", [["chart", "employed"], ["report", "--format", "html"]])
def test_a_home_that_can_not_be_written_is_nothing_to_talk_about(verb: list[str]):
    command = [sys.executable, "-m", "jobtrack", *verb, *PINNED]
    variables = {**os.environ, "HOME": "/dev/null", "XDG_CACHE_HOME": "", "XDG_CONFIG_HOME": ""}
    run = subprocess.run(command, capture_output=True, check=True, env=variables)
    assert run.stderr == b""


def test_pyplot_is_never_loaded(tmp_path: Path):
    program = (
        "import sys; from jobtrack.cli import main; assert main(sys.argv[1:]) == 0; "
        "print('matplotlib.pyplot' in sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", program, "chart", "employed", *PINNED]
    run = subprocess.run(
        [*command, "--output", str(tmp_path / "figure.png")], capture_output=True, check=True
    )
    assert run.stderr == b"False\n"
