"""Make the pictures that README and docs show: ``.venv/bin/python docs/pictures/make.py``.

The program makes them itself of ``sample.db``, as of December 2024 as known on 2025-07-01, so that they
are true every day: ``employed.svg`` is a chart, ``report.svg`` what a terminal of 80 columns shows, and
``page.png`` the upper part of the page, in Chromium. In Chinese each has ``.zh`` in its name.
"""

import os
import pty
import re
import subprocess
import sys
from html import escape, unescape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
JOBTRACK = (Path(sys.executable).with_name("jobtrack"), "--db", ROOT / "sample.db")
PINNED = ("--as-of", "2024-12", "--known-on", "2025-07-01")
INDICATORS = ("employed", "workshops", "shandong-employed", "urban-new-jobs")
REPORT = ("report", *(word for name in INDICATORS for word in ("--indicator", name)), *PINNED)
MARKS = {"en": "", "zh": ".zh"}  # in the names of files
WIDTH, PAGE, SHADES = 80, (1280, 1650), 64
INK, PAPER, GREY = (31, 35, 40), (255, 255, 255), (89, 99, 110)
RED, GREEN, AMBER, BLUE = (163, 32, 13), (28, 106, 53), (122, 82, 0), (0, 94, 168)
NORMAL = [INK, RED, GREEN, AMBER, BLUE, BLUE, BLUE, INK]
THEME = TerminalTheme(PAPER, INK, NORMAL, [GREY, *NORMAL[1:]])
CHINESE = "\u2e80-\uffef"
TEXT = re.compile(
    r'<text(?P<first>[^>]* )x="(?P<x>[\d.]+)"(?P<between>[^>]* )textLength="(?P<length>[\d.]+)"'
    r"(?P<last>[^>]*)>(?P<text>[^<]*)</text>"
)
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">
<style>
.{unique_id}-matrix {{
  font: {char_height}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}}
.{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}
</style>
<defs>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def main() -> None:
    """Write all three in both languages beside this file."""
    for language, mark in MARKS.items():
        (FOLDER / f"report{mark}.svg").write_text(report_svg(language), "utf-8")
        chart = ("chart", "employed", *PINNED, "--output", FOLDER / f"employed{mark}.svg")
        subprocess.run([*JOBTRACK, "--lang", language, *chart], check=True)
        write_page(FOLDER / f"page{mark}.png", language)


def report_svg(language: str) -> str:
    """What ``REPORT`` prints in a terminal, below the command itself."""
    console = Console(width=WIDTH, record=True, file=StringIO(), legacy_windows=False, _environ={})
    console.print(Text(f"$ jobtrack {' '.join(REPORT)}\n", style="bold"))
    console.print(Text.from_ansi(printed_in_terminal(language)))
    drawn = console.export_svg(title="jobtrack", theme=THEME, code_format=DRAWING, unique_id="r")
    fitted = re.sub(TEXT, _in_cells, drawn)
    return re.sub(r"[ \t]+$", "", fitted, flags=re.MULTILINE)


def _in_cells(found: re.Match[str]) -> str:
    """A text in its cells, Chinese apart from the rest: Rich counts signs, of which that takes two."""
    text = unescape(found["text"])
    cell = float(found["length"]) / len(text)
    words = []
    for word in re.finditer(rf"[{CHINESE}]+|[^\s{CHINESE}]+", text):
        x = float(found["x"]) + cell * cell_len(text[: word.start()])
        place = f'x="{x:g}"{found["between"]}textLength="{cell * cell_len(word[0]):g}"'
        words.append(f"<text{found['first']}{place}{found['last']}>{escape(word[0])}</text>")
    return "".join(words)


def printed_in_terminal(language: str) -> str:
    """The report with the colours that it has where a person sees it."""
    ours, theirs = pty.openpty()
    variables = {**os.environ, "TERM": "xterm-256color", "COLUMNS": str(WIDTH), "LANG": "C.UTF-8"}
    run = subprocess.Popen([*JOBTRACK, "--lang", language, *REPORT], stdout=theirs, env=variables)
    os.close(theirs)
    parts = []
    try:
        while part := os.read(ours, 65536):
            parts.append(part)
    except OSError:  # on Linux a terminal that nobody holds any more can't be read
        pass
    os.close(ours)
    assert run.wait() == 0
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


def write_page(picture: Path, language: str) -> None:
    """The upper part of the page as a picture of few colours."""
    with TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        report = ("report", *PINNED, "--format", "html", "--output", page)
        subprocess.run([*JOBTRACK, "--lang", language, *report], check=True)
        size = f"{PAGE[0]},{2 * PAGE[1]}"  # the lower end of a window may lack parts of the charts
        flags = (
            "--headless",
            "--no-sandbox",
            "--hide-scrollbars",
            "--disable-gpu",
            "--blink-settings=preferredColorScheme=1",
        )
        places = (
            f"--user-data-dir={folder}/profile",
            f"--screenshot={picture}",
            f"--window-size={size}",
        )
        subprocess.run(["chromium", *flags, *places, page.as_uri()], check=True, capture_output=True)
    with Image.open(picture) as image:
        shown = image.convert("RGB").crop((0, 0, *PAGE))
        shown.quantize(SHADES, dither=Image.Dither.NONE).save(picture, optimize=True)


if __name__ == "__main__":
    main()
