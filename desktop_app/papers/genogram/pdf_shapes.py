"""The few shapes of a genogram as page code, every word inside the picture's own tag."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from desktop_app.papers.genogram.inks import Colours, rgb
from desktop_app.papers.pdf.letters import Letters, said
from desktop_app.papers.pdf.script_text import runs
from desktop_app.papers.pdf.tagging import Tag
from desktop_app.rules.genogram import type
from desktop_app.rules.genogram.outlines import ROUND
from desktop_app.rules.genogram.shapes import Box, Circle, Curve, Ink, Mark, Pen, Polyline, Shape, Words


class Pencil:
    """Draws marks on the canvas's current page; lengths in S become points."""

    def __init__(self, canvas: Canvas, colours: Colours) -> None:
        self.canvas: Any = canvas  # its stubs leave out what we write to
        self.colours = colours
        self.page, self.number = -1, 0
        self.tag: Tag | None = None
        self.side = self.left = self.top = 1.0
        self.letters = Letters(canvas)

    def sheet(self, page: int, tag: Tag | None, side: float, left: float, top: float) -> None:
        """What follows goes to this page and tag (None: furniture); S is `side` points, the origin at (left, top)."""
        if page != self.page:
            self.page, self.number = page, 0
        self.tag, self.side, self.left, self.top = tag, side, left, top

    def clip(self, x: float, y: float, wide: float, high: float) -> None:
        """Keep what follows within a box, in points."""
        self._write(f"q {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re W n")

    def unclip(self) -> None:
        """Leave the box."""
        self._write("Q")

    def background(self, wide: float, high: float) -> None:
        """The paper, where it isn't white already."""
        if self.colours["paper"].upper() != "#FFFFFF":
            self._write(f"/Artifact BMC {self._ink('paper', 'rg')} 0 0 {wide:.2f} {high:.2f} re f EMC")

    def marks(self, marks: Iterable[Mark]) -> None:
        """Marks from back to front, each a stretch of its own."""
        for mark in marks:
            self._open()
            for shape in mark.shapes:
                self._shape(shape)
            self._write("EMC")

    def _write(self, code: str) -> None:
        self.canvas._code.append(code)

    def _open(self) -> None:
        if self.tag is None:
            self._write("/Artifact <</Type /Pagination>> BDC")
            return
        self.tag.kids.append((self.page, self.number))
        self._write(f"/{self.tag.kind} <</MCID {self.number}>> BDC")
        self.number += 1

    def _at(self, x: float, y: float) -> str:
        return f"{self.left + x * self.side:.2f} {self.top - y * self.side:.2f}"

    def _ink(self, ink: Ink, operator: str) -> str:
        return " ".join(f"{part:.3f}" for part in rgb(self.colours[ink])) + f" {operator}"

    def _shape(self, shape: Shape) -> None:
        match shape:
            case Polyline(points=points, closed=closed):
                if points:
                    path = f"{self._at(*points[0])} m " + " ".join(f"{self._at(*spot)} l" for spot in points[1:])
                    self._paint(path + (" h" if closed else ""), shape.pen, shape.fill)
            case Curve(start=start, pieces=pieces, closed=closed):
                bends = " ".join(" ".join(self._at(*spot) for spot in piece) + " c" for piece in pieces)
                self._paint(f"{self._at(*start)} m {bends}" + (" h" if closed else ""), shape.pen, shape.fill)
            case Circle(x=x, y=y, r=r):
                self._paint(self._rounded(x - r, y - r, 2 * r, 2 * r, r), shape.pen, shape.fill)
            case Box(x=x, y=y, w=w, h=h):
                self._paint(self._rounded(x, y, w, h, min(shape.round, w / 2, h / 2)), shape.pen, shape.fill)
            case Words():
                self._words(shape)

    def _rounded(self, x: float, y: float, w: float, h: float, r: float) -> str:
        """A box with round corners; a circle when they meet."""
        k, x1, y1 = r * (1 - ROUND), x + w, y + h
        if r <= 0:
            corners = ((x, y), (x1, y), (x1, y1), (x, y1))
            return f"{self._at(*corners[0])} m " + " ".join(f"{self._at(*one)} l" for one in corners[1:]) + " h"
        steps = (
            ((x1 - r, y), ((x1 - k, y), (x1, y + k), (x1, y + r))),
            ((x1, y1 - r), ((x1, y1 - k), (x1 - k, y1), (x1 - r, y1))),
            ((x + r, y1), ((x + k, y1), (x, y1 - k), (x, y1 - r))),
            ((x, y + r), ((x, y + k), (x + k, y), (x + r, y))),
        )
        code = [f"{self._at(x + r, y)} m"]
        for straight, bend in steps:
            code.append(f"{self._at(*straight)} l " + " ".join(self._at(*spot) for spot in bend) + " c")
        return " ".join(code) + " h"

    def _paint(self, path: str, pen: Pen, fill: Ink) -> None:
        code = []
        stroked = pen.ink != "none" and pen.width > 0
        if fill != "none":
            code.append(self._ink(fill, "rg"))
        if stroked:
            dash = " ".join(f"{part * self.side:.2f}" for part in pen.dash)
            code.append(f"{self._ink(pen.ink, 'RG')} {pen.width * self.side:.3f} w [{dash}] 0 d")
        operator = {(True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n"}
        self._write(" ".join([*code, path, operator[stroked, fill != "none"]]))

    def _words(self, words: Words) -> None:
        if words.plate:
            left, top, right, bottom = type.reach(words)
            plate = self._rounded(left - 0.04, top, right - left + 0.08, bottom - top, 0.0)
            self._paint(plate, Pen("none", 0), "paper")
        found = runs(words.text, bold=words.bold)
        size = words.size * self.side
        ems = sum(run.width for run in found)
        if words.width > 0 and ems * words.size > words.width:
            size *= words.width / (ems * words.size)  # what was measured keeps its room, whatever the face
        wide = ems * size
        x = self.left + words.x * self.side - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[words.anchor]
        y = self.top - words.y * self.side
        if found and all(run.right_to_left or not run.text.strip() for run in found):
            found = tuple(reversed(found))
        for run in found:
            if run.spoken:
                self._write(said(run.text))
            self.letters.draw(run, x, y, size, rgb(self.colours[words.ink]))
            if run.spoken:
                self._write("EMC")
            x += run.width * size
