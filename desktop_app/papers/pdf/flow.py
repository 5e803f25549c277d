"""Pages filled from top to bottom. What is placed are marks: words, strokes, boxes, pictures; drawing comes later.

Lengths in points, y downwards from the top of the page. A mark without a tag is decoration, not content.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.papers.model import Sheet
from desktop_app.papers.pdf.setting import HAIR, Colour, Line, Style
from desktop_app.papers.pdf.tagging import Tag

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, `y` its baseline."""

    x: float
    y: float
    line: Line
    style: Style
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line. `dashed` for where to cut."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: Colour
    dashed: bool = False
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """An empty square to be ticked; its tag says so."""

    x: float
    y: float
    side: float
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, `y` its top."""

    x: float
    y: float
    width: float
    height: float
    png: bytes
    tag: Tag | None


Mark = Words | Stroke | Box | Picture


@dataclass(frozen=True, slots=True)
class Shape:
    """A page: its size, its side margin, where the text begins and ends."""

    width: float
    height: float
    side: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """The width of the text."""
        return self.width - 2 * self.side


SHAPES = {
    Sheet.A4: Shape(210 * MM, 297 * MM, 20 * MM, 24 * MM, (297 - 23) * MM),
    Sheet.HALF: Shape(210 * MM, 148.5 * MM, 20 * MM, 19 * MM, (148.5 - 20) * MM),
}


@dataclass(frozen=True, slots=True)
class Column:
    """Lines to be placed at `x` from the text's left edge, all of one style and tag."""

    x: float
    lines: Sequence[Line]
    style: Style
    tag: Tag | None

    def height(self) -> float:
        """The height of all its lines."""
        return len(self.lines) * self.style.leading


def _nothing() -> None:
    """Pages open with nothing, until told otherwise."""


class Flow:
    """The pages so far and the place on the last one."""

    def __init__(self, shape: Shape) -> None:
        self.opening: Callable[[], None] = _nothing
        self.begun = 0
        self.shape = shape
        self.pages: list[list[Mark]] = [[]]
        self.y = shape.top

    @property
    def page(self) -> int:
        """The number of the page being filled, from 0."""
        return len(self.pages) - 1

    @property
    def fresh(self) -> bool:
        """Whether nothing stands on this page yet."""
        return len(self.pages[-1]) == self.begun

    def room(self) -> float:
        """What is left of the page."""
        return self.shape.bottom - self.y

    def turn(self) -> None:
        """A new page, unless this one is still empty; what stands at the top of every page is put there."""
        if self.fresh:
            return
        self.pages.append([])
        self.y = self.shape.top
        self.opening()
        self.begun = len(self.pages[-1])

    def need(self, height: float) -> None:
        """Turn the page when less than this is left; never for more than a page holds."""
        if self.room() < min(height, self.shape.bottom - self.shape.top):
            self.turn()

    def space(self, height: float) -> None:
        """Leave white, but not at the top of a page."""
        if not self.fresh:
            self.y += height

    def put(self, mark: Mark) -> None:
        """Place one mark on this page."""
        self.pages[-1].append(mark)

    def stroke(
        self, *, width: float = 0.5, colour: Colour = HAIR, x: float = 0.0, measure: float | None = None
    ) -> None:
        """A line across at the present place."""
        left = self.shape.side + x
        right = left + (self.shape.measure - x if measure is None else measure)
        self.put(Stroke(left, self.y, right, self.y, width, colour))

    def side_by_side(
        self,
        columns: Sequence[Column],
        *,
        above: float = 0.0,
        below: float = 0.0,
        bar: Colour | None = None,
        turned: Callable[[], None] | None = None,
    ) -> None:
        """Place columns beside each other. What fits a page is kept whole, what doesn't runs on over the next ones.

        `above` and `below` is white inside, `bar` a thick line at the left, `turned` is called on each new page.
        """
        height = max((column.height() for column in columns), default=0.0) + above + below
        start = self.y
        if height > self.room() and (height <= self._whole(turned) or self.room() < self.shape.measure / 6):
            self._turn(turned)
            start = self.y
        begun = [0] * len(columns)
        while True:
            room = self.room() - above - below
            counts = [self._fitting(column, first, room) for column, first in zip(columns, begun, strict=True)]
            tall = 0.0
            for number, column in enumerate(columns):
                lines = column.lines[begun[number] : begun[number] + counts[number]]
                self._place(column, lines, self.y + above)
                tall = max(tall, len(lines) * column.style.leading)
            self.y += above + tall + below
            if bar is not None:
                x = self.shape.side + 1.25
                self.put(Stroke(x, start + above / 2, x, self.y - below / 2, 2.5, bar))
            begun = [first + count for first, count in zip(begun, counts, strict=True)]
            if all(first >= len(column.lines) for first, column in zip(begun, columns, strict=True)):
                return
            self._turn(turned)
            start = self.y

    def _whole(self, turned: Callable[[], None] | None) -> float:
        """What a new page holds, with room for a header that is said again."""
        return self.shape.bottom - self.shape.top - (40 if turned else 0)

    def _turn(self, turned: Callable[[], None] | None) -> None:
        self.turn()
        if turned:
            turned()

    @staticmethod
    def _fitting(column: Column, first: int, room: float) -> int:
        return min(len(column.lines) - first, max(1, int((room + 0.01) // column.style.leading)))

    def _place(self, column: Column, lines: Sequence[Line], top: float) -> None:
        style = column.style
        drop = style.leading * 0.725  # by leading alone, so that a small label and its value share a baseline
        for number, line in enumerate(lines):
            y = top + number * style.leading + drop
            self.put(Words(self.shape.side + column.x, y, line, style, column.tag))
