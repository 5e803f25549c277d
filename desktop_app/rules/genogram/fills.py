"""The overlay of health and risk inside a symbol: halves and quarters, never by colour alone.

Every filled part carries a pattern of lines or dots cut to the shape, so that it survives a mono print and a copier.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from desktop_app.rules.genogram.outlines import Outline, Point, polygon
from desktop_app.rules.genogram.shapes import Circle, Ink, Pen, Polyline, Shape

Part = Literal["lower", "left", "lower_left", "upper_left", "lower_right", "upper_right"]
Pattern = Literal["solid", "hatch", "dots", "cross", "across", "down"]

FILLS: dict[str, tuple[Part, Pattern]] = {
    "substance": ("lower", "solid"),
    "substance_suspected": ("lower", "hatch"),
    "recovery": ("lower_left", "solid"),
    "illness": ("left", "dots"),
    "remission": ("upper_left", "dots"),
}
"""What the words of `Someone.fills` draw. Other words are the chart's own categories, by `Manner.categories`."""

WORDS = {
    "substance": "drugs or alcohol",
    "substance_suspected": "drugs or alcohol, suspected",
    "recovery": "in recovery",
    "illness": "serious illness, mental or physical",
    "remission": "illness in remission",
}
"""What the fills mean, for the legend."""

OWN: tuple[tuple[Part, Pattern], ...] = (
    ("upper_right", "cross"), ("lower_right", "across"), ("lower_left", "down"), ("upper_left", "hatch"),
)  # fmt: skip
"""The quadrants of up to four own categories; more than four are numbers with a key."""

_LINE = Pen("ink", 1 / 60)
_PITCH = 0.11


def painted(outline: Outline, x: float, y: float, fills: Sequence[str], own: Sequence[str]) -> tuple[Shape, ...]:
    """The shapes of a person's fills, within the outline."""
    ring = polygon(outline, x, y)
    shapes: list[Shape] = []
    for word in fills:
        found = FILLS.get(word)
        if found is None and word in own and len(own) <= len(OWN):
            found = OWN[list(own).index(word)]
        if found:
            shapes += _part(ring, x, y, *found)
    return tuple(shapes)


def numbers(fills: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
    """The numbers of a person's own categories, when there are too many for quadrants."""
    if len(own) <= len(OWN):
        return ()
    return tuple(str(place) for place, word in enumerate(own, 1) if word in fills)


def _part(ring: Sequence[Point], x: float, y: float, part: Part, pattern: Pattern) -> list[Shape]:
    cut = list(ring)
    if "lower" in part:
        cut = _kept(cut, (x, y), (0.0, 1.0))
    if "upper" in part:
        cut = _kept(cut, (x, y), (0.0, -1.0))
    if "left" in part:
        cut = _kept(cut, (x, y), (-1.0, 0.0))
    if "right" in part:
        cut = _kept(cut, (x, y), (1.0, 0.0))
    if len(cut) < 3:
        return []
    return patterned(cut, pattern)


def patterned(area: Sequence[Point], pattern: Pattern) -> list[Shape]:
    """A convex area with its pattern. "solid" is the fill under a close cross-hatch."""
    fill: Ink = "fill" if pattern == "solid" else "none"
    shapes: list[Shape] = [Polyline(tuple(area), _LINE, closed=True, fill=fill)]
    if pattern == "dots":
        return shapes + _dots(area)
    turns = {"solid": (45, 135), "hatch": (45,), "cross": (0, 90), "across": (0,), "down": (90,)}[pattern]
    pitch = _PITCH / 1.6 if pattern == "solid" else _PITCH
    for turn in turns:
        shapes += _hatch(area, math.radians(turn), pitch)
    return shapes


def _kept(ring: Sequence[Point], through: Point, towards: Point) -> list[Point]:
    """The part of a ring on one side of a line (Sutherland and Hodgman)."""

    def side(spot: Point) -> float:
        return (spot[0] - through[0]) * towards[0] + (spot[1] - through[1]) * towards[1]

    kept: list[Point] = []
    for one, two in zip(ring, (*ring[1:], ring[0]), strict=True):
        here, there = side(one), side(two)
        if here >= 0:
            kept.append(one)
        if (here > 0) != (there > 0) and here != there:
            share = here / (here - there)
            kept.append((one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share))
    return kept


def _hatch(area: Sequence[Point], turn: float, pitch: float) -> list[Shape]:
    """Parallel lines at an angle, each cut to the area."""
    way, out = (math.cos(turn), -math.sin(turn)), (math.sin(turn), math.cos(turn))
    heights = [px * out[0] + py * out[1] for px, py in area]
    first = math.floor(min(heights) / pitch) + 1
    lines: list[Shape] = []
    for number in range(first, math.ceil(max(heights) / pitch)):
        ends = _crossings(area, out, number * pitch, way)
        if ends and math.dist(*ends) > 0.02:
            lines.append(Polyline(ends, _LINE))
    return lines


def _crossings(area: Sequence[Point], out: Point, height: float, way: Point) -> tuple[Point, Point] | None:
    found: list[Point] = []
    for one, two in zip(area, (*area[1:], area[0]), strict=True):
        here = one[0] * out[0] + one[1] * out[1] - height
        there = two[0] * out[0] + two[1] * out[1] - height
        if (here > 0) != (there > 0):
            share = here / (here - there)
            found.append((one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share))
    if len(found) < 2:
        return None
    found.sort(key=lambda spot: spot[0] * way[0] + spot[1] * way[1])
    return found[0], found[-1]


def _dots(area: Sequence[Point]) -> list[Shape]:
    """Dots in staggered rows, those that lie wholly inside."""
    xs, ys = [spot[0] for spot in area], [spot[1] for spot in area]
    across, down, r = 0.12, 0.1, 0.022
    dots: list[Shape] = []
    for row in range(math.floor(min(ys) / down), math.ceil(max(ys) / down) + 1):
        for column in range(math.floor(min(xs) / across) - 1, math.ceil(max(xs) / across) + 1):
            spot = (column * across + (row % 2) * across / 2, row * down)
            if _inside(area, spot, r * 1.6):
                dots.append(Circle(*spot, r, Pen("none", 0), "ink"))
    return dots


def _inside(area: Sequence[Point], spot: Point, clear: float) -> bool:
    turns = []
    for one, two in zip(area, (*area[1:], area[0]), strict=True):
        ex, ey = two[0] - one[0], two[1] - one[1]
        length = math.hypot(ex, ey)
        if length > 1e-9:
            turns.append((ex * (spot[1] - one[1]) - ey * (spot[0] - one[0])) / length)
    return all(turn >= clear for turn in turns) or all(turn <= -clear for turn in turns)
