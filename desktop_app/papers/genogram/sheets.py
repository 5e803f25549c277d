"""A genogram on paper people have: one A4 that can be read, else one A3, else A4 sheets to be joined.

Nothing on the paper is smaller than 7 pt. Upright or lengthways is chosen by what fits larger. Joined sheets overlap,
carry crop marks where they are cut and a small map of which sheet this is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from desktop_app.papers.genogram.pdf import Leaf, pdf_leaves
from desktop_app.papers.genogram.svg import SIDE_MM
from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.shapes import Box, Mark, Pen, Picture, Polyline, Shape, Words

LEAST_PT = 7.0
LEAST_MM = LEAST_PT * 25.4 / 72
A4, A3 = (210.0, 297.0), (297.0, 420.0)
EDGE = 10.0
"""White round the sheet, in mm; few printers reach further."""
HEAD, FOOT = 17.0, 9.0
OVERLAP = 10.0
MARKING = "OFFICIAL-SENSITIVE"
MOST_SHEETS = 60
"""Nobody joins more; a larger family goes on one sheet of its own size, for a plotter or the screen."""
WIDEST = 5000.0
"""The largest sheet in mm that readers of PDF accept (200 inches), nearly."""
LETTERED = type.BADGE
"""The small letters in a box have room to be set as large as this, so they do not decide how large a symbol is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What stands round the drawing on every sheet, besides the picture's own title; what is empty is left out."""

    as_at: date
    made_by: str = ""
    sources: str = ""
    drawn_with: str = ""
    version: str = ""
    marking: str = MARKING


@dataclass(frozen=True, slots=True)
class Plan:
    """How a picture goes on paper: sheet size in mm, mm to a symbol's side, and columns and rows of sheets."""

    name: str
    wide: float
    high: float
    side: float
    columns: int = 1
    rows: int = 1

    @property
    def words(self) -> str:
        """ "Fits one A4, lengthways"."""
        if not self.name:
            return f"One sheet of {self.wide / 1000:.1f} by {self.high / 1000:.1f} metres"
        way = "lengthways" if self.wide > self.high else "upright"
        count = self.columns * self.rows
        return f"Fits one {self.name}, {way}" if count == 1 else f"{count} sheets of {self.name} to join, {way}"


def plan(picture: Picture) -> Plan:
    """The smallest paper on which every word can be read."""
    least = _least_side(picture)
    for name, size in (("A4", A4), ("A3", A3)):
        fits = [_one(picture, name, *way) for way in (size[::-1], size)]
        best = max(fits, key=lambda one: one.side)
        if best.side >= least:
            return best
    tiled = min((_tiles(picture, least, *way) for way in (A4[::-1], A4)), key=lambda one: one.columns * one.rows)
    return tiled if tiled.columns * tiled.rows <= MOST_SHEETS else _own_size(picture, least)


def _least_side(picture: Picture) -> float:
    sizes = [max(shape.size, LETTERED) for shape in picture.shapes() if isinstance(shape, Words)]
    return LEAST_MM / min(sizes, default=type.NAME)


def _space(wide: float, high: float) -> tuple[float, float]:
    return wide - 2 * EDGE, high - 2 * EDGE - HEAD - FOOT


def _bounds(picture: Picture) -> tuple[float, float, float, float]:
    """What is drawn, without the margin of a picture that stands alone: the sheet has its own."""
    left, top, right, bottom = type.extent(picture.shapes())
    return left - 0.1, top - 0.1, right + 0.1, bottom + 0.1


def _size(picture: Picture) -> tuple[float, float]:
    left, top, right, bottom = _bounds(picture)
    return right - left, bottom - top


def _one(picture: Picture, name: str, wide: float, high: float) -> Plan:
    (room, tall), (across, down) = _space(wide, high), _size(picture)
    return Plan(name, wide, high, min(room / across, tall / down, SIDE_MM))


def _tiles(picture: Picture, side: float, wide: float, high: float) -> Plan:
    (room, tall), (across, down) = _space(wide, high), _size(picture)
    columns = math.ceil(max(1.0, (across * side - OVERLAP) / (room - OVERLAP)) - 1e-9)
    rows = math.ceil(max(1.0, (down * side - OVERLAP) / (tall - OVERLAP)) - 1e-9)
    return Plan("A4", wide, high, side, columns, rows)


def _own_size(picture: Picture, side: float) -> Plan:
    across, down = _size(picture)
    side = min(side, (WIDEST - 2 * EDGE) / across, (WIDEST - 2 * EDGE - HEAD - FOOT) / down)
    return Plan("", max(across * side + 2 * EDGE, A4[0]), down * side + 2 * EDGE + HEAD + FOOT, side)


def sheets(picture: Picture, furniture: Furniture, *, made_at: datetime | None = None) -> bytes:
    """The picture as a PDF to print, with its furniture; the same input gives the same bytes."""
    chosen = plan(picture)
    leaves = list(_leaves(_legible(picture, chosen.side), chosen, furniture))
    return pdf_leaves(leaves, made_by=furniture.made_by, made_at=made_at)


