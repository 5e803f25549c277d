"""A genogram as SVG: one group for each mark, text as text, the same bytes for the same picture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from desktop_app.papers.genogram.inks import THEMES, Colours, Theme
from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.shapes import Box, Circle, Curve, Ink, Mark, Pen, Picture, Polyline, Shape, Words

SIDE = 44.0
"""Units of the drawing to one side of a symbol."""
SIDE_MM = 12.0
"""Millimetres of a symbol's side on paper."""

_FONTS = (
    "'Noto Sans', 'Noto Naskh Arabic', 'Noto Sans Hebrew', 'Noto Sans Bengali', 'Noto Sans Gurmukhi', "
    "'Noto Sans Gujarati', 'Noto Sans Devanagari', 'Noto Sans Tamil', 'Noto Sans Ethiopic', sans-serif"
)
_BAD = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


def svg(picture: Picture, theme: Theme = "print", *, side_mm: float = SIDE_MM) -> bytes:
    """The picture as an SVG file in UTF-8, as large on paper as `side_mm` makes a symbol.

    Each mark is a group with `data-…` of what it stands for; the title and description are the picture's own words.
    """
    return "\n".join(_lines(picture, THEMES[theme], side_mm)).encode("utf-8") + b"\n"


def clean(text: str) -> str:
    """The text without letters that XML forbids."""
    return _BAD.sub("", text)


def _lines(picture: Picture, colours: Colours, side_mm: float) -> Iterator[str]:
    left, top, right, bottom = picture.box
    wide, high = right - left, bottom - top
    box = " ".join(_number(edge * SIDE) for edge in (left, top, wide, high))
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{_number(wide * side_mm)}mm" '
        f'height="{_number(high * side_mm)}mm" role="img" font-family="{_FONTS}" stroke-linejoin="miter">'
    )
    yield f"<title>{_text(picture.title)}</title>"
    yield f"<desc>{_text(picture.says)}</desc>"
    yield f'<rect {_box(left, top, wide, high)} fill="{colours["paper"]}"/>'
    for mark in picture.marks:
        yield from _mark(mark, colours)
    yield "</svg>"


def _mark(mark: Mark, colours: Colours) -> Iterator[str]:
    data = [("kind", mark.kind), *mark.data]
    said = "".join(f' data-{name}="{_text(value)}"' for name, value in data if _NAME.fullmatch(name))
    yield f"<g{said}>"
    if mark.says:
        yield f"<title>{_text(mark.says)}</title>"
    for shape in mark.shapes:
        yield from _shape(shape, colours)
    yield "</g>"


def _shape(shape: Shape, colours: Colours) -> Iterator[str]:
    match shape:
        case Polyline(points=points, closed=closed):
            kind = "polygon" if closed else "polyline"
            spots = " ".join(f"{_number(x * SIDE)},{_number(y * SIDE)}" for x, y in points)
            yield f'<{kind} points="{spots}"{_paint(shape.pen, shape.fill, colours)}/>'
        case Curve(start=start, pieces=pieces, closed=closed):
            spots = " ".join("C" + " ".join(_pair(spot) for spot in piece) for piece in pieces)
            end = " Z" if closed else ""
            yield f'<path d="M{_pair(start)} {spots}{end}"{_paint(shape.pen, shape.fill, colours)}/>'
        case Circle(x=x, y=y, r=r):
            place = f'cx="{_number(x * SIDE)}" cy="{_number(y * SIDE)}" r="{_number(r * SIDE)}"'
            yield f"<circle {place}{_paint(shape.pen, shape.fill, colours)}/>"
        case Box(x=x, y=y, w=w, h=h):
            corner = f' rx="{_number(shape.round * SIDE)}"' if shape.round else ""
            yield f"<rect {_box(x, y, w, h)}{corner}{_paint(shape.pen, shape.fill, colours)}/>"
        case Words():
            yield from _words(shape, colours)


def _words(words: Words, colours: Colours) -> Iterator[str]:
    if words.plate:
        left, top, right, bottom = type.reach(words)
        yield f'<rect {_box(left - 0.04, top, right - left + 0.08, bottom - top)} fill="{colours["paper"]}"/>'
    anchor = "" if words.anchor == "start" else f' text-anchor="{words.anchor}"'
    weight = ' font-weight="600"' if words.bold else ""
    place = f'x="{_number(words.x * SIDE)}" y="{_number(words.y * SIDE)}" font-size="{_number(words.size * SIDE)}"'
    yield f'<text {place}{anchor}{weight} fill="{colours[words.ink]}">{_text(words.text)}</text>'


def _paint(pen: Pen, fill: Ink, colours: Colours) -> str:
    parts = f' fill="{colours[fill]}"'
    if pen.ink != "none" and pen.width > 0:
        parts += f' stroke="{colours[pen.ink]}" stroke-width="{_number(pen.width * SIDE)}"'
        if pen.dash:
            parts += ' stroke-dasharray="' + " ".join(_number(part * SIDE) for part in pen.dash) + '"'
    return parts


def _box(x: float, y: float, w: float, h: float) -> str:
    named = zip(("x", "y", "width", "height"), (x, y, w, h), strict=True)
    return " ".join(f'{name}="{_number(value * SIDE)}"' for name, value in named)


def _pair(spot: tuple[float, float]) -> str:
    return f"{_number(spot[0] * SIDE)},{_number(spot[1] * SIDE)}"


def _number(value: float) -> str:
    """Two decimals at most, no minus before nothing."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _text(text: str) -> str:
    return escape(clean(text), quote=True)
