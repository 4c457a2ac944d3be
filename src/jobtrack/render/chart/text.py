"""A drawing for a terminal: braille or plain signs, in its width."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from string import ascii_letters
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from jobtrack.domain.drawing import Course, Drawing, Outlook, Point, month_ticks
from jobtrack.domain.month import Month
from jobtrack.domain.series import Observation
from jobtrack.render.chart.canvas import Canvas, Place
from jobtrack.render.chart.words import (
    MILESTONE,
    Sign,
    course_text,
    foot_lines,
    moment_line,
    projected_text,
    sign_of,
    tick_texts,
    title_text,
    unit_text,
    value_text,
)
from jobtrack.render.medium import ASCII, Medium
from jobtrack.render.medium.numbers import month_text
from jobtrack.render.medium.prose import QUIET, rendered
from jobtrack.words import N_

_NATURAL_WIDTH = 80
_ROWS = 15  # about: a whole number of them lies between two ticks
_LEAST_COLUMNS = 8
_MONTH_GAP = 3  # cells between two months that are named, at least
_PATH_STYLE, _AHEAD_STYLE, _BREACH_STYLE = "cyan", "magenta", "bold red"
_PATH_EVERY, _AHEAD_EVERY = 4, 3  # of the dots of a line


class Pens(NamedTuple):
    """The signs that are drawn with: of points, of lines where there is no braille, of the axes."""

    points: dict[Sign, str]
    milestone: str
    projected: str
    interval: str
    join: str
    path: str
    break_: str
    side: str
    tick: str
    corner: str
    base: str
    month: str


_UNICODE = Pens(
    {Sign.PARTIAL: "○", Sign.BREACH: "×", Sign.PROVISIONAL: "◎", Sign.VALUE: "●"},
    "◆", "◇", "┃", "·", "─", "┆", "│", "┤", "└", "─", "┬",
)  # fmt: skip
_ASCII = Pens(
    {Sign.PARTIAL: "o", Sign.BREACH: "x", Sign.PROVISIONAL: "@", Sign.VALUE: "*"},
    "#", "?", "!", ".", "-", ":", "|", "+", "+", "-", "+",
)  # fmt: skip
_POINT_STYLES = {Sign.BREACH: _BREACH_STYLE, Sign.PARTIAL: QUIET}


def chart_text(drawing: Drawing, medium: Medium) -> str:
    """The title, the chart, what its signs and lines stand for, and the source."""
    title = Text(f"{title_text(drawing, medium)}\n", style="bold")
    parts = [title.append(f"{moment_line(drawing, medium)}\n", style="not bold")]
    if drawing.points or drawing.courses:
        parts += _Sheet(drawing, medium).lines()
    else:
        parts.append(Text(medium.say(N_("no data"))))
    parts += [Text(line, style=QUIET) for line in foot_lines(drawing, medium)]
    return rendered(parts, medium)


class _Sheet:
    """One drawing on its way to lines of text."""

    def __init__(self, drawing: Drawing, medium: Medium) -> None:
        self.drawing, self.medium = drawing, medium
        self.pens = _ASCII if medium.glyphs is ASCII else _UNICODE
        self.labels = tick_texts(drawing.values, medium)
        self.margin = max(map(cell_len, self.labels)) + 1
        width = (medium.width or _NATURAL_WIDTH) - self.margin - 1
        steps = len(self.labels) - 1
        self.rows_between = max(1, _ROWS // steps)
        height = steps * self.rows_between + 1
        self.canvas = Canvas(max(width, _LEAST_COLUMNS), height, medium.glyphs)

    def lines(self) -> Iterator[Text]:
        """The unit, the rows of the chart beside their ticks, the months, and the key."""
        self._draw()
        yield Text(unit_text(self.drawing, self.medium), style=QUIET)
        for number in range(self.canvas.height):
            tick, rest = divmod(self.canvas.height - 1 - number, self.rows_between)
            label, side = ("", self.pens.side) if rest else (self.labels[tick], self.pens.tick)
            yield Text(f"{label:>{self.margin - 1}} {side}").append_text(self.canvas.row(number))
        yield from self._months()
        yield Text()
        yield from self._key()

    def _draw(self) -> None:
        """The hindmost first: breaks, paths, what is projected, the values."""
        drawing, pens = self.drawing, self.pens
        for month in drawing.breaks:
            column = self.canvas.column_of(self._x(month)) - 1
            for row in range(self.canvas.height):
                self.canvas.put((column, row), pens.break_, QUIET)
        for course in drawing.courses:
            self._join(course.corners, pens.path, _PATH_STYLE, every=_PATH_EVERY)
        for course in drawing.courses:
            self._draw_outlook(course)
        for run in drawing.runs:
            points = [Point(one.period, one.value) for one in run]
            self._join(points, pens.join, "")
        for letter, course in self._lettered():
            for milestone in course.milestones:
                self.canvas.sign(self._place(milestone), pens.milestone, _PATH_STYLE)
            self._write_letter(letter, course)
        for point in drawing.points:
            self._draw_point(point)

    def _draw_outlook(self, course: Course) -> None:
        """The values ahead, and in the last month the interval and what is expected in it."""
        points = [Point(one.month, one.value) for one in course.outlook]
        self._join(points, self.pens.join, _AHEAD_STYLE, every=_AHEAD_EVERY)
        if not course.outlook:
            return
        last = course.outlook[-1]
        for row in self._rows_of_interval(last):
            column = self.canvas.column_of(self._x(last.month))
            self.canvas.put((column, row), self.pens.interval, _AHEAD_STYLE)
        self.canvas.sign(self._place(points[-1]), self.pens.projected, _AHEAD_STYLE)

    def _rows_of_interval(self, last: Outlook) -> Iterable[int]:
        if last.low is None or last.high is None:
            return ()
        low, high = (
            self.canvas.row_of(self.drawing.values.share(one)) for one in (last.low, last.high)
        )
        return range(max(high, 0), min(low, self.canvas.height - 1) + 1)

    def _write_letter(self, letter: str, course: Course) -> None:
        """The letter of a target at the end of its path, beside a milestone that stands there."""
        if course.path:
            end = course.path[-1]
            column = self.canvas.column_of(self._x(end.month)) - (1 if course.milestones else 0)
            row = self.canvas.row_of(self.drawing.values.share(end.value))
            self.canvas.put((max(column, 0), row), letter, f"bold {_PATH_STYLE}")

    def _draw_point(self, point: Observation) -> None:
        sign = sign_of(point, self.drawing)
        place = self._place(Point(point.period, point.value))
        self.canvas.sign(place, self.pens.points[sign], _POINT_STYLES.get(sign, "bold"))

    def _join(self, points: Iterable[Point], plain: str, style: str, *, every: int = 1) -> None:
        for before, after in pairwise(points):
            self.canvas.line(self._place(before), self._place(after), plain, style, every=every)

    def _place(self, point: Point) -> Place:
        return Place(self._x(point.month), self.drawing.values.share(point.value))

    def _x(self, month: Month) -> float:
        """How far to the right a month lies; the only one in the middle."""
        first, last = self.drawing.months
        return month.since(first) / last.since(first) if last > first else 0.5

    def _lettered(self) -> Iterator[tuple[str, Course]]:
        return zip(ascii_letters, self.drawing.courses, strict=False)

    def _months(self) -> Iterator[Text]:
        """The axis with its months and their names, as many as have room."""
        width = self.canvas.width
        name_width = cell_len(month_text(self.drawing.months.last, self.medium))
        most = max(1, width // (name_width + _MONTH_GAP))
        named = self._named(most)
        while most > 1 and any(later < start + name_width + 1 for start, later in pairwise(named)):
            most -= 1
            named = self._named(most)
        base, names = [self.pens.base] * width, ""
        for start, month in named.items():
            base[self.canvas.column_of(self._x(month))] = self.pens.month
            names += " " * (start - cell_len(names)) + month_text(month, self.medium)
        yield Text(" " * self.margin + self.pens.corner + "".join(base))
        yield Text(" " * (self.margin + 1) + names)

    def _named(self, most: int) -> dict[int, Month]:
        """Months to be named by the column in which each name begins."""
        named: dict[int, Month] = {}
        for month in month_ticks(*self.drawing.months, most):
            name_width = cell_len(month_text(month, self.medium))
            if name_width > self.canvas.width:
                continue
            middle = self.canvas.column_of(self._x(month)) - name_width // 2
            named[max(0, min(middle, self.canvas.width - name_width))] = month
        return named

    def _key(self) -> Iterator[Text]:
        """What the signs that occur stand for, then a line for each target."""
        say, drawing = self.medium.say, self.drawing
        found = {sign_of(point, drawing) for point in drawing.points}
        facts = [(self.pens.points[sign], say(sign)) for sign in reversed(Sign) if sign in found]
        if drawing.breaks:
            facts.append((self.pens.break_, say(N_("break"))))
        if any(course.milestones for course in drawing.courses):
            facts.append((self.pens.milestone, say(MILESTONE)))
        ahead = dict.fromkeys(projected_text(course, self.medium) for course in drawing.courses)
        facts += [(self.pens.projected, text) for text in ahead if text]
        if facts:
            yield self._packed([f"{sign} {text}" for sign, text in facts])
        yield Text(self._last())
        for letter, course in self._lettered():
            yield Text(f"{letter} ", style=f"bold {_PATH_STYLE}").append(
                course_text(course, self.medium), style="not bold default"
            )

    def _last(self) -> str:
        """The latest value, as the table of a history has it."""
        last, medium = self.drawing.last, self.medium
        if last is None:
            return medium.say(N_("no data"))
        value = f"{month_text(last.period, medium)} {value_text(last, self.drawing, medium)}"
        return medium.say(N_("last value: {value}")).format(value=value)

    def _packed(self, facts: Iterable[str]) -> Text:
        """As many facts side by side as fit."""
        room = self.medium.width or _NATURAL_WIDTH
        lines = [""]
        for fact in facts:
            if lines[-1] and cell_len(lines[-1]) + 2 + cell_len(fact) > room:
                lines.append("")
            lines[-1] += f"  {fact}" if lines[-1] else fact
        return Text("\n".join(lines))