def _legible(picture: Picture, side: float) -> Picture:
    """The picture with the letters in small boxes at 7 pt, where a symbol's side is `side` mm."""
    least = min(LEAST_MM / side, LETTERED)

    def set_larger(shape: Shape) -> Shape:
        if not isinstance(shape, Words) or shape.size >= least:
            return shape
        lower = shape.y + (least - shape.size) * 0.36
        return replace(shape, size=least, y=lower, width=shape.width * least / shape.size)

    marks = tuple(replace(mark, shapes=tuple(map(set_larger, mark.shapes))) for mark in picture.marks)
    return replace(picture, marks=marks)


def _leaves(picture: Picture, chosen: Plan, furniture: Furniture) -> Iterator[Leaf]:
    room, tall = _space(chosen.wide, chosen.high)
    bounds = _bounds(picture)
    across, down = (bounds[2] - bounds[0]) * chosen.side, (bounds[3] - bounds[1]) * chosen.side
    single = chosen.columns * chosen.rows == 1
    for row in range(chosen.rows):
        for column in range(chosen.columns):
            left = EDGE - column * (room - OVERLAP)
            top = EDGE + HEAD - row * (tall - OVERLAP)
            if single:
                left, top = EDGE + (room - across) / 2, EDGE + HEAD + max(0.0, (tall - down) / 3)
            first = row == column == 0
            lines = tuple(_lines(picture.title or "Genogram", chosen, furniture))
            around = _around(chosen, furniture, row, column)
            yield Leaf(
                picture=picture,
                wide=chosen.wide,
                high=chosen.high,
                side=chosen.side,
                left=left - bounds[0] * chosen.side,
                top=top - bounds[1] * chosen.side,
                window=(EDGE, EDGE + HEAD, chosen.wide - EDGE, chosen.high - EDGE - FOOT),
                heading=tuple((kind, Mark("sheet", "heading", (line,))) for kind, line in lines) if first else (),
                furniture=(
                    Mark("sheet", "furniture", (*(() if first else (line for _, line in lines)), *around)),
                ),
            )  # fmt: skip


def _lines(title: str, chosen: Plan, furniture: Furniture) -> Iterator[tuple[str, Words]]:
    """What is said about the drawing, with the structure type it has where it is read: on the first sheet."""
    room = chosen.wide - 2 * EDGE - 60
    heading = type.shortened(title, 5.2, room, bold=True)
    yield "H1", type.words(EDGE, EDGE + 5.2, heading, size=5.2, anchor="start", bold=True)
    day = f"Genogram as at {furniture.as_at.day} {furniture.as_at:%B %Y}"
    about = type.joined((day, furniture.drawn_with, furniture.version))
    yield "P", type.words(EDGE, EDGE + 11, type.shortened(about, 3.2, room), size=3.2, anchor="start", ink="soft")
    made = type.joined((f"Drawn by {furniture.made_by}" if furniture.made_by else "", furniture.sources))
    if made:
        low = chosen.high - EDGE - 1
        yield "P", type.words(EDGE, low, type.shortened(made, 3.0, room), size=3.0, anchor="start", ink="soft")


def _around(chosen: Plan, furniture: Furniture, row: int, column: int) -> Iterator[Shape]:
    """The marking above, the sheet's number below, crop marks and map."""
    right, low = chosen.wide - EDGE, chosen.high - EDGE
    yield type.words(right, EDGE + 4.4, furniture.marking, size=3.4, anchor="end", bold=True)
    count = chosen.columns * chosen.rows
    page = f"Sheet {row * chosen.columns + column + 1} of {count}"
    yield type.words(right, low - 1, page, size=3.0, anchor="end", ink="soft")
    if count > 1:
        yield from _cropped(chosen, row, column)
        yield from _map(chosen, row, column, right)


def _cropped(chosen: Plan, row: int, column: int) -> Iterator[Shape]:
    """Marks where a sheet is cut so that it meets the next: in the middle of what both show."""
    pen = Pen("soft", 0.2)
    left, right = EDGE + OVERLAP / 2, chosen.wide - EDGE - OVERLAP / 2
    top, bottom = EDGE + HEAD + OVERLAP / 2, chosen.high - EDGE - FOOT - OVERLAP / 2
    for x, here in ((left, column > 0), (right, column < chosen.columns - 1)):
        if here:
            yield Polyline(((x, EDGE + HEAD - 4), (x, EDGE + HEAD)), pen)
            yield Polyline(((x, chosen.high - EDGE - FOOT), (x, chosen.high - EDGE - FOOT + 4)), pen)
    for y, here in ((top, row > 0), (bottom, row < chosen.rows - 1)):
        if here:
            yield Polyline(((EDGE - 5, y), (EDGE - 1, y)), pen)
            yield Polyline(((chosen.wide - EDGE + 1, y), (chosen.wide - EDGE + 5, y)), pen)


def _map(chosen: Plan, row: int, column: int, right: float) -> Iterator[Shape]:
    """Where this sheet lies among the others."""
    cell = min(6.0, 40.0 / chosen.columns, 9.0 / chosen.rows)
    left, top = right - cell * chosen.columns, EDGE + 6.2
    for line in range(chosen.rows):
        for place in range(chosen.columns):
            here = (line, place) == (row, column)
            yield Box(
                left + place * cell, top + line * cell, cell, cell, 0.0, Pen("soft", 0.2), "ink" if here else "none"
            )
