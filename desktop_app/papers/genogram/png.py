"""A genogram as PNG: our own PDF, rendered; the same picture gives the same dots."""

from __future__ import annotations

import io
import threading

import pypdfium2

from desktop_app.papers.genogram.inks import Theme
from desktop_app.papers.genogram.pdf import pdf
from desktop_app.rules.genogram.shapes import Picture

SIDE_PX = 44.0
LARGEST = 16_000
"""The longest side in dots: a larger picture is made smaller, so that no machine runs out of memory."""

_SIDE_PT = 12.0 / 25.4 * 72
_ONE_AT_A_TIME = threading.Lock()


def png(picture: Picture, scale: float = 2.0, theme: Theme = "print") -> bytes:
    """The picture with a symbol of 44 × `scale` dots, at most 16,000 dots on its longer side."""
    left, top, right, bottom = picture.box
    dots = min(SIDE_PX * scale, LARGEST / max(right - left, bottom - top, 1e-6))
    file = pdf(picture, theme)
    out = io.BytesIO()
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(file) as document:
        page = document[0]
        page.render(scale=dots / _SIDE_PT).to_pil().save(out, "PNG")
        page.close()
    return out.getvalue()
