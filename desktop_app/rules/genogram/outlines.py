"""The outlines of symbols: which one a person has, how it is drawn, and where a line from elsewhere meets it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from desktop_app.rules.genogram.facts import Sex, Someone
from desktop_app.rules.genogram.notation import Manner, Notation
from desktop_app.rules.genogram.shapes import Circle, Curve, Ink, Pen, Polyline, Shape

Point = tuple[float, float]
Kind = Literal["square", "circle", "diamond", "dome", "triangle", "cross", "dot", "ring"]

ROUND = 0.5522847498
"""How far the controls of a quarter circle stand out, as a share of its radius."""
SUBJECT = 0.1
"""How far outside the second outline of a subject child runs, in S."""
_STEPS = 64

_FEMALE = frozenset({"woman", "female", "girl", "trans woman", "trans girl", "transwoman"})
_MALE = frozenset({"man", "male", "boy", "trans man", "trans boy", "transman"})

# Words that say nothing about which gender a person lives in.
_NO_MORE = frozenset({"", "trans", "transgender", "unknown", "not known", "cis"})


@dataclass(frozen=True, slots=True)
class Outline:
    """A figure and its size in S: half the side of a square or dome, the radius of a circle, dot or ring, half the
    diagonal of a diamond, the side of a triangle, half the width of a cross."""

    kind: Kind
    size: float


def lived(someone: Someone) -> Sex:
    """The gender a person lives in: it alone decides the outer shape."""
    word = someone.gender.strip().casefold()
    if word in _FEMALE:
        return "female"
    if word in _MALE:
        return "male"
    return someone.sex if word in _NO_MORE else "other"


def of(someone: Someone, notation: Notation, manner: Manner) -> Outline:
    """The outline a person is drawn with."""
    if someone.loss and someone.loss != "stillbirth":
        return _loss(someone, notation, manner)
    if someone.pregnancy and notation.pregnancy == "triangle":
        return Outline("triangle", 0.8)
    whole = _sexed("unknown" if someone.pet else lived(someone), notation)
    if someone.loss:
        return Outline("ring", 0.125) if manner.soften_losses else Outline(whole.kind, whole.size / 2)
    return whole


def _loss(someone: Someone, notation: Notation, manner: Manner) -> Outline:
    if manner.soften_losses:
        return Outline("ring", 0.125)
    sign = notation.termination if someone.loss == "termination" else notation.miscarriage
    if sign == "triangle":
        return Outline("triangle", 0.5)
    if sign == "dot":
        return Outline("dot", 0.125)
    return Outline("cross", 0.15 if sign == "small_cross" else 0.175)


def _sexed(sex: Sex, notation: Notation) -> Outline:
    if sex == "male":
        return Outline("square", 0.5)
    if sex == "female":
        return Outline("circle", 0.5)
    if sex == "other" and notation.nonbinary == "dome":
        return Outline("dome", 0.5)
    return Outline("diamond", 0.6)


def grown(outline: Outline, by: float) -> Outline:
    """The same outline drawn `by` further out all round. A triangle's centre stays its box's, 0.05 off."""
    factor = {"diamond": math.sqrt(2), "triangle": 2 * math.sqrt(3)}.get(outline.kind, 1.0)
    return Outline(outline.kind, outline.size + by * factor)


def middle(outline: Outline, inner: Outline, y: float) -> float:
    """Where the outer of two triangles has its centre, so that they stand equally far apart on all three sides."""
    return y - (_height(outline) - _height(inner)) / 6 if outline.kind == "triangle" else y


def _height(triangle: Outline) -> float:
    return triangle.size * math.sqrt(3) / 2


def figure(outline: Outline, x: float, y: float, pen: Pen, fill: Ink = "paper") -> tuple[Shape, ...]:
    """The outline drawn round its centre (x, y)."""
    size = outline.size
    match outline.kind:
        case "circle" | "ring":
            return (Circle(x, y, size, pen, fill),)
        case "dot":
            return (Circle(x, y, size, pen, pen.ink),)
        case "cross":
            return crossed(x, y, size, pen)
        case "dome":
            return (_dome(x, y, size, pen, fill),)
        case _:
            return (Polyline(polygon(outline, x, y), pen, closed=True, fill=fill),)


def _dome(x: float, y: float, r: float, pen: Pen, fill: Ink) -> Curve:
    k = r * ROUND
    return Curve(
        (x - r, y),
        (
            ((x - r, y - k), (x - k, y - r), (x, y - r)),
            ((x + k, y - r), (x + r, y - k), (x + r, y)),
            ((x + r, y), (x + r, y + r), (x + r, y + r)),
            ((x + r, y + r), (x - r, y + r), (x - r, y + r)),
        ),
        pen,
        closed=True,
        fill=fill,
    )


def crossed(x: float, y: float, half: float, pen: Pen) -> tuple[Shape, ...]:
    """An X as wide and high as twice `half`."""
    return (
        Polyline(((x - half, y - half), (x + half, y + half)), pen),
        Polyline(((x - half, y + half), (x + half, y - half)), pen),
    )


def polygon(outline: Outline, x: float, y: float) -> tuple[Point, ...]:
    """The outline as a convex ring of points, clockwise on the page; round ones in small steps."""
    size = outline.size
    match outline.kind:
        case "square" | "cross":
            return ((x - size, y - size), (x + size, y - size), (x + size, y + size), (x - size, y + size))
        case "diamond":
            return ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
        case "triangle":
            half = _height(outline) / 2
            return ((x, y - half), (x + size / 2, y + half), (x - size / 2, y + half))
        case "dome":
            arc = _arc(x, y, size, math.pi, 2 * math.pi)
            return (*arc, (x + size, y + size), (x - size, y + size))
        case _:
            return _arc(x, y, size, 0.0, 2 * math.pi)[:-1]


def _arc(x: float, y: float, r: float, first: float, last: float) -> tuple[Point, ...]:
    turns = (first + (last - first) * step / _STEPS for step in range(_STEPS + 1))
    return tuple((x + r * math.cos(turn), y + r * math.sin(turn)) for turn in turns)


def meeting(outline: Outline, x: float, y: float, towards: Point, *, shift: float = 0.0) -> Point:
    """Where the line from the centre towards a point leaves the outline; a cross is met in its middle.

    `shift`: how far below the centre the outline's own middle lies.
    """
    dx, dy = towards[0] - x, towards[1] - y
    far = math.hypot(dx, dy)
    if outline.kind == "cross" or far < 1e-9:
        return x, y
    if outline.kind in ("circle", "dot", "ring"):
        return x + dx / far * outline.size, y + dy / far * outline.size
    if outline.kind == "dome" and dy <= 0:
        return x + dx / far * outline.size, y + dy / far * outline.size
    ring = polygon(outline, x, y + shift)
    reach = (_along((x, y), (dx, dy), one, two) for one, two in zip(ring, (*ring[1:], ring[0]), strict=True))
    nearest = min((share for share in reach if share is not None), default=0.0)
    return x + dx * nearest, y + dy * nearest


def _along(start: Point, way: Point, one: Point, two: Point) -> float | None:
    """How far along `way` from `start` the piece from `one` to `two` is crossed; None when it isn't."""
    ex, ey = two[0] - one[0], two[1] - one[1]
    across = way[0] * ey - way[1] * ex
    if abs(across) < 1e-12:
        return None
    ox, oy = one[0] - start[0], one[1] - start[1]
    share = (ox * ey - oy * ex) / across
    place = (ox * way[1] - oy * way[0]) / across
    return share if share >= 0 and -1e-9 <= place <= 1 + 1e-9 else None
