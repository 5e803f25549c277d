"""Who lives together, as an outline that holds those people and nobody else.

An outline is the sum of upright boxes: one round each person, one across neighbours on a row, and corridors through
the free space between rows for everyone else. Its corners are rounded. Homes that pass the same space run beside each
other; each has a dash of its own besides a tint, so that they stay apart in black and white.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.facts import Home
from desktop_app.rules.genogram.notation import Notation
from desktop_app.rules.genogram.shapes import Box, Curve, Ink, Mark, Pen, Shape

CLEAR = 0.35
"""From a symbol to the outline round it."""
CORRIDOR = 0.36
ROUND = 0.3
TAG = 0.42
_DASHES = ((), (0.3, 0.16), (0.3, 0.1, 0.05, 0.1), (0.14, 0.12))
_WIDTH = 0.041
_SYMBOL = 0.62
"""Half of what a corridor must keep clear of round somebody who doesn't live there."""

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody is: centre, row, and how far symbol and words reach below it and to each side."""

    x: float
    y: float
    row: int
    below: float
    left: float = 0.5
    right: float = 0.5


@dataclass(frozen=True, slots=True)
class Ground:
    """Everyone's seat, and by row the free height below it (top, bottom)."""

    seats: Mapping[str, Seat]
    free: Mapping[int, tuple[float, float]]


def home_marks(homes: Sequence[Home], ground: Ground, notation: Notation) -> tuple[Mark, ...]:
    """One mark a home with anybody in the picture."""
    shown = [(home, _members(home, ground)) for home in homes]
    shown = [(home, members) for home, members in shown if members]
    marks = []
    taken: list[Rect] = []
    for place, (home, members) in enumerate(shown):
        lane = (place - (len(shown) - 1) / 2) * min(0.2, 0.8 / max(1, len(shown)))
        marks.append(_mark(home, members, ground, notation, place, lane, taken))
    return tuple(marks)


def _members(home: Home, ground: Ground) -> list[str]:
    return [one for one in dict.fromkeys(stay.person for stay in home.stays) if one in ground.seats]


def _mark(
    home: Home, members: list[str], ground: Ground, notation: Notation, place: int, lane: float, taken: list[Rect]
) -> Mark:
    colour = place % 4 + 1
    ink, tint = cast(Ink, f"home{colour}"), cast(Ink, f"home{colour}_fill")
    dash = notation.home if place % 4 == 0 else _DASHES[place % 4]
    rects = _joined(members, ground, lane)
    shapes: list[Shape] = [_curve(loop, Pen(ink, _WIDTH, dash), tint) for loop in loops(rects)]
    name = type.shortened(home.name or "Home", type.DATES, 4.0, bold=True)
    wide = type.width(name, type.DATES, bold=True) + 0.3
    left, bottom = _tag_place(rects, wide, taken)
    taken.append((left, bottom - TAG / 2, left + wide, bottom + TAG / 2))
    shapes.append(Box(left, bottom - TAG / 2, wide, TAG, 0.1, Pen(ink, _WIDTH), "paper"))
    shapes.append(type.centred(left + wide / 2, bottom, name, size=type.DATES, bold=True))
    data = (("home", home.id), ("members", " ".join(members)), ("signs", "home"))
    return Mark("home", home.id, tuple(shapes), data, f"{home.name or 'Home'}: {len(members)} people")


def _tag_place(rects: Sequence[Rect], wide: float, taken: Sequence[Rect]) -> tuple[float, float]:
    """Left end and middle height of the name tab: on the lowest edge, clear of other tabs."""
    lowest = max(rect[3] for rect in rects)
    base = min((rect for rect in rects if rect[3] > lowest - 1e-6), key=lambda rect: rect[0])
    left = base[0] + max(0.1, min(0.3, (base[2] - base[0] - wide) / 2))
    while any(left < b and a < left + wide and abs((top + bottom) / 2 - lowest) < TAG for a, top, b, bottom in taken):
        left += 0.3
    return left, lowest


