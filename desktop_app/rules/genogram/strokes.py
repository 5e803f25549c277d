"""Lines along a path: shifted beside it, zigzagged over it, cut from it, with heads and bars set across it.

A path is two or more points; lengths are in S. A path without length gives a stroke without length, never an error.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from desktop_app.rules.genogram.shapes import Pen, Polyline

Point = tuple[float, float]
Path = tuple[Point, ...]

_LEAST = 1e-9


def length(path: Sequence[Point]) -> float:
    """The length of a path."""
    return sum(math.dist(one, two) for one, two in pairwise(path))


def spot(path: Sequence[Point], along: float) -> tuple[Point, Point]:
    """The point at a length from the start and the unit vector of the way there; beyond the ends, the ends."""
    way = (1.0, 0.0)
    for one, two in pairwise(path):
        piece = math.dist(one, two)
        if piece < _LEAST:
            continue
        way = ((two[0] - one[0]) / piece, (two[1] - one[1]) / piece)
        if along <= piece:
            reach = max(0.0, along)
            return (one[0] + way[0] * reach, one[1] + way[1] * reach), way
        along -= piece
    return path[-1], way


def cut(path: Sequence[Point], first: float, last: float) -> Path:
    """The part of a path between two lengths from its start."""
    first, last = max(0.0, first), max(first, last)
    points, done = [spot(path, first)[0]], 0.0
    for one, two in pairwise(path):
        done += math.dist(one, two)
        if first + _LEAST < done < last - _LEAST:
            points.append(two)
    return (*points, spot(path, last)[0])


def beside(path: Sequence[Point], shift: float) -> Path:
    """The path moved sideways (to the right of its way when positive), its corners kept sharp."""
    pieces = [(one, two) for one, two in pairwise(path) if math.dist(one, two) > _LEAST]
    if not pieces or shift == 0:
        return tuple(path)
    ways = [spot(piece, 0.0)[1] for piece in pieces]
    points = [_moved(pieces[0][0], ways[0], shift)]
    for (_, corner), before, after in zip(pieces[:-1], ways[:-1], ways[1:], strict=True):
        sx, sy = before[0] + after[0], before[1] + after[1]
        size = math.hypot(sx, sy)
        half = ways[0] if size < 0.2 else (sx / size, sy / size)
        stretch = min(3.0, 1 / max(0.2, half[0] * before[0] + half[1] * before[1]))
        points.append(_moved(corner, half, shift * stretch))
    points.append(_moved(pieces[-1][1], ways[-1], shift))
    return tuple(points)


def _moved(point: Point, way: Point, shift: float) -> Point:
    return point[0] - way[1] * shift, point[1] + way[0] * shift


def zigzag(path: Sequence[Point], height: float, pitch: float) -> Path:
    """A zigzag over the path, `height` to each side, in whole waves of about `pitch`."""
    far = length(path)
    waves = max(1, round(far / pitch))
    points = [path[0]]
    for step in range(2 * waves):
        at, way = spot(path, far * (step + 0.5) / (2 * waves))
        points.append(_moved(at, way, -height if step % 2 == 0 else height))
    return (*points, path[-1])


def bowed(path: Sequence[Point], height: float) -> Path:
    """The path bent out to the right of its way, most in the middle."""
    far, steps = length(path), 24
    points = []
    for step in range(steps + 1):
        at, way = spot(path, far * step / steps)
        points.append(_moved(at, way, height * math.sin(math.pi * step / steps)))
    return tuple(points)


def bar(path: Sequence[Point], along: float, wide: float, pen: Pen) -> Polyline:
    """A short bar across the path."""
    at, way = spot(path, along)
    return Polyline((_moved(at, way, -wide / 2), _moved(at, way, wide / 2)), pen)


def head(path: Sequence[Point], long: float, wide: float, pen: Pen, *, filled: bool) -> Polyline:
    """An arrowhead whose tip is the end of the path: a filled triangle or two open strokes."""
    far = length(path)
    tip = path[-1]
    foot, _ = spot(path, far - long)
    way = spot((foot, tip), 0.0)[1]
    foot = (tip[0] - way[0] * long, tip[1] - way[1] * long)
    one, two = _moved(foot, way, -wide / 2), _moved(foot, way, wide / 2)
    return Polyline((one, tip, two), pen, closed=filled, fill=pen.ink if filled else "none")
