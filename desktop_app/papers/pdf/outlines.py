"""Shaped letters as outlines: HarfBuzz (inside Pillow) draws them large, we walk round the edges.

At 320 dots to the em and half a dot of tolerance a 10.5 pt letter is true to 0.02 pt, far below what a printer shows.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

DOTS = 320
_TOLERANCE = 0.55
_EDGE = 24

Corner = tuple[int, int]
Point = tuple[float, float]


Outline = tuple[tuple[Point, ...], ...]


def can_shape() -> bool:
    """Whether this machine's Pillow shapes: its wheels load FriBiDi from the system, which Windows hasn't got."""
    return bool(features.check("raqm"))


@cache
def _font(file: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(file), DOTS, layout_engine=ImageFont.Layout.RAQM)


def width(text: str, file: Path, *, right_to_left: bool) -> float:
    """The width of one run of one script in ems."""
    return float(_font(file).getlength(text, direction="rtl" if right_to_left else "ltr")) / DOTS


def trace(text: str, file: Path, *, right_to_left: bool) -> Outline:
    """Closed outlines of one run of one script: ems from the baseline's start, y up; holes run the other way round."""
    font = _font(file)
    direction = "rtl" if right_to_left else "ltr"
    left, top, right, bottom = font.getbbox(text, anchor="ls", direction=direction)
    if right <= left or bottom <= top:
        return ()
    origin = (_EDGE - left, _EDGE - top)
    size = (int(right - left) + 2 * _EDGE, int(bottom - top) + 2 * _EDGE)
    picture = Image.new("L", size, 0)
    ImageDraw.Draw(picture).text(origin, text, fill=255, font=font, anchor="ls", direction=direction)
    return tuple(tuple(((x - origin[0]) / DOTS, (origin[1] - y) / DOTS) for x, y in ring) for ring in _rings(picture))


def _rings(picture: Image.Image) -> list[list[Corner]]:
    """Closed rings round every dark shape and every hole in it, thinned."""
    width, height = picture.size
    dark = picture.point([0] * 128 + [1] * 128).tobytes()
    rows = [bytes(width)] + [dark[y * width : (y + 1) * width] for y in range(height)] + [bytes(width)]
    after: dict[Corner, list[Corner]] = {}
    for y in range(1, len(rows)):
        for x0, x1, falling in _changes(rows[y - 1], rows[y]):
            start, end = ((x1, y - 1), (x0, y - 1)) if falling else ((x0, y - 1), (x1, y - 1))
            after.setdefault(start, []).append(end)
        for x0, x1 in _stretches(rows[y]):
            after.setdefault((x1, y - 1), []).append((x1, y))
            after.setdefault((x0, y), []).append((x0, y - 1))
    return [thin for ring in _walk(after) if len(thin := _thinned(ring)) > 2]


def _stretches(row: bytes) -> list[tuple[int, int]]:
    """The dark stretches of a row of 0 and 1, as start and end."""
    found, at = [], row.find(1)
    while at >= 0:
        end = row.find(0, at)
        end = len(row) if end < 0 else end
        found.append((at, end))
        at = row.find(1, end)
    return found


def _changes(above: bytes, below: bytes) -> list[tuple[int, int, bool]]:
    """Where two rows differ, in stretches; True where dark ends, False where it begins."""
    if above == below:
        return []
    size = len(above)
    one, two = int.from_bytes(above, "big"), int.from_bytes(below, "big")
    begins = (~one & two).to_bytes(size, "big")
    ends = (one & ~two).to_bytes(size, "big")
    return [(x0, x1, False) for x0, x1 in _stretches(begins)] + [(x0, x1, True) for x0, x1 in _stretches(ends)]


def _walk(after: dict[Corner, list[Corner]]) -> list[list[Corner]]:
    rings = []
    while after:
        start = next(iter(after))
        ring, here = [], start
        while here in after:
            ring.append(here)
            ways = after[here]
            following = ways.pop()
            if not ways:
                del after[here]
            here = following
        rings.append(ring)
    return rings


def _thinned(ring: list[Corner]) -> list[Corner]:
    """The ring without the steps of its dots (Douglas and Peucker, from two far ends)."""
    far = max(range(len(ring)), key=lambda n: (ring[n][0] - ring[0][0]) ** 2 + (ring[n][1] - ring[0][1]) ** 2)
    return _thin(ring[: far + 1])[:-1] + _thin([*ring[far:], ring[0]])[:-1]


def _thin(line: list[Corner]) -> list[Corner]:
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        (ax, ay), (bx, by) = line[first], line[last]
        dx, dy = bx - ax, by - ay
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        worst, at = 0.0, first
        for n in range(first + 1, last):
            off = abs(dx * (line[n][1] - ay) - dy * (line[n][0] - ax)) / length
            if off > worst:
                worst, at = off, n
        if worst > _TOLERANCE:
            keep.add(at)
            waiting += [(first, at), (at, last)]
    return [line[n] for n in sorted(keep)]
