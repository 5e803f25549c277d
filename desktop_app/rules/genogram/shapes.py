"""The few shapes every genogram is made of. Screen, SVG, PDF and PNG draw these and nothing else, so they agree.

The unit is the side of a person's symbol (S); x runs right, y runs down. Colours are names of roles; who draws them
decides what ink, theme or grey they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Ink = Literal[
    "ink", "past", "soft", "subject", "paper", "none", "tint",
    "plan", "plan_fill", "order", "home1", "home2", "home3", "home4", "home1_fill", "home2_fill", "home3_fill",
    "home4_fill", "bond", "harm", "fill",
]  # fmt: skip
Anchor = Literal["start", "middle", "end"]

STRUCTURE = 1 / 22
EMOTIONAL = 1 / 30


@dataclass(frozen=True, slots=True)
class Pen:
    """How a stroke is drawn: ink, width and dash pattern in S (empty: solid)."""

    ink: Ink = "ink"
    width: float = STRUCTURE
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight pieces through `points`, closed and filled when asked."""

    points: tuple[tuple[float, float], ...]
    pen: Pen = Pen()
    closed: bool = False
    fill: Ink = "none"


@dataclass(frozen=True, slots=True)
class Curve:
    """Cubic pieces: a start, then (control, control, end) triples; closed and filled when asked."""

    start: tuple[float, float]
    pieces: tuple[tuple[tuple[float, float], tuple[float, float], tuple[float, float]], ...]
    pen: Pen = Pen()
    closed: bool = False
    fill: Ink = "none"


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle by centre and radius."""

    x: float
    y: float
    r: float
    pen: Pen = Pen()
    fill: Ink = "none"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its upper left corner, with rounded corners when `round` is more than nothing."""

    x: float
    y: float
    w: float
    h: float
    round: float = 0.0
    pen: Pen = Pen()
    fill: Ink = "none"


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text: `y` is its baseline, `size` the height of the type in S, `width` its measured width in S."""

    x: float
    y: float
    text: str
    size: float = 0.28
    anchor: Anchor = "middle"
    bold: bool = False
    ink: Ink = "ink"
    width: float = 0.0
    plate: bool = False


Shape = Polyline | Curve | Circle | Box | Words


@dataclass(frozen=True, slots=True)
class Mark:
    """Shapes that belong together: a person, a couple, a home, a bond. `data` becomes data-… in SVG.

    `says` is the mark in words, for screen readers and tooltips.
    """

    kind: Literal["person", "union", "descent", "home", "bond", "badge", "legend", "sheet"]
    id: str
    shapes: tuple[Shape, ...]
    data: tuple[tuple[str, str], ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole genogram: marks from back to front within `box` (left, top, right, bottom in S)."""

    box: tuple[float, float, float, float]
    marks: tuple[Mark, ...]
    title: str = ""
    says: str = ""
    used: frozenset[str] = field(default_factory=frozenset)

    def shapes(self) -> Iterator[Shape]:
        """Every shape, back to front."""
        for mark in self.marks:
            yield from mark.shapes
