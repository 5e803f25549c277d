"""How far right everyone stands, given the order: parents over the middle of their children, nobody too near.

A convex quadratic programme (as kinship2 and dot's later papers have it): weighted squares of "parents' middle minus
children's middle", "partners apart" and "siblings apart", under the least distance between neighbours on a row. It is
solved by accelerated projected gradients; the projection on the distances of one row is isotonic regression, exact by
pooling adjacent violators.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.rules.genogram.rows import Stop

Term = tuple[float, tuple[tuple[int, float], ...], float]
"""weight × (sum of factor × place − wish) squared."""


@dataclass(slots=True)
class Line:
    """One row: its standing places from left to right and the least distance from each to the one before it."""

    places: list[int]
    gaps: list[float]


def place(lines: list[Line], terms: list[Term], start: list[float], stop: Stop, most: int = 400) -> list[float]:
    """Where each standing place is along the row, in S."""
    size = len(start)
    weight = [1e-3] * size
    for heavy, parts, _ in terms:
        reach = sum(abs(factor) for _, factor in parts)
        for one, factor in parts:
            weight[one] += 2 * heavy * abs(factor) * reach
    here = list(start)
    _project(lines, here, weight)
    ahead, momentum, last = list(here), 1.0, float("inf")
    for turn in range(most):
        if turn % 16 == 0:
            stop()
        slope = [0.0] * size
        for heavy, parts, wish in terms:
            off = -wish
            for one, factor in parts:
                off += factor * ahead[one]
            off *= 2 * heavy
            for one, factor in parts:
                slope[one] += off * factor
        there = [at - pull / heavy for at, pull, heavy in zip(ahead, slope, weight, strict=True)]
        _project(lines, there, weight)
        moved = max((abs(a - b) for a, b in zip(here, there, strict=True)), default=0.0)
        following = (1 + (1 + 4 * momentum * momentum) ** 0.5) / 2
        if sum((a - t) * (t - h) for a, t, h in zip(ahead, there, here, strict=True)) > 0:
            following = 1.0
        push = (momentum - 1) / following if following > 1.0 else 0.0
        ahead = [t + push * (t - h) for t, h in zip(there, here, strict=True)]
        here, momentum = there, following
        if moved < 2e-4 and last < 2e-4:
            break
        last = moved
    return here


def _project(lines: list[Line], at: list[float], weight: list[float]) -> None:
    """The nearest positions (in the metric of `weight`) that keep every distance, by pooling adjacent violators."""
    for line in lines:
        places = line.places
        offset, total = 0.0, []
        sums: list[float] = []
        heavy: list[float] = []
        count: list[int] = []
        for one, gap in zip(places, line.gaps, strict=True):
            offset += gap
            total.append(offset)
            w = weight[one]
            s, c = (at[one] - offset) * w, 1
            while sums and sums[-1] * w >= s * heavy[-1]:
                s += sums.pop()
                w += heavy.pop()
                c += count.pop()
            sums.append(s)
            heavy.append(w)
            count.append(c)
        number = 0
        for s, w, c in zip(sums, heavy, count, strict=True):
            middle = s / w
            for _ in range(c):
                at[places[number]] = middle + total[number]
                number += 1
