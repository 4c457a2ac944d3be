"""A chart of lines on two logarithmic axes, as SVG."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import cycle
from math import ceil, floor, log10
from typing import NamedTuple

Points = Sequence[tuple[float, float]]
WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 200, 20, 50
BETWEEN_LABELS = 16
COLOURS = (
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#555555", "#8c510a", "#000000",
)  # fmt: skip


class Axis(NamedTuple):
    """Powers of ten from ``first`` to ``last``, drawn from pixel ``start`` to ``end``."""

    first: int
    last: int
    start: float
    end: float

    def place(self, value: float) -> float:
        share = (log10(value) - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)

    @property
    def powers(self) -> range:
        return range(self.first, self.last + 1)


def _axis(values: Sequence[float], start: float, end: float) -> Axis:
    first = floor(log10(min(values)))
    return Axis(first, max(first + 1, ceil(log10(max(values)))), start, end)


def svg(lines: Mapping[str, Points], across: str, up: str) -> str:
    """Each of ``lines`` with its name at its end; the names of what the axes show. All above zero."""
    points = [point for line in lines.values() for point in line]
    x = _axis([one for one, _ in points], LEFT, WIDTH - RIGHT)
    y = _axis([one for _, one in points], HEIGHT - BOTTOM, TOP)
    places = _apart({name: y.place(line[-1][1]) for name, line in lines.items()})
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        *(_power(power, x.place(10.0**power), HEIGHT - BOTTOM + 20, "middle") for power in x.powers),
        *(_power(power, LEFT - 8, y.place(10.0**power) + 4, "end") for power in y.powers),
        *(_rule(y.place(10.0**power)) for power in y.powers),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, across, "middle"),
        f'<g transform="rotate(-90)">{_text(-(TOP + HEIGHT - BOTTOM) / 2, 18, up, "middle")}</g>',
    ]
    for colour, (name, line) in zip(cycle(COLOURS), lines.items(), strict=False):
        path = " ".join(f"{x.place(one):.1f},{y.place(other):.1f}" for one, other in line)
        drawn += [
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>',
            _text(WIDTH - RIGHT + 8, places[name] + 4, name, "start", colour),
        ]
    return "\n".join([*drawn, "</svg>", ""])


def _apart(places: Mapping[str, float]) -> dict[str, float]:
    """The places of the names, each far enough below the one above it."""
    found: dict[str, float] = {}
    lowest = 0.0
    for name, place in sorted(places.items(), key=lambda one: one[1]):
        found[name] = lowest = max(place, lowest + BETWEEN_LABELS)
    return found


def _text(x: float, y: float, text: str, anchor: str, colour: str = "black") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'


def _power(power: int, x: float, y: float, anchor: str) -> str:
    return _text(x, y, f"{10**power:,}" if power >= 0 else f"{10.0**power:g}", anchor)


def _rule(y: float) -> str:
    return f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>'
