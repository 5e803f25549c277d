"""How good a drawing is, from the positions alone: it knows nothing of how they came about.

The definitions are those published comparisons of pedigree layouts use: overlap, missing, birth order, partners
adjacent and their ceiling, crossings of straight lines, width in slots, symmetry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.rules.genogram.facts import Couple, Facts

Point = tuple[float, float]
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts, except `slots` (width by least spacing on a row), `symmetry` (share of unions with parents' middle
    within 0.25 S of their children's) and `adjacent_ceiling` (how many couples could be neighbours at most).
    """

    people: int
    unions: int
    overlaps: int
    missing: int
    repeated: int
    crossings: int
    birth_order_right: int
    birth_order_wrong: int
    couples: int
    couples_adjacent: int
    adjacent_ceiling: int
    slots: float
    symmetry: float


def measure(facts: Facts, at: Mapping[str, Point], repeated: int = 0) -> Quality:
    """The quality of a drawing that puts the centre of each person at `at`, in symbol sides."""
    ids = {one.id for one in facts.people}
    children: dict[str, list[str]] = defaultdict(list)
    for descent in facts.descents:
        if descent.child in at:
            children[descent.couple].append(descent.child)
    right, wrong = _birth_order(facts, children, at)
    pairs = {(min(c.a, c.b), max(c.a, c.b)) for c in facts.couples if c.a and c.b and c.a != c.b and {c.a, c.b} <= ids}
    rows = _rows(at)
    beside = {tuple(sorted(pair)) for row in rows for pair in pairwise(row)}
    gaps = [at[b][0] - at[a][0] for row in rows for a, b in pairwise(row)]
    width = max((p[0] for p in at.values()), default=0.0) - min((p[0] for p in at.values()), default=0.0)
    least = min(gaps, default=1.0)
    return Quality(
        people=len(ids),
        unions=len(facts.couples),
        overlaps=sum(gap < 1 - _NEAR for gap in gaps),
        missing=len(ids - at.keys()),
        repeated=repeated,
        crossings=_crossings(facts, children, at),
        birth_order_right=right,
        birth_order_wrong=wrong,
        couples=len(pairs),
        couples_adjacent=sum(pair in beside for pair in pairs),
        adjacent_ceiling=_ceiling(pairs),
        slots=round(width / max(least, _NEAR) + 1, 1) if at else 0.0,
        symmetry=_symmetry(facts, children, at),
    )


def _rows(at: Mapping[str, Point]) -> list[list[str]]:
    rows: dict[float, list[str]] = defaultdict(list)
    for one, (_, y) in at.items():
        rows[round(y, 3)].append(one)
    return [sorted(row, key=lambda one: at[one][0]) for row in rows.values()]


def _birth_order(facts: Facts, children: Mapping[str, list[str]], at: Mapping[str, Point]) -> tuple[int, int]:
    years = {}
    for one in facts.people:
        year = re.search(r"\d{4}", one.born or one.due)
        if year:
            years[one.id] = int(year[0])
    right = wrong = 0
    for kids in children.values():
        known = [kid for kid in dict.fromkeys(kids) if kid in years]
        for place, kid in enumerate(known):
            for other in known[:place]:
                if years[kid] != years[other]:
                    ok = (years[kid] - years[other]) * (at[kid][0] - at[other][0]) > 0
                    right, wrong = right + ok, wrong + (not ok)
    return right, wrong


def _ceiling(pairs: set[tuple[str, str]]) -> int:
    """The most couples that can be neighbours when nobody has more than two: exact on trees, by leaves."""
    near: dict[str, list[str]] = defaultdict(list)
    for a, b in sorted(pairs):
        near[a].append(b)
        near[b].append(a)
    used: dict[str, int] = defaultdict(int)
    seen: set[str] = set()
    total = 0
    for start in near:
        if start in seen:
            continue
        order, parent = [start], {start: ""}
        for one in order:
            for other in near[one]:
                if other not in parent:
                    parent[other] = one
                    order.append(other)
        seen.update(order)
        for one in reversed(order[1:]):
            if used[one] < 2 and used[parent[one]] < 2:
                used[one] += 1
                used[parent[one]] += 1
                total += 1
    return total


def _middle(couple: Couple, at: Mapping[str, Point]) -> Point | None:
    ends = [at[one] for one in (couple.a, couple.b) if one in at]
    return (sum(p[0] for p in ends) / len(ends), sum(p[1] for p in ends) / len(ends)) if ends else None


def _crossings(facts: Facts, children: Mapping[str, list[str]], at: Mapping[str, Point]) -> int:
    """Proper crossings between straight pieces (partner to middle, middle to child) of different families."""
    pieces: list[tuple[float, float, float, float, float, float, int]] = []
    for number, couple in enumerate(facts.couples):
        middle = _middle(couple, at)
        if middle is None:
            continue
        for end in [at[one] for one in (couple.a, couple.b) if one in at] + [at[kid] for kid in children[couple.id]]:
            if end != middle:
                (x1, y1), (x2, y2) = sorted((middle, end))
                pieces.append((x1, y1, x2, y2, min(y1, y2), max(y1, y2), number))
    pieces.sort()
    total = 0
    for place, (x1, y1, x2, y2, low, high, family) in enumerate(pieces):
        for other in pieces[place + 1 :]:
            if other[0] > x2:
                break
            if other[6] != family and other[4] <= high and other[5] >= low:
                total += _cross(x1, y1, x2, y2, *other[:4])
    return total


def _cross(ax: float, ay: float, bx: float, by: float, cx: float, cy: float, dx: float, dy: float) -> bool:
    def side(px: float, py: float, qx: float, qy: float, rx: float, ry: float) -> float:
        return (qx - px) * (ry - py) - (qy - py) * (rx - px)

    a, b = side(cx, cy, dx, dy, ax, ay), side(cx, cy, dx, dy, bx, by)
    c, d = side(ax, ay, bx, by, cx, cy), side(ax, ay, bx, by, dx, dy)
    return ((a > _NEAR and b < -_NEAR) or (a < -_NEAR and b > _NEAR)) and (
        (c > _NEAR and d < -_NEAR) or (c < -_NEAR and d > _NEAR)
    )


def _symmetry(facts: Facts, children: Mapping[str, list[str]], at: Mapping[str, Point]) -> float:
    good = total = 0
    for couple in facts.couples:
        middle, kids = _middle(couple, at), children[couple.id]
        if middle is not None and kids:
            places = [at[kid][0] for kid in kids]
            total += 1
            good += abs(middle[0] - (min(places) + max(places)) / 2) <= 0.25 + _NEAR
    return round(good / total, 3) if total else 1.0
