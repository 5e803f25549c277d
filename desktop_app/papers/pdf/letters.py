"""A run of letters as page code: as text, or as outlines with the text hidden behind them, there to be found."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFFormXObject
from reportlab.pdfgen.canvas import Canvas

from desktop_app.papers.pdf import outlines
from desktop_app.papers.pdf.script_text import Run

Colour = tuple[float, float, float]
"""Shares of red, green and blue."""


def said(text: str) -> str:
    """Page code that opens a stretch which is read as `text`, whatever is drawn; `EMC` closes it."""
    return f"/Span <</ActualText <FEFF{text.encode('utf-16-be').hex().upper()}>>> BDC"


class Letters:
    """Writes runs on one canvas; an outline is kept once in the file however often its word stands in it."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas: Any = canvas  # its stubs leave out what we write to
        self.traced: dict[tuple[str, str], str] = {}

    def draw(self, run: Run, x: float, y: float, size: float, colour: Colour) -> None:
        """The run with its baseline's start at (x, y), all in points."""
        size *= run.face.scale
        if run.traced:
            self._outlines(run, x, y, size, colour)
        text = self.canvas.beginText(x, y)
        text.setFont(run.face.name, size)
        text.setFillColorRGB(*colour)
        if run.traced:
            text.setTextRenderMode(3)
            text.setHorizScale(100 * run.width / (run.face.width(run.drawn) or 1.0))
        text.textOut(run.drawn)
        if run.traced:
            text.setTextRenderMode(0)
            text.setHorizScale(100)
        self.canvas.drawText(text)

    def _outlines(self, run: Run, x: float, y: float, size: float, colour: Colour) -> None:
        """Letters that change shape beside each other."""
        key = (run.face.name, run.text)
        if key not in self.traced:
            self.traced[key] = f"run{len(self.traced)}"
            self._keep(self.traced[key], run)
        ink = " ".join(f"{part:.3f}" for part in colour)
        self.canvas._code.append(f"q {ink} rg {size:.3f} 0 0 {size:.3f} {x:.3f} {y:.3f} cm")
        self.canvas.doForm(self.traced[key])
        self.canvas._code.append("Q")

    def _keep(self, name: str, run: Run) -> None:
        code = []
        rings = outlines.trace(run.text, run.face.file, right_to_left=run.right_to_left)
        for ring in rings:
            first, *rest = (f"{x:.4f} {y:.4f}" for x, y in ring)
            code.append(f"{first} m " + " ".join(f"{spot} l" for spot in rest) + " h")
        xs = [x for ring in rings for x, _ in ring] or [0.0]
        ys = [y for ring in rings for _, y in ring] or [0.0]
        edges = (min(xs) - 0.01, min(ys) - 0.01, max(xs) + 0.01, max(ys) + 0.01)
        form = PDFFormXObject(*(round(edge, 3) for edge in edges))
        form.compression = 1
        form.Resources = PDFDictionary({})
        form.setStreamList(["\n".join(code), "f" if code else "n"])
        self.canvas._doc.addForm(name, form)
