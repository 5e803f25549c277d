"""Shaped letters as outlines, by HarfBuzz itself: true curves, the same on every machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import uharfbuzz

_STEPS = 6

Point = tuple[float, float]
Outline = tuple[tuple[Point, ...], ...]


def can_shape() -> bool:
    """Whether letters can be joined here: always."""
    return True


@cache
def _font(file: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))


def _shaped(text: str, file: Path, right_to_left: bool) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if right_to_left else "ltr"
    uharfbuzz.shape(_font(file), buffer)
    return buffer


def width(text: str, file: Path, *, right_to_left: bool) -> float:
    """The width of one run of one script in ems."""
    buffer = _shaped(text, file, right_to_left)
    return float(sum(place.x_advance for place in buffer.glyph_positions) / _font(file).face.upem)


def trace(text: str, file: Path, *, right_to_left: bool) -> Outline:
    """Closed outlines of one run of one script: ems from the baseline's start, y up; holes run the other way round."""
    font = _font(file)
    em = font.face.upem
    buffer = _shaped(text, file, right_to_left)
    pen = _Pen()
    draw = uharfbuzz.DrawFuncs()
    draw.set_move_to_func(lambda x, y, to: to.move(x, y))
    draw.set_line_to_func(lambda x, y, to: to.line(x, y))
    draw.set_quadratic_to_func(lambda bx, by, x, y, to: to.curve(bx, by, x, y))
    draw.set_cubic_to_func(lambda ax, ay, bx, by, x, y, to: to.cubic(ax, ay, bx, by, x, y))
    draw.set_close_path_func(lambda to: None)
    x = y = 0
    rings: list[tuple[Point, ...]] = []
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        pen.rings = []
        font.draw_glyph(glyph.codepoint, draw, pen)
        left, up = x + place.x_offset, y + place.y_offset
        rings += [tuple(((px + left) / em, (py + up) / em) for px, py in ring) for ring in pen.rings]
        x, y = x + place.x_advance, y + place.y_advance
    return tuple(rings)


class _Pen:
    """Collects rings; curves as short strokes."""

    def __init__(self) -> None:
        self.rings: list[list[Point]] = []

    def move(self, x: float, y: float) -> None:
        self.rings.append([(x, y)])

    def line(self, x: float, y: float) -> None:
        self.rings[-1].append((x, y))

    def curve(self, bx: float, by: float, x: float, y: float) -> None:
        ax, ay = self.rings[-1][-1]
        for n in range(1, _STEPS + 1):
            t, s = n / _STEPS, 1 - n / _STEPS
            self.line(s * s * ax + 2 * s * t * bx + t * t * x, s * s * ay + 2 * s * t * by + t * t * y)

    def cubic(self, ax: float, ay: float, bx: float, by: float, x: float, y: float) -> None:
        ox, oy = self.rings[-1][-1]
        for n in range(1, _STEPS + 1):
            t, s = n / _STEPS, 1 - n / _STEPS
            self.line(
                s**3 * ox + 3 * s * s * t * ax + 3 * s * t * t * bx + t**3 * x,
                s**3 * oy + 3 * s * s * t * ay + 3 * s * t * t * by + t**3 * y,
            )
