"""One drawing on the axes of a figure, told apart by the colour-blind and in grey print."""

from itertools import cycle
from typing import NamedTuple

from matplotlib.axes import Axes

from jobtrack.domain.drawing import Course, Drawing, Span, month_ticks
from jobtrack.domain.month import Month
from jobtrack.domain.text import visible
from jobtrack.render.chart.words import (
    MILESTONE,
    Sign,
    course_text,
    sign_of,
    tick_texts,
    unit_text,
    value_text,
    wrapped,
)
from jobtrack.render.medium import Medium
from jobtrack.render.medium.numbers import month_text
from jobtrack.words import N_

# Okabe and Ito's palette
_BLACK, _ORANGE, _SKY, _GREEN, _BLUE, _VERMILLION, _PURPLE, _GREY, _WHITE = (
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#777777", "#FFFFFF",
)  # fmt: skip
_BREACHED = "#F8DFD0"  # vermillion on paper: an SVG makes hatches as pale as what is behind them
Dashes = str | tuple[int, tuple[float, ...]]  # by matplotlib's name, or lengths of dash and gap
_DASHES: tuple[tuple[str, Dashes], ...] = (
    (_BLACK, "--"), (_ORANGE, "-."), (_GREEN, (0, (1, 1.5))), (_PURPLE, (0, (6, 2, 1, 2, 1, 2))),
)  # fmt: skip
_TITLE_CELLS, _LABEL_CELLS = 9, 6  # to the inch; labels stand in two columns
_MOST_MONTHS = 7
_HALF_MONTH = 0.5
_SMALL = 8


class Pen(NamedTuple):
    """How a kind of point is drawn: shape, inside and edge."""

    shape: str
    inside: str
    edge: str


_PENS = {
    Sign.VALUE: Pen("o", _BLUE, _BLUE),
    Sign.PROVISIONAL: Pen("o", _SKY, _BLUE),
    Sign.BREACH: Pen("X", _VERMILLION, _WHITE),
    Sign.PARTIAL: Pen("o", _WHITE, _BLUE),
}


class Frame(NamedTuple):
    """What a panel shares with the page: its months, its title, its width in inches."""

    months: Span
    title: str
    width: float


def draw_panel(axes: Axes, drawing: Drawing, frame: Frame, medium: Medium) -> None:
    """The series with its targets on ``axes``, over the months of ``frame``."""
    place = _Place(drawing, frame.months)
    _draw_axes(axes, place, medium)
    title = wrapped(frame.title, int(frame.width * _TITLE_CELLS))
    axes.set_title(title, loc="left", fontsize=13, pad=22)
    axes.annotate(
        unit_text(drawing, medium), (0, 1), (0, 6), xycoords="axes fraction",
        textcoords="offset points", fontsize=_SMALL + 1, color=_GREY,
    )  # fmt: skip
    _draw_values(axes, place, medium)
    styles = cycle(_DASHES)
    for course, (colour, dashes) in zip(drawing.courses, styles, strict=False):
        _draw_path(axes, place, course, colour, dashes, medium)
    for course in drawing.courses:
        _draw_outlook(axes, place, course, medium)
    _draw_breaches(axes, place, medium)
    _draw_breaks(axes, place, medium)
    if not drawing.points:
        axes.text(
            0.5, 0.5, medium.say(N_("no data")), transform=axes.transAxes, ha="center", color=_GREY
        )
    _write_key(axes, int(frame.width * _LABEL_CELLS))


class _Place(NamedTuple):
    """Where things lie: months are counted from the first."""

    drawing: Drawing
    months: Span

    def x(self, month: Month) -> int:
        return month.since(self.months.first)

    @property
    def name(self) -> str:
        """What the parts of this panel are called in an SVG."""
        subject = self.drawing.subject
        return visible(f"{subject.indicator.id}-{subject.area.code}")


def _draw_axes(axes: Axes, place: _Place, medium: Medium) -> None:
    values, (first, last) = place.drawing.values, place.months
    axes.set_xlim(-_HALF_MONTH, place.x(last) + _HALF_MONTH)
    axes.set_ylim(values.low, values.high)
    ticks = month_ticks(first, last, _MOST_MONTHS)
    axes.set_xticks(
        [place.x(month) for month in ticks], [month_text(one, medium) for one in ticks], fontsize=_SMALL
    )
    if place.drawing.points or place.drawing.courses:
        axes.set_yticks(values.ticks, tick_texts(values, medium), fontsize=_SMALL)
    else:
        axes.set_yticks([])
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="y", length=0)


