"""Drawings as a figure for paper and screens: SVG, PNG or PDF, the same bytes for the same drawings."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from warnings import catch_warnings

from matplotlib import rc_context, rcdefaults, rcParams
from matplotlib.figure import Figure

from jobtrack.domain.drawing import Drawing, Span
from jobtrack.domain.text import visible
from jobtrack.errors.charts import GlyphMissing
from jobtrack.render.chart import ChartFormat
from jobtrack.render.chart.fonts import set_fonts
from jobtrack.render.chart.panel import Frame, draw_panel
from jobtrack.render.chart.words import foot_lines, moment_line, title_text, wrapped
from jobtrack.render.medium import Medium

_SINGLE, _PANEL = (8.0, 5.0), (6.0, 4.4)  # inches
_COLUMNS = 2
_FOOT_CELLS = 17  # to the inch
_METADATA: dict[ChartFormat, dict[str, str | None]] = {  # without dates and versions
    ChartFormat.SVG: {"Creator": None, "Date": None},
    ChartFormat.PNG: {"Software": None},
    ChartFormat.PDF: {"Creator": "jobtrack", "Producer": None, "CreationDate": None},
}


def chart_bytes(
    drawings: Sequence[Drawing], format: ChartFormat, medium: Medium, title: str | None = None
) -> bytes:
    """``drawings`` (one at least) on one page, in their order, row by row. Errors: GlyphMissing.

    One has its own ``title``; several have theirs each and none of the page, unless one is given. All
    share the axis of months; each has an axis of values of its own.
    """
    size = _SINGLE if len(drawings) == 1 else _PANEL
    with _own_settings():
        figure = _figure(drawings, medium, title, size)
        set_fonts(figure)
        return _saved(figure, format, _name(drawings, medium, title))


def svg_text(drawings: Sequence[Drawing], medium: Medium, title: str | None = None) -> str:
    """The figure for a page, as an SVG document from its ``<svg`` on.

    Letters are text, which the page sets in fonts of whoever reads it: a quarter of the size of
    outlines, and it can be searched and marked. Fonts found here only measure it.
    """
    with _own_settings(), catch_warnings(action="ignore"):  # it tells of signs that it can't draw
        rcParams["svg.fonttype"] = "none"
        figure = _figure(drawings, medium, title, _PANEL)
        with suppress(GlyphMissing):
            set_fonts(figure)
        text = _saved(figure, ChartFormat.SVG, _name(drawings, medium, title)).decode("utf-8")
    return text[text.index("<svg") :]


def _name(drawings: Sequence[Drawing], medium: Medium, title: str | None) -> str:
    """What the page is called where only its name is shown."""
    return visible(title or "; ".join(title_text(one, medium) for one in drawings))


def _saved(figure: Figure, format: ChartFormat, name: str) -> bytes:
    sink = io.BytesIO()
    figure.savefig(sink, format=str(format), metadata=_METADATA[format] | {"Title": name})
    return sink.getvalue()


@contextmanager
def _own_settings() -> Iterator[None]:
    """What matplotlib draws by in the block, whatever its user has set for figures of their own."""
    with rc_context():
        rcdefaults()
        rcParams["svg.hashsalt"] = "jobtrack"  # else ids are random
        rcParams["svg.fonttype"] = "path"  # reads the same wherever it is opened
        rcParams["text.parse_math"] = False  # a name is no formula
        rcParams["savefig.dpi"] = 200
        rcParams["figure.constrained_layout.use"] = True
        rcParams["hatch.linewidth"] = 0.6
        yield


def _figure(
    drawings: Sequence[Drawing], medium: Medium, title: str | None, size: tuple[float, float]
) -> Figure:
    """``size`` is that of each panel, in inches."""
    is_single = len(drawings) == 1
    columns = 1 if is_single else _COLUMNS
    rows = -(-len(drawings) // columns)
    width, height = size
    figure = Figure(figsize=(width * columns, height * rows))
    months = Span(min(one.months.first for one in drawings), max(one.months.last for one in drawings))
    for number, drawing in enumerate(drawings, start=1):
        name = title if is_single and title else title_text(drawing, medium)
        axes = figure.add_subplot(rows, columns, number)
        draw_panel(axes, drawing, Frame(months, visible(name), width), medium)
    if title and not is_single:
        figure.suptitle(visible(title), x=0.01, ha="left", fontsize=15)
    foot = _foot(drawings, int(width * columns * _FOOT_CELLS), medium)
    figure.supxlabel(foot, x=0.01, ha="left", fontsize=7, color="#444444", linespacing=1.4)
    return figure


def _foot(drawings: Sequence[Drawing], cells: int, medium: Medium) -> str:
    """What each panel says below itself, once, and last what the page is as of."""
    lines = dict.fromkeys(line for one in drawings for line in foot_lines(one, medium))
    return "\n".join(wrapped(line, cells) for line in (*lines, moment_line(drawings[0], medium)))
