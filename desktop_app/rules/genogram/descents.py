"""How children hang from a couple: the drop, the bar, a line for each child by what it is, twins from one point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise

from desktop_app.rules.genogram import ages, type
from desktop_app.rules.genogram.facts import Alike, DescentWord, Sure
from desktop_app.rules.genogram.notation import BROKEN, DOTS, ENGLAND, Notation
from desktop_app.rules.genogram.outlines import Point
from desktop_app.rules.genogram.shapes import STRUCTURE, Circle, Ink, Mark, Pen, Polyline, Shape

TWO_LINES = 0.1
"""Between the solid and the dashed line of an adoption."""
BRACKET = (0.14, 0.16)
"""How far the pedigree's brackets of adoption stand off the symbol, and how far their ends turn in."""
OPEN_DOT = 0.06
"""The radius of the dot where a second parent line ends."""

_LETTERS: dict[str, str] = {
    "adopted": "A", "foster": "FC", "kinship": "KC", "special_guardian": "SGO", "donor": "D", "unknown": "?",
}  # fmt: skip
_DASHES: dict[str, tuple[float, ...]] = {
    "foster": DOTS, "kinship": DOTS, "special_guardian": DOTS, "donor": (0.14, 0.06, 0.04, 0.06), "unknown": BROKEN,
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hang:
    """One child under a couple: `x` and `top` are where its line ends, `twins` the same word for those born together.

    `half` is how far the symbol reaches from there to its middle, for the pedigree's brackets.
    """

    child: str
    x: float
    top: float
    kind: DescentWord = "birth"
    since: str = ""
    until: str = ""
    sure: Sure = "established"
    twins: str = ""
    alike: Alike = ""
    half: float = 0.5


def descent_mark(
    couple: str,
    start: Point,
    bar_y: float,
    hangs: Sequence[Hang],
    as_at: date,
    notation: Notation = ENGLAND,
) -> Mark:
    """Everything under one couple: `start` is where the line leaves it, `bar_y` the height of the sibship bar.

    One child straight below has no bar. A step-parent's child has no line at all. Twins leave the bar at one point.
    """
    drawn = [one for one in hangs if one.kind != "step"]
    shapes: list[Shape] = []
    if drawn:
        groups = _together(drawn)
        feet = [_foot(group) for group in groups]
        trunk = _trunk(drawn)
        shapes.append(Polyline((start, (start[0], bar_y)), trunk))
        left, right = min([start[0], *feet]), max([start[0], *feet])
        if right - left > 1e-9:
            shapes.append(Polyline(((left, bar_y), (right, bar_y)), trunk))
        for group, foot in zip(groups, feet, strict=True):
            if len(group) == 1:
                shapes += _line(group[0], (foot, bar_y), as_at, notation)
            else:
                shapes += _twins(group, (foot, bar_y), as_at, notation)
    signs = _signs(drawn)
    data = [("descent", couple), ("children", " ".join(one.child for one in drawn))]
    return Mark("descent", couple, tuple(shapes), tuple(data + ([("signs", " ".join(signs))] if signs else [])))


def _together(hangs: Sequence[Hang]) -> list[list[Hang]]:
    """Single children and groups of those born together, in order."""
    keyed = [(one.twins or f"\0{at}", one) for at, one in enumerate(hangs)]
    return [[one for _, one in group] for _, group in groupby(keyed, key=lambda pair: pair[0])]


def _foot(group: Sequence[Hang]) -> float:
    xs = [one.x for one in group]
    return (min(xs) + max(xs)) / 2


def _trunk(hangs: Sequence[Hang]) -> Pen:
    """The drop and the bar: solid, unless every child hangs by the same other kind of line."""
    pens = {_pen(one) for one in hangs}
    return pens.pop() if len(pens) == 1 else Pen()


def _pen(hang: Hang) -> Pen:
    if hang.sure == "alleged":
        return Pen("past", STRUCTURE, BROKEN)
    return Pen("ink", STRUCTURE, _DASHES.get(hang.kind, ()))


def _line(hang: Hang, foot: Point, as_at: date, notation: Notation) -> list[Shape]:
    """One child's line from its foot on the bar to the symbol, with what has to be said beside it."""
    end = (hang.x, hang.top)
    pen = _pen(hang)
    shapes: list[Shape] = []
    if hang.kind == "adopted" and notation.adopted == "double":
        shift = TWO_LINES / 2
        for side, dash in ((-shift, ()), (shift, BROKEN)):
            line = ((foot[0] + side, foot[1]), (end[0] + side, end[1]))
            shapes.append(Polyline(line, Pen(pen.ink, STRUCTURE, dash)))
    elif hang.kind == "adopted":
        shapes.append(Polyline((foot, end), Pen(pen.ink, STRUCTURE, BROKEN)))
    else:
        shapes.append(Polyline((foot, end), pen))
    if hang.kind == "adopted" and notation.adopted == "brackets":
        shapes += brackets(hang.x, hang.top + hang.half, hang.half)
    said = line_words(hang.kind, hang.since, hang.until, hang.sure, as_at)
    if said:
        x, y = (foot[0] + end[0]) / 2, (foot[1] + end[1]) / 2
        ink: Ink = "past" if hang.sure == "alleged" else "soft"
        shapes.append(type.words(x + 0.12, y + 0.08, said, size=type.TAG, anchor="start", ink=ink))
    return shapes


def brackets(x: float, y: float, half: float) -> tuple[Shape, ...]:
    """Square brackets round a symbol of the pedigree's: adopted."""
    out, turn = half + BRACKET[0], BRACKET[1]
    return tuple(
        Polyline(
            (
                (x + side * (out - turn), y - out),
                (x + side * out, y - out),
                (x + side * out, y + out),
                (x + side * (out - turn), y + out),
            ),
            Pen(),
        )
        for side in (-1, 1)
    )


def line_words(kind: DescentWord, since: str, until: str, sure: Sure, as_at: date) -> str:
    """What stands at a parent line: "FC 03.24–", "A 2019", "KC", "SGO 2022", "?" while it is only said."""
    words = _LETTERS.get(kind, "")
    if words and words != "?" and ages.bounds(since):
        words += f" {_month(since)}"
        ended = ages.bounds(until) is not None and not ages.is_after(until, as_at)
        if kind in ("foster", "kinship"):
            words += f"–{_month(until) if ended else ''}"
    if sure != "established" and not words.endswith("?"):
        words += "?"
    return words


def _month(known: str) -> str:
    """ "03.24", or the year where the month isn't known."""
    parts = known.split("-")
    return f"{parts[1]}.{parts[0][2:]}" if len(parts) > 1 and "/" not in known else ages.year(known)


def _twins(group: Sequence[Hang], foot: Point, as_at: date, notation: Notation) -> list[Shape]:
    """Diagonals from one point on the bar; between them a short bar (identical), nothing, or a question mark."""
    shapes: list[Shape] = []
    for hang in group:
        shapes += _line(hang, foot, as_at, notation)
    alike = next((one.alike for one in group if one.alike), "")
    first, last = min(group, key=lambda one: one.x), max(group, key=lambda one: one.x)
    middles = [((foot[0] + one.x) / 2, (foot[1] + one.top) / 2) for one in (first, last)]
    if alike == "identical":
        shapes.append(Polyline(tuple(middles), Pen()))
    elif alike == "unknown":
        y = (middles[0][1] + middles[1][1]) / 2
        spot = (foot[0] + (0.0 if len(group) % 2 == 0 else 0.16), y + 0.04)
        shapes.append(type.centred(*spot, "?", size=0.27, bold=True))
    return shapes


def other_parent_mark(
    child: str,
    couple: str,
    points: Sequence[Point],
    as_at: date,
    *,
    kind: DescentWord = "birth",
    since: str = "",
    until: str = "",
    sure: Sure = "established",
) -> Mark:
    """A second set of parents: a line along `points`, from the couple to the child, ending in a small open dot."""
    hang = Hang(child=child, x=points[-1][0], top=points[-1][1], kind=kind, sure=sure)
    pen = _pen(hang)
    if kind == "adopted":
        pen = Pen(pen.ink, STRUCTURE, BROKEN)
    end = points[-1]
    shapes: list[Shape] = [Polyline(tuple(points), pen), Circle(*end, OPEN_DOT, Pen(pen.ink), "paper")]
    said = line_words(kind, since, until, sure, as_at)
    if said:
        one, two = max(pairwise(points), key=_level_length, default=(end, end))
        x, y = (one[0] + two[0]) / 2, (one[1] + two[1]) / 2
        shapes.append(type.centred(x, y, said, size=type.TAG, ink="soft", plate=True))
    signs = " ".join(["second_parents", *_signs([hang])])
    return Mark("descent", f"{couple}:{child}", tuple(shapes), (("child", child), ("signs", signs)))


def _level_length(piece: tuple[Point, Point]) -> float:
    """How long a piece is, level ones first: words are read across."""
    (ax, ay), (bx, by) = piece
    return abs(bx - ax) * 10 + abs(by - ay)


def _signs(hangs: Sequence[Hang]) -> list[str]:
    signs = []
    for hang in hangs:
        signs += [f"line:{hang.kind}"] if hang.kind != "birth" else []
        signs += ["line:alleged"] if hang.sure != "established" else []
        signs += [f"twins:{hang.alike}"] if hang.twins and hang.alike else []
    return list(dict.fromkeys(signs))
