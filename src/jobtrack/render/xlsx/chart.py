"""The charts beside a table of months: lines of its cells, which follow what is edited."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from xlsxwriter.worksheet import Worksheet

from jobtrack.domain.text import visible
from jobtrack.domain.workbook import shortened
from jobtrack.render.xlsx.book import MONTH, Book
from jobtrack.render.xlsx.grid import HEADER_ROW

COLUMN_WIDTH = 14  # characters, of each column of the table
_COLUMN, _GAP, _WIDTH, _HEIGHT = 103, 20, 640, 270  # pixels; the first is as wide as COLUMN_WIDTH
_ABOVE = 70  # pixels, of the rows above the header
_PAGE_HEIGHT, _PAGE_SHAPE = 650, 0.62  # pixels of a page at full size, and its height over its width
_LONGEST_DESCRIPTION = 200  # UTF-16 units, which are read aloud
_LINES = (  # values, then bounds: apart for the colour-blind too, and in print
    ("#1F4E79", "solid"),
    ("#C55A11", "dash"),
    ("#404040", "round_dot"),
    ("#7F6000", "long_dash_dot"),
)


class Charted(NamedTuple):
    """A series in the table: its column, and how many of bounds follow it; its numbers' format."""

    name: str
    column: int
    bounds: int
    form: str


def draw_charts(book: Book, sheet: Worksheet, size: tuple[int, int], found: Sequence[Charted]) -> None:
    """A chart of each, from the top, right of a table of ``size`` (months, columns)."""
    months, columns = size
    height = charts_below(len(found), columns)
    for number, one in enumerate(found):
        across, down = divmod(number, height)
        options = {
            "x_offset": _GAP + across * (_WIDTH + _GAP),
            "y_offset": down * (_HEIGHT + _GAP),
            "object_position": 2,  # it moves with the cells and keeps its size
            "description": shortened(visible(one.name), _LONGEST_DESCRIPTION),
        }
        _draw(book, sheet, (HEADER_ROW, columns), months, one, options)


def charts_below(count: int, columns: int) -> int:
    """How many of ``count`` charts stand one below the other: as many as one page shows whole.

    Paper is as wide as the sheet with ``columns`` and its charts, so the wider, the more is below.
    """

    def is_on_a_page(height: int) -> bool:
        width = columns * _COLUMN + ceil(count / height) * (_WIDTH + _GAP)
        return _ABOVE + height * (_HEIGHT + _GAP) <= max(_PAGE_HEIGHT, width * _PAGE_SHAPE)

    return next((height for height in range(count, 1, -1) if is_on_a_page(height)), 1)


def _draw(
    book: Book,
    sheet: Worksheet,
    place: tuple[int, int],
    months: int,
    one: Charted,
    options: dict[str, object],
) -> None:
    name, top, last = sheet.get_name(), HEADER_ROW + 1, HEADER_ROW + months
    chart = book.workbook.add_chart({"type": "line"})
    for number, column in enumerate(range(one.column, one.column + 1 + one.bounds)):
        colour, dash = _LINES[min(number, len(_LINES) - 1)]
        marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
        chart.add_series(
            {
                "name": [name, HEADER_ROW, column],
                "categories": [name, top, 0, last, 0],
                "values": [name, top, column, last, column],
                "line": {"color": colour, "width": 1.75, "dash_type": dash},
                "marker": {"type": "none"} if number else marker,
            }
        )
    chart.set_title({"name": [name, HEADER_ROW, one.column], "name_font": {"size": 11}})
    chart.set_x_axis({"date_axis": True, "num_format": MONTH, "num_font": {"rotation": -45}})
    grid = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_y_axis({"num_format": one.form, "major_gridlines": grid})
    chart.set_legend({"position": "bottom"} if one.bounds else {"none": True})
    chart.show_blanks_as("span")
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    sheet.insert_chart(*place, chart, options)
