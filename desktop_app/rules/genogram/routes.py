"""How lines run between rows: heights of rows, legs and depths of brackets, tracks of bars, so that no two coincide.

Every horizontal piece between two rows has a track of its own wherever two would overlap, and the tracks are ordered
so that few lines cross. A line that passes a row uses the room kept for it there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass, field

from desktop_app.rules.genogram.layout import Layout

HALF = 0.5
BRACKET_DROP = 0.45
"""From a symbol to its bracket where no label is in the way, in S."""
BRACKET_PITCH = 0.42
"""Between brackets of one row that overlap: room for the dates above each."""
TO_BAR = 0.5
"""From the deepest bracket to the first sibship bar."""
BAR_PITCH = 0.3
TO_CHILD = 0.6
"""From the last bar to the top of the children, their second outline allowed for."""
DATES = 0.28
"""The height that the dates above a bracket take."""
ROW_PITCH = 3.2
"""The least distance of two rows."""
NUDGE = 0.3
"""A line to children leaves a bracket this far off its middle where that makes it straight."""
_SAME = 0.02


@dataclass(slots=True)
class _Run:
    """One horizontal piece in a gap: where it comes from above (`drops`) and where it goes below (`feet`)."""

    drops: list[float]
    feet: list[float]
    track: int = 0

    @property
    def span(self) -> tuple[float, float]:
        both = [*self.drops, *self.feet]
        return min(both), max(both)

    @property
    def flat(self) -> bool:
        left, right = self.span
        return right - left < _SAME


@dataclass(slots=True)
class Routes:
    """`y[row]`: the centre of a row. By knot: `legs` (x under a, x under b), `depth`, `drop` (x), `bar` (y).

    `jogs[knot, child]` are the points a long line runs through from the first bar down to the child's top.
    """

    y: list[float]
    legs: dict[int, tuple[float, float]] = field(default_factory=dict)
    ports: dict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    depth: dict[int, float] = field(default_factory=dict)
    drop: dict[int, float] = field(default_factory=dict)
    bar: dict[int, float] = field(default_factory=dict)
    jogs: dict[tuple[int, int], list[tuple[float, float]]] = field(default_factory=dict)


def route(layout: Layout, label: Sequence[float], said: Container[int]) -> Routes:
    """The routes of a layout; `label[person]` is how far the words under each symbol reach below it, in S.

    `said` are the knots whose couple has dates above its bracket.
    """
    kin = layout.kin
    height = max(layout.row, default=-1) + 1
    routes = Routes([0.0] * height)
    base = {n: _base(layout, n) for n in range(len(kin.knots))}
    level = _brackets(layout, routes, base)
    runs, jogs = _runs(layout, routes, base)
    for gap in range(-1, height):
        _order(runs.get(gap, []))
    reach = [0.0] * height
    for person, row in enumerate(layout.row):
        reach[row] = max(reach[row], label[person])
    depths = [0.0] * height
    for row in range(height):
        if row:
            below = TO_BAR + TO_CHILD + BAR_PITCH * max((run.track for run in runs.get(row - 1, [])), default=0)
            routes.y[row] = max(routes.y[row - 1] + ROW_PITCH, depths[row - 1] + below + HALF)
        dates = DATES if any(n in said for n, where in base.items() if where == row) else 0.0
        first = routes.y[row] + HALF + max(BRACKET_DROP, reach[row] + 0.12 + dates)
        depths[row] = first
        for n, where in base.items():
            if where == row and n in level:
                routes.depth[n] = first + BRACKET_PITCH * level[n]
                depths[row] = max(depths[row], routes.depth[n])
    for key, run in jogs.items():
        if len(key) == 1:
            above = depths[base[key[0]]] if base[key[0]] >= 0 else routes.y[0] - HALF - TO_CHILD - TO_BAR
            routes.bar[key[0]] = above + TO_BAR + BAR_PITCH * run.track
    for (n, kid), passed in layout.threads.items():
        points: list[tuple[float, float]] = []
        for place, (row, x) in enumerate(passed):
            after = passed[place + 1][1] if place + 1 < len(passed) else layout.x[kid]
            y = depths[row] + TO_BAR + BAR_PITCH * jogs[n, kid, place].track
            points += [(x, y), (after, y)] if abs(after - x) >= _SAME else []
        routes.jogs[n, kid] = points
    return routes


def _base(layout: Layout, n: int) -> int:
    knot = layout.kin.knots[n]
    rows = [layout.row[one] for one in knot.parents]
    return max(rows) if rows else min((layout.row[kid] for kid in knot.kids), default=0) - 1


def _brackets(layout: Layout, routes: Routes, base: dict[int, int]) -> dict[int, int]:
    """Legs under each symbol and the level of each bracket: narrow ones first, deeper wherever two overlap."""
    kin = layout.kin
    wanted: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for n, knot in enumerate(kin.knots):
        for one in set(knot.parents):
            if layout.row[one] == base[n]:
                other = next((p for p in knot.parents if p != one), one)
                wanted[one].append((layout.x[other] - layout.x[one], n))
    for one, found in wanted.items():
        found.sort(key=lambda each: (each[0] > 0, abs(each[0]) if each[0] > 0 else each[0], each[1]))
        step = min(0.32, 0.7 / max(1, len(found) - 1)) if len(found) > 1 else 0.0
        for place, (_, n) in enumerate(found):
            routes.ports[one][n] = (place - (len(found) - 1) / 2) * step
    level: dict[int, int] = {}
    taken: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    spans: list[tuple[float, float, float, int]] = []
    for n, knot in enumerate(kin.knots):
        if knot.a < 0:
            continue
        ends = [layout.x[one] + routes.ports[one].get(n, 0.0) for one in (knot.a, knot.b if knot.b >= 0 else knot.a)]
        routes.legs[n] = (ends[0], ends[1])
        known = [layout.x[one] for one in knot.parents]
        middle = sum(known) / len(known)
        kids = [_foot(layout, n, kid) for kid in knot.kids]
        below = (min(kids) + max(kids)) / 2 if kids else middle
        if len(set(knot.parents)) == 1 and abs(below - middle) <= NUDGE:
            routes.ports[knot.a][n] = below - layout.x[knot.a]
            ends = [below, below]
            routes.legs[n] = (below, below)
        routes.drop[n] = min(max(below if abs(below - middle) <= NUDGE else middle, min(ends)), max(ends))
        spans.append((max(ends) - min(ends), min(ends), max(ends), n))
    for _, left, right, n in sorted(spans):
        tracks = taken[base[n]]
        number = 0
        while number < len(tracks) and any(left < b - 0.1 and a < right - 0.1 for a, b in tracks[number]):
            number += 1
        if number == len(tracks):
            tracks.append([])
        tracks[number].append((left, right))
        level[n] = number
    _keep_apart(routes, base)
    return level


def _foot(layout: Layout, n: int, kid: int) -> float:
    """Where a child's line leaves the first bar."""
    return layout.threads[n, kid][0][1] if (n, kid) in layout.threads else layout.x[kid]