def _draw_values(axes: Axes, place: _Place, medium: Medium) -> None:
    """The joined runs, the points kind by kind, and the number of the last one."""
    drawing = place.drawing
    for run in drawing.runs:
        axes.plot(
            [place.x(one.period) for one in run],
            [one.value for one in run],
            color=_BLUE, linewidth=1.6, zorder=4,
        )  # fmt: skip
    for sign, pen in _PENS.items():
        found = [one for one in drawing.points if sign_of(one, drawing) is sign]
        if found:
            axes.plot(
                [place.x(one.period) for one in found], [one.value for one in found], pen.shape,
                color=pen.inside, markeredgecolor=pen.edge, markersize=6 if pen.shape == "o" else 9,
                label=medium.say(sign), gid=f"{sign.name.lower()}-{place.name}", zorder=5,
                clip_on=False,
            )  # fmt: skip
    last = drawing.last
    if last is not None:
        axes.annotate(
            value_text(last, drawing, medium), (place.x(last.period), last.value), (0, 7),
            textcoords="offset points", fontsize=_SMALL + 1, ha="center", color=_BLUE, zorder=3.5,
            bbox={"facecolor": _WHITE, "edgecolor": "none", "alpha": 0.75, "pad": 1},
        )  # fmt: skip


def _draw_path(
    axes: Axes, place: _Place, course: Course, colour: str, dashes: Dashes, medium: Medium
) -> None:
    """The line of a target, and its milestones."""
    corners = course.corners
    axes.plot(
        [place.x(one.month) for one in corners], [one.value for one in corners],
        color=colour, linestyle=dashes, linewidth=1.4, zorder=3,
        label=course_text(course, medium), gid=f"target-{_target_id(course)}",
    )  # fmt: skip
    if course.milestones:
        axes.plot(
            [place.x(one.month) for one in course.milestones],
            [one.value for one in course.milestones], "D",
            color=colour, markeredgecolor=_WHITE, markersize=7, zorder=4, clip_on=False,
            label=medium.say(MILESTONE), gid=f"milestones-{_target_id(course)}",
        )  # fmt: skip


def _target_id(course: Course) -> str:
    return "" if course.row.target is None else visible(course.row.target.id)


def _draw_outlook(axes: Axes, place: _Place, course: Course, medium: Medium) -> None:
    """What is projected, and the band in which 80 % of what may come lies."""
    if not course.outlook:
        return
    months = [place.x(one.month) for one in course.outlook]
    axes.plot(
        months, [one.value for one in course.outlook], color=_BLUE, linestyle=(0, (1, 2)),
        linewidth=1.6, label=medium.say(N_("projected")), zorder=3,
        gid=f"projected-{_target_id(course)}",
    )  # fmt: skip
    low = [one.value if one.low is None else one.low for one in course.outlook]
    high = [one.value if one.high is None else one.high for one in course.outlook]
    if low != high:
        axes.fill_between(
            months, low, high, color=_SKY, alpha=0.3, linewidth=0, zorder=1,
            label=medium.say(N_("80% interval")), gid=f"interval-{_target_id(course)}",
        )  # fmt: skip


def _draw_breaches(axes: Axes, place: _Place, medium: Medium) -> None:
    """The months of each breach, hatched from edge to edge; overlapping ones once."""
    spans = {span for course in place.drawing.courses for span in course.spans}
    label = medium.say(N_("breach"))
    for span in sorted(spans):
        axes.axvspan(
            place.x(span.first) - _HALF_MONTH, place.x(span.last) + _HALF_MONTH,
            facecolor=_BREACHED, edgecolor=_VERMILLION, hatch="////", linewidth=0,
            label=label, zorder=0.4, gid=f"breached-{place.name}-{span.first}",
        )  # fmt: skip
        label = ""


def _draw_breaks(axes: Axes, place: _Place, medium: Medium) -> None:
    """A line before each month from which on values are not comparable with earlier ones."""
    label = medium.say(N_("break"))
    for month in place.drawing.breaks:
        axes.axvline(
            place.x(month) - _HALF_MONTH, color=_GREY, linestyle=(0, (8, 3, 2, 3)), linewidth=1.2,
            label=label, zorder=2, gid=f"break-{place.name}-{month}",
        )  # fmt: skip
        label = ""


def _write_key(axes: Axes, cells: int) -> None:
    """What everything that is drawn stands for, each word once, in lines of so many cells."""
    handles, labels = axes.get_legend_handles_labels()
    found = dict(zip(reversed(labels), reversed(handles), strict=True))
    named = {label: found[label] for label in dict.fromkeys(labels)}
    if named:
        axes.legend(
            named.values(), [wrapped(label, cells) for label in named],
            loc="upper left", bbox_to_anchor=(0, -0.08), borderaxespad=0,
            ncols=2, frameon=False, fontsize=_SMALL, handlelength=3,
        )  # fmt: skip
