"""The way of a bond from symbol to symbol: straight where nobody stands between, else bent around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]

CLEAR = 0.72
"""A bond keeps so far from the centre of anybody it does not concern, in S."""
STEPS = 28
_BENDS = (0.0, 0.7, -0.7, 1.3, -1.3, 2.0, -2.0, 2.8, -2.8, 3.7, -3.7, 4.8, -4.8, 6.0, -6.0)


def way(a: Point, b: Point, others: Sequence[Point], taken: int = 0) -> tuple[Point, ...]:
    """Points from one centre to the other. `taken` bonds between the same two run already: this one bends beside."""
    bends = _BENDS if not taken else tuple(bend + 0.5 * taken * (1 if bend >= 0 else -1) for bend in _BENDS)
    best: tuple[int, tuple[Point, ...]] | None = None
    reach = max(abs(bend) for bend in bends)
    near = [
        one
        for one in others
        if min(a[0], b[0]) - reach <= one[0] <= max(a[0], b[0]) + reach
        and min(a[1], b[1]) - reach <= one[1] <= max(a[1], b[1]) + reach
    ]
    for bend in bends:
        points = _bowed(a, b, bend)
        hit = sum(_meets(points, one) for one in near)
        if best is None or hit < best[0]:
            best = (hit, points)
        if not hit:
            break
    return best[1] if best else (a, b)


def _bowed(a: Point, b: Point, bend: float) -> tuple[Point, ...]:
    far = math.dist(a, b)
    if not bend or not far:
        return a, b
    across = (-(b[1] - a[1]) / far, (b[0] - a[0]) / far)
    middle = ((a[0] + b[0]) / 2 + 2 * bend * across[0], (a[1] + b[1]) / 2 + 2 * bend * across[1])
    return tuple(
        (
            (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * middle[0] + t * t * b[0],
            (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * middle[1] + t * t * b[1],
        )
        for t in (n / STEPS for n in range(STEPS + 1))
    )


def _meets(points: Sequence[Point], one: Point) -> bool:
    return any(_distance(one, p, q) < CLEAR for p, q in pairwise(points))


def _distance(one: Point, p: Point, q: Point) -> float:
    along = (q[0] - p[0], q[1] - p[1])
    length = along[0] ** 2 + along[1] ** 2
    if not length:
        return math.dist(one, p)
    t = max(0.0, min(1.0, ((one[0] - p[0]) * along[0] + (one[1] - p[1]) * along[1]) / length))
    return math.dist(one, (p[0] + t * along[0], p[1] + t * along[1]))


def trimmed(points: Sequence[Point], start: Point, end: Point) -> tuple[Point, ...]:
    """The way with its ends on the edges of the two symbols instead of in their middles."""
    inner = [one for one in points[1:-1] if math.dist(one, points[0]) > 0.6 and math.dist(one, points[-1]) > 0.6]
    return (start, *inner, end)
