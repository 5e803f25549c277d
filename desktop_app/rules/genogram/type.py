"""How wide words are, in S, before anyone draws them: labels that were measured never collide by surprise.

The widths are the bundled Noto Sans's own (`resources/fonts/widths.txt`). Other scripts are taken at a width that none
of our faces for them exceeds on whole names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from desktop_app import paths
from desktop_app.rules.genogram.shapes import Anchor, Box, Circle, Curve, Ink, Polyline, Shape, Words

NAME = 0.3
DATES = 0.27
NOTE = 0.25
INSIDE = 0.34
COUPLE = 0.27
BADGE = 0.24
TAG = 0.21
LEAST = 0.21
"""No word is smaller: 7 pt where a symbol is 12 mm."""
LINE = 1.22
"""Line to line, as a multiple of the size."""
ASCENT = 0.74
DESCENT = 0.22
"""How far letters reach above and below the baseline, as multiples of the size."""

WIDEST = 2.3
ELLIPSIS = "…"

_OTHER = 0.72
_WIDE = 1.0


@cache
def _widths(face: str) -> dict[str, float]:
    """Each letter's advance in ems."""
    found: dict[str, float] = {}
    for line in (paths.resources() / "fonts" / "widths.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(face + " "):
            _, first, *advances = line.split(" ")
            for at, advance in enumerate(advances, int(first, 16)):
                found[chr(at)] = int(advance) / 1000
    return found


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in S."""
    known = _widths("strong" if bold else "regular")
    return size * sum(known[one] if one in known else _strange(one) for one in text)


def _strange(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def shortened(text: str, size: float, widest: float, *, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis; never cut between a letter and its accents."""
    if width(text, size, bold=bold) <= widest:
        return text
    room = widest - width(ELLIPSIS, size, bold=bold)
    ends = 0
    for letter in text:
        room -= width(letter, size, bold=bold)
        if room < 0:
            break
        ends += 1
    while ends and unicodedata.combining(text[ends]):
        ends -= 1
    kept = text[:ends]
    return kept.rstrip() + ELLIPSIS


def wrapped(text: str, size: float, widest: float, most: int, *, bold: bool = False) -> tuple[str, ...]:
    """The text in at most `most` lines no wider than `widest`: words whole where they fit, the rest shortened."""
    words = text.split()
    lines: list[str] = []
    while words and len(lines) < most:
        last = len(lines) == most - 1
        line = words.pop(0)
        while words and (last or width(f"{line} {words[0]}", size, bold=bold) <= widest):
            line = f"{line} {words.pop(0)}"
        lines.append(shortened(line, size, widest, bold=bold))
    return tuple(lines)


def words(
    x: float,
    y: float,
    text: str,
    *,
    size: float = DATES,
    anchor: Anchor = "middle",
    bold: bool = False,
    ink: Ink = "ink",
    plate: bool = False,
) -> Words:
    """One measured line of text with its baseline at `y`."""
    return Words(x, y, text, size, anchor, bold, ink, width(text, size, bold=bold), plate)


def centred(
    x: float, y: float, text: str, *, size: float, bold: bool = False, ink: Ink = "ink", plate: bool = False
) -> Words:
    """One line of figures or capitals whose middle is at (x, y)."""
    return words(x, y + size * 0.36, text, size=size, bold=bold, ink=ink, plate=plate)


def reach(line: Words) -> tuple[float, float, float, float]:
    """The box (left, top, right, bottom) that a line of text covers."""
    left = line.x - line.width * {"start": 0.0, "middle": 0.5, "end": 1.0}[line.anchor]
    return left, line.y - ASCENT * line.size, left + line.width, line.y + DESCENT * line.size


def extent(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """The box (left, top, right, bottom) that shapes cover, without the width of their strokes; of none: all 0."""
    boxes = [_box(shape) for shape in shapes]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _box(shape: Shape) -> tuple[float, float, float, float]:
    match shape:
        case Words():
            return reach(shape)
        case Circle(x=x, y=y, r=r):
            return x - r, y - r, x + r, y + r
        case Box(x=x, y=y, w=w, h=h):
            return x, y, x + w, y + h
        case Polyline(points=points):
            spots = points or ((0.0, 0.0),)
        case Curve(start=start, pieces=pieces):
            spots = (start, *(spot for piece in pieces for spot in piece))
    xs, ys = zip(*spots, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def joined(parts: Sequence[str], between: str = " · ") -> str:
    """The parts that say something."""
    return between.join(part for part in parts if part)