def _keep_apart(routes: Routes, base: dict[int, int]) -> None:
    """Two couples' lines never leave for their children at the same place."""
    used: dict[int, list[float]] = defaultdict(list)
    for n in sorted(routes.drop):
        right = max(routes.legs[n])
        x = routes.drop[n]
        while any(abs(x - other) < 0.1 for other in used[base[n]]) and x + 0.12 <= right:
            x += 0.12
        routes.drop[n] = x
        used[base[n]].append(x)


def _runs(
    layout: Layout, routes: Routes, base: dict[int, int]
) -> tuple[dict[int, list[_Run]], dict[tuple[int, ...], _Run]]:
    kin = layout.kin
    runs: dict[int, list[_Run]] = defaultdict(list)
    known: dict[tuple[int, ...], _Run] = {}
    for n, knot in enumerate(kin.knots):
        if not knot.kids:
            continue
        feet = [_foot(layout, n, kid) for kid in knot.kids]
        routes.drop.setdefault(n, (min(feet) + max(feet)) / 2)
        known[(n,)] = _Run([routes.drop[n]], feet)
        runs[base[n]].append(known[(n,)])
    for (n, kid), passed in layout.threads.items():
        for place, (row, x) in enumerate(passed):
            after = passed[place + 1][1] if place + 1 < len(passed) else layout.x[kid]
            known[n, kid, place] = _Run([x], [after])
            runs[row].append(known[n, kid, place])
    return runs, known


def _order(runs: list[_Run]) -> None:
    """Give each run a track: none shared by two that overlap, in an order that crosses little."""
    tracks: list[list[_Run]] = []
    for run in sorted((one for one in runs if not one.flat), key=lambda one: one.span):
        left, right = run.span
        best: tuple[float, int, bool] | None = None
        for number in range(len(tracks) + 1):
            free = number < len(tracks) and all(
                right < other.span[0] - 0.1 or other.span[1] < left - 0.1 for other in tracks[number]
            )
            for fresh in (False, True):
                if fresh or free:
                    cost = _crossed(run, tracks, number, fresh) + 0.5 * fresh
                    if best is None or cost < best[0]:
                        best = (cost, number, fresh)
        if best is not None:
            _, number, fresh = best
            if fresh:
                tracks.insert(number, [])
            tracks[number].append(run)
    for number, track in enumerate(tracks):
        for run in track:
            run.track = number


def _crossed(run: _Run, tracks: list[list[_Run]], number: int, fresh: bool) -> int:
    total = 0
    for place, track in enumerate(tracks):
        for other in track:
            if place < number:
                total += _over(other, run)
            elif place > number or fresh:
                total += _over(run, other)
    return total


def _over(upper: _Run, lower: _Run) -> int:
    """Crossings of two runs when one lies above the other."""
    (left, right), (low_left, low_right) = upper.span, lower.span
    return sum(left < x < right for x in lower.drops) + sum(low_left < x < low_right for x in upper.feet)