def _round(seat: Seat, ground: Ground) -> Rect:
    """The box round one person and their words, never over the symbol of somebody beside them."""
    left, right = seat.x - max(0.5 + CLEAR, seat.left + 0.12), seat.x + max(0.5 + CLEAR, seat.right + 0.12)
    for other in ground.seats.values():
        if other.row == seat.row and other.x < seat.x:
            left = max(left, min(other.x + _SYMBOL, seat.x - 0.5))
        elif other.row == seat.row and other.x > seat.x:
            right = min(right, max(other.x - _SYMBOL, seat.x + 0.5))
    return left, seat.y - 0.5 - CLEAR, right, seat.y + 0.5 + max(CLEAR, seat.below + 0.34)


def _joined(members: list[str], ground: Ground, lane: float) -> list[Rect]:
    """Boxes and corridors that make one figure of the members: neighbours on a row first, then the nearest."""
    blocks: dict[str, list[str]] = {}
    found: list[Rect] = []
    for row in sorted({ground.seats[one].row for one in members}):
        here = sorted((name for name, seat in ground.seats.items() if seat.row == row), key=lambda n: ground.seats[n].x)
        block: list[str] = []
        for name in here:
            block = [*block, name] if name in members else []
            for one in block:
                blocks[one] = block
        for block in {id(blocks[one]): blocks[one] for one in here if one in blocks}.values():
            boxes = [_round(ground.seats[one], ground) for one in block]
            found.append((boxes[0][0], boxes[0][1], boxes[-1][2], max(box[3] for box in boxes)))
    groups = [frozenset(block) for block in {id(block): block for block in blocks.values()}.values()]
    while len(groups) > 1:
        first, second = min(
            ((a, b) for place, b in enumerate(groups) for a in groups[:place]),
            key=lambda pair: min(
                _far(ground.seats[one], ground.seats[other]) for one in sorted(pair[0]) for other in sorted(pair[1])
            ),
        )
        one, other = min(
            ((one, other) for one in sorted(first) for other in sorted(second)),
            key=lambda pair: _far(ground.seats[pair[0]], ground.seats[pair[1]]),
        )
        found += _between(_span(blocks[one], ground), _span(blocks[other], ground), ground, lane)
        groups = [one for one in groups if one not in (first, second)] + [first | second]
    return found


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbours of one home on a row."""

    row: int
    y: float
    left: float
    right: float

    def near(self, x: float) -> float:
        return min(max(x, self.left), self.right)


def _span(block: Sequence[str], ground: Ground) -> _Block:
    first, last = ground.seats[block[0]], ground.seats[block[-1]]
    return _Block(first.row, first.y, first.x, last.x)


def _far(a: Seat, b: Seat) -> float:
    return abs(a.x - b.x) + 1.2 * abs(a.y - b.y)


def _between(a: _Block, b: _Block, ground: Ground, lane: float) -> list[Rect]:
    if a.row == b.row:
        left, right = (a, b) if a.left < b.left else (b, a)
        return _through(left, right, ground, lane)
    upper, lower = (a, b) if a.row < b.row else (b, a)
    x = upper.near((lower.left + lower.right) / 2)
    found = []
    for row in range(upper.row, lower.row):
        y = _middle(row, ground, lane)
        target = lower.near(x) if row + 1 == lower.row else _gap(row + 1, x, ground)
        top = upper.y if row == upper.row else _middle(row - 1, ground, lane)
        found.append((x - CORRIDOR, top, x + CORRIDOR, y + CORRIDOR / 2))
        if abs(target - x) > 1e-6:
            found.append((min(x, target) - CORRIDOR, y - CORRIDOR / 2, max(x, target) + CORRIDOR, y + CORRIDOR / 2))
        x = target
    found.append((x - CORRIDOR, _middle(lower.row - 1, ground, lane) - CORRIDOR / 2, x + CORRIDOR, lower.y))
    return found


def _through(left: _Block, right: _Block, ground: Ground, lane: float) -> list[Rect]:
    """Round those between two groups on one row, through the space below them."""
    y = _middle(left.row, ground, lane)
    return [
        (left.right - CORRIDOR, left.y, left.right + CORRIDOR, y + CORRIDOR / 2),
        (left.right - CORRIDOR, y - CORRIDOR / 2, right.left + CORRIDOR, y + CORRIDOR / 2),
        (right.left - CORRIDOR, right.y, right.left + CORRIDOR, y + CORRIDOR / 2),
    ]


def _middle(row: int, ground: Ground, lane: float) -> float:
    top, bottom = ground.free[row]
    return (top + bottom) / 2 + lane


def _gap(row: int, x: float, ground: Ground) -> float:
    """The free place on a row nearest to x where a corridor passes nobody."""
    here = sorted(seat.x for seat in ground.seats.values() if seat.row == row)
    if not here:
        return x
    need = _SYMBOL + CORRIDOR
    spots = [here[0] - need, here[-1] + need]
    for left, right in pairwise(here):
        if right - left >= 2 * need:
            spots.append(min(max(x, left + need), right - need))
    if x < here[0] - need or x > here[-1] + need:
        spots.append(x)
    return min(spots, key=lambda spot: (abs(spot - x), spot))


def loops(rects: Sequence[Rect]) -> list[list[tuple[float, float]]]:
    """The outline of the sum of boxes, as closed loops of corners; holes are loops too."""
    xs = sorted({round(x, 4) for rect in rects for x in (rect[0], rect[2])})
    ys = sorted({round(y, 4) for rect in rects for y in (rect[1], rect[3])})
    inside: set[tuple[int, int]] = set()
    for left, top, right, bottom in rects:
        columns = [n for n, x in enumerate(xs[:-1]) if round(left, 4) <= x < round(right, 4)]
        lines = [n for n, y in enumerate(ys[:-1]) if round(top, 4) <= y < round(bottom, 4)]
        inside.update((column, line) for column in columns for line in lines)
    after: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for column, line in sorted(inside):  # each cell's sides clockwise; those shared by two cells are none
        for (dx, dy), start, end in (
            ((0, -1), (column, line), (column + 1, line)),
            ((1, 0), (column + 1, line), (column + 1, line + 1)),
            ((0, 1), (column + 1, line + 1), (column, line + 1)),
            ((-1, 0), (column, line + 1), (column, line)),
        ):
            if (column + dx, line + dy) not in inside:
                after[start].append(end)
    found = []
    while after:
        start = here = min(after)
        loop = []
        while True:
            loop.append(here)
            following = after[here].pop(0)
            if not after[here]:
                del after[here]
            here = following
            if here == start:
                break
        found.append(_corners([(xs[x], ys[y]) for x, y in loop]))
    return found


def _corners(loop: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Only the points where the line turns."""
    return [
        here
        for before, here, following in zip([loop[-1], *loop[:-1]], loop, [*loop[1:], loop[0]], strict=True)
        if (here[0] - before[0]) * (following[1] - here[1]) != (here[1] - before[1]) * (following[0] - here[0])
    ]


def _curve(loop: list[tuple[float, float]], pen: Pen, fill: Ink) -> Curve:
    """The loop with rounded corners."""
    pieces: list[tuple[tuple[float, float], tuple[float, float], tuple[float, float]]] = []
    start: tuple[float, float] | None = None
    last = (0.0, 0.0)
    for before, here, following in zip([loop[-1], *loop[:-1]], loop, [*loop[1:], loop[0]], strict=True):
        enter, leave = _towards(here, before), _towards(here, following)
        if start is None:
            start = enter
        else:
            pieces.append((last, enter, enter))
        pieces.append((_weighted(enter, here), _weighted(leave, here), leave))
        last = leave
    pieces.append((last, start or last, start or last))
    return Curve(start or last, tuple(pieces), pen, closed=True, fill=fill)


def _towards(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    far = abs(corner[0] - other[0]) + abs(corner[1] - other[1])
    share = min(ROUND, far / 2) / far if far else 0.0
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share


def _weighted(end: tuple[float, float], corner: tuple[float, float]) -> tuple[float, float]:
    """A control point for a quarter of a circle."""
    return end[0] + (corner[0] - end[0]) * 0.5523, end[1] + (corner[1] - end[1]) * 0.5523
