"""A chart on paper: the drawing every window shows, in ink, as a picture sharp enough to print."""

from __future__ import annotations

import io
import threading
from typing import Any

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from desktop_app.papers.charts import Box, Drawing, Style, Tone, Words, lay_out
from desktop_app.papers.genogram.inks import rgb
from desktop_app.papers.model import Figure
from desktop_app.papers.pdf import fonts
from desktop_app.rules.indicators.charts import Chart

_SIZES: dict[Style, tuple[float, float, str]] = {
    "figure": (17.0, 22.0, fonts.STRONG),
    "label": (9.0, 12.5, fonts.REGULAR),
    "words": (9.0, 12.5, fonts.STRONG),
    "beside": (7.5, 10.5, fonts.REGULAR),
}
"""Points, leading, face."""
_INKS: dict[Tone, str] = {"text": "#000000", "text2": "#3C3C3C", "accent_text": "#175A66", "pressed": "#E7E4DE"}
WIDE_MM = 170.0
_DOTS = 200 / 72
"""Dots a point: 200 to the inch."""
_ONE_AT_A_TIME = threading.Lock()


class _Print:
    """Measures as the paper's own faces run."""

    scale = 0.8

    def width(self, text: str, style: Style) -> float:
        size, _leading, name = _SIZES[style]
        return fonts.face(name).width(text) * size

    def line(self, style: Style) -> float:
        return _SIZES[style][1]


def figure(chart: Chart) -> Figure:
    """The chart as a block of a paper, with every figure of it in words."""
    wide = WIDE_MM * 72 / 25.4
    return Figure(_png(lay_out(chart, _Print(), wide)), chart.said(), WIDE_MM)


def _png(drawing: Drawing) -> bytes:
    out = io.BytesIO()
    canvas: Any = Canvas(out, pagesize=(drawing.wide, drawing.high), invariant=1, pageCompression=0)
    for mark in drawing.marks:
        canvas.setFillColorRGB(*rgb(_INKS[mark.tone]))
        if isinstance(mark, Box):
            canvas.rect(mark.x, drawing.high - mark.y - mark.high, mark.wide, mark.high, stroke=0, fill=1)
        else:
            _words(canvas, mark, drawing.high)
    canvas.showPage()
    canvas.save()
    picture = io.BytesIO()
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(out.getvalue()) as document:
        page = document[0]
        page.render(scale=_DOTS).to_pil().quantize(64).save(picture, "PNG")
        page.close()
    return picture.getvalue()


def _words(canvas: Any, mark: Words, high: float) -> None:  # noqa: ANN401 - reportlab's stubs leave out what is used
    size, leading, name = _SIZES[mark.style]
    fonts.face(name)
    canvas.setFont(name, size)
    canvas.drawString(mark.x, high - mark.y - leading * 0.725, mark.text)
